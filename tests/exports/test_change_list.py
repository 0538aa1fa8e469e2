"""The list of changes, opened again as others would open it. All clauses are made up."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openxml_audit import OpenXmlValidator

from respondent_app.exports.change_list import change_document, change_workbook
from respondent_app.exports.change_rows import summary
from respondent_app.exports.sheet_cells import LONGEST_CELL
from respondent_app.model.audit import Audit, RowResult, Undisclosed, Verdict, Weightiness
from respondent_app.model.comparison import Clause, ClauseChange, Comparison, Kind, UnsurePair
from respondent_app.model.document import Part
from respondent_app.model.word_diff import Did, Words, word_diff
from tests.exports.reading import W, part, sheet_rows, tables

MARKED = (Words(Did.GO, "gone" * 9_000), Words(Did.COME, "come"))
FIRED = "=HYPERLINK(1)"


def clause(position: int, text: str, reference: str = "", part: Part = Part.BODY) -> Clause:
    return Clause(position, text, reference, reference, part=part)


def edited(position: int, before: str, after: str, reference: str) -> ClauseChange:
    current, proposed = clause(position, before, reference), clause(position, after, reference)
    return ClauseChange(Kind.EDITED, (current,), (proposed,), word_diff(before, after))


def comparison(*more: ClauseChange) -> Comparison:
    changes = (
        ClauseChange(Kind.UNCHANGED, (clause(0, "Same.", "1"),), (clause(0, "Same.", "1"),)),
        edited(1, "The party shall pay.", "The party may pay.", "2"),
        ClauseChange(Kind.INSERTED, (), (clause(2, FIRED, "2A"),)),
        ClauseChange(Kind.DELETED, (clause(2, "A note.", part=Part.FOOTNOTE),), (), authors=("Reviewer 1",)),
        ClauseChange(Kind.RENUMBERED, (clause(3, "Moved on.", "3"),), (clause(3, "Moved on.", "4"),)),
        *more,
    )
    return Comparison("a & b.docx", "c.docx", changes, (UnsurePair(2, 2, 0.5),))


AUDIT = Audit(
    (
        RowResult(1, "Clause 2", Verdict.DIFFERS, "The row says “must”.", (1,)),
        RowResult(2, "Clause 9", Verdict.NO_CHANGE_FOUND, "Clause 9 is unchanged."),
    ),
    (Undisclosed("2A", "inserted", "No row tells of the new Clause 2A.", 2),),
    (Undisclosed("4", "renumbered", "Clause 3 is now 4.", 4, Weightiness.RENUMBERING),),
)


def paper_rows(content: bytes) -> list[list[str]]:
    return tables(content)["Changes"]


def test_the_workbook_lists_every_change_and_nothing_else() -> None:
    head, *rows = sheet_rows(change_workbook(comparison()), "Changes")
    assert head == [
        "No.", "Clause, current", "Clause, proposed", "Kind", "Current text", "Proposed text", "Detail",
    ]  # fmt: skip
    assert [row[:6] for row in rows] == [
        ["1", "2", "2", "Edited", "The party shall pay.", "The party may pay."],
        ["2", "", "2A", "Inserted", "", FIRED],
        ["3", "Footnote", "", "Deleted", "A note.", ""],
        ["4", "3", "4", "Renumbered", "Moved on.", "Moved on."],
    ]
    assert rows[1][6] == "Perhaps rewritten from Footnote."
    assert rows[2][6] == "Marked by Reviewer 1. Perhaps rewritten as 2A."


def test_words_that_come_and_go_are_marked_in_the_workbook() -> None:
    sheet = load_workbook(io.BytesIO(change_workbook(comparison())), rich_text=True)["Changes"]
    before, after = sheet["E2"].value, sheet["F2"].value
    assert isinstance(before, CellRichText)
    assert isinstance(after, CellRichText)
    assert [run.text for run in before if isinstance(run, TextBlock) and run.font.strike] == ["shall"]
    assert [run.text for run in after if isinstance(run, TextBlock) and run.font.u == "single"] == ["may"]


def test_the_audit_stands_beside_the_changes_and_row_by_row() -> None:
    content = change_workbook(comparison(), AUDIT)
    told = [(row[6], row[7]) for row in sheet_rows(content, "Changes")[1:]]
    assert told[0] == ("Row 1: differs", "The row says “must”.")
    assert told[1][0] == "No"
    assert told[2][0] == "–"
    assert told[3][0] == "No (renumbering only)"
    assert sheet_rows(content, "Change table")[1:] == [
        ["1", "Clause 2", "differs", "The row says “must”.", "1"],
        ["2", "Clause 9", "no change found", "Clause 9 is unchanged.", ""],
    ]


def test_the_sheets_are_set_up_for_reading_and_printing() -> None:
    for sheet in load_workbook(io.BytesIO(change_workbook(comparison(), AUDIT))):
        assert sheet.freeze_panes in {"C2", "D2"}
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet["B2"].alignment.wrap_text
        assert sheet.oddHeader is not None
        assert sheet.oddHeader.left.text == "Changes from a && b.docx to c.docx"


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5", "@SUM(A1)", "'x", "=cmd|'/c calc'!A1", "_x0041_"])
def test_a_spreadsheet_computes_nothing_of_what_it_lists(text: str) -> None:
    change = edited(9, f"{text} before", f"{text} after", text)
    content = change_workbook(Comparison("a", "b", (change,)), AUDIT)
    row = load_workbook(io.BytesIO(content))["Changes"][2]
    assert [cell.data_type for cell in row] == ["n", *["s"] * 5, "s", "n"]
    assert (row[1].value, row[4].value) == (text, f"{text} before")
    assert row[1].quotePrefix == row[4].quotePrefix == (text[0] in "=+-@'")
    assert "<f>" not in part_text(content, "xl/worksheets/sheet1.xml")


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    text = "_x0041_ word \U0001f600 " * 3_000
    change = ClauseChange(Kind.EDITED, (clause(0, text),), (clause(0, text),), (Words(Did.STAY, text), *MARKED))
    content = change_workbook(Comparison("a", "b", (change,)))
    row = sheet_rows(content, "Changes")[1]
    for cell in row[4:6]:
        assert cell.endswith(" […]")
        assert text.startswith(cell.removesuffix(" […]"))
        assert len(cell.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert text in paper_rows(change_document(Comparison("a", "b", (change,))))[1][4]


def test_the_document_lists_every_change_with_what_comes_and_goes() -> None:
    content = change_document(comparison())
    rows = paper_rows(content)
    assert rows[0] == ["No.", "Current", "Proposed", "Kind", "Change", "Detail"]
    assert rows[1][:5] == ["1", "2", "2", "Edited", "The party shallmay pay."]
    runs = [
        (run.style.name, run.text)
        for run in docx.Document(io.BytesIO(content)).tables[0].cell(1, 4).paragraphs[0].runs
        if run.style is not None
    ]
    assert ("Deleted words", "shall") in runs
    assert ("Inserted words", "may") in runs


def test_the_document_shows_the_audit_row_by_row() -> None:
    content = change_document(comparison(), AUDIT)
    assert [row[5] for row in paper_rows(content)] == [
        "In the change table?", "Row 1: differs", "No", "–", "No (renumbering only)",
    ]  # fmt: skip
    assert tables(content)["Change table"][2][:3] == ["2", "Clause 9", "no change found"]


def test_the_document_lies_on_its_side_with_page_numbers_and_a_head_on_each_page() -> None:
    content = change_document(comparison())
    document = part(content, "word/document.xml")
    size = document.find(f".//{W}pgSz")
    assert size is not None
    assert size.get(f"{W}orient") == "landscape"
    first = document.find(f".//{W}tbl/{W}tr")
    assert first is not None
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert "PAGE" in part_text(content, "word/footer1.xml")
    assert docx.Document(io.BytesIO(content)).core_properties.title == "Changes from a & b.docx to c.docx"


@pytest.mark.parametrize("audit", [None, AUDIT])
def test_the_files_are_valid_and_the_same_each_time(audit: Audit | None, tmp_path: Path) -> None:
    odd = edited(7, "a <b> & \x00 \ud800\nnext\tend", "a </w:t> c", "9 & <10>")
    for name, make in (("x.docx", change_document), ("x.xlsx", change_workbook)):
        content = make(comparison(odd), audit)
        assert make(comparison(odd), audit) == content
        (tmp_path / name).write_bytes(content)
        assert [str(error) for error in OpenXmlValidator().validate(tmp_path / name).errors] == []
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert b"openpyxl" not in b"".join(archive.read(name) for name in archive.namelist())


def test_no_changes_make_an_empty_list() -> None:
    nothing = Comparison("a.docx", "a.docx", ())
    assert len(sheet_rows(change_workbook(nothing), "Changes")) == 1
    assert len(paper_rows(change_document(nothing))) == 1
    assert docx.Document(io.BytesIO(change_document(nothing))).paragraphs[0].text == "Changes shown in a.docx"


def part_text(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_words_on_the_cover_are_named_by_their_place_and_not_called_formatting() -> None:
    cover = edited(4, "Version V1.3", "Version V1.4", "")
    aside = Undisclosed("the text", "edited", "The cover changes.", 5, Weightiness.FORMATTING)
    row = paper_rows(change_document(comparison(cover), replace(AUDIT, aside=(*AUDIT.aside, aside))))[-1]
    assert row[1] == row[2] == "Before the first clause"
    assert row[5] == "No (not in a clause)"


def test_changes_of_quotes_are_counted_apart_as_in_the_window() -> None:
    quotes = replace(edited(4, 'A "list".', "A “list”.", "5"), typography=True)
    assert summary(comparison(quotes)).endswith("Quotes or spaces: 1")
    assert "Edited: 1" in summary(comparison(quotes))
    assert paper_rows(change_document(comparison(quotes)))[-1][3] == "Quotes or spaces"
