"""The list of changes as a workbook and as a Word document; with an audit, also how each row of the table fares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from openpyxl import Workbook

from respondent_app.exports.change_paper import document
from respondent_app.exports.change_rows import VERDICTS, ListedChange, listed_changes, numbers, summary, title
from respondent_app.exports.properties import title_properties
from respondent_app.exports.sheet_cells import (
    LONGEST_CELL,
    longest_start,
    row_height,
    saved,
    set_up,
    units,
    write,
    write_head,
    write_number,
    write_words,
)
from respondent_app.model.audit import Audit, RowResult
from respondent_app.model.comparison import Comparison
from respondent_app.model.word_diff import Did, Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_CHANGES = (
    ("No.", 6), ("Clause, current", 15), ("Clause, proposed", 15), ("Kind", 12), ("Current text", 58),
    ("Proposed text", 58),
)  # fmt: skip
_TOLD = ("In the change table?", 20)
_DETAIL = ("Detail", 40)
_ROWS = (("Row", 6), ("Reference", 22), ("Result", 16), ("Detail", 80), ("Changes", 14))
_CUT = " […]"


def change_workbook(comparison: Comparison, audit: Audit | None = None) -> bytes:
    """Return the XLSX of the changes; the same comparison always gives the same bytes.

    A text too long for a cell is cut, and says so.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    changes = listed_changes(comparison, audit)
    heads = (title(comparison), "Change list"), summary(comparison)
    _fill_changes(workbook.create_sheet("Changes"), changes, *heads, audited=audit is not None)
    if audit is not None:
        _fill_rows(workbook.create_sheet("Change table"), audit.rows, numbers(changes), *heads)
    return saved(workbook, title_properties(title(comparison)))


def change_document(comparison: Comparison, audit: Audit | None = None) -> bytes:
    """Return the DOCX of the changes; the same comparison always gives the same bytes."""
    rows = audit.rows if audit is not None else None
    return document(title(comparison), summary(comparison), listed_changes(comparison, audit), rows)


def _fill_changes(
    sheet: Worksheet, changes: Sequence[ListedChange], head: tuple[str, str], foot: str, *, audited: bool
) -> None:
    columns = (*_CHANGES, *((_TOLD,) if audited else ()), _DETAIL)
    write_head(sheet, columns)
    for row, change in enumerate(changes, start=2):
        sides = [_fitting(change.side(Did.GO)), _fitting(change.side(Did.COME))]
        before = (str(change.number), change.current, change.proposed, change.kind)
        after = (*((change.told,) if audited else ()), change.detail)
        _write_row(sheet, row, (*before, *sides, *after), [width for _, width in columns])
        write_number(sheet, row, 1, change.number)
    set_up(sheet, len(changes) + 1, len(columns), frozen="D2", head=head, foot=foot)


def _fill_rows(
    sheet: Worksheet, rows: Sequence[RowResult], listed: Mapping[int, int], head: tuple[str, str], foot: str
) -> None:
    write_head(sheet, _ROWS)
    widths = [width for _, width in _ROWS]
    for at, row in enumerate(rows, start=2):
        changes = ", ".join(str(listed[change]) for change in row.changes if change in listed)
        _write_row(sheet, at, (str(row.number), row.reference, VERDICTS[row.verdict], row.detail, changes), widths)
    set_up(sheet, len(rows) + 1, len(_ROWS), frozen="C2", head=head, foot=foot)


def _write_row(sheet: Worksheet, row: int, cells: Sequence[str | Sequence[Words]], widths: Sequence[int]) -> None:
    texts = []
    for column, cell in enumerate(cells, start=1):
        if isinstance(cell, str):
            write(sheet, row, column, _short(cell))
            texts.append(cell)
        else:
            write_words(sheet, row, column, cell)
            texts.append("".join(run.text for run in cell))
    sheet.row_dimensions[row].height = row_height(texts, widths)


def _fitting(words: Sequence[Words]) -> tuple[Words, ...]:
    """Return as much of the words as a cell can hold."""
    kept: list[Words] = []
    room = LONGEST_CELL - len(_CUT)
    for run in words:
        if units(run.text) > room:
            return (*kept, Words(run.did, run.text[: longest_start(run.text, room)]), Words(Did.STAY, _CUT))
        kept.append(run)
        room -= units(run.text)
    return tuple(kept)


def _short(text: str) -> str:
    return text if units(text) <= LONGEST_CELL else text[: longest_start(text, LONGEST_CELL - len(_CUT))] + _CUT
