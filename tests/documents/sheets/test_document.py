from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font

from respondent_app.documents.sheets import workbook as sheet_workbook
from respondent_app.documents.sheets.marks import BY_HAND, COLOUR_UNREAD
from respondent_app.model.document import Document, FileKind, Paragraph, RevisionKind
from respondent_app.model.errors import UnreadableFileError
from respondent_app.model.word_diff import Did
from tests.documents.made_sheets import changed, document, first, saved, workbook

ROWS: list[list[Any]] = [
    ["Ref", "Requirement", "Status"],
    ["ICHIS-1", "Made-up requirement one.", "Open"],
    ["ICHIS-2", "Made-up requirement two.", "Open"],
    ["ICHIS-12", "Made-up requirement three.", "Closed"],
]
RED, BLUE = "FFFF0000", "FF0000FF"


def texts(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs]


def rows(paragraphs: tuple[Paragraph, ...]) -> list[tuple[str, str]]:
    """The rows with the reference of their key, and what stands in their other cells."""
    found: dict[object, tuple[str, str]] = {}
    for number, each in enumerate(paragraphs):
        row = (each.cell.table, each.cell.row) if each.cell else number
        reference, text = found.get(row, ("", ""))
        more = "" if each.label else each.text
        found[row] = (reference or each.reference, f"{text} | {more}" if row in found else more)
    return [(reference, text.removeprefix(" | ") if reference else text) for reference, text in found.values()]


def struck(text: str) -> TextBlock:
    return TextBlock(InlineFont(strike=True, color=Color(RED)), text)


def added(text: str) -> TextBlock:
    return TextBlock(InlineFont(u="single", color=Color(BLUE)), text)


def test_a_sheet_is_its_name_and_its_cells() -> None:
    read = document(workbook(ROWS))
    assert read.kind is FileKind.SHEET
    assert texts(read.current)[:5] == ["Matrix", "Ref", "Requirement", "Status", "ICHIS-1"]
    assert read.current[0].is_heading
    assert {paragraph.heading for paragraph in read.current} == {"Matrix"}


def test_rows_are_known_by_sheet_and_key() -> None:
    read = document(workbook(ROWS))
    assert rows(read.current)[2:] == [
        ("Matrix ICHIS-1", "Made-up requirement one. | Open"),
        ("Matrix ICHIS-2", "Made-up requirement two. | Open"),
        ("Matrix ICHIS-12", "Made-up requirement three. | Closed"),
    ]
    key = next(paragraph for paragraph in read.current if paragraph.text == "ICHIS-12")
    assert (key.label, key.reference, key.wording) == ("ICHIS-12", "Matrix ICHIS-12", "")
    assert {paragraph.within for paragraph in read.current if "three" in paragraph.text} == {"Matrix ICHIS-12"}


def test_without_marks_both_views_are_one() -> None:
    read = document(workbook(ROWS))
    assert read.current is read.proposed
    assert not read.shows_changes
    assert read.redline == ()
    assert read.notes == ()


def marked() -> Document:
    made = workbook(ROWS)
    sheet = first(made)
    sheet["B2"] = CellRichText("Made-up ", struck("requirement"), added("need"), " one.")
    for cell in sheet[3]:
        cell.font = Font(color=BLUE)
    for cell in sheet[4]:
        cell.font = Font(strike=True, color=RED)
    return document(made)


def test_words_struck_through_and_coloured_make_two_views() -> None:
    read = marked()
    assert rows(read.current)[2:] == [
        ("Matrix ICHIS-1", "Made-up requirement one. | Open"),
        ("Matrix ICHIS-12", "Made-up requirement three. | Closed"),
    ]
    assert rows(read.proposed)[2:] == [
        ("Matrix ICHIS-1", "Made-up need one. | Open"),
        ("Matrix ICHIS-2", "Made-up requirement two. | Open"),
    ]
    assert BY_HAND in read.notes


def test_marks_are_revisions_and_a_redline() -> None:
    read = marked()
    assert [(each.kind, each.text) for each in read.revisions[:3]] == [
        (RevisionKind.DELETED, "requirement"),
        (RevisionKind.INSERTED, "need"),
        (RevisionKind.INSERTED, "ICHIS-2"),
    ]
    line = next(line for line in read.redline if len(line) > 1)
    assert [(each.did, each.text) for each in line] == [
        (Did.STAY, "Made-up "), (Did.GO, "requirement"), (Did.COME, "need"), (Did.STAY, " one."),
    ]  # fmt: skip


def test_two_views_of_a_cell_share_their_source() -> None:
    read = marked()
    before = next(paragraph for paragraph in read.current if "requirement one" in paragraph.text)
    after = next(paragraph for paragraph in read.proposed if "need one" in paragraph.text)
    assert before.sources == after.sources == (read.revisions[0].source,)


def test_colour_alone_is_no_change() -> None:
    made = workbook(ROWS)
    sheet = first(made)
    sheet["C2"].font = Font(color="FF00B050")
    sheet["B3"] = CellRichText(TextBlock(InlineFont(color=Color(RED)), "Note: "), "made up.")
    read = document(made)
    assert read.current is read.proposed
    assert read.notes == (COLOUR_UNREAD,)


