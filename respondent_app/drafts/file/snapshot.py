"""What the file of a draft holds just now, byte for byte, whoever else has it open; and what kind of file it is.

Files are read through SQLite, because on Unix a program that opens and closes a file by itself loses every lock that it
holds on it.
"""

from __future__ import annotations

import enum
import errno
import stat
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import apsw

from respondent_app.drafts.file import draft_faults
from respondent_app.drafts.file.draft_tables import APPLICATION, PAGE, VERSION, Contents, contents_of, needed
from respondent_app.drafts.file.in_memory import VFS, memory_file
from respondent_app.model.errors import DraftError, DraftTooNewError, StorageError, storage_error
from respondent_app.storage import cipher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LARGEST = 200_000_000  # bytes; a hundred times the longest response, and read in one go
_PLAIN = b"SQLite format 3\0"
_PLAIN_LAYOUT = bytes([0x10, 0, 1, 1, 0, 64, 32, 32])
_HEAD = 100
_TRIES, _PAUSE = 20, 0.02  # seconds; a save takes a few milliseconds


class FileKind(enum.Enum):
    """How a file has to be opened."""

    PROTECTED = enum.auto()
    PLAIN = enum.auto()
    VERSION_1 = enum.auto()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes of a file, and of the journal that a crash or a save under way has left beside it."""

    content: bytes
    journal: bytes = b""

    @property
    def kind(self) -> FileKind:
        """What kind of draft it is; `DraftDamagedError` if none."""
        with _needs_told(lambda: self.content):
            return _kind(self.content[:_HEAD], len(self.content), self.journal)


class OpenBytes:
    """A file that stays open for reading its bytes."""

    def __init__(self, path: Path) -> None:
        flags = [apsw.SQLITE_OPEN_MAIN_DB | apsw.SQLITE_OPEN_READONLY, 0]
        with _unreadable_told(path):
            self._file = apsw.VFSFile("", str(path), flags)

    @property
    def size(self) -> int:
        """How long it is, in bytes."""
        return self._file.xFileSize()

    def read(self, amount: int) -> bytes:
        """Return its first bytes, `amount` of them or as many as there are."""
        return self._file.xRead(min(amount, self.size), 0)

    def close(self) -> None:
        """Close it; twice does no harm."""
        self._file.xClose()


def kind_of(path: Path) -> FileKind:
    """Tell a draft by its first bytes; `DraftDamagedError` if it is none, `DraftTooNewError` if a later one."""
    refuse_unless_file(path)
    file = OpenBytes(path)
    try:
        with _needs_told(lambda: file.read(LARGEST)):
            return _kind(file.read(_HEAD), file.size, journal_of(path))
    finally:
        file.close()


@contextmanager
def _needs_told(content: Callable[[], bytes]) -> Iterator[None]:
    """Add to what is said of a draft that is too new which version of the app it asks for."""
    try:
        yield
    except DraftTooNewError:
        raise draft_faults.too_new(_needed(content())) from None


def _needed(content: bytes) -> object:
    """Return what an unprotected draft of a later version says that it needs, if that can be found."""
    with memory_file(content) as file:
        try:
            connection = apsw.Connection(file.name, vfs=VFS)
            try:
                connection.pragma("trusted_schema", 0)
                return needed(connection)
            finally:
                connection.close()
        except apsw.Error:
            return None


def _kind(first: bytes, size: int, journal: bytes) -> FileKind:
    if not first.strip(b"\0 \t\r\n"):
        raise draft_faults.damaged("It is empty.")
    if first.startswith(_PLAIN):
        return _plain(first)
    if first[16:24] == cipher.LAYOUT:
        if size % PAGE and not journal.strip(b"\0"):  # else a crash cut it short, and the journal puts it right
            raise draft_faults.damaged("It breaks off.")
        return FileKind.PROTECTED
    if first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"[")):
        return FileKind.VERSION_1
    raise draft_faults.damaged("It does not begin as a draft does.")


def _plain(first: bytes) -> FileKind:
    if int.from_bytes(first[68:72]) != APPLICATION:
        raise draft_faults.damaged("It does not begin as a draft does.")
    if int.from_bytes(first[60:64]) > VERSION:
        raise draft_faults.too_new()
    if first[16:24] != _PLAIN_LAYOUT:
        raise draft_faults.damaged("It was changed by another program.")
    return FileKind.PLAIN


def snapshot(path: Path) -> Snapshot:
    """Return what stands in a file at one moment, even while it is being saved."""
    refuse_unless_file(path)
    before = _bytes(path)
    for _ in range(_TRIES):
        again = _bytes(path)
        if again == before:
            return before
        before = again
        time.sleep(_PAUSE)
    raise draft_faults.in_use(path)


def _bytes(path: Path) -> Snapshot:
    journal = journal_of(path)
    file = OpenBytes(path)
    try:
        content = file.read(LARGEST + 1)
    finally:
        file.close()
    return Snapshot(content, journal)


def journal_of(path: Path) -> bytes:
    """Return what a crash or a save under way has left in the journal."""
    try:
        return journal_path(path).read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise storage_error(error) from error


def remove_journal(path: Path) -> None:
    """Take away a journal whose file is gone; it would spoil another file of that name."""
    try:
        journal_path(path).unlink(missing_ok=True)
    except OSError as error:
        if error.errno not in {errno.ENOTDIR, errno.EACCES, errno.EROFS}:  # writing beside it will say so
            raise storage_error(error) from error


def journal_path(path: Path) -> Path:
    """Return where SQLite keeps the journal of a file."""
    return path.with_name(f"{path.name}-journal")


def read_snapshot(seen: Snapshot, passphrase: str | None, path: Path) -> Contents:
    """Read a draft of version 2 from its bytes, with every check there is. `path` is for the sentences only."""
    return recovered(seen, passphrase, path)[0]


def recovered(seen: Snapshot, passphrase: str | None, path: Path) -> tuple[Contents, bytes]:
    """Read a draft as `read_snapshot`; return also what its file would be once a crash's traces are taken back."""
    protected = seen.kind is FileKind.PROTECTED
    with memory_file(seen.content, seen.journal) as file:
        connection = open_connection(file.name, passphrase if protected else None, path, vfs=VFS)
        try:
            with draft_faults.told(path):
                contents = contents_of(connection, protected=protected)
        finally:
            connection.close()
        return contents, file.content


