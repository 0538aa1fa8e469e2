"""What our typefaces can show. What they cannot is named in its place, so that no sign goes missing unseen."""

from __future__ import annotations

import functools
import itertools
import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from respondent_app.storage import folders

_TABLE_ENTRY = struct.Struct(">4sLLL")
_JOINERS = frozenset({"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"})
# They show nothing of themselves. Some must not be in a PDF; some turn the direction of what follows, to which every
# paragraph keeps by itself; the last five only tint the sign before.
_LEFT_OUT = frozenset(
    map(chr, (0xAD, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFE00, 0xFE10),
              *range(0x1F3FB, 0x1F400)))
)  # fmt: skip
_FLAG_LETTERS = {chr(0x1F1E6 + index): chr(ord("A") + index) for index in range(26)}


def fonts() -> Path:
    """Return the folder of the typefaces."""
    return folders.resources() / "paper" / "fonts"


def showable(text: str) -> tuple[str, int]:
    """Return `text` with every sign that we have no shape for named in brackets, and how many signs those were."""
    if text.isascii():
        return text.replace("\t", _TAB), 0
    shapes = shown()
    lacking = 0
    pieces: list[str] = []
    for missing, group in itertools.groupby(_kept(text), key=lambda sign: sign not in shapes):
        signs = "".join(group)
        pieces.append(_named(signs) if missing else signs)
        lacking += len(signs) if missing else 0
    return "".join(pieces).replace("\t", _TAB), lacking


@functools.lru_cache(maxsize=1)
def shown() -> frozenset[str]:
    """Return every sign that the typefaces have a shape for."""
    regular, fallback = (
        frozenset(map(chr, _code_points((fonts() / name).read_bytes())))
        for name in ("LiberationSans-Regular.ttf", "DejaVuSans.ttf")
    )
    kept = {sign for sign in regular | fallback if unicodedata.category(sign) not in {"Co", "Cn", "Cs", "Cc"}}
    return frozenset(kept | {"\t"})


_TAB = "\N{EM SPACE}\N{EM SPACE}"


def _kept(text: str) -> Iterator[str]:
    """Yield the signs of `text` but those that only say how others look; some scripts need their joiners."""
    before = ""
    for sign in text:
        kind = "" if sign in shown() else unicodedata.category(sign)
        after_symbol = before != "" and unicodedata.category(before) in {"So", "Sk"}
        if sign in _LEFT_OUT or kind == "Cf" or (sign in _JOINERS and after_symbol):
            continue
        before = " " if kind == "Zs" else sign
        yield before


def _named(signs: str) -> str:
    """Return what stands in place of signs without a shape: the names of symbols, the number of letters."""
    if all(sign in _FLAG_LETTERS for sign in signs):
        letters = "".join(_FLAG_LETTERS[sign] for sign in signs)
        return "".join(f"[flag {letters[at : at + 2]}]" for at in range(0, len(letters), 2))
    if all(unicodedata.category(sign).startswith("S") for sign in signs):
        return "".join(f"[{unicodedata.name(sign, 'sign').lower()}]" for sign in signs)
    return "[1 sign not shown]" if len(signs) == 1 else f"[{len(signs)} signs not shown]"


def _code_points(font: bytes) -> Iterator[int]:
    """Yield the code points that a TrueType file maps to a shape."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = {tag: start for tag, _, start, _ in (_TABLE_ENTRY.unpack_from(font, 12 + 16 * i) for i in range(count))}
    start = tables[b"cmap"]
    for index in range(struct.unpack_from(">H", font, start + 2)[0]):
        offset = start + struct.unpack_from(">L", font, start + 4 + 8 * index + 4)[0]
        kind = struct.unpack_from(">H", font, offset)[0]
        if kind == _WIDE:
            yield from _wide(font, offset)
        elif kind == _NARROW:
            yield from _narrow(font, offset)


_NARROW, _WIDE = 4, 12


def _wide(font: bytes, at: int) -> Iterator[int]:
    for index in range(struct.unpack_from(">L", font, at + 12)[0]):
        first, last, shape = struct.unpack_from(">LLL", font, at + 16 + 12 * index)
        yield from range(first + (shape == 0), last + 1)


def _narrow(font: bytes, at: int) -> Iterator[int]:
    size = struct.unpack_from(">H", font, at + 6)[0]
    ends, starts, deltas, ranges = at + 14, at + 16 + size, at + 16 + 2 * size, at + 16 + 3 * size
    for index in range(0, size, 2):
        last, first, delta, offset = (
            struct.unpack_from(">H", font, table + index)[0] for table in (ends, starts, deltas, ranges)
        )
        for code in range(first, last + 1):
            shape = code
            if offset:
                shape = struct.unpack_from(">H", font, ranges + index + offset + 2 * (code - first))[0]
            if code != _NO_CODE and shape and (shape + delta) % 0x10000:
                yield code


_NO_CODE = 0xFFFF
