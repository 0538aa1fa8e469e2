"""The file that holds a draft: everything that was ever done to it, one thing after the other, nothing taken away.

What `append` was given is on the disk when it returns. Callers meet errors in plain words, never what stands in the
file, and never a passphrase.
"""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from respondent_app.drafts.file import draft_faults, draft_tables, snapshot
from respondent_app.drafts.file.draft_lock import DraftLock, who_has
from respondent_app.drafts.file.draft_tables import Contents
from respondent_app.drafts.file.open_file import OpenFile
from respondent_app.drafts.file.snapshot import FileKind
from respondent_app.model.errors import DraftInUseError
from respondent_app.storage.atomic import already_there, write_by, write_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

    from respondent_app.drafts.event import Event

SUFFIX = ".response"


class Keep(Enum):
    """Stands for the protection that a draft has already."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP


class DraftFile:
    """A draft that is open here and nowhere else. Close it, or use it in a `with` statement.

    `read_only` says that its folder or the file itself does not allow writing: it can be looked at, not saved.
    Any thread may call a method; they take turns.
    """

    def __init__(self, path: Path, contents: Contents, lock: DraftLock, file: OpenFile | bytes) -> None:
        self.path = path
        self.id = contents.id
        self.consultation = contents.consultation
        self.protected = contents.protected
        self.read_only = isinstance(file, bytes)
        self._content = file if isinstance(file, bytes) else b""
        self._first_events: tuple[Event, ...] | None = contents.events
        self._lock = lock
        self._file = None if isinstance(file, bytes) else file
        self._turn = threading.RLock()

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        id: str,  # noqa: A002  its name in the file
        consultation: str,
        events: Iterable[Event] = (),
        author: str,
        passphrase: str | None,
    ) -> Self:
        """Write a new draft, whole, and open it. `StorageError` if a file of that name is already there."""
        contents = Contents(id, consultation, tuple(events), passphrase is not None)
        write_new(path, draft_tables.made(contents, passphrase))
        return cls.open(path, author=author, passphrase=passphrase)

    @classmethod
    def open(cls, path: Path, *, author: str, passphrase: str | None = None) -> Self:
        """Open a draft. A passphrase that an unprotected one does not need is ignored.

        `PassphraseNeededError`, `WrongPassphraseError`, `DraftInUseError` (says who), `DraftDamagedError`,
        `DraftTooNewError`, `StorageError`. With any of them the file is as it was.
        """
        real = real_path(path)
        kind = snapshot.kind_of(real)
        lock = DraftLock(real)
        try:
            if kind is FileKind.VERSION_1:
                draft = cls._open_version_1(path, real, lock)
            else:
                draft = cls._open(path, real, lock, _needed(passphrase, kind, path))
            lock.say_who(author)
        except DraftInUseError:
            lock.release()
            raise draft_faults.in_use(path, who_has(real)) from None
        except BaseException:
            lock.release()
            raise
        return draft

    @classmethod
    def _open(cls, path: Path, real: Path, lock: DraftLock, passphrase: str | None) -> Self:
        if lock.read_only:
            contents, content = snapshot.recovered(snapshot.snapshot(real), passphrase, path)
            return cls(path, contents, lock, content)
        file, contents = OpenFile.open(real, passphrase)
        return cls(path, contents, lock, file)

    @classmethod
    def _open_version_1(cls, path: Path, real: Path, lock: DraftLock) -> Self:
        from respondent_app.drafts.file import version_1

        old = snapshot.snapshot(real).content
        contents = version_1.contents_of(old)
        content = draft_tables.made(contents, None)
        if lock.read_only:
            return cls(path, contents, lock, content)
        version_1.keep_beside(real, old)
        write_file(real, content)
        return cls._open(path, real, lock, None)

    @staticmethod
    def read(path: Path, passphrase: str | None = None) -> Contents:
        """Return what a draft holds just now, whether or not it is open elsewhere, after every check there is.

        The errors are those of `open`. Nothing on the disk changes.
        """
        seen = snapshot.snapshot(real_path(path))
        if seen.kind is FileKind.VERSION_1:
            from respondent_app.drafts.file import version_1

            return version_1.contents_of(seen.content)
        return snapshot.read_snapshot(seen, _needed(passphrase, seen.kind, path), path)

    def events(self) -> tuple[Event, ...]:
        """Return everything that was ever done to the draft, in order."""
        with self._turn:
            if self._first_events is None:
                self._first_events = self._opened().contents().events
            return self._first_events

    def append(self, events: Sequence[Event]) -> None:
        """Put events on the disk: all of them, or with an error none. Those already there are left as they are.

        `StorageError` also if the file was moved, deleted or changed by another program since it was opened: nothing is
        written then.
        """
        if not events:
            return
        with self._turn:
            self._opened().append(events)
            self._first_events = None

    def save_copy(self, path: Path, *, passphrase: str | Keep | None = KEEP, overwrite: bool = False) -> None:
        """Write the whole draft to another file, with the same passphrase, another one, or (`None`) none.

        Nothing of a protected draft is on the disk unprotected at any moment.
        """
        target = real_path(path)
        if target == real_path(self.path):
            raise already_there(path)
        with self._turn, _free(target, overwrite=overwrite):
            if not isinstance(passphrase, Keep):
                write_file(target, self._made(passphrase), overwrite=overwrite)
            elif self.read_only:
                write_file(target, self._content, overwrite=overwrite)
            else:
                file = self._opened()
                write_by(target, lambda temporary: file.copy_to(temporary, told_as=path), overwrite=overwrite)

    def change_passphrase(self, old: str | None, new: str | None) -> None:
        """Protect the draft with another passphrase, or (`None`) no longer. It stays open.

        `WrongPassphraseError` if `old` is not the passphrase of a protected draft. With any error the old one holds.
        """
        with self._turn:
            file = self._opened()
            old = _needed(old, FileKind.PROTECTED if self.protected else FileKind.PLAIN, self.path)
            snapshot.read_snapshot(snapshot.snapshot(file.path), old, self.path)
            content, holds = self._made(new), old
            self._file = None  # closed for good, should anything below fail
            file.close()  # Windows replaces no file that is open
            try:
                write_file(file.path, content)
                holds = new
            finally:
                self._file, _ = OpenFile.open(file.path, holds)
                self.protected = holds is not None

    def close(self) -> None:
        """Let others open the draft. Closing twice does no harm."""
        with self._turn:
            file, self._file = self._file, None
            if file is not None:
                file.close()
            self._lock.release()

    def _made(self, passphrase: str | None) -> bytes:
        contents = Contents(self.id, self.consultation, self.events(), passphrase is not None)
        return draft_tables.made(contents, passphrase)

    def _opened(self) -> OpenFile:
        if self._file is not None:
            return self._file
        raise draft_faults.read_only(self.path) if self.read_only else draft_faults.closed(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()


def is_protected(path: Path) -> bool:
    """Say whether a draft asks for a passphrase, by its first bytes. `DraftDamagedError` if it is no draft."""
    return snapshot.kind_of(real_path(path)) is FileKind.PROTECTED


def change_passphrase(path: Path, old: str | None, new: str | None) -> None:
    """Protect a draft that is open nowhere with another passphrase, or (`None`) no longer."""
    with DraftFile.open(path, author="", passphrase=old) as draft:
        draft.change_passphrase(old, new)


def write_new(path: Path, content: bytes) -> None:
    """Write a file of a draft where none is. What a crash left of one that was there before must not spoil it."""
    real = real_path(path)
    with _free(real, overwrite=False):
        write_file(real, content, overwrite=False)


def real_path(path: Path) -> Path:
    """Return the file itself, where `path` is a link to it: the link stays a link, and both names share one lock.

    `StorageError` if the name is not Unicode: SQLite could not open it.
    """
    real = os.path.realpath(path)
    try:
        real.encode()
    except UnicodeEncodeError:
        raise draft_faults.unreadable_name() from None
    return Path(real)


@contextmanager
def _free(target: Path, *, overwrite: bool) -> Iterator[None]:
    """Keep a place free for a file that is put there whole: nobody has a draft open there, no old journal waits."""
    if not target.exists():
        snapshot.remove_journal(target)
        yield
        return
    lock = DraftLock(target)
    try:
        if not overwrite or snapshot.journal_of(target).strip(b"\0"):  # the file there still needs its journal
            raise already_there(target)
        yield
    finally:
        lock.release()


def _needed(passphrase: str | None, kind: FileKind, path: Path) -> str | None:
    """Return the passphrase for a file of that kind; an unprotected one needs none."""
    if kind is not FileKind.PROTECTED:
        return None
    if passphrase is None:
        raise draft_faults.passphrase_needed(path)
    if not passphrase:
        raise draft_faults.wrong_passphrase(path)
    return passphrase
