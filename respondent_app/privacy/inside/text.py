"""Some text of a file: where it stands, how it is met, and whether it could be read."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Skip = Callable[[str, bytes], bool]
Path = tuple[str, ...]
Read = Callable[[Path, str, bytes], "Iterator[Text]"]
"""Reads what lies inside something else: its path, its name, its bytes."""

DEEPEST = 6
LARGEST = 256 * 1024 * 1024
_DECLARED = re.compile(rb"""\s*<\?xml\b[^>]{0,80}?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
          (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip


class Kind(enum.Enum):
    """How a text is met: read on the page, kept in the file, or only there as bytes."""

    VISIBLE = enum.auto()
    KEPT = enum.auto()
    RAW = enum.auto()


@dataclass(frozen=True, slots=True)
class Text:
    """Some text of a file.

    `place` is the path to it, outermost first. `readable` is false for what cannot be read, `picture` true for what
    may show words that no search can see. `source` is the markup that the text was taken from, for naming the place.
    """

    place: Path
    kind: Kind
    text: str
    readable: bool = True
    picture: bool = False
    source: str = field(default="", repr=False)


def unread(place: Path) -> Text:
    """Say that something is there which cannot be read."""
    return Text(place, Kind.RAW, "", readable=False)


def decoded(content: bytes) -> str:
    """Return bytes as text, in the encoding that they name themselves, or in UTF-8."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if declared := _DECLARED.match(content):
        try:
            return content.decode(declared[1].decode("ascii"), errors="replace")
        except (LookupError, UnicodeError):
            return content.decode("latin-1")
    try:
        return content.replace(b"\0", b"").decode("utf-8")
    except UnicodeDecodeError:
        return _lenient(content.replace(b"\0", b""))


def raw_texts(place: Path, content: bytes) -> Iterator[Text]:
    """Yield bytes as text in the encodings of the field, at both alignments of the wide one."""
    if not content:
        return
    yield Text(place, Kind.RAW, _lenient(content.replace(b"\0", b"")))
    if b"\0" not in content and content.isascii():
        return
    for encoding in ("utf-16-le", "utf-16-be"):
        for start in (0, 1):
            yield Text(place, Kind.RAW, content[start:].decode(encoding, errors="ignore"))


def _lenient(content: bytes) -> str:
    """Decode what is mostly UTF-8; bytes that are not are taken for the Windows encoding of Western Europe."""
    return content.decode("utf-8", errors="surrogateescape").translate(_STRAY)


_STRAY = {0xDC00 + byte: bytes([byte]).decode("cp1252", errors="replace") for byte in range(0x80, 0x100)}
