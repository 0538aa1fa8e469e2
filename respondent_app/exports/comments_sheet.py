"""The comment sheet: every comment by clause, and the answers, as a workbook that a publisher can sort and collate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openpyxl import Workbook

from respondent_app.exports.properties import core_properties
from respondent_app.exports.sheet_cells import (
    LONGEST_CELL,
    Columns,
    longest_start,
    row_height,
    saved,
    set_up,
    units,
    write,
    write_head,
)
from respondent_app.exports.shown import version
from respondent_app.model.submission import AnswerBlock, CommentRow, Submission, plain
from respondent_app.writing.brackets import bracketed_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CONTINUED = " (continued)"
_LOOK_BACK = 300
_COMMENTS = (
    ("No", 9), ("Question", 10), ("Clause", 11), ("Type", 10), ("Comment", 46), ("Proposed wording", 42),
    ("Rationale", 38), ("Confidential", 13),
)  # fmt: skip
_ANSWERS = (("Question", 11), ("Title", 24), ("Position", 30), ("Answer", 66), ("Rationale", 48), ("Confidential", 13))


def comments_workbook(submission: Submission) -> bytes:
    """Return the XLSX of `submission`; the same submission always gives the same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    comments = workbook.create_sheet("Comments")
    _fill(comments, _COMMENTS, [_comment_cells(row) for row in submission.comments], submission)
    answers = workbook.create_sheet("Answers")
    _fill(answers, _ANSWERS, [_answer_cells(block) for block in submission.answers], submission)
    return saved(workbook, core_properties("Comments on consultation", submission))


def _comment_cells(row: CommentRow) -> tuple[str, ...]:
    shown = (row.clause, row.type, row.comment, row.proposed, row.rationale)
    return (str(row.number), row.question, *map(bracketed_text, shown), row.confidential)


def _answer_cells(block: AnswerBlock) -> tuple[str, ...]:
    position = "\n".join(f"{row.label}: {bracketed_text(row.value)}" for row in block.stance)
    answer, rationale = bracketed_text(block.answer), bracketed_text(block.rationale)
    return (block.question, block.title, position, answer, rationale, block.confidential)


def _fill(sheet: Worksheet, columns: Columns, rows: Sequence[tuple[str, ...]], submission: Submission) -> None:
    """Write header and rows, and set the sheet up for reading and printing."""
    write_head(sheet, columns)
    at = 2
    for row in rows:
        for cells in continued(row):
            for column, text in enumerate(cells, start=1):
                write(sheet, at, column, text)
            sheet.row_dimensions[at].height = row_height(cells, [width for _, width in columns])
            at += 1
    head = (submission.consultation.short_title, version(submission))
    set_up(sheet, at - 1, len(columns), frozen="C2", head=head, foot=plain(submission.organisation))


def continued(row: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield `row` as one or more rows whose cells are short enough; all but the first are marked as continued."""
    pieces = [tuple(_cut(text)) or ("",) for text in row]
    for index in range(max(map(len, pieces))):
        cells = [piece[index] if index < len(piece) else "" for piece in pieces]
        yield tuple(cells) if index == 0 else (row[0] + CONTINUED, *cells[1:])


def _cut(text: str) -> Iterator[str]:
    """Cut text into pieces that fit into a cell, after a space where there is one near; nothing is lost or added."""
    while units(text) > LONGEST_CELL:
        end = longest_start(text)
        space = max(text.rfind(" ", end - _LOOK_BACK, end), text.rfind("\n", end - _LOOK_BACK, end))
        end = space + 1 if space > 0 else end
        yield text[:end]
        text = text[end:]
    if text:
        yield text
