"""From pages to the passages of a document: its text in reading order, with the tables where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from respondent_app.documents.pdf.lines import Line
from respondent_app.documents.pdf.order import in_reading_order
from respondent_app.documents.pdf.pages import Page
from respondent_app.documents.pdf.paragraphs import Gathering, Passage, Setting, setting
from respondent_app.documents.pdf.tables import Grid, grids
from respondent_app.model.document import Cell

_SAME_COLUMN = 4.0  # points between the edges of one table on two pages

_Item = Line | Grid


def passages(pages: Sequence[Page]) -> list[Passage]:
    """Return the paragraphs and cells of all pages in reading order."""
    items = [item for page in pages for item in _items(page)]
    usual = setting([item for item in items if isinstance(item, Line)])
    gathering = Gathering(usual)
    tables = _Tables(usual.leading)
    for item in items:
        if isinstance(item, Line):
            gathering.add(item)
            tables.ended = True
        else:
            gathering.passages += tables.passages(item)
    return gathering.passages


def _items(page: Page) -> list[_Item]:
    """Return the lines and tables of a page in reading order: a table stands above the first line below it."""
    found, free = grids(page.lines, page.across, page.upright)
    items: list[_Item] = []
    waiting = list(found)
    for line in in_reading_order(free):
        while waiting and waiting[0].top > line.base:
            items.append(waiting.pop(0))
        items.append(line)
    return items + waiting


@dataclass(slots=True)
class _Tables:
    """Counts tables and rows; a table that goes on over the page stays one. `ended` tells that text came between."""

    leading: float
    ended: bool = True
    _number: int = -1
    _rows: int = 0
    _columns: tuple[float, float] = (0.0, 0.0)
    _head: tuple[str, ...] = ()

    def passages(self, grid: Grid) -> list[Passage]:
        """Return the paragraphs of a table's cells, row by row. A head that is repeated is left out."""
        columns = (grid.box[0], grid.box[2])
        head = _row_text(grid, min(row for row, _ in grid.cells))
        goes_on = not self.ended and all(
            abs(one - other) <= _SAME_COLUMN for one, other in zip(columns, self._columns, strict=True)
        )
        skipped = min(row for row, _ in grid.cells) if goes_on and head == self._head else -1
        if not goes_on:
            self._number, self._rows, self._head, self._columns = self._number + 1, 0, head, columns
        self.ended = False
        numbers = {row: place for place, row in enumerate(sorted({r for r, _ in grid.cells if r != skipped}))}
        found = []
        for row, column in sorted(grid.cells):
            if row != skipped:
                place = Cell(self._number, self._rows + numbers[row], column)
                found += self._cell(grid.cells[row, column], place, _edge(grid, column))
        self._rows += len(numbers)
        return found

    def _cell(self, lines: Sequence[Line], place: Cell, edge: float) -> list[Passage]:
        gathering = Gathering(Setting(self.leading, {}, edge), counts=False)
        for line in in_reading_order(lines):
            gathering.add(line)
        for passage in gathering.passages:
            passage.cell = place
        return gathering.passages


def _edge(grid: Grid, column: int) -> float:
    """Where the text of a column of a table ends."""
    return max(line.right for (_, other), lines in grid.cells.items() for line in lines if other == column)


def _row_text(grid: Grid, row: int) -> tuple[str, ...]:
    return tuple(
        " ".join(line.text for line in lines) for (other, _), lines in sorted(grid.cells.items()) if other == row
    )
