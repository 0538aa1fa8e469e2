"""A disk in memory, for looking at a draft without touching its file and for making one without a trace on the disk."""

from __future__ import annotations

import itertools
from contextlib import contextmanager
from typing import TYPE_CHECKING

import apsw

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECTOR = 4096


class _MemoryFile:
    def __init__(self, content: bytearray) -> None:
        self._content = content

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802  SQLite's name, as all of these
        return bytes(self._content[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        if len(self._content) < offset:
            self._content.extend(bytes(offset - len(self._content)))
        self._content[offset : offset + len(data)] = data

    def xTruncate(self, size: int) -> None:  # noqa: N802
        del self._content[size:]

    def xSync(self, flags: int) -> None:  # noqa: N802
        """Nothing to do."""

    def xFileSize(self) -> int:  # noqa: N802
        return len(self._content)

    def xLock(self, level: int) -> None:  # noqa: N802
        """Nobody else is here."""

    def xUnlock(self, level: int) -> None:  # noqa: N802
        """Nobody else is here."""

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xFileControl(self, operation: int, pointer: int) -> bool:  # noqa: N802, ARG002
        return False

    def xSectorSize(self) -> int:  # noqa: N802
        return _SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return 0

    def xClose(self) -> None:  # noqa: N802
        """The content stays until it is forgotten."""


class _MemoryDisk(apsw.VFS):
    """Files by name, for SQLite; the cipher is laid over it as over any other disk."""

    def __init__(self) -> None:
        self.files: dict[str, bytearray] = {}
        super().__init__("respondent-memory", "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> _MemoryFile:  # type: ignore[override]  # noqa: N802
        key = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        flags[1] = flags[0]
        return _MemoryFile(self.files.setdefault(key, bytearray()))

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: N802, ARG002
        return pathname in self.files

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802, ARG002, FBT001
        self.files.pop(filename, None)

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        return name


_disk = _MemoryDisk()
_numbers = itertools.count(1)
VFS = "multipleciphers-respondent-memory"


class MemoryFile:
    """A file in memory that SQLite opens by `name` on the disk `VFS`; `forget` frees it."""

    def __init__(self, content: bytes = b"", journal: bytes = b"") -> None:
        self.name = f"/{next(_numbers)}"
        _disk.files[self.name] = bytearray(content)
        if journal:
            _disk.files[f"{self.name}-journal"] = bytearray(journal)

    @property
    def content(self) -> bytes:
        """What stands in it."""
        return bytes(_disk.files[self.name])

    def forget(self) -> None:
        """Free the memory."""
        _disk.files.pop(self.name, None)
        _disk.files.pop(f"{self.name}-journal", None)


@contextmanager
def memory_file(content: bytes = b"", journal: bytes = b"") -> Iterator[MemoryFile]:
    """Give a file in memory for the time of a `with` statement."""
    file = MemoryFile(content, journal)
    try:
        yield file
    finally:
        file.forget()
