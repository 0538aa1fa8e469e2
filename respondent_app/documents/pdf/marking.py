"""Which letters of a page are underlined or struck out, by drawn lines or by remarks put on the page."""

from __future__ import annotations

import bisect
import ctypes
from collections.abc import Iterator, Sequence

from pypdfium2 import raw

from respondent_app.documents.pdf.lines import Line, Span
from respondent_app.documents.pdf.remarks import Remark, RemarkKind
from respondent_app.documents.pdf.strokes import Box, Colour, Stroke, is_coloured

# Shares of the height of the letters, up from the baseline, where the programs that people write with draw.
_UNDER = (-0.32, 0.12)
_STRUCK = (0.12, 0.55)
_MOST_STROKES = 8_000  # of one page
_THICK = 0.25
_LOOSE = 0.25  # how far a line may begin or end from the letters it marks


class PageMarks:
    """Finds which letters of the lines of one page are marked. `turned` boxes are those of the lines."""

    def __init__(self, page: raw.FPDF_TEXTPAGE, lines: Sequence[Line], links: Sequence[Box]) -> None:
        self._page = page
        self._lines = sorted(lines, key=lambda line: line.base)
        self._bases = [line.base for line in self._lines]
        self._tallest = max((line.em for line in lines), default=0.0)
        self._links = links

    def by_strokes(self, strokes: Sequence[Stroke]) -> None:
        """Add to each line the spans that drawn lines mark."""
        for stroke in strokes[:_MOST_STROKES]:
            for line in self._near(stroke.middle - self._tallest, stroke.middle + self._tallest):
                if span := self._span(line, stroke):
                    _add(line, span)

    def by_remark(self, remark: Remark) -> None:
        """Add to each line what a remark strikes out, underlines or asks to put in."""
        for left, bottom, right, top in remark.boxes:
            middle = (bottom + top) / 2
            for line in self._near(bottom - self._tallest, top):
                if not line.base - 0.3 * line.em <= middle <= line.base + 0.9 * line.em:
                    continue
                if remark.kind is RemarkKind.CARET:
                    _put_in(line, (left + right) / 2, remark)
                    break
                start, end = _covered(line, left, right)
                if start < end:
                    struck = remark.kind is RemarkKind.STRUCK
                    line.spans.append(Span(start, end, struck, remark.colour, annotated=True))

    def _near(self, low: float, high: float) -> Iterator[Line]:
        first = bisect.bisect_left(self._bases, low)
        last = bisect.bisect_right(self._bases, high)
        yield from self._lines[first:last]

    def _span(self, line: Line, stroke: Stroke) -> Span | None:
        rise = (stroke.middle - line.base) / line.em
        if not _UNDER[0] <= rise < _STRUCK[1] or stroke.top - stroke.bottom > max(_THICK * line.em, 1.0):
            return None
        if stroke.right < line.left or stroke.left > line.right:
            return None
        start, end = _covered(line, stroke.left, stroke.right)
        if start >= end or not _fits(line, stroke, start, end):
            return None
        struck = rise >= _STRUCK[0]
        ink = self._ink(line, start, end)
        return Span(start, end, struck, stroke.colour, ink, linked=not struck and self._is_linked(line, start, end))

    def _ink(self, line: Line, start: int, end: int) -> Colour:
        """Return the colour of the letters, a real colour if any of a few has one."""
        found: Colour = (0, 0, 0)
        for number in dict.fromkeys((start, (start + end) // 2, end - 1)):
            found = _fill(self._page, line.first + number)
            if is_coloured(found):
                break
        return found

    def _is_linked(self, line: Line, start: int, end: int) -> bool:
        across = (line.lefts[start] + line.rights[end - 1]) / 2
        up = line.base + line.em / 4
        return any(left <= across <= right and bottom <= up <= top for left, bottom, right, top in self._links)


def _covered(line: Line, left: float, right: float) -> tuple[int, int]:
    """Return the letters whose middle lies between two places, without spaces at the ends."""
    inside = [
        number
        for number, (begin, end) in enumerate(zip(line.lefts, line.rights, strict=True))
        if left - 0.3 <= (begin + end) / 2 <= right + 0.3 and line.text[number] != " "
    ]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _fits(line: Line, stroke: Stroke, start: int, end: int) -> bool:
    """Whether a line begins or ends with its letters: the border of a cell runs on beyond them."""
    slack = max(1.0, _LOOSE * line.em)
    while start and line.text[start - 1] == " " and line.lefts[start - 1] >= stroke.left - slack:
        start -= 1
    begins = abs(line.lefts[start] - stroke.left) <= slack
    ends = abs(line.rights[end - 1] - stroke.right) <= slack
    following = line.lefts[end] if end < len(line.text) else line.rights[end - 1]
    return begins or ends or abs(following - stroke.right) <= slack


def _add(line: Line, span: Span) -> None:
    """Keep a span; a second line over the same letters makes the first a double one."""
    for number, other in enumerate(line.spans):
        if other.struck == span.struck and other.start == span.start and other.end == span.end:
            line.spans[number] = Span(
                span.start, span.end, span.struck, span.colour, span.ink, linked=span.linked, double=True
            )
            return
    line.spans.append(span)


def _put_in(line: Line, across: float, remark: Remark) -> None:
    position = next(
        (number for number, right in enumerate(line.rights) if (line.lefts[number] + right) / 2 > across),
        len(line.text),
    )
    if remark.text and line.left - line.em <= across <= line.right + line.em:
        line.added.append((position, remark.text))


def _fill(page: raw.FPDF_TEXTPAGE, number: int) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFText_GetFillColor(page, number, red, green, blue, alpha):
        return (0, 0, 0)
    return (red.value, green.value, blue.value)
