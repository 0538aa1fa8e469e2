"""Earlier copies of the response that is open, and the way back to one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.session.deadline import short_date
from respondent_app.storage import folders

if TYPE_CHECKING:
    from respondent_app.drafts.keeping.backups import Backup
    from respondent_app.session.session import Session


@dataclass(frozen=True, slots=True)
class EarlierCopy:
    """One copy in words: `title` says when its session began, `detail` how large it is."""

    backup: Backup
    title: str
    detail: str


def earlier_copies(session: Session) -> tuple[EarlierCopy, ...]:
    """Return the earlier copies of the response that is open, the newest first."""
    if not session.has_draft:
        return ()
    from respondent_app.drafts.keeping.backups import list_backups

    return tuple(EarlierCopy(b, _day(b.at.astimezone()), _size(b.size)) for b in list_backups(session.draft.id))


def bring_back(session: Session, copy: EarlierCopy) -> Path:
    """Put a copy beside the draft as a file of its own, and return its path; `StorageError` if that cannot be done.

    Nothing is put on a share: the copy of a shared draft goes to the person's own drafts.
    """
    from respondent_app.drafts.keeping import backups

    own = session.path if session.publishing is None else folders.drafts() / session.path.name
    return backups.bring_back(copy.backup, own)


def _day(at: datetime) -> str:
    return f"{short_date(at.date())}, {at.hour:02}:{at.minute:02}"


def _size(size: int) -> str:
    return f"{max(1, round(size / 1000))} kB"
