"""Whether a mail is so large that a mailbox may refuse it."""

from __future__ import annotations

MEGABYTE = 1000 * 1000
LARGE = 10 * MEGABYTE
TOO_LARGE = 20 * MEGABYTE


def size_warning(size: int) -> str:
    """Return what to know of a mail of `size` bytes, its attachments as they are encoded; nothing if it is small."""
    if size <= LARGE:
        return ""
    about = f"The e-mail is {size / MEGABYTE:.0f} MB large."
    if size <= TOO_LARGE:
        return (
            f"{about} Some mailboxes take no more than 10 MB. Ask for a receipt; if it comes back, send the public and "
            "the full version in two e-mails."
        )
    return (
        f"{about} Many mailboxes refuse more than 20 MB. Ask the publisher beforehand how to send it, or send the "
        "files in several e-mails."
    )