def test_underline_alone_is_no_change_but_with_colour_it_is() -> None:
    made = workbook(ROWS)
    first(made)["B2"].font = Font(underline="single")
    assert not document(made).shows_changes
    first(made)["B2"].font = Font(underline="single", color=RED)
    assert document(made).shows_changes


def test_headings_links_and_the_ordinary_colour_of_a_workbook_are_no_insertions() -> None:
    made = workbook(ROWS)
    sheet = first(made)
    for cell in sheet[1]:
        cell.font = Font(color="FFFFC000", bold=True)
    for row in ("2", "3", "4"):
        for column in "ABC":
            sheet[column + row].font = Font(color="FF1F3864")
    sheet["C3"].hyperlink = "https://www.example.org"
    sheet["C3"].font = Font(color=BLUE, underline="single")
    sheet["B2"] = CellRichText(
        TextBlock(InlineFont(color=Color("FF1F3864")), "Made-up "), struck("old "), added("text")
    )
    read = document(made)
    assert [each.text for each in read.revisions] == ["old ", "text"]


@pytest.mark.parametrize("colour", ["FF000000", "FFFFFFFF", "FF7F7F7F"])
def test_black_white_and_grey_are_no_colours(colour: str) -> None:
    made = workbook(ROWS)
    first(made)["B2"] = CellRichText(TextBlock(InlineFont(color=Color(colour)), "Made-up "), struck("old"))
    assert [each.text for each in document(made).revisions] == ["old"]


def test_a_tick_in_another_column_is_another_row() -> None:
    header = ["Ref", "Large", "Small"]
    here = document(workbook([header, ["A-1", "X", None], ["A-2", "X", "X"]]))
    there = document(workbook([header, ["A-1", None, "X"], ["A-2", "X", "X"]]))
    assert rows(here.current)[2] == ("Matrix A-1", "X")
    assert rows(there.current)[2] == ("Matrix A-1", " | X")


def test_title_rows_above_the_headings_do_not_hide_the_key() -> None:
    read = document(workbook([["Made-up matrix, version 2"], [], ["Issued", date(2019, 8, 9)], [], *ROWS]))
    assert ("Matrix ICHIS-12", "Made-up requirement three. | Closed") in rows(read.current)


def test_a_key_that_comes_again_is_counted() -> None:
    many = [["Ref", "Text"], *([f"A-{number}", f"Row {number}"] for number in range(20)), ["A-3", "Row three again"]]
    assert rows(document(workbook(many)).current)[-1][0] == "Matrix A-3 (2)"


def test_rows_merged_under_one_key_carry_it() -> None:
    made = workbook(
        [["Ref", "Text"], ["A-1", "one"], [None, "two"], ["A-2", "three"], ["A-3", "four"], ["A-4", "five"]]
    )
    first(made).merge_cells("A2:A3")
    within = {p.text: p.within for p in document(made).current}
    assert within["two"] == "Matrix A-1 (2)"
    assert within["three"] == "Matrix A-2"


def test_a_sheet_without_keys_is_read_too() -> None:
    read = document(workbook([["A made-up sentence."], ["Another made-up sentence."]]))
    assert rows(read.current) == [("", "Matrix"), ("", "A made-up sentence."), ("", "Another made-up sentence.")]
    assert {paragraph.within for paragraph in read.current[1:]} == {"Matrix"}


def test_hidden_sheets_rows_and_comments_are_read_or_told() -> None:
    made = workbook(ROWS)
    hidden = made.create_sheet("Lists")
    hidden.append(["Made-up list"])
    hidden.sheet_state = "veryHidden"
    first(made).row_dimensions[3].hidden = True
    read = document(made)
    assert "Made-up list" in texts(read.current)
    assert "Made-up requirement two." in texts(read.current)
    assert read.notes == (
        "Hidden sheets were read as well: “Lists”.", "Hidden rows or columns were read as well.",
    )  # fmt: skip


def test_values_are_shown_as_excel_shows_them() -> None:
    made = workbook([["Ref", "Value"], ["A-1", 0.1 + 0.2], ["A-2", True], ["A-3", datetime(2019, 10, 4, 16, 5)]])  # noqa: DTZ001
    sheet = first(made)
    sheet["B4"].number_format = "d mmmm yyyy hh:mm"
    sheet.append(["A-5", 1234567])
    sheet["B5"].number_format = '"£"#,##0.00'
    assert [text for _key, text in rows(document(made).current)[2:]] == [
        "0.3", "TRUE", "4 October 2019 16:05", "£1,234,567.00",
    ]  # fmt: skip


def test_a_formula_shows_its_stored_result() -> None:
    made = workbook([["Ref", "Sum"], ["A-1", "=1+1"], ["A-2", "=2+2"]])
    stored = changed(
        saved(made),
        r"xl/worksheets/sheet1\.xml",
        lambda x: x.replace(b"<v></v>", b"<v>2</v>", 1).replace(b"<v />", b"<v>2</v>", 1),
    )
    read = document(stored)
    assert [text for _key, text in rows(read.current)[2:]] == ["2", ""]
    assert read.notes == ("1 formulas have no stored result and were left out.",)