def open_connection(
    name: str, passphrase: str | None, path: Path, *, vfs: str | None = None, to_save: bool = False
) -> apsw.Connection:
    """Open a file that SQLite knows by `name`, and see whether the passphrase fits; `None` opens an unprotected one.

    `to_save` opens a damaged one as far as it can be, so that something may be saved from it.
    """
    with draft_faults.told(path):
        connection = apsw.Connection(name, flags=apsw.SQLITE_OPEN_READWRITE, vfs=vfs)
    try:
        with draft_faults.told(path):
            if passphrase is not None:
                cipher.unlock(connection, passphrase)
            connection.pragma("trusted_schema", 0)
            connection.pragma("writable_schema" if to_save else "cell_size_check", 1)
            connection.pragma("locking_mode", "exclusive")
            _first_reading(connection, path, protected=passphrase is not None)
            connection.pragma("journal_mode", "truncate")
            connection.pragma("synchronous", "full")
    except BaseException:
        connection.close()
        raise
    return connection


def _first_reading(connection: apsw.Connection, path: Path, *, protected: bool) -> None:
    try:
        connection.execute("select count(*) from sqlite_schema").fetchall()
    except (apsw.NotADBError, apsw.CorruptError):
        if protected:
            raise draft_faults.wrong_passphrase(path) from None
        raise


def refuse_unless_file(path: Path) -> None:
    """Say in words why `path` cannot be a draft, before anything is made of it (a pipe would wait for ever)."""
    with _unreadable_told(path):
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, "", str(path))
    if not stat.S_ISREG(found.st_mode):
        raise DraftError(f"That is not a file that can hold a draft ({path}).", advice="Choose a draft, *.response.")
    if found.st_size > LARGEST:
        raise DraftError(
            f"That file is far too large to be a draft ({path}).",
            meaning="It was left as it is.",
            advice="Choose a draft, *.response.",
        )


@contextmanager
def _unreadable_told(path: Path) -> Iterator[None]:
    try:
        yield
    except (PermissionError, apsw.CantOpenError, apsw.PermissionsError):
        raise StorageError(
            f"You are not allowed to read that file ({path}).",
            advice="Ask its owner for access, or for a copy.",
        ) from None
    except OSError as error:
        raise storage_error(error) from error
    except apsw.IOError:
        raise storage_error(OSError(0, "", str(path))) from None
