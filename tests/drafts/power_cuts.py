"""What a cut of the power leaves on a disk, worked out from what a program has told the disk to do.

Certain is only what was synced. Everything after that, file by file, may be there, be lost, be there in part, or come
in another order; a name that was removed may still stand unless the removal was synced.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import apsw

from respondent_app.drafts.file.snapshot import Snapshot

_SECTOR = 512


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that the disk was told. `what` is write, truncate, sync, delete or (by the test) saved."""

    what: str
    journal: bool = False
    offset: int = 0  # the new size for truncate, whether it is synced for delete, how many for saved
    data: bytes = b""


class RecordingDisk(apsw.VFS):
    """The real disk, with a record of everything that is written to it."""

    NAME = "recording"

    def __init__(self) -> None:
        self.deeds: list[Deed] = []
        super().__init__(self.NAME, "unix")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        return _RecordedFile(self.deeds, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001
        self.deeds.append(Deed("delete", filename.endswith("-journal"), int(syncdir)))
        super().xDelete(filename, syncdir)


class _RecordedFile(apsw.VFSFile):
    def __init__(self, deeds: list[Deed], name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        self._deeds, self._journal = deeds, path.endswith("-journal")
        super().__init__("unix", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._deeds.append(Deed("write", self._journal, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self._deeds.append(Deed("truncate", self._journal, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        self._deeds.append(Deed("sync", self._journal))
        super().xSync(flags)


@dataclass(slots=True)
class _Kept:
    """A file as it is for certain, and what may have come after."""

    sure: bytearray | None
    maybe: list[Deed] = field(default_factory=list)

    def told(self, deed: Deed) -> None:
        if deed.what == "sync" or (deed.what == "delete" and deed.offset):
            for each in self.maybe if deed.what == "sync" else [deed]:
                self.sure = applied(self.sure, each)
            self.maybe = []
        else:
            self.maybe.append(deed)

    def left(self, dice: random.Random, chance: float) -> bytes | None:
        content = None if self.sure is None else bytearray(self.sure)
        deeds = [deed for deed in self.maybe if dice.random() < chance]
        if 0 < chance < 1:
            dice.shuffle(deeds)
            deeds = [_torn(deed, dice) for deed in deeds]
        for deed in deeds:
            content = applied(content, deed)
        return None if content is None else bytes(content)


def applied(content: bytearray | None, deed: Deed) -> bytearray | None:
    """Return what a file holds after a deed; `None` if it is not there."""
    if deed.what == "delete":
        return None
    content = bytearray() if content is None else content
    if deed.what == "truncate":
        del content[deed.offset :]
    elif deed.what == "write":
        content.extend(bytes(max(0, deed.offset - len(content))))
        content[deed.offset : deed.offset + len(deed.data)] = deed.data
    return content


def _torn(deed: Deed, dice: random.Random) -> Deed:
    """Return only the beginning of what was to be written, or something else in its place, of the same length."""
    if deed.what != "write" or dice.random() < 0.5:
        return deed
    if dice.random() < 0.2 and deed.journal:
        return Deed("write", deed.journal, deed.offset, dice.randbytes(len(deed.data)))
    return Deed(
        "write", deed.journal, deed.offset, deed.data[: dice.randrange(len(deed.data) + 1) // _SECTOR * _SECTOR]
    )


def cuts(before: bytes, deeds: list[Deed], *, seed: int, each: int) -> Iterator[tuple[int, Snapshot]]:
    """Yield how many appends were said to be saved, and what may be on the disk, for cuts between any two deeds."""
    dice = random.Random(seed)
    files = {False: _Kept(bytearray(before)), True: _Kept(None)}
    saved = 0
    for deed in [*deeds, Deed("end")]:
        for chance in (0.0, 1.0, *(dice.choice([0.2, 0.5, 0.8]) for _ in range(each))):
            yield saved, Snapshot(files[False].left(dice, chance) or b"", files[True].left(dice, chance) or b"")
        if deed.what == "saved":
            saved = deed.offset
        elif deed.what != "end":
            files[deed.journal].told(deed)


def recorded_disk() -> RecordingDisk:
    """Return the one disk that records; SQLite knows it by name."""
    return _DISK


_DISK = RecordingDisk()
VFS = f"multipleciphers-{RecordingDisk.NAME}"
