"""The mail as it goes out: the package's draft byte for byte, with who sends it, when, and its own number."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING

from respondent_app.sending.addresses import AddressError, read_address
from respondent_app.sending.faults import NOTHING_SENT, SendError

if TYPE_CHECKING:
    from respondent_app.sending.account import Account

_ATOMS = re.compile(r"[A-Za-z0-9 ]{1,60}")
_FIELD = re.compile(rb"([!-9;-~]+):[ \t]*((?:[^\r\n]|\r\n[ \t])*)")
_KEPT = frozenset({"mime-version", "content-type", "content-transfer-encoding"})
_KNOWN = _KEPT | {"x-unsent", "to", "subject"}
_LONGEST_LINE = 998
_MOST_BYTES = 42  # of text in one encoded word, which is 75 signs at most
_BARE = re.compile(rb"\r(?!\n)|(?<!\r)\n|[\x00\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One mail on its way: what the server is told (`sender`, `envelope`), and what it is given (`content`)."""

    sender: str
    to: tuple[str, ...]
    subject: str
    message_id: str
    at: datetime
    copy_to: str = ""
    content: bytes = field(default=b"", repr=False)

    @property
    def envelope(self) -> tuple[str, ...]:
        """Everybody who gets it."""
        return tuple(dict.fromkeys((*self.to, self.copy_to) if self.copy_to else self.to))


def read_draft(draft: bytes) -> EmailMessage:
    """Return the draft of a package as a mail. `SendError` if it is not one this app made: no header but its own."""
    fields = _fields(draft)
    message = message_from_bytes(draft, policy=policy.default)
    if fields.keys() - _KNOWN or not {"to", "subject"} <= fields.keys():
        raise _not_ours()
    return message


def recipients(draft: EmailMessage) -> tuple[str, ...]:
    """Return the addresses of a draft as servers know them."""
    try:
        return tuple(read_address(address.addr_spec) for address in draft["To"].addresses)
    except AddressError as error:
        raise SendError(error.what, meaning=NOTHING_SENT, advice=error.advice) from error
    except (IndexError, ValueError, AttributeError) as error:  # what Python's reader says of odd addresses
        raise _not_ours() from error


def outgoing(draft: bytes, account: Account, *, at: datetime) -> Outgoing:
    """Return the mail that a draft becomes. Its text and attachments are taken over as they are."""
    message = read_draft(draft)
    to, subject = recipients(message), str(message["Subject"])
    if not to or not subject.isprintable():
        raise _not_ours()
    number = f"<{secrets.token_hex(16)}@{account.sender.rpartition('@')[2]}>"
    fields, body = _fields(draft), draft.partition(b"\r\n\r\n")[2]
    lines = [
        b"From: " + _sender(account),
        b"To: " + _listed(to),
        b"Subject: " + fields["subject"],
        b"Date: " + format_datetime(at.astimezone(UTC)).encode("ascii"),
        b"Message-ID: " + number.encode("ascii"),
        *(name.title().replace("Mime", "MIME").encode() + b": " + fields[name] for name in fields if name in _KEPT),
    ]
    content = b"\r\n".join(lines) + b"\r\n\r\n" + body
    mail = Outgoing(account.sender, to, subject, number, at, account.copy_to, content)
    _verify(mail, account)
    return mail


def _sender(account: Account) -> bytes:
    """Return the sender; a name that could be read as anything but a name is put into code."""
    if not account.name:
        return account.sender.encode("ascii")
    name = account.name if _ATOMS.fullmatch(account.name) else _in_code(account.name)
    return f"{name}\r\n <{account.sender}>".encode("ascii")


def _in_code(name: str) -> str:
    """Return a name as encoded words."""
    import base64

    words, at = [], 0
    while at < len(name):
        size = next(
            size
            for size in range(min(len(name) - at, _MOST_BYTES), 0, -1)
            if len(name[at : at + size].encode()) <= _MOST_BYTES
        )
        words.append(base64.b64encode(name[at : at + size].encode()).decode("ascii"))
        at += size
    return "\r\n ".join(f"=?utf-8?b?{word}?=" for word in words)


def _listed(addresses: Sequence[str]) -> bytes:
    return ",\r\n ".join(addresses).encode("ascii")


def _fields(draft: bytes) -> dict[str, bytes]:
    """Return the header fields of a draft as they are written, by name in small letters. None may stand there twice."""
    head, gap, _ = draft.partition(b"\r\n\r\n")
    found: dict[str, bytes] = {}
    for line in re.split(rb"\r\n(?![ \t])", head):
        match = _FIELD.fullmatch(line)
        name = match[1].decode("ascii").lower() if match else ""
        if match is None or name in found:
            raise _not_ours()
        found[name] = match[2]
    if not gap or _BARE.search(draft) or any(len(line) > _LONGEST_LINE for line in draft.split(b"\r\n")):
        raise _not_ours()
    return found


def _verify(mail: Outgoing, account: Account) -> None:
    """Read the mail as its receiver will: it must say what was shown, and nothing else."""
    head = mail.content.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    message = message_from_bytes(head, policy=policy.default)
    (sender,) = message["From"].addresses
    read = (sender.addr_spec, _name_read(head), tuple(a.addr_spec for a in message["To"].addresses))
    meant = (mail.sender, account.name, mail.to)
    names = [name.lower() for name in message]
    extra = set(names) - _KEPT - {"from", "to", "subject", "date", "message-id"}
    if read != meant or extra or len(set(names)) != len(names) or str(message["Subject"]) != mail.subject:
        raise _not_ours()


def _name_read(head: bytes) -> str:
    """Return the name of the sender. Python's newer reader puts a space where a long one was cut in two."""
    name, start, _ = message_from_bytes(head)["From"].rpartition("<")
    return str(make_header(decode_header(name.strip()))) if start else ""


def _not_ours() -> SendError:
    return SendError(
        "The e-mail of the package is not as this app makes it.",
        meaning=NOTHING_SENT,
        advice="Make the package again.",
    )
