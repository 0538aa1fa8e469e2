"""Pictures: what is written beside them can be searched, what they show cannot."""

from __future__ import annotations

import contextlib
import re
import zlib
from collections.abc import Iterator

from respondent_app.privacy.inside.text import Kind, Path, Text, decoded, raw_texts

_STARTS = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\x01\0\0\0", b"\xd7\xcd\xc6\x9a",
           b"\0\0\1\0", b"RIFF")  # fmt: skip
_ENDINGS = (".png", ".jpg", ".jpeg", ".jpe", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".webp", ".ico", ".heic",
            ".emz", ".wmz")  # fmt: skip
_PACKED_CHUNK = re.compile(rb"(?:zTXt|iTXt|iCCP)")
_PNG = b"\x89PNG\r\n"


def is_picture(name: str, content: bytes) -> bool:
    """Whether a file is a picture: by its name and its first bytes."""
    return content.startswith(_STARTS[:5]) or (name.lower().endswith(_ENDINGS) and content.startswith(_STARTS))


def picture_texts(place: Path, content: bytes) -> Iterator[Text]:
    """Yield what stands in a picture besides what it shows: remarks, names, the program, the place."""
    yield Text(place, Kind.RAW, "", picture=True)
    yield from raw_texts(place, content)
    if content.startswith(_PNG):
        yield Text(place, Kind.KEPT, "\n".join(_packed(content)))


def _packed(content: bytes) -> Iterator[str]:
    """Yield the packed remarks of a PNG."""
    for found in _PACKED_CHUNK.finditer(content):
        length = int.from_bytes(content[found.start() - 4 : found.start()], "big")
        chunk = content[found.end() : found.end() + length]
        for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", chunk):
            with contextlib.suppress(zlib.error):
                yield decoded(zlib.decompressobj().decompress(chunk[start.start() :], 1 << 20))
