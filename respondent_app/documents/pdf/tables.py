"""Tables: cells between ruled lines, or rows whose pieces stand below each other."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from respondent_app.documents.pdf.lines import Line
from respondent_app.documents.pdf.order import Row, looks_like_columns, rows
from respondent_app.documents.pdf.strokes import Box, Stroke

_TOUCH = 2.0  # points between lines that meet
_LEAST_SIDE = 6.0  # points: shorter lines rule nothing
_MOST_RULES = 1_500
_ALIGNED = 3.0  # points between the left edges of a column without rules
_LEAST_ROWS = 2
_CLOSE = 1.35  # em between the lines of a cell
_ROOM = 8  # em: the longest word that may not have found room
_MOST_ROOM = 12.0  # points between columns
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


_Table = list[list[Row]]
"""Rows of a table, each with its lines of text from the top."""


def _aligned(found: list[Row]) -> list[Grid]:
    """Find tables without rules: rows in a row whose pieces begin at the same places."""
    tables: list[_Table] = [[]]
    for row in found:
        table = tables[-1]
        if table and _wraps(table, row):
            table[-1].append(row)
            continue
        if table and not _goes_on(table, row):
            tables.append([])
        if len(row) > 1 and all(len(line.text) <= _LONG_CELL for line in row):
            tables[-1].append([row])
        elif tables[-1]:
            tables.append([])
    return [_grid(table) for table in tables if len(table) >= _LEAST_ROWS and not _is_columns(table)]


def _wraps(table: _Table, row: Row) -> bool:
    """Whether a line of text is the next one of cells of the row above it, and no row of its own."""
    first, above = table[0][0], table[-1][-1]
    if len(row) >= len(first) or above[0].base - row[0].base > _CLOSE * row[0].em:
        return False
    edges = [line.left for line in first[1:]] + [float("inf")]
    for line in row:
        column = bisect.bisect(edges, line.left + _ALIGNED)
        over = [other for other in above if abs(other.left - line.left) <= _ALIGNED]
        if not over or line.right >= edges[column] or over[0].right + _ROOM * line.em < _room(first, column):
            return False
    return True


def _room(first: Row, column: int) -> float:
    """How far a cell must reach before its text goes on in the next line; of the last column nobody knows."""
    return first[column + 1].left - _MOST_ROOM if column + 1 < len(first) else 0.0


def _goes_on(table: _Table, below: Row) -> bool:
    """Whether a row continues the table of the rows above it."""
    apart = table[-1][-1][0].base - below[0].base
    known = [line.left for row in table[-1] for line in row] + [line.left for line in table[0][0]]
    matched = all(any(abs(left - line.left) <= _ALIGNED for left in known) for line in below)
    return apart <= 3 * below[0].em and matched and len(below) > 1


def _is_columns(table: _Table) -> bool:
    every = [row for lines in table for row in lines]
    return all(len(row) == 2 for row in every) and looks_like_columns(every, every[0][1].left)  # noqa: PLR2004


def _grid(table: _Table) -> Grid:
    every = [line for lines in table for row in lines for line in row]
    columns = _merged(line.left for line in every)
    low, high = table[-1][-1][0].base, table[0][0][0].base + table[0][0][0].em
    grid = Grid((columns[0], low, max(line.right for line in every), high))
    for number, lines in enumerate(table):
        for line in [line for row in lines for line in row]:
            column = max(0, bisect.bisect(columns, line.left + 2 * _TOUCH) - 1)
            grid.cells.setdefault((number, column), []).append(line)
    return grid
