"""Keeps one draft file for one window. A new draft gets its file with the first word typed, not before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.drafts.author import account_name
from respondent_app.model.response import Response
from respondent_app.storage import folders

if TYPE_CHECKING:
    from respondent_app.drafts.json_file import DraftFile

_SUFFIX = ".response"


class DraftKeeper:
    """Where a window's response is saved: a file that is open, or one that is still to be made."""

    def __init__(self, path: Path, file: DraftFile | None = None) -> None:
        self.path = path
        self._file = file

    def save(self, response: Response) -> None:
        """Save `response`; the errors are those of `DraftFile`."""
        from respondent_app.drafts.json_file import DraftFile

        if self._file is None:
            self._file = DraftFile.create(self.path, response, author=account_name())
        else:
            self._file.save(response)

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


def save_copy(path: Path, response: Response) -> Path:
    """Write `response` as a new draft beside everything that is there, and return its path."""
    from respondent_app.drafts.json_file import DraftFile

    path = path if path.suffix.lower() == _SUFFIX else path.with_name(f"{path.name}{_SUFFIX}")
    DraftFile.create(path, response, author=account_name()).close()
    return path
