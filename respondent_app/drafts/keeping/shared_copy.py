"""Working on a draft that lies on a share or in a synchronised folder.

Nobody writes in such a file: it may be replaced at any moment, and its locks may mean nothing. It is worked on as a
copy in the data folder. What was done there is published by putting a file with everything in the place of the shared
one: with what stands there by then, and only if nobody replaced it in between.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Self

from respondent_app.drafts.draft_file import DraftFile, real_path
from respondent_app.drafts.event import Event
from respondent_app.drafts.file import draft_tables
from respondent_app.drafts.file.draft_lock import DraftLock
from respondent_app.drafts.file.draft_tables import Contents
from respondent_app.model.errors import (
    DraftDamagedError,
    DraftError,
    DraftInUseError,
    PassphraseNeededError,
    RespondentError,
    StorageError,
    WrongPassphraseError,
    storage_error,
)
from respondent_app.storage import folders
from respondent_app.storage.atomic import move_aside, write_by, write_file

PATIENCE = 10.0  # seconds that somebody else may take to publish
_TRIES = 20
_PAUSE = 0.05  # seconds, and up to twice as long
_BLINKS = 3  # how often a file that is not there is looked for: another program may be replacing it

Stamp = tuple[int, int, int]


class _ReplacedMeanwhileError(Exception):
    """Somebody published between our looking and our writing."""


class SharedCopy:
    """A draft that others see at `shared`, open here as `file`, a working copy. Any thread may publish it.

    `notes` is what a person should know about how it was opened.
    """

    def __init__(self, file: DraftFile, shared: Path, passphrase: str | None, notes: tuple[str, ...] = ()) -> None:
        self.file = file
        self.shared = shared
        self.passphrase = passphrase
        self.notes = notes
        self._passphrase_there = passphrase
        self._turn = threading.Lock()
        self._stamp: Stamp | None = None
        self._there: frozenset[tuple[int, int]] = frozenset()
        self._came: SimpleQueue[Event] = SimpleQueue()

    @classmethod
    def begin(cls, shared: Path, *, author: str, passphrase: str | None = None) -> Self:
        """Open the working copy of `shared`, made now if there is none, with everything that stands in both.

        The errors are those of `DraftFile.open`. If the shared file cannot be reached, the working copy that is left
        from before is opened by itself.
        """
        working = local_copy(shared)
        theirs, away = _theirs(shared, passphrase, working)
        notes = [away] if away else []
        file = None
        if working.exists():
            file = _opened(working, theirs, author, passphrase, notes)
        if file is None and theirs is not None:
            file = DraftFile.create(
                working, id=theirs.id, consultation=theirs.consultation, events=theirs.events, author=author,
                passphrase=passphrase if theirs.protected else None,
            )  # fmt: skip
        if file is None:
            raise _gone(shared, working)
        return cls(file, shared, passphrase if file.protected else None, tuple(notes))

    def change_passphrase(self, passphrase: str | None) -> None:
        """Take note that `file` has another passphrase, or (`None`) none any more; the shared file gets it, too."""
        self.passphrase = passphrase

    def publish(self, *, patience: float = PATIENCE) -> None:
        """Bring `file` and the shared file to hold the same: everything that stands in either.

        `StorageError` or `DraftError` if that cannot be done now; then nothing is lost, and it can be tried again.
        `patience`: how many seconds to wait for somebody who is at it just now.
        """
        with self._turn:
            for _ in range(_TRIES):
                try:
                    self._publish_once(patience)
                except _ReplacedMeanwhileError:
                    _pause()
                else:
                    return
            raise _busy(self.shared)

    def arrived(self) -> tuple[Event, ...]:
        """Return what others had published, each event once; it stands in `file` already."""
        came = []
        with contextlib.suppress(Empty):
            while True:
                came.append(self._came.get_nowait())
        return tuple(came)

    def has_news(self) -> bool:
        """Whether somebody has replaced the shared file since it was last looked at; False if it is away."""
        try:
            return stamp_of(self.shared) != self._stamp
        except OSError:
            return False

    def has_unpublished(self) -> bool:
        """Whether anything stands here that, as far as we know, the shared file lacks."""
        return self.passphrase != self._passphrase_there or not self._there.issuperset(
            event.key for event in self.file.events()
        )

    def _publish_once(self, patience: float) -> None:
        if not self.has_unpublished() and not self.has_news() and _exists(self.shared):
            return
        self._stamp_there()
        with _alone(self.shared, patience):
            stamp = self._stamp_there()
            if stamp != self._stamp:
                self._take_in(self._read())
                self._stamp = stamp
            if self.has_unpublished():
                self._replace(stamp)

    def _read(self) -> Contents:
        """Read the shared file with the passphrase that it had, or, if a colleague was quicker, the new one."""
        try:
            return DraftFile.read(self.shared, self._passphrase_there)
        except (PassphraseNeededError, WrongPassphraseError):
            if self.passphrase == self._passphrase_there:
                raise
            return DraftFile.read(self.shared, self.passphrase)

    def _take_in(self, theirs: Contents) -> None:
        ours = self.file.events()
        _refuse_another(self.file.id, ours, theirs, self.shared)
        known = {event.key for event in ours}
        new = [event for event in theirs.events if event.key not in known]
        self.file.append(new)
        for event in new:
            self._came.put(event)
        self._there = frozenset(event.key for event in theirs.events)

    def _replace(self, seen: Stamp) -> None:
        events = self.file.events()
        passphrase = self.passphrase
        contents = Contents(self.file.id, self.file.consultation, events, passphrase is not None)
        content = draft_tables.made(contents, passphrase)
        target = real_path(self.shared)
        written: list[Stamp] = []

        def fill(temporary: Path) -> None:
            write_file(temporary, content)  # as a whole, and on the disk, before we look for the last time
            written.append(stamp_of(temporary))
            if _stamp_or_none(target) != seen:
                raise _ReplacedMeanwhileError

        write_by(target, fill)
        # Not as the file is now: somebody may have replaced it already.
        self._stamp = written[0]
        self._passphrase_there = passphrase
        self._there = frozenset(event.key for event in events)

    def _stamp_there(self) -> Stamp:
        for _ in range(_BLINKS):
            with contextlib.suppress(FileNotFoundError):
                try:
                    return stamp_of(self.shared)
                except (FileNotFoundError, NotADirectoryError):
                    _pause()
                except OSError as error:
                    raise storage_error(error, meaning=_safe_here(self.file.path)) from error
        raise _gone(self.shared, self.file.path)


def local_copy(shared: Path, data_folder: Path | None = None) -> Path:
    """Return where the working copy of a shared file lies: always the same for one file, under its own name."""
    real = os.path.normcase(real_path(shared))
    digest = hashlib.sha256(os.fsencode(real)).hexdigest()[:16]
    folder = folders.working_copies() if data_folder is None else data_folder / "working"
    return folder / digest / shared.name


def stamp_of(path: Path) -> Stamp:
    """Return what changes whenever a file is replaced or written to. `OSError` if it is not there."""
    found = path.stat()
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _stamp_or_none(path: Path) -> Stamp | None:
    try:
        return stamp_of(path)
    except OSError:
        return None


def _exists(path: Path) -> bool:
    return _stamp_or_none(path) is not None


def _pause() -> None:
    time.sleep(_PAUSE * random.uniform(1, 2))  # noqa: S311  so that two who wait do not meet again


def _theirs(shared: Path, passphrase: str | None, working: Path) -> tuple[Contents | None, str]:
    """Return what the shared file holds, or None and a sentence if only the working copy can be had."""
    try:
        return DraftFile.read(shared, passphrase), ""
    except (StorageError, DraftDamagedError) as error:
        if not working.exists():
            raise
        return (
            None,
            f"{error.what} You are working on your own copy of it; what you write goes there once that is well.",
        )


def _opened(
    working: Path, theirs: Contents | None, author: str, passphrase: str | None, notes: list[str]
) -> DraftFile | None:
    """Open a working copy and add what is new; one that does not belong to the shared file any more is put aside."""
    try:
        file = DraftFile.open(working, author=author, passphrase=passphrase)
    except (WrongPassphraseError, DraftDamagedError) as error:
        if theirs is None:
            raise
        notes.append(_put_aside(working, error))
        return None
    if theirs is not None:
        ours = file.events()
        try:
            _refuse_another(file.id, ours, theirs, working)
            file.append(_missing(theirs.events, ours))
        except DraftError as error:
            file.close()
            notes.append(_put_aside(working, error))
            return None
        except BaseException:
            file.close()
            raise
    return file


def _missing(events: Iterable[Event], known: Iterable[Event]) -> list[Event]:
    keys = {event.key for event in known}
    return [event for event in events if event.key not in keys]


def _put_aside(working: Path, error: RespondentError) -> str:
    aside = move_aside(working, f"earlier-{datetime.now().astimezone():%Y%m%d-%H%M}")
    return f"{error.what} Your earlier copy of it was kept as {aside}."


def _refuse_another(own_id: str, ours: Iterable[Event], theirs: Contents, shared: Path) -> None:
    """Refuse to mix two responses. A draft that others merged with another one may have that one's id by now."""
    known = {event.key for event in ours}
    if theirs.id != own_id and theirs.events and not any(event.key in known for event in theirs.events):
        raise DraftError(
            f"Another response has taken the place of this one ({shared}).",
            meaning="It was left as it is. What you wrote is kept in your own copy.",
            advice="Save a copy of yours under another name there.",
        )


