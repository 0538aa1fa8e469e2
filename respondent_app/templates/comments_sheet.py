"""Our own comment sheet, read back after somebody worked in it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from respondent_app.documents.formats.file_format import FileFormat, recognise
from respondent_app.documents.formats.package import Package
from respondent_app.model.template import Content, Field, TypedAnswers
from respondent_app.writing.brackets import without_brackets

CONTINUED = " (continued)"
_COMMENTS = {
    "No": Field.COMMENT_NUMBER,
    "Question": Field.COMMENT_QUESTION,
    "Clause": Field.COMMENT_CLAUSE,
    "Type": Field.COMMENT_TYPE,
    "Comment": Field.COMMENT_TEXT,
    "Proposed wording": Field.COMMENT_PROPOSED,
    "Rationale": Field.COMMENT_RATIONALE,
}
_ANSWERS = {"Position": Field.STANCE, "Answer": Field.ANSWER, "Rationale": Field.RATIONALE}
_LONGEST_TABLE = 20_000


def read_comments(content: bytes, name: str) -> TypedAnswers | None:
    """Return what stands in a comment sheet of ours, without the brackets round marked words; None for another file."""
    if recognise(content) is not FileFormat.SHEET:
        return None
    Package.open(content, name)
    from openpyxl import load_workbook

    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    if not {"Comments", "Answers"} <= set(workbook.sheetnames):
        return None
    comments, answers = (list(_rows(workbook[sheet])) for sheet in ("Comments", "Answers"))
    heads = set(_heads(workbook["Comments"]))
    if not heads >= set(_COMMENTS):
        return None
    rows = tuple({field: row.get(head, "") for head, field in _COMMENTS.items() if row.get(head)} for row in comments)
    values = {
        Content(field, row["Question"]): row[head]
        for row in answers
        for head, field in _ANSWERS.items()
        if row.get("Question") and row.get(head)
    }
    return TypedAnswers(values, tuple(row for row in rows if row))


def _heads(sheet: object) -> list[str]:
    first = next(iter(sheet.iter_rows(max_row=1, values_only=True)), ())  # type: ignore[attr-defined]
    return ["" if value is None else str(value).strip() for value in first]


def _rows(sheet: object) -> Iterator[Mapping[str, str]]:
    """Yield the rows by the heads of their columns; texts that go on in the next row are put together."""
    heads = _heads(sheet)
    open_row: dict[str, str] = {}
    for values in sheet.iter_rows(min_row=2, max_row=_LONGEST_TABLE, values_only=True):  # type: ignore[attr-defined]
        row = {head: "" if value is None else str(value) for head, value in zip(heads, values, strict=False) if head}
        first = row.get(heads[0], "") if heads else ""
        if open_row and first.endswith(CONTINUED):
            open_row = {head: open_row.get(head, "") + (text if head != heads[0] else "") for head, text in row.items()}
            continue
        if open_row:
            yield _opened(open_row)
        open_row = row if any(text.strip() for text in row.values()) else {}
    if open_row:
        yield _opened(open_row)


def _opened(row: Mapping[str, str]) -> Mapping[str, str]:
    return {head: without_brackets(text) for head, text in row.items()}
