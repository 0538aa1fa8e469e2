"""The lines of text of a page, with the place of every letter."""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdfium2 import raw

from respondent_app.documents.pdf.strokes import Colour

MOST_LETTERS = 200_000  # on one page
_RUN = re.compile(r"[^\r\n]{1,2000}")  # longer than any line: a bound to what one line can cost
_WHITE = re.compile(r"[^\S\r\n]")
_SPACES = re.compile(r" +")
_BULLETS = "•◦▪●○■□‣⁃·–—\uf0b7\uf0a7\uf0d8"
_ONE_LABEL = r"[\[(]?(?:\d{1,4}|[A-Za-z]{1,5})(?:\.\d{1,3}){0,6}[A-Z]{0,2}[\]).:]{0,2}"
_LABEL_ALONE = re.compile(rf"(?:{_ONE_LABEL}){{1,2}}|[{_BULLETS}]")
_LONGEST_LABEL = 24
_GAP = 2.0  # times the height of letters: wider than any space between words, also in justified text
_BOLD = 600
_FEW = 12  # letters: all of them are looked at


@dataclass(frozen=True, slots=True)
class Span:
    """Letters of a line that something underlines or strikes out. `ink` is the colour of the letters."""

    start: int
    end: int
    struck: bool
    colour: Colour
    ink: Colour = (0, 0, 0)
    linked: bool = False
    double: bool = False
    annotated: bool = False


@dataclass(slots=True)
class Line:
    """A line of text. `base` is the height of its baseline, `em` the height of its letters, in points.

    `marks` says of each letter whether it stays (" "), comes ("+"), goes ("-") or did both ("x"); it is filled when
    the whole document is known. `added` are texts that a remark asks to put in, by position.
    """

    text: str
    page: int
    lefts: array[float]
    right: float
    base: float
    em: float
    bold: bool = False
    spans: list[Span] = field(default_factory=list)
    added: list[tuple[int, str]] = field(default_factory=list)
    marks: str = ""
    column: int = 0
    rights: array[float] = field(default_factory=lambda: array("f"))
    first: int = -1

    @property
    def left(self) -> float:
        """Where the first letter begins."""
        return self.lefts[0]


@dataclass(slots=True)
class _Letters:
    """The letters of a page and their boxes, turned so that the text runs from left to right."""

    page: raw.FPDF_TEXTPAGE
    text: str
    lefts: list[float]
    bottoms: list[float]
    rights: list[float]
    tops: list[float]
    turned: int


def lines(text_page: raw.FPDF_TEXTPAGE, number: int) -> tuple[list[Line], int]:
    """Return the lines of a page in the order of the file, and by how many quarters the text is turned."""
    letters = _letters(text_page)
    found = []
    for start, end in _runs(letters):
        if line := _line(letters, start, end, number):
            found.append(line)
    return found, letters.turned


def turned(left: float, bottom: float, right: float, top: float, quarters: int) -> tuple[float, float, float, float]:
    """Turn a box back by quarters of a circle, so that turned text reads from left to right."""
    for _ in range(quarters % 4):
        left, bottom, right, top = bottom, -right, top, -left
    return left, bottom, right, top


def _letters(page: raw.FPDF_TEXTPAGE) -> _Letters:
    count = max(0, min(raw.FPDFText_CountChars(page), MOST_LETTERS))
    boxes = (raw.FS_RECTF * count)()
    box_of = raw.FPDFText_GetLooseCharBox
    for number, box in enumerate(boxes):
        box_of(page, number, box)
    flat = [*array("f", bytes(boxes))]
    lefts, tops, rights, bottoms = flat[0::4], flat[1::4], flat[2::4], flat[3::4]
    quarters = _turn(page, count)
    if quarters:
        boxes_turned = [turned(*box, quarters) for box in zip(lefts, bottoms, rights, tops, strict=True)]
        lefts, bottoms, rights, tops = (list(side) for side in zip(*boxes_turned, strict=True))
    return _Letters(page, _text(page, count), lefts, bottoms, rights, tops, quarters)


def _text(page: raw.FPDF_TEXTPAGE, count: int) -> str:
    """Return one character for each letter: only then do positions and boxes fit."""
    buffer = (ctypes.c_ushort * (count * 2 + 2))()
    units = raw.FPDFText_GetText(page, 0, count, buffer) if count else 0
    text = bytes(buffer)[: 2 * max(0, units - 1)].decode("utf-16-le", "replace")
    if len(text) != count:
        text = "".join(_character(raw.FPDFText_GetUnicode(page, number)) for number in range(count))
    text = text.replace("\ufffe", "-").replace("\x02", "-")  # PDFium's own signs for a hyphen at the end of a line
    return _WHITE.sub(" ", text).replace("\0", "\ufffd")


def _character(code: int) -> str:
    is_surrogate = 0xD800 <= code <= 0xDFFF  # noqa: PLR2004 (the range the Unicode standard sets aside)
    return "\ufffd" if is_surrogate or code > 0x10FFFF else chr(code)  # noqa: PLR2004


