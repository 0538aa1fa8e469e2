"""From what is selected on the sheet to the words of the response, and back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor

from respondent_app.model import edits
from respondent_app.model.response import Mark, Scope
from respondent_app.session.confidentiality import Confidentiality
from respondent_app.ui.confidentiality.lines import full_lines
from respondent_app.ui.confidentiality.page import ConfidentialityPage
from respondent_app.ui.confidentiality.sheet import Selected, Sheet
from tests.ui.confidentiality.conftest import PROPOSED, Q1, Q2, SECRET, TEXT, OpenPage, passage, response

# Among them signs that are two of Qt's units, that join others, and that run from right to left.
SIGNS = "ab \N{GRINNING FACE}é\n\u200f\u05d0\N{WOMAN}\u200d\N{GIRL}%"


def _words(page: ConfidentialityPage) -> list[str]:
    return [page.session.response.text_at(each.place)[each.start : each.end] for each in page.full.selected()]


def _drag(sheet: Sheet, first: str, last: str) -> None:
    """Select from the first sign of one piece of text to the last of another, as a person drags over them."""
    start = sheet.document().find(first)
    end = sheet.document().find(last, start.selectionStart())
    cursor = QTextCursor(sheet.document())
    cursor.setPosition(start.selectionStart())
    cursor.setPosition(end.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    sheet.setTextCursor(cursor)


def test_words_after_an_emoji_are_those_that_were_selected(page: ConfidentialityPage) -> None:
    _drag(page.full, "412,000", "one SMSO")
    assert page.full.selected() == (Selected(Q1, TEXT.index("412,000"), TEXT.index(", as you know")),)
    assert _words(page) == ["412,000 meters 🏠 are with one SMSO"]


def test_a_selection_over_paragraphs_is_one_range(page: ConfidentialityPage) -> None:
    _drag(page.full, "as you know", "all 🙂")
    assert _words(page) == ["as you know.\n\nAnd that is all 🙂"]


def test_a_selection_over_texts_is_one_range_for_each(page: ConfidentialityPage) -> None:
    _drag(page.full, "there is", "Narrower")
    assert [each.place for each in page.full.selected()][:2] == [Q1, Q2]
    assert page.full.selected()[-1].place == PROPOSED
    assert _words(page) == ["there is.", "See below.", "Too wide.", "Narrower"]


def test_headings_and_details_are_no_words_of_an_answer(page: ConfidentialityPage) -> None:
    _drag(page.full, "Respondent", "Robin Sample")
    assert page.full.selected() == ()


def test_numbers_on_the_sheet_do_not_shift_what_is_selected(open_page: OpenPage) -> None:
    page = open_page(edits.with_mark(response(), passage("412,000")))
    _drag(page.full, "61 %", "as you")
    assert _words(page) == [f"{SECRET}, as you"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_selection_comes_back_as_it_was_made(page: ConfidentialityPage, data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from(SIGNS), min_size=1, max_size=40).filter(str.strip))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cut = data.draw(st.integers(1, len(text)))
    changed = edits.with_text(response(), Q1, text)
    changed = edits.with_mark(changed, Mark("x", Scope.PASSAGE, question="Q1", end=cut))
    page.full.show_lines(full_lines(changed, page.session.consultation, {"x": 1}, details_withheld=True))
    page.full.select(Q1, start, end)
    assert page.full.selected() == (Selected(Q1, start, end),)


@pytest.mark.parametrize("odd", ["a\u2028b", "a\rb", "a\u2029b", "a\ufdd0b"])
def test_signs_that_qt_takes_for_lines_keep_their_place(page: ConfidentialityPage, odd: str) -> None:
    changed = edits.with_text(response(), Q1, f"{odd} and more")
    page.full.show_lines(full_lines(changed, page.session.consultation, {}, details_withheld=True))
    _drag(page.full, "and", "and")
    assert page.full.selected() == (Selected(Q1, 4, 7),)


def test_copying_takes_the_words_alone(page: ConfidentialityPage) -> None:
    _drag(page.full, "as you know", "And")
    data = page.full.createMimeDataFromSelection()
    assert data.text() == "as you know.\n\nAnd"
    assert data.formats() == ["text/plain"]


def test_what_is_in_view_stays_in_view(open_page: OpenPage) -> None:
    long = edits.with_text(response(), Q1, "\n\n".join(f"Paragraph {n} of many." for n in range(200)))
    page = open_page(long)
    page.full.verticalScrollBar().setValue(2000)
    marks = Confidentiality(page.session)
    changed = edits.with_text(long, Q2, "Another answer.")
    page.full.show_lines(full_lines(changed, page.session.consultation, marks.numbers(), details_withheld=True))
    assert page.full.verticalScrollBar().value() == 2000
