"""The file that holds a response. Callers see responses and errors in plain words, never what stands in the file."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from respondent_app.drafts import draft_format
from respondent_app.drafts.draft_format import Draft
from respondent_app.model.errors import (
    DraftDamagedError,
    DraftError,
    DraftInUseError,
    StorageError,
    storage_error,
)
from respondent_app.model.response import Response
from respondent_app.storage.atomic import move_aside, write_file

if TYPE_CHECKING:
    from types import TracebackType

    from filelock import BaseFileLock

SUFFIX = ".response"
LARGEST = 200_000_000  # bytes; a hundred times the longest response, and read in one go
PASSPHRASE_VARIABLE = "RESPONDENT_PASSPHRASE"  # noqa: S105  the name of the variable


@dataclass(frozen=True, slots=True)
class SetAside:
    """A draft that could not be read was moved to `path`; `error` says what was wrong with it."""

    path: Path
    error: DraftDamagedError


class DraftFile:
    """A draft that is open here and nowhere else. Close it, or use it in a `with` statement.

    `read_only` says that its folder or the file itself does not allow writing: it can be looked at, not saved.
    """

    def __init__(self, path: Path, draft: Draft, lock: BaseFileLock | None) -> None:
        self.path = path
        self._draft = draft
        self._lock = lock
        self.read_only = lock is None

    @property
    def id(self) -> str:
        """What tells this draft from every other, wherever its file goes."""
        return self._draft.id

    @property
    def response(self) -> Response:
        """What stands in the file: as opened, or as last saved."""
        return self._draft.response

    @classmethod
    def create(cls, path: Path, response: Response, *, author: str = "") -> Self:
        """Write a new draft and open it. `StorageError` if a file of that name is already there."""
        _refuse_to_write_unprotected()
        draft = Draft(str(uuid.uuid4()), author, response)
        write_file(path, draft_format.to_bytes(draft), overwrite=False)
        return cls(path, draft, _lock(path))

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a draft. `DraftInUseError` if another window has it; other errors as `read`."""
        _refuse_unless_file(path)
        lock = _lock(path)
        try:
            return cls(path, draft_format.from_bytes(_content(path)), lock)
        except BaseException:
            _release(lock)
            raise

    @staticmethod
    def read(path: Path) -> Response:
        """Return what a draft holds just now, whether or not it is open elsewhere.

        `DraftDamagedError`, `DraftTooNewError`, or `StorageError` if it cannot be read at all.
        """
        _refuse_unless_file(path)
        return draft_format.from_bytes(_content(path)).response

    def save(self, response: Response) -> None:
        """Put `response` on the disk, whole; when this returns it is there. On an error the last state still is."""
        if self._lock is None:
            raise StorageError(
                f"This draft was opened for reading only ({self.path.name}).",
                meaning="Your changes are on the screen but not on the disk.",
                advice="Save a copy in a folder of your own, such as Documents.",
            )
        draft = replace(self._draft, response=response)
        write_file(_real(self.path), draft_format.to_bytes(draft))
        self._draft = draft

    def close(self) -> None:
        """Let others open the draft. Closing twice does no harm."""
        _release(self._lock)
        self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()


def open_or_set_aside(path: Path) -> DraftFile | SetAside:
    """Open a draft; move a damaged one aside, so that nothing writes over what may still be saved from it.

    Only a file that is named as a draft is moved: any other file was chosen by mistake, and its error is raised.
    """
    try:
        return DraftFile.open(path)
    except DraftDamagedError as error:
        if path.suffix.lower() != SUFFIX:
            raise
        now = datetime.now().astimezone()
        return SetAside(move_aside(path, f"damaged-{now:%Y%m%d-%H%M}"), error)


def _refuse_to_write_unprotected() -> None:
    if os.environ.get(PASSPHRASE_VARIABLE):
        raise DraftError(
            f"{PASSPHRASE_VARIABLE} is set, but this version of Respondent cannot protect a draft with a passphrase.",
            meaning="Nothing was written, so that nothing stands on the disk unprotected.",
            advice=f"Unset {PASSPHRASE_VARIABLE} and keep the draft in a folder that only you can read.",
        )


def _refuse_unless_file(path: Path) -> None:
    """Say in words why `path` cannot be a draft, before anything is made of it (a pipe would wait for ever)."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, "", str(path))
    except OSError as error:
        raise _unreadable(error) from error
    if not stat.S_ISREG(found.st_mode):
        raise DraftError(f"That is not a file that can hold a draft ({path}).", advice="Choose a draft, *.response.")
    if found.st_size > LARGEST:
        raise DraftError(
            f"That file is far too large to be a draft ({path}).",
            meaning="It was left as it is.",
            advice="Choose a draft, *.response.",
        )


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise _unreadable(error) from error


def _unreadable(error: OSError) -> StorageError:
    if isinstance(error, PermissionError):
        return StorageError(
            f"You are not allowed to read that file ({error.filename}).",
            advice="Ask its owner for access, or for a copy.",
        )
    return storage_error(error)


def _lock(path: Path) -> BaseFileLock | None:
    """Return the lock of the draft at `path`, or None where nothing can be written anyway."""
    import filelock

    real = _real(path)
    if not os.access(real, os.W_OK):
        return None
    # Not one lock per thread: the app saves in the background what it opened in front.
    lock = filelock.FileLock(real.with_name(f".{real.name[:200]}.lock"), timeout=0, thread_local=False)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise DraftInUseError(
            f"This draft is open in another window or by another person ({path.name}).",
            meaning="It was left as it is.",
            advice="Close it there first.",
        ) from error
    except OSError as error:
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            return None
        raise storage_error(error) from error
    return lock


def _release(lock: BaseFileLock | None) -> None:
    """Give a lock back and take its file away, while it is still ours, so that no litter stays beside the draft."""
    if lock is None:
        return
    with contextlib.suppress(OSError):  # Windows does not remove an open file; its lock removes it itself
        Path(lock.lock_file).unlink()
    with contextlib.suppress(OSError):
        lock.release()


def _real(path: Path) -> Path:
    """The file itself, where `path` is a link to it: the link stays a link, and both names share one lock."""
    return Path(os.path.realpath(path))
