"""Tables: cells between ruled lines, or rows whose pieces stand below each other."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from respondent_app.documents.pdf.lines import Line
from respondent_app.documents.pdf.order import Row, rows
from respondent_app.documents.pdf.strokes import Box, Stroke

_TOUCH = 2.0  # points between lines that meet
_LEAST_SIDE = 6.0  # points: shorter lines rule nothing
_MOST_RULES = 3_000
_ALIGNED = 3.0  # points between the left edges of a column without rules
_LEAST_ROWS = 2
_LONG_CELL = 60  # letters: text side by side that is longer is no row of a table


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its box, and its lines by row and column."""

    box: Box
    cells: dict[tuple[int, int], list[Line]] = field(default_factory=dict)

    @property
    def top(self) -> float:
        """The height of its upper edge."""
        return self.box[3]


def grids(lines: Sequence[Line], across: Sequence[Stroke], upright: Sequence[Stroke]) -> tuple[list[Grid], list[Line]]:
    """Return the tables of a page from the top, and the lines that are in none."""
    found = [grid for edges in _ruled(across, upright) if (grid := _filled(edges, lines))]
    inside = {id(line) for grid in found for cell in grid.cells.values() for line in cell}
    free = [line for line in lines if id(line) not in inside]
    aligned = list(_aligned(rows(free)))
    inside |= {id(line) for grid in aligned for cell in grid.cells.values() for line in cell}
    every = sorted((*found, *aligned), key=lambda grid: -grid.top)
    return every, [line for line in lines if id(line) not in inside]


_Edges = tuple[list[float], list[float]]


def _ruled(across: Sequence[Stroke], upright: Sequence[Stroke]) -> list[_Edges]:
    """Return the columns' and rows' edges of each group of rules that meet."""
    pillars = [stroke for stroke in upright if stroke.top - stroke.bottom >= _LEAST_SIDE][:_MOST_RULES]
    beams = [stroke for stroke in across if stroke.right - stroke.left >= _LEAST_SIDE][:_MOST_RULES]
    groups = _groups(pillars, beams)
    found = []
    for group in groups:
        columns = _merged(x for stroke in group if _stands(stroke) for x in [(stroke.left + stroke.right) / 2])
        levels = _merged(stroke.middle for stroke in group if not _stands(stroke))
        if len(columns) > 2 and len(levels) > 1:  # noqa: PLR2004 (two columns have three edges; less is a frame)
            found.append((columns, levels))
    return found


def _stands(stroke: Stroke) -> bool:
    return stroke.top - stroke.bottom > stroke.right - stroke.left


def _groups(pillars: Sequence[Stroke], beams: Sequence[Stroke]) -> list[list[Stroke]]:
    """Group rules that meet, by joining the groups of every pillar and beam that touch."""
    every = [*pillars, *beams]
    parent = list(range(len(every)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    order = sorted(range(len(beams)), key=lambda number: beams[number].middle)
    heights = [beams[number].middle for number in order]
    for one, pillar in enumerate(pillars):
        low = bisect.bisect_left(heights, pillar.bottom - _TOUCH)
        high = bisect.bisect_right(heights, pillar.top + _TOUCH)
        for number in order[low:high]:
            beam = beams[number]
            if beam.left - _TOUCH <= pillar.left and pillar.right <= beam.right + _TOUCH:
                parent[root(one)] = root(len(pillars) + number)
    groups: dict[int, list[Stroke]] = {}
    for number, stroke in enumerate(every):
        groups.setdefault(root(number), []).append(stroke)
    return list(groups.values())


def _merged(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 2 * _TOUCH:
            found.append(value)
    return found


def _filled(edges: _Edges, lines: Sequence[Line]) -> Grid | None:
    """Put lines into the cells of a ruled table."""
    columns, levels = edges
    grid = Grid((columns[0], levels[0], columns[-1], levels[-1]))
    for line in lines:
        middle = line.base + line.em / 4
        start = line.left + _TOUCH
        if levels[0] < middle < levels[-1] and columns[0] < start < columns[-1]:
            row = len(levels) - 1 - bisect.bisect(levels, middle)
            column = bisect.bisect(columns, start) - 1
            grid.cells.setdefault((row, column), []).append(line)
    return grid if grid.cells else None


def _aligned(found: list[Row]) -> list[Grid]:
    """Find tables without rules: rows in a row whose pieces begin at the same places."""
    tables: list[list[Row]] = [[]]
    for row in found:
        if tables[-1] and not _goes_on(tables[-1][-1], row):
            tables.append([])
        if len(row) > 1 and all(len(line.text) <= _LONG_CELL for line in row):
            tables[-1].append(row)
        elif tables[-1]:
            tables.append([])
    return [_grid(table) for table in tables if len(table) >= _LEAST_ROWS]


def _goes_on(above: Row, below: Row) -> bool:
    """Whether a row continues the table of the row above it."""
    apart = above[0].base - below[0].base
    matched = sum(any(abs(one.left - other.left) <= _ALIGNED for one in above) for other in below)
    return apart <= 3 * below[0].em and matched == len(below) and len(below) > 1


def _grid(table: list[Row]) -> Grid:
    columns = _merged(line.left for row in table for line in row)
    low, high = table[-1][0].base, table[0][0].base + table[0][0].em
    grid = Grid((columns[0], low, max(line.right for row in table for line in row), high))
    for number, row in enumerate(table):
        for line in row:
            column = max(0, bisect.bisect(columns, line.left + 2 * _TOUCH) - 1)
            grid.cells.setdefault((number, column), []).append(line)
    return grid