@contextmanager
def _alone(shared: Path, patience: float) -> Iterator[None]:
    """Keep others of this app from publishing or opening it there; where no lock can be made, go on without."""
    lock = _lock(real_path(shared), patience)
    try:
        yield
    finally:
        if lock is not None:
            lock.release()


def _lock(shared: Path, patience: float) -> DraftLock | None:
    until = time.monotonic() + patience
    while True:
        try:
            return DraftLock(shared)
        except DraftInUseError as error:
            if time.monotonic() >= until:
                raise _in_use(error) from None
            _pause()
        except StorageError:
            return None


def _safe_here(working: Path) -> str:
    return f"What you write is safe on this computer ({working}) and goes there once it is back."


def _gone(shared: Path, working: Path) -> StorageError:
    return StorageError(
        f"The shared file cannot be reached just now, or was moved or deleted ({shared}).",
        meaning=_safe_here(working) if working.exists() else "",
        advice="Check the connection. If the file was moved, save a copy where it belongs.",
    )


def _busy(shared: Path) -> StorageError:
    return StorageError(
        f"Others keep saving the shared file ({shared.name}).",
        meaning="What you wrote is safe on this computer and goes there as soon as it is quiet.",
    )


def _in_use(error: DraftInUseError) -> DraftInUseError:
    return DraftInUseError(
        error.what,
        meaning="What you wrote is safe on this computer and goes there once that file is closed.",
        advice=error.advice,
    )
