"""One page of a PDF as it is read: lines of text with what marks them, rules, and what is a picture."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pypdfium2
from pypdfium2 import raw

from respondent_app.documents.pdf.lines import MOST_LETTERS, Line, lines, turned
from respondent_app.documents.pdf.marking import PageMarks
from respondent_app.documents.pdf.remarks import Remark, RemarkKind, remarks
from respondent_app.documents.pdf.strokes import Box, Drawing, Stroke, drawing

_UNKNOWN = 0.05  # of the letters of a page: more without a meaning and its text is not to be trusted


@dataclass(slots=True)
class Page:
    """What stands on a page. Boxes are turned as the lines are.

    `pictured` is the share of the page that pictures cover; `coloured` how many pieces of text are red, green or
    another strong colour; `unknown` the share of letters that the file gives no meaning.
    """

    number: int
    lines: list[Line] = field(default_factory=list)
    box: Box = (0.0, 0.0, 0.0, 0.0)
    across: list[Stroke] = field(default_factory=list)
    upright: list[Stroke] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    pictured: float = 0.0
    coloured: int = 0
    recognised: bool = False
    unknown: float = 0.0
    cut_short: bool = False
    damaged: bool = False
    has_balloons: bool = False

    @property
    def letters(self) -> int:
        """How many letters were read, spaces not counted."""
        return sum(len(line.text) - line.text.count(" ") for line in self.lines)


def read_page(document: pypdfium2.PdfDocument, index: int) -> Page:
    """Read the page with this index (from 0). A page that cannot be opened comes back empty and `damaged`."""
    page = Page(index + 1)
    with _loaded(document, index) as (handle, text):
        if handle is None:
            page.damaged = True
            return page
        page.lines, quarters = lines(text, page.number) if text else ([], 0)
        drawn = drawing(handle)
        found, links = remarks(handle)
        page.box = turned(*_page_box(handle), quarters)
        page.lines = [line for line in page.lines if _is_on(line, page.box)]
        page.remarks = [replace(remark, boxes=_turn_all(remark.boxes, quarters)) for remark in found]
        _draw(page, drawn, quarters)
        page.cut_short |= bool(text) and raw.FPDFText_CountChars(text) > MOST_LETTERS
        if text:
            _mark(page, text, _turn_all(tuple(links), quarters))
    page.unknown = _unknown(page)
    return page


@contextlib.contextmanager
def _loaded(
    document: pypdfium2.PdfDocument, index: int
) -> Iterator[tuple[raw.FPDF_PAGE | None, raw.FPDF_TEXTPAGE | None]]:
    page = raw.FPDF_LoadPage(document, index)
    text = raw.FPDFText_LoadPage(page) if page else None
    try:
        yield page or None, text or None
    finally:
        if text:
            raw.FPDFText_ClosePage(text)
        if page:
            raw.FPDF_ClosePage(page)


def _is_on(line: Line, box: Box) -> bool:
    """Whether a line stands on the paper: some programs write a line that runs over pages on both."""
    left, bottom, right, top = box
    return bottom <= line.base <= top and line.left < right and line.right > left


def _page_box(handle: raw.FPDF_PAGE) -> Box:
    rectangle = raw.FS_RECTF()
    if not raw.FPDF_GetPageBoundingBox(handle, rectangle):
        return (0.0, 0.0, raw.FPDF_GetPageWidthF(handle), raw.FPDF_GetPageHeightF(handle))
    return (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)


def _draw(page: Page, drawn: Drawing, quarters: int) -> None:
    strokes = drawn.across + drawn.upright
    if quarters:
        strokes = [
            Stroke(*turned(stroke.left, stroke.bottom, stroke.right, stroke.top, quarters), stroke.colour)
            for stroke in strokes
        ]
    for stroke in strokes:
        lies = stroke.right - stroke.left >= stroke.top - stroke.bottom
        (page.across if lies else page.upright).append(stroke)
    page.coloured = drawn.coloured
    page.recognised = drawn.hidden_text > drawn.shown_text
    page.cut_short = drawn.cut_short
    page.pictured = _share([turned(*box, quarters) for box in drawn.pictures], page.box)


def _mark(page: Page, text: raw.FPDF_TEXTPAGE, links: tuple[Box, ...]) -> None:
    marks = PageMarks(text, page.lines, links)
    marks.by_strokes(page.across)
    for remark in page.remarks:
        if remark.kind in {RemarkKind.STRUCK, RemarkKind.UNDERLINED, RemarkKind.CARET}:
            marks.by_remark(remark)


def _turn_all(boxes: tuple[Box, ...], quarters: int) -> tuple[Box, ...]:
    return tuple(turned(*box, quarters) for box in boxes) if quarters else boxes


def _share(boxes: list[Box], page: Box) -> float:
    """Return roughly how much of a page boxes cover, from 0 to 1; strips of one picture add up."""
    whole = (page[2] - page[0]) * (page[3] - page[1])
    covered = 0.0
    for left, bottom, right, top in boxes:
        width = min(right, page[2]) - max(left, page[0])
        height = min(top, page[3]) - max(bottom, page[1])
        covered += max(0.0, width) * max(0.0, height)
    return min(1.0, covered / whole) if whole > 0 else 0.0


def _unknown(page: Page) -> float:
    text = "".join(line.text for line in page.lines)
    odd = sum(text.count(letter) for letter in "\ufffd\ufffe\uffff") + sum("\ue000" <= c <= "\uf8ff" for c in set(text))
    return odd / len(text) if text else 0.0