def test_line_breaks_in_a_cell_keep_the_row_on_one_line() -> None:
    read = document(workbook([["Ref", "Text"], ["A-1", "one\ntwo_x000D_\nthree"], ["A-2", "b"]]))
    assert rows(read.current)[2] == ("Matrix A-1", "one two three")


def strict(data: bytes) -> bytes:
    """Return the package as strict Open XML has it."""

    def rename(part: bytes) -> bytes:
        part = part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        return part.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    return changed(data, r".*\.(xml|rels)", rename)


def test_a_strict_workbook_reads_the_same() -> None:
    made = saved(workbook(ROWS))
    assert strict(made) != made
    assert document(strict(made)) == document(made)


def test_cells_without_addresses_count_on() -> None:
    def without(part: bytes) -> bytes:
        return b"".join(piece.partition(b'"')[2] if i else piece for i, piece in enumerate(part.split(b' r="')))

    made = saved(workbook(ROWS))
    assert document(changed(made, r"xl/worksheets/sheet1\.xml", without)) == document(made)


def test_formatted_rows_to_the_end_of_the_sheet_take_no_time() -> None:
    tail = b"".join(b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>' % (n, n) for n in range(9, 60_000))
    made = changed(
        saved(workbook(ROWS)),
        r"xl/worksheets/sheet1\.xml",
        lambda x: x.replace(b"</sheetData>", tail + b"</sheetData>"),
    )
    assert document(made) == document(workbook(ROWS))


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_workbook, "MOST_CELLS", 11)
    with pytest.raises(UnreadableFileError, match=r"“matrix\.xlsx” has more than 11 filled cells"):
        document(workbook(ROWS))


def test_overlapping_merges_over_a_million_rows_take_no_time() -> None:
    merges = b"<mergeCells>" + b'<mergeCell ref="A1:B1048576"/>' * 5000 + b"</mergeCells>"
    made = changed(
        saved(workbook(ROWS)),
        r"xl/worksheets/sheet1\.xml",
        lambda x: x.replace(b"</sheetData>", b"</sheetData>" + merges),
    )
    assert len(document(made).current) == 13


@pytest.mark.parametrize(
    "bomb",
    [
        b'<row><c t="inlineStr"><is><t>' + b"a" * 30_000_000 + b"</t></is></c></row>",
        b"<row/>" * 5_000_000,
        b"<row>" * 3000 + b"</row>" * 3000,
    ],
    ids=["text", "rows", "depth"],
)
def test_what_was_made_to_fill_the_memory_is_refused_at_once(bomb: bytes) -> None:
    part = r"xl/worksheets/sheet1\.xml"
    made = changed(saved(workbook(ROWS)), part, lambda x: x.replace(b"</sheetData>", bomb + b"</sheetData>"))
    assert len(made) < 200_000
    start = time.monotonic()
    with pytest.raises(UnreadableFileError, match=r"“matrix\.xlsx”"):
        document(made)
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        (r"xl/worksheets/sheet1\.xml", b"</sheetData>", b""),
        (r"xl/worksheets/sheet1\.xml", b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet'),
        (r"xl/workbook\.xml", b"<sheets>", b""),
    ],
)
def test_a_damaged_part_is_one_clear_error(part: str, before: bytes, after: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"“matrix\.xlsx”"):
        document(changed(saved(workbook(ROWS)), part, lambda x: x.replace(before, after)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b't="s"', b't="s" s="999"'),
        (b"<v>1</v>", b"<v>99999</v>"),
        (b"<v>1</v>", b"<v>-7x</v>"),
        (b' r="B2"', b' r="ZZZZZ2"'),
        (b' r="2"', b' r="99999999999"'),
        (b't="s"', b't="odd"'),
    ],
)
def test_odd_values_are_passed_over(before: bytes, after: bytes) -> None:
    made = changed(saved(workbook(ROWS)), r"xl/worksheets/sheet1\.xml", lambda x: x.replace(before, after))
    assert "ICHIS-1" in texts(document(made).current) or "odd" in after.decode()


def test_a_workbook_without_sheets_with_text_says_so() -> None:
    read = document(workbook([]))
    assert texts(read.current) == ["Matrix"]
    assert read.notes == ("There is no text in any of its sheets.",)


def test_a_large_matrix_takes_about_as_long_as_its_values_alone() -> None:
    row = ["a made-up duty", "Open", 17, 1.37, "a note"]
    data = saved(workbook([["Ref", *"ABCDE"], *([f"A-{n}", *row] for n in range(2000))]))

    def values() -> None:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
        assert sum(1 for sheet in book for line in sheet.iter_rows() for _cell in line) == 12_006

    assert seconds(lambda: document(data)) < 5 * seconds(values)


def seconds(work: Callable[[], object]) -> float:
    """The least time of three that some work takes the processor."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)
