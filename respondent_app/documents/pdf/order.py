"""The order in which a person reads the lines of a page: rows from the top, columns one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from respondent_app.documents.pdf.lines import Line

_SAME_ROW = 0.4  # em between baselines
_LEAST_ROWS = 6  # rows with a gutter that make columns: a table of fewer is read by rows
_LEAST_LETTERS = 18  # in a line of a column; a table's cells are shorter

_MOST_ROWS = 400  # on a page that people read

Row = list[Line]


def rows(lines: Sequence[Line]) -> list[Row]:
    """Group lines by baseline, from the top; each row from left to right."""
    found: list[Row] = []
    for line in sorted(lines, key=lambda line: (-line.base, line.left)):
        if found and abs(found[-1][0].base - line.base) <= _SAME_ROW * max(line.em, found[-1][0].em):
            found[-1].append(line)
        else:
            found.append([line])
    for row in found:
        row.sort(key=lambda line: line.left)
    return found


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page in reading order; lines of columns are told apart by their `column`."""
    ordered: list[Line] = []
    column = 0
    for band in _bands(rows(lines)):
        gutter = _gutter(band)
        if gutter is None:
            for line in (line for row in band for line in row):
                line.column = column
                ordered.append(line)
            continue
        left = [line for row in band for line in row if line.left < gutter]
        right = [line for row in band for line in row if line.left >= gutter]
        for side in (left, right):
            column += 1
            for line in side:
                line.column = column
            ordered += [line for row in rows(side) for line in row]
        column += 1
    return ordered


def _bands(found: list[Row]) -> list[list[Row]]:
    """Cut a page where rows across the whole width end columns or begin them."""
    bands: list[list[Row]] = []
    start = 0
    while start < len(found):
        stop, gutter = _columns_from(found, start)
        if gutter and looks_like_columns(found[start:stop], gutter):
            bands.append(found[start:stop])
            start = stop
            continue
        if bands and _gutter(bands[-1]) is None:
            bands[-1].append(found[start])
        else:
            bands.append([found[start]])
        start += 1
    return bands


def _columns_from(found: list[Row], start: int) -> tuple[int, float | None]:
    """Return how far rows keep clear of the gutter that the row at `start` shows."""
    if len(found[start]) != 2 or len(found) > _MOST_ROWS:  # noqa: PLR2004 (two columns)
        return start + 1, None
    first, second = found[start]
    low, high = first.right, second.left
    stop = start + 1
    while stop < len(found):
        left = [line.right for line in found[stop] if line.left < (low + high) / 2]
        right = [line.left for line in found[stop] if line.left >= (low + high) / 2]
        new_low, new_high = max([low, *left]), min([high, *right])
        if new_low >= new_high - 4 or len(found[stop]) > 2:  # noqa: PLR2004 (points; two columns)
            break
        low, high, stop = new_low, new_high, stop + 1
    return stop, (low + high) / 2


def looks_like_columns(band: Sequence[Row], gutter: float) -> bool:
    """Whether both sides of a gutter are running text, and not the cells of a table."""
    both = [row for row in band if row[0].left < gutter <= row[-1].left]
    if len(both) < _LEAST_ROWS:
        return False
    return all(median(len(row[side].text) for row in both) >= _LEAST_LETTERS for side in (0, -1))


def _gutter(band: list[Row]) -> float | None:
    stop, gutter = _columns_from(band, 0)
    return gutter if gutter and stop == len(band) and looks_like_columns(band, gutter) else None
