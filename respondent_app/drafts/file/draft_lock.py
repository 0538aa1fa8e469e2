"""One person at a time: the lock beside a draft, and the small file that says who has it open."""

from __future__ import annotations

import contextlib
import errno
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.drafts.file import draft_faults
from respondent_app.model.errors import RespondentError, storage_error
from respondent_app.model.text import clean
from respondent_app.storage.atomic import write_file

if TYPE_CHECKING:
    from filelock import BaseFileLock

_LONGEST_NAME = 200  # of the file, so that the names beside it are not too long for the disk
_LONGEST_WHO = 80


class DraftLock:
    """The right to write to the draft at `path`, held until `release`; `read_only` where nothing can be written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = _acquired(path)
        self.read_only = self._lock is None

    def say_who(self, author: str) -> None:
        """Leave a note for whoever tries to open the draft meanwhile. Without it they are told no name."""
        if self.read_only or not author:
            return
        note = {"name": author[:_LONGEST_WHO], "since": datetime.now(UTC).isoformat(timespec="seconds")}
        with contextlib.suppress(RespondentError):
            write_file(_note(self._path), json.dumps(note).encode())

    def release(self) -> None:
        """Let others open the draft, and leave no litter beside it. Twice does no harm."""
        lock, self._lock = self._lock, None
        if lock is None:
            return
        with contextlib.suppress(OSError):
            _note(self._path).unlink()
        with contextlib.suppress(OSError):  # Windows does not remove an open file; its lock removes it itself
            Path(lock.lock_file).unlink()
        with contextlib.suppress(OSError):
            lock.release()


def who_has(path: Path) -> str:
    """Return who said last that the draft is open with them; empty if nobody did."""
    try:
        with _note(path).open("rb") as file:
            note = json.loads(file.read(1000))
        return clean(str(note["name"]))[:_LONGEST_WHO]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def _acquired(path: Path) -> BaseFileLock | None:
    """Return the lock of the draft at `path`, or None where nothing can be written anyway."""
    import filelock

    if not os.access(path, os.W_OK):
        return None
    # Not one lock per thread: the app saves in the background what it opened in front.
    lock = filelock.FileLock(path.with_name(f".{path.name[:_LONGEST_NAME]}.lock"), timeout=0, thread_local=False)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise draft_faults.in_use(path, who_has(path)) from None
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            return None
        raise storage_error(error) from error
    return lock


def _note(path: Path) -> Path:
    return path.with_name(f".{path.name[:_LONGEST_NAME]}.open-by")
