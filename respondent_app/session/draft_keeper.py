"""Keeps one draft file for one window. A new draft gets its file with the first word typed, not before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.storage import folders

if TYPE_CHECKING:
    from respondent_app.drafts.draft import Draft
    from respondent_app.drafts.draft_file import DraftFile

_SUFFIX = ".response"


class DraftKeeper:
    """Where a window's response is saved: a file that is open, or one that is still to be made.

    `passphrase` is what a file that is still to be made shall be protected with.
    """

    def __init__(self, path: Path, file: DraftFile | None = None, *, passphrase: str | None = None) -> None:
        self.path = path
        self.passphrase = passphrase
        self._file = file

    @property
    def file(self) -> DraftFile | None:
        """The file, once there is one."""
        return self._file

    def save(self, draft: Draft) -> None:
        """Put what is new in `draft` on the disk; the errors are those of `DraftFile`."""
        from respondent_app.drafts.draft_file import DraftFile

        events = draft.unsaved()
        if self._file is None:
            self._file = DraftFile.create(
                self.path, id=draft.id, consultation=draft.response.consultation, events=events, author=draft.author,
                passphrase=self.passphrase,
            )  # fmt: skip
        else:
            self._file.append(events)
        draft.saved(events)

    def close(self) -> None:
        """Let others open the draft."""
        if self._file is not None:
            self._file.close()


def free_path(consultation_id: str) -> Path:
    """Return where a new draft for a consultation goes: a name that nothing has yet."""
    folder = folders.drafts()
    path, number = folder / f"{consultation_id}{_SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{consultation_id}-{number}{_SUFFIX}", number + 1
    return path


def save_copy(path: Path, draft: Draft, *, passphrase: str | None = None) -> Path:
    """Write `draft` with its whole history as a file of its own, beside everything that is there; return its path."""
    from respondent_app.drafts.draft_file import DraftFile

    path = path if path.suffix.lower() == _SUFFIX else path.with_name(f"{path.name}{_SUFFIX}")
    made = DraftFile.create(
        path, id=draft.id, consultation=draft.response.consultation, events=draft.events, author=draft.author,
        passphrase=passphrase,
    )  # fmt: skip
    made.close()
    return path
