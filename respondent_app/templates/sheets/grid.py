"""A sheet of a form as cells with words, as a person sees it: merged cells are one, hidden sheets are none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from respondent_app.documents.formats.file_format import FileFormat
from respondent_app.documents.formats.unread import not_read
from respondent_app.templates.whole import whole

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_ROWS, _MOST_COLUMNS = 2000, 60
At = tuple[int, int]
"""Row and column, from 1."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One visible sheet. `words` are the cells that hold any; `locked` those that nobody may type into."""

    name: str
    rows: int
    columns: int
    words: dict[At, str]
    merged: dict[At, At] = field(default_factory=dict)
    spans: dict[At, int] = field(default_factory=dict)
    options: dict[At, tuple[str, ...]] = field(default_factory=dict)
    locked: frozenset[At] = frozenset()

    def text(self, at: At) -> str:
        """Return the words of a cell."""
        return self.words.get(at, "")

    def right_of(self, at: At) -> At:
        """Return the next cell to the right."""
        return at[0], at[1] + self.spans.get(at, 1)

    def takes(self, at: At) -> bool:
        """Whether somebody may type into a cell, as far as the form says."""
        return at not in self.locked and at not in self.merged and at[0] <= _MOST_ROWS and at[1] <= _MOST_COLUMNS


def grids(content: bytes, name: str) -> Iterator[Grid]:
    """Yield the visible sheets of a workbook."""
    workbook = _loaded(content, name)
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            yield _grid(sheet, workbook)


def _loaded(content: bytes, name: str) -> Workbook:
    package = whole(content, name)
    for path in package.paths:
        if path.endswith((".xml", ".rels")):
            package.xml(path)  # safe to parse?
    try:
        return load_workbook(io.BytesIO(content), data_only=True)
    except (LookupError, ValueError, TypeError, AttributeError, OSError, zipfile.BadZipFile) as error:
        raise not_read(FileFormat.DAMAGED_ZIP, name) from error


def _grid(sheet: Worksheet, workbook: Workbook) -> Grid:
    rows, columns = min(sheet.max_row, _MOST_ROWS), min(sheet.max_column, _MOST_COLUMNS)
    words: dict[At, str] = {}
    locked: set[At] = set()
    is_protected = bool(sheet.protection.sheet)
    for row in sheet.iter_rows(max_row=rows + 1, max_col=columns + 1):
        for cell in row:
            at = (cell.row or 0, cell.column or 0)
            if cell.value is not None and str(cell.value).strip():
                words[at] = str(cell.value)
            if is_protected and cell.protection.locked:
                locked.add(at)
    merged: dict[At, At] = {}
    spans: dict[At, int] = {}
    for area in sheet.merged_cells.ranges:
        first = (area.min_row, area.min_col)
        spans[first] = area.max_col - area.min_col + 1
        inside = ((r, c) for r in range(area.min_row, area.max_row + 1) for c in range(area.min_col, area.max_col + 1))
        merged |= {at: first for at in inside if at != first}
    return Grid(sheet.title, rows, columns, words, merged, spans, dict(_options(sheet, workbook)), frozenset(locked))


def _options(sheet: Worksheet, workbook: Workbook) -> Iterator[tuple[At, tuple[str, ...]]]:
    for rule in sheet.data_validations.dataValidation:
        if rule.type != "list" or not rule.formula1:
            continue
        options = _listed(rule.formula1, sheet, workbook)
        for area in rule.sqref.ranges:
            for row in range(area.min_row, min(area.max_row, _MOST_ROWS) + 1):
                for column in range(area.min_col, min(area.max_col, _MOST_COLUMNS) + 1):
                    yield (row, column), options


def _listed(formula: str, sheet: Worksheet, workbook: Workbook) -> tuple[str, ...]:
    """Return the options of a list: given in words, as cells, or by a name for cells."""
    if formula.startswith('"'):
        return tuple(option.strip() for option in formula.strip('"').split(",") if option.strip())
    formula = formula.removeprefix("=")
    if formula in workbook.defined_names:
        formula = workbook.defined_names[formula].attr_text or ""
    where, _, area = formula.replace("$", "").rpartition("!")
    home = workbook[where.strip("'")] if where.strip("'") in workbook.sheetnames else sheet
    try:
        left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(area))
    except (ValueError, TypeError):
        return ()
    cells = home.iter_rows(min_row=top, max_row=min(bottom, top + 200), min_col=left, max_col=right, values_only=True)
    return tuple(str(value) for row in cells for value in row if value is not None)


def reference(grid: Grid, at: At) -> str:
    """Return the address of a cell."""
    return f"{grid.name}!{get_column_letter(at[1])}{at[0]}"
