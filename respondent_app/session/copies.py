"""Copies for others: one for somebody outside the team holds what the response says now, and nothing more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.session.background import Progress, Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from respondent_app.session.session import Session


def save_for_outside(
    session: Session, path: Path, author: str, passphrase: str | None, failed: Callable[[Exception], None]
) -> Work:
    """Write a copy without history in the background, and tell the person where it is."""
    path = path if path.suffix.lower() == ".response" else path.with_name(f"{path.name}.response")
    response = session.response

    def work(progress: Progress) -> None:
        from respondent_app.drafts.merging.outside_copy import save_outside_copy

        progress("Writing the copy")
        save_outside_copy(path, response, author=author, passphrase=passphrase)

    def done(_: None) -> None:
        how = "It is protected with its own passphrase." if passphrase else "It is not protected."
        session.messages.note(
            f"A copy for someone outside was saved as {path}.",
            f"It holds what the response says now, confidential words included, and no history. {how}",
        )

    return session.background.run(work, done, failed)
