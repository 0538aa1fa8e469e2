"""Opens the file of a draft as its place asks for, keeps a copy of it as it is, and brings back what was rescued."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.model.errors import DraftDamagedError
from respondent_app.storage import folders

if TYPE_CHECKING:
    from respondent_app.drafts.draft_file import DraftFile
    from respondent_app.drafts.file.salvage import Saved
    from respondent_app.drafts.keeping.shared_copy import SharedCopy


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A draft that is open, and where the person has it: `path`. `notes` are for them.

    `shared` is there if others see it in another place.
    """

    path: Path
    file: DraftFile
    shared: SharedCopy | None = None
    notes: tuple[str, ...] = ()


def open_file(path: Path, *, author: str, passphrase: str | None = None) -> OpenedFile:
    """Open a draft for writing: itself, or a working copy if it lies where others may replace it.

    Of a damaged one, what can still be read is saved into a new draft, and that is opened. The errors are those of
    `DraftFile.open`.
    """
    try:
        return _open_whole(path, author=author, passphrase=passphrase)
    except DraftDamagedError:
        from respondent_app.drafts.file.salvage import save_damaged

        saved = save_damaged(path, passphrase)
        found = _open_whole(saved.path, author=author, passphrase=passphrase)
        return replace(found, notes=(_told_saved(path, saved), *found.notes))


def _open_whole(path: Path, *, author: str, passphrase: str | None) -> OpenedFile:
    from respondent_app.drafts.draft_file import DraftFile
    from respondent_app.drafts.keeping import backups, rescue
    from respondent_app.drafts.keeping.shared_copy import SharedCopy
    from respondent_app.drafts.keeping.shared_places import is_shared

    lies_on = is_shared(path, own_folder=folders.user_data())
    if lies_on is None:
        opened = OpenedFile(path, DraftFile.open(path, author=author, passphrase=passphrase))
    else:
        copy = SharedCopy.begin(path, author=author, passphrase=passphrase)
        opened = OpenedFile(path, copy.file, copy, copy.notes or (_told(path, lies_on),))
    trouble = None
    if not opened.file.read_only:
        trouble = backups.keep(opened.file.id, backups.content_of(opened.file.path))
    notes = [*opened.notes, *rescue.take_back(opened.file, passphrase)]
    if trouble is not None:
        notes.append(f"No copy of the draft as it is now could be kept. {trouble.what}")
    return replace(opened, notes=tuple(notes))


def can_be_opened(path: Path) -> bool:
    """Whether a draft is there, or at least a working copy of it while the place where it lies is away."""
    if path.exists():
        return True
    if not folders.working_copies().exists():
        return False  # and nothing more is imported at the start
    from respondent_app.drafts.keeping.shared_copy import local_copy

    return local_copy(path).exists()


def _told(path: Path, lies_on: str) -> str:
    return f"{path.name} lies on {lies_on}. You work on a copy of your own; what you write goes there by itself."


def _told_saved(path: Path, saved: Saved) -> str:
    return (
        f"{path.name} is damaged. What can still be read of it, {saved.events_saved:,} changes, was saved as "
        f"{saved.path.name} and is open here. The damaged file is as it was: an earlier copy may hold more "
        "(Menu, Earlier copies)."
    )
