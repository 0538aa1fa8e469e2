"""Page headers, page footers and page numbers: what stands at the same place on one page after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from respondent_app.documents.pdf.lines import Line
from respondent_app.documents.pdf.pages import Page

_ROWS = 6  # from the edge of a page: deeper no header or footer reaches
_LONGEST_NUMBER = 40  # letters
_BAND = 0.16  # of the height of a page
_APART = 3.0  # points that a header may move between pages
_NEIGHBOURS = 4  # pages to each side: a section's header need not run through the document
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlc]{1,7}", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"[-–—|•\s]*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|/|\|)\s*\d{1,4})?[-–—|•\s]*", re.IGNORECASE
)

_Row = tuple[float, str, list[Line]]


def remove_margins(pages: Sequence[Page]) -> None:
    """Take headers, footers and page numbers off the pages."""
    tops = [_rows(page, from_top=True) for page in pages]
    bottoms = [_rows(page, from_top=False) for page in pages]
    for number, page in enumerate(pages):
        gone = {id(line) for rows in (tops, bottoms) for line in _margin(rows, number)}
        gone |= {id(line) for line in _page_number(page, bottoms[number], tops[number], len(pages))}
        page.lines = [line for line in page.lines if id(line) not in gone]


def _rows(page: Page, *, from_top: bool) -> list[_Row]:
    """Return the rows nearest to an edge, the outermost first."""
    found: list[_Row] = []
    _, bottom, _, top = page.box
    low, high = bottom + _BAND * (top - bottom), top - _BAND * (top - bottom)
    for line in sorted(page.lines, key=lambda line: line.base, reverse=from_top):
        if (line.base < high) if from_top else (line.base > low):
            break
        if found and abs(found[-1][0] - line.base) <= _APART:
            found[-1][2].append(line)
        elif len(found) == _ROWS:
            break
        else:
            found.append((line.base, "", [line]))
    return [(base, _key(row), row) for base, _, row in found]


def _key(row: Sequence[Line]) -> str:
    text = " ".join(line.text for line in sorted(row, key=lambda line: line.left)).strip()
    return "#" if _ROMAN.fullmatch(text) else _DIGITS.sub("#", text).casefold()


def _margin(rows: Sequence[Sequence[_Row]], number: int) -> list[Line]:
    """Return the lines of a page from its edge to the innermost row that neighbouring pages repeat."""
    low, high = max(0, number - _NEIGHBOURS), min(len(rows), number + _NEIGHBOURS + 1)
    neighbours = [rows[other] for other in range(low, high) if other != number]
    wanted = 2 if len(rows) > 2 else 1  # noqa: PLR2004 (of two pages only one can repeat the other)
    depth = 0
    for place, row in enumerate(rows[number], 1):
        if sum(_has(other, row) for other in neighbours) >= wanted:
            depth = place
    return [line for row in rows[number][:depth] for line in row[2]] if neighbours else []


def _has(rows: Sequence[_Row], row: _Row) -> bool:
    return any(key == row[1] and abs(base - row[0]) <= _APART for base, key, _ in rows)


def _page_number(page: Page, bottom: Sequence[_Row], top: Sequence[_Row], pages: int) -> list[Line]:
    """Return a page number that no other page repeats at its place, where it stands apart from the text."""
    for rows in (bottom, top):
        if not rows or (pages == 1 and "page" not in rows[0][1]):
            continue
        line = rows[0][2][0]
        apart = all(abs(other.base - line.base) > 2 * line.em for other in page.lines if other is not line)
        if (
            apart
            and len(rows[0][2]) == 1
            and _PAGE_NUMBER.fullmatch(line.text[:_LONGEST_NUMBER])
            and _at_edge(page, line)
        ):
            return rows[0][2]
    return []


def _at_edge(page: Page, line: Line) -> bool:
    _, bottom, _, top = page.box
    share = (line.base - bottom) / max(1.0, top - bottom)
    return not 0.12 < share < 0.88  # noqa: PLR2004 (the outer eighth of a page)
