"""What is a mark of a change in a PDF, and what only looks like one."""

from __future__ import annotations

import pytest

from respondent_app.documents.pdf.document import read_pdf
from respondent_app.model.document import Document
from respondent_app.model.word_diff import Did
from tests.documents.pdf.made_redlines import BLACK, BLUE, GREEN, RED, Sheet, found

_UNDER, _THROUGH = -1.2, 2.8


def _read(sheet: Sheet) -> Document:
    return read_pdf(sheet.data(), "made up.pdf")


def _texts(document: Document) -> tuple[list[str], list[str]]:
    return [p.text for p in document.current], [p.text for p in document.proposed]


def _redline(sheet: Sheet, base: float = 700) -> None:
    """Put a line in which one word goes and one comes."""
    at = sheet.write("Each party shall ", 72, base)
    at = sheet.marked("notify", at, base, rise=_THROUGH, colour=RED, ink=RED)
    at = sheet.marked("tell", at, base, rise=_UNDER, colour=RED, ink=RED)
    sheet.write(" the operator.", at, base)


def test_a_word_goes_and_a_word_comes() -> None:
    sheet = Sheet()
    _redline(sheet)
    document = _read(sheet)
    assert _texts(document) == (["Each party shall notify the operator."], ["Each party shall tell the operator."])
    assert [revision.text for revision in document.revisions] == ["notify", "tell"]


def test_a_black_underlined_heading_is_no_insertion() -> None:
    sheet = Sheet()
    sheet.marked("Obligations of the parties", 72, 740, rise=_UNDER, colour=BLACK)
    _redline(sheet)
    assert found(_read(sheet), Did.COME) == ["tell"]


def test_a_coloured_underlined_heading_is_no_insertion_where_nothing_is_marked() -> None:
    sheet = Sheet()
    sheet.marked("Obligations of the parties", 72, 740, rise=_UNDER, colour=BLUE, ink=BLUE)
    sheet.write("Each party shall tell the operator.", 72, 700)
    assert not _read(sheet).shows_changes


def test_a_link_is_no_insertion() -> None:
    sheet = Sheet()
    _redline(sheet)
    at = sheet.write("See ", 72, 660)
    right = sheet.marked("the guidance", at, 660, rise=_UNDER, colour=BLUE, ink=BLUE)
    sheet.canvas.linkURL("https://example.org", (at, 657, right, 670))
    sheet.write(" for more.", right, 660)
    assert found(_read(sheet), Did.COME) == ["tell"]


def test_an_address_in_blue_is_no_insertion_without_a_link() -> None:
    sheet = Sheet()
    _redline(sheet)
    at = sheet.write("Write to ", 72, 660)
    sheet.marked("someone@example.org", at, 660, rise=_UNDER, colour=BLUE, ink=BLUE)
    assert found(_read(sheet), Did.COME) == ["tell"]


def test_the_coloured_border_of_a_table_is_no_mark() -> None:
    sheet = Sheet()
    sheet.write("Supplier", 80, 700)
    sheet.line(72, 300, 697, colour=BLUE)
    sheet.line(72, 300, 712, colour=BLUE)
    assert not _read(sheet).shows_changes


def test_a_thin_filled_rectangle_marks_as_a_line_does() -> None:
    sheet = Sheet()
    sheet.canvas.setFillColor(RED)
    right = sheet.write("Removed words", 72, 700)
    sheet.canvas.rect(72, 702.5, right - 72, 0.6, stroke=0, fill=1)
    sheet.canvas.setFillColor(BLACK)
    sheet.write(" stay behind here.", right, 700)
    assert found(_read(sheet), Did.GO) == ["Removed", "words"]


def test_double_lines_mark_once() -> None:
    sheet = Sheet()
    at = sheet.marked("moved away", 72, 700, rise=2.2, colour=GREEN, ink=GREEN)
    sheet.line(72, at, 703.4, colour=GREEN)
    at = sheet.write(" and ", at, 700)
    end = sheet.marked("moved here", at, 700, rise=-1, colour=GREEN, ink=GREEN)
    sheet.line(at, end, 697.6, colour=GREEN)
    document = _read(sheet)
    assert (found(document, Did.GO), found(document, Did.COME)) == (["moved", "away"], ["moved", "here"])


def test_words_put_in_and_taken_out_again_are_in_neither_text() -> None:
    sheet = Sheet()
    at = sheet.write("The panel ", 72, 700)
    right = sheet.marked("perhaps ", at, 700, rise=_THROUGH, colour=RED, ink=BLUE)
    sheet.line(at, right, 700 + _UNDER, colour=BLUE)
    sheet.write("decides.", right, 700)
    assert _texts(_read(sheet)) == (["The panel decides."], ["The panel decides."])


def test_colour_alone_marks_nothing_but_is_told() -> None:
    sheet = Sheet()
    for base in (700, 680, 660):
        sheet.canvas.setFillColor(RED)
        sheet.write("These words are red.", 72, base)
    document = _read(sheet)
    assert not document.shows_changes
    assert any("colour" in note for note in document.notes)


def test_a_change_bar_in_the_margin_is_no_mark() -> None:
    sheet = Sheet()
    _redline(sheet)
    sheet.canvas.line(60, 690, 60, 715)
    assert _texts(_read(sheet))[1] == ["Each party shall tell the operator."]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_marks_on_a_turned_page_are_read(angle: int) -> None:
    sheet = Sheet()
    sheet.canvas.translate(300, 400)
    sheet.canvas.rotate(angle)
    at = sheet.write("Each party shall ", -150, 0)
    at = sheet.marked("notify", at, 0, rise=_THROUGH, colour=RED, ink=RED)
    sheet.marked("tell", at, 0, rise=_UNDER, colour=RED, ink=RED)
    sheet.write("The operator shall write it down.", -150, -12)
    document = _read(sheet)
    assert (found(document, Did.GO), found(document, Did.COME)) == (["notify"], ["tell"])


def test_marks_inside_a_form_that_is_drawn_elsewhere_are_read() -> None:
    sheet = Sheet()
    sheet.canvas.beginForm("piece")
    _redline(sheet, base=100)
    sheet.canvas.endForm()
    sheet.canvas.translate(0, 500)
    sheet.canvas.doForm("piece")
    assert found(_read(sheet), Did.GO) == ["notify"]


def test_remarks_that_strike_out_and_put_in_are_changes() -> None:
    sheet = Sheet()
    start = sheet.write("Each party shall ", 72, 700)
    end = sheet.write("notify", start, 700)
    sheet.write(" the operator.", end, 700)
    sheet.remark("StrikeOut", (start, 697, end, 709))
    sheet.remark("Caret", (end - 2, 696, end + 2, 702), "tell")
    document = _read(sheet)
    assert _texts(document) == (["Each party shall notify the operator."], ["Each party shall tell the operator."])
    assert document.pages[0].confidence < 1


def test_highlighted_words_are_no_change_but_are_told() -> None:
    sheet = Sheet()
    end = sheet.write("Each party shall", 72, 700)
    sheet.remark("Highlight", (72, 697, end, 709), "why?")
    document = _read(sheet)
    assert not document.shows_changes
    assert "highlighted" in document.pages[0].note


def test_balloons_beside_the_text_are_left_out_and_told() -> None:
    sheet = Sheet()
    _redline(sheet)
    sheet.write("Deleted: without delay", 440, 700, size=7)
    sheet.write("and in writing", 442, 691, size=7)
    document = _read(sheet)
    assert [p.text for p in document.proposed] == ["Each party shall tell the operator."]
    assert document.pages[0].confidence < 0.5
    assert "balloons" in document.pages[0].note
