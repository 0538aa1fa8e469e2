"""Files that hold files: zip and what is built on it, and packed files of other kinds."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator

from respondent_app.privacy.inside.text import LARGEST, Kind, Path, Read, Text, decoded, raw_texts, unread

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
PACKED: dict[bytes, Callable[[io.BytesIO], io.BufferedIOBase]] = {
    b"\x1f\x8b": lambda held: gzip.GzipFile(fileobj=held),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}
_ENTRY = b"PK\x03\x04"
_HEADER = 30
_FAULTS = (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, zlib.error, ValueError,
           lzma.LZMAError)  # fmt: skip


def zip_texts(place: Path, content: bytes, read: Read) -> Iterator[Text]:
    """Yield the texts of a zip file: its parts, their names and remarks, and what lies between them."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > LARGEST:
                yield unread(place)
                return
            yield Text((*place, "the comment of the archive"), Kind.KEPT, decoded(archive.comment))
            names = "\n".join(entry.filename for entry in entries)
            yield Text((*place, "the name of a part"), Kind.KEPT, names)
            remarks = b"\n".join(entry.comment + b" " + entry.extra for entry in entries)
            yield Text((*place, "the comment of a part"), Kind.KEPT, decoded(remarks))
            for entry in entries:
                if not entry.is_dir():
                    yield from read((*place, entry.filename), entry.filename, archive.read(entry))
            yield from _between(place, content, entries, read)
    except _FAULTS:
        yield from raw_texts(place, content)
        yield unread(place)


def packed_texts(place: Path, name: str, content: bytes, read: Read) -> Iterator[Text]:
    """Yield the texts of a file that was packed as a whole, or of all files in a packed folder."""
    opener = next(opener for start, opener in PACKED.items() if content.startswith(start))
    yield from raw_texts(place, content[:512])  # the name before packing stands here
    try:
        with opener(io.BytesIO(content)) as packed:
            inner = packed.read(LARGEST + 1)
    except _FAULTS:
        yield unread(place)
        return
    yield from read((*place, "what is packed in it"), re.sub(r"\.\w+$", "", name), bytes(inner))


def is_tar(content: bytes) -> bool:
    """Whether a file is a folder in one piece."""
    return content[257:262] == b"ustar"


def tar_texts(place: Path, content: bytes, read: Read) -> Iterator[Text]:
    """Yield the texts of a folder in one piece."""
    yield from raw_texts(place, content)
    try:
        with tarfile.open(fileobj=io.BytesIO(content)) as folder:
            for member in folder:
                held = folder.extractfile(member) if member.isfile() else None
                if held is not None:
                    yield from read((*place, member.name), member.name, held.read())
    except (tarfile.TarError, *_FAULTS):
        yield unread(place)


def _between(place: Path, content: bytes, entries: list[zipfile.ZipInfo], read: Read) -> Iterator[Text]:
    """Yield what lies in a zip file outside its parts: in front, behind, and parts that it lists no more."""
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        yield from _gap(place, content[at : entry.header_offset], read)
        at = max(at, entry.header_offset + _HEADER + _lengths(content, entry.header_offset) + entry.compress_size)
    yield from _gap(place, content[at:], read)


def _lengths(content: bytes, header: int) -> int:
    """Return how long the name and the extra field are that follow the header of a part."""
    return int.from_bytes(content[header + 26 : header + 28], "little") + int.from_bytes(
        content[header + 28 : header + 30], "little"
    )


def _gap(place: Path, gap: bytes, read: Read) -> Iterator[Text]:
    yield from raw_texts((*place, "between the parts"), gap)
    for found in re.finditer(re.escape(_ENTRY), gap):
        start = found.start()
        body = gap[start + _HEADER + _lengths(gap, start) :]
        name = decoded(gap[start + _HEADER : start + _HEADER + int.from_bytes(gap[start + 26 : start + 28], "little")])
        try:
            inner = zlib.decompressobj(-zlib.MAX_WBITS).decompress(body, LARGEST)
        except zlib.error:
            continue
        yield from read((*place, "a part that it no longer lists"), name, inner)
