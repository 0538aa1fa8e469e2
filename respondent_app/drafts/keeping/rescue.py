"""Words that could not be saved in their draft are kept beside it in the data folder, and brought back later.

A rescue file is a whole draft with everything in it, under the same protection. It can be opened like any other; if the
draft itself is opened again, it takes in what the rescue file holds.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.file import draft_tables
from respondent_app.drafts.file.draft_tables import Contents
from respondent_app.model.errors import RespondentError
from respondent_app.storage import folders
from respondent_app.storage.atomic import write_file

_PLAIN_ID = re.compile(r"[A-Za-z0-9-]{1,64}")


def keep(contents: Contents, name: str, passphrase: str | None) -> Path:
    """Write everything that a draft holds into its rescue file, and return its path. The errors are `StorageError`."""
    path = _folder(contents.id) / name
    write_file(path, draft_tables.made(contents, passphrase))
    return path


def drop(path: Path) -> None:
    """Take a rescue file away, once the draft itself holds everything again."""
    with contextlib.suppress(OSError):
        path.unlink()
        path.parent.rmdir()


def take_back(file: DraftFile, passphrase: str | None) -> tuple[str, ...]:
    """Put what rescue files hold into the draft they were for, and return what a person should hear of it.

    Nothing is raised: a draft opens even if what was rescued cannot be read.
    """
    told = []
    for path in _kept(file.id):
        if path.resolve() == file.path.resolve() or file.read_only:
            continue
        try:
            rescued = DraftFile.read(path, passphrase)
            known = {event.key for event in file.events()}
            missing = [event for event in rescued.events if event.key not in known]
            file.append(missing)
        except RespondentError:
            told.append(
                f"Words that could not be saved earlier are still in {path}. Merge that copy to have them back."
            )
        else:
            drop(path)
            if missing:
                told.append("Words that could not be saved last time are back.")
    return tuple(told)


def _kept(draft_id: str) -> list[Path]:
    try:
        return sorted(_folder(draft_id).glob("*.response"))
    except OSError:
        return []


def _folder(draft_id: str) -> Path:
    """The folder of one draft. An id may come from a file, and must not lead anywhere else."""
    plain = draft_id if _PLAIN_ID.fullmatch(draft_id) else draft_id.encode().hex()[:64]
    return folders.rescued() / (plain or "unnamed")
