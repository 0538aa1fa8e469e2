"""Opens the file of a draft as its place asks for, keeps a copy of it as it is, and brings back what was rescued."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.storage import folders

if TYPE_CHECKING:
    from respondent_app.drafts.draft_file import DraftFile
    from respondent_app.drafts.shared_copy import SharedCopy


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A draft that is open. `shared` is there if others see it in another place; `notes` are for the person."""

    file: DraftFile
    shared: SharedCopy | None = None
    notes: tuple[str, ...] = ()


def open_file(path: Path, *, author: str, passphrase: str | None = None) -> OpenedFile:
    """Open a draft for writing: itself, or a working copy if it lies where others may replace it.

    The errors are those of `DraftFile.open`.
    """
    from respondent_app.drafts import backups, rescue
    from respondent_app.drafts.draft_file import DraftFile
    from respondent_app.drafts.shared_copy import SharedCopy
    from respondent_app.drafts.shared_places import is_shared

    lies_on = is_shared(path, own_folder=folders.user_data())
    if lies_on is None:
        opened = OpenedFile(DraftFile.open(path, author=author, passphrase=passphrase))
    else:
        copy = SharedCopy.begin(path, author=author, passphrase=passphrase)
        opened = OpenedFile(copy.file, copy, copy.notes or (_told(path, lies_on),))
    trouble = None
    if not opened.file.read_only:
        trouble = backups.keep(opened.file.id, backups.content_of(opened.file.path))
    notes = [*opened.notes, *rescue.take_back(opened.file, passphrase)]
    if trouble is not None:
        notes.append(f"No copy of the draft as it is now could be kept. {trouble.what}")
    return OpenedFile(opened.file, opened.shared, tuple(notes))


def can_be_opened(path: Path) -> bool:
    """Whether a draft is there, or at least a working copy of it while the place where it lies is away."""
    if path.exists():
        return True
    if not folders.working_copies().exists():
        return False  # and nothing more is imported at the start
    from respondent_app.drafts.shared_copy import local_copy

    return local_copy(path).exists()


def _told(path: Path, lies_on: str) -> str:
    return f"{path.name} lies on {lies_on}. You work on a copy of your own; what you write goes there by itself."