def _turn(page: raw.FPDF_TEXTPAGE, count: int) -> int:
    """Return by how many quarters most of the text is turned."""
    seen = [_quarters(raw.FPDFText_GetCharAngle(page, number)) for number in range(0, count, max(1, count // 15))]
    return max(set(seen), key=seen.count) if seen else 0


def _quarters(angle: float) -> int:
    return -round(angle / (math.pi / 2)) % 4  # PDFium counts clockwise


def _runs(letters: _Letters) -> Iterator[tuple[int, int]]:
    """Yield the stretches of letters that stand on one line with no wide gap."""
    for run in _RUN.finditer(letters.text):
        for start, end in _levels(letters, run.start(), run.end()):
            yield from _without_gaps(letters, start, end)


def _levels(letters: _Letters, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split where the baseline jumps, or the text goes back to the left."""
    bottoms, lefts, text = letters.bottoms, letters.lefts, letters.text
    seen = bottoms[start:end]
    height = max(1.0, letters.tops[start] - bottoms[start])
    if max(seen) - min(seen) < height * 0.6 and lefts[start] <= min(lefts[start:end]) + 1:
        yield start, end
        return
    last, begun = -1, start
    for number in range(start, end):
        if text[number] == " ":
            continue
        if last >= 0 and _jumps(letters, last, number):
            yield begun, number
            begun = number
        last = number
    yield begun, end


def _jumps(letters: _Letters, before: int, after: int) -> bool:
    tall = max(letters.tops[before] - letters.bottoms[before], letters.tops[after] - letters.bottoms[after], 1.0)
    middle = (letters.tops[after] + letters.bottoms[after]) / 2
    if not letters.bottoms[before] - tall * 0.45 < middle < letters.tops[before] + tall * 0.45:
        return True
    return letters.lefts[after] < letters.lefts[before] - 2 * tall


def _without_gaps(letters: _Letters, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split at wide gaps, but for the one between a number or bullet and its text."""
    tall = letters.tops[start] - letters.bottoms[start]
    for gap in _SPACES.finditer(letters.text, start, end):
        before, after = gap.start() - 1, gap.end()
        if before < start or after >= end:
            continue
        if letters.lefts[after] - letters.rights[before] <= _GAP * tall:
            continue
        lead = letters.text[start : gap.start()].strip()
        if len(lead) > _LONGEST_LABEL or not _LABEL_ALONE.fullmatch(lead):
            yield start, gap.start()
            start = after
    yield start, end


def _line(letters: _Letters, start: int, end: int, page: int) -> Line | None:
    text = letters.text[start:end]
    start += len(text) - len(text.lstrip(" "))
    text = text.strip(" ")
    if not text or not _upright(letters, start):
        return None
    end = start + len(text)
    base, em = _base(letters, start, end)
    lefts, rights = array("f", letters.lefts[start:end]), array("f", letters.rights[start:end])
    _stretch_spaces(text, lefts, rights)
    bold = raw.FPDFText_GetFontWeight(letters.page, start) >= _BOLD
    return Line(text, page, lefts, max(rights), base, em, bold, rights=rights, first=start)


def _stretch_spaces(text: str, lefts: array[float], rights: array[float]) -> None:
    """Let each space reach from letter to letter: where a file draws none, its box lies anywhere."""
    for gap in _SPACES.finditer(text):
        start, end = gap.span()
        for number in range(start, end):
            lefts[number], rights[number] = rights[start - 1], lefts[end]


def _upright(letters: _Letters, number: int) -> bool:
    """Whether the letter runs as most of the page does: a word across the page is no part of the text."""
    angle: float = raw.FPDFText_GetCharAngle(letters.page, number)
    off = (angle + letters.turned * math.pi / 2 + math.pi) % (2 * math.pi) - math.pi
    return abs(off) < 0.1  # noqa: PLR2004 (radians: 6 degrees)


def _base(letters: _Letters, start: int, end: int) -> tuple[float, float]:
    """Return the baseline and the height of most of the letters between two positions."""
    drawn = [number for number in range(start, end) if letters.text[number] != " "][:: 3 if end - start > _FEW else 1]
    bottoms = [round(letters.bottoms[number], 2) for number in drawn]
    number = drawn[bottoms.index(max(set(bottoms), key=bottoms.count))]
    return _baseline(letters.page, number, letters.turned)


def _baseline(page: raw.FPDF_TEXTPAGE, number: int, quarters: int) -> tuple[float, float]:
    """Return the height of a letter's baseline and of its font, in points.

    A font's size alone says little: some programs write text of size 1 and scale it up, others scale it down.
    """
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(page, number, matrix)
    up = turned(matrix.e, matrix.f, matrix.e, matrix.f, quarters)[1]
    return up, max(1.0, raw.FPDFText_GetFontSize(page, number) * math.hypot(matrix.c, matrix.d))
