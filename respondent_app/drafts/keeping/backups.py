"""Earlier copies of a draft: its file as it was when each of the last sessions began.

They lie in the data folder, so that a draft that was thrown away or overwritten elsewhere can be had back. The bytes
are those of the file: a protected draft is protected there too.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from respondent_app.model.errors import RespondentError, StorageError, storage_error
from respondent_app.storage import folders
from respondent_app.storage.atomic import already_there, write_file

KEPT = 10
_SUFFIX = ".response"
_TIME = "%Y%m%dT%H%M%S.%fZ"
_PLAIN_ID = re.compile(r"[A-Za-z0-9-]{1,64}")


@dataclass(frozen=True, slots=True)
class Backup:
    """An earlier copy of a draft: where it lies, when it was made, and its size in bytes."""

    path: Path
    at: datetime
    size: int


def content_of(path: Path) -> bytes | None:
    """Return the bytes of a draft; None if they cannot be had, or are not whole by themselves.

    Call it when a session begins, before anything is written: what is there now may be what the session destroys.
    """
    from respondent_app.drafts.file import snapshot

    with contextlib.suppress(RespondentError, OSError):
        seen = snapshot.snapshot(path.resolve())
        return None if seen.journal.strip(b"\0") else seen.content
    return None


def keep(draft_id: str, content: bytes | None, *, now: datetime | None = None) -> StorageError | None:
    """Keep `content` as an earlier copy of a draft, unless the newest one is the same; return what stood in the way.

    Nothing is raised, as a draft must open even if no copy of it can be made.
    """
    if not content:
        return None
    try:
        folder = _folder(draft_id)
        newest = next(iter(list_backups(draft_id)), None)
        if newest is not None and newest.size == len(content) and newest.path.read_bytes() == content:
            return None
        write_file(folder / f"{(now or datetime.now(UTC)).astimezone(UTC):{_TIME}}{_SUFFIX}", content)
        for old in list_backups(draft_id)[KEPT:]:
            old.path.unlink(missing_ok=True)
    except OSError as error:
        return storage_error(error)
    except StorageError as error:
        return error
    return None


def list_backups(draft_id: str) -> tuple[Backup, ...]:
    """Return the earlier copies of a draft, the newest first; those that cannot be looked at are left out."""
    found = []
    with contextlib.suppress(OSError):
        for path in _folder(draft_id).glob(f"*{_SUFFIX}"):
            with contextlib.suppress(OSError, ValueError):
                at = datetime.strptime(path.name.removesuffix(_SUFFIX), _TIME).replace(tzinfo=UTC)
                found.append(Backup(path, at, path.stat().st_size))
    return tuple(sorted(found, key=lambda backup: backup.at, reverse=True))


def bring_back(backup: Backup, draft: Path) -> Path:
    """Put an earlier copy beside `draft` as a file of its own, and return its path. Nothing is replaced."""
    try:
        content = backup.path.read_bytes()
    except OSError as error:
        raise storage_error(error) from error
    name = f"{draft.stem} {backup.at.astimezone():%Y-%m-%d %H%M}"
    for number in range(1, 1000):
        path = draft.with_name(f"{name}{'' if number == 1 else f' ({number})'}{_SUFFIX}")
        if not path.exists():
            write_file(path, content, overwrite=False)
            return path
    raise already_there(draft.with_name(f"{name}{_SUFFIX}"))


def _folder(draft_id: str) -> Path:
    """The folder of one draft. An id comes from a file, and must not lead anywhere else."""
    if not _PLAIN_ID.fullmatch(draft_id):
        draft_id = draft_id.encode().hex()[:64] or "unnamed"
    return folders.backups() / draft_id
