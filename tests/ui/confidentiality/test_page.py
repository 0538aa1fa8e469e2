"""The Confidentiality page as a person uses it, with the real widgets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Mark, Reason, ReasonCategory, Respondent, Scope
from respondent_app.ui.confidentiality.page import ConfidentialityPage
from respondent_app.ui.confidentiality.sheet import Sheet
from respondent_app.ui.desk import Destination, Step
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.wrapping_check import WrappingCheck
from tests.layout import settle
from tests.ui.confidentiality.conftest import Q1, Q2, SECRET, OpenPage, passage, response


def _select(page: ConfidentialityPage, words: str) -> None:
    page.full.setTextCursor(page.full.document().find(words))


def _marked_words(page: ConfidentialityPage) -> list[str]:
    now = page.session.response
    return [now.text_at(m.place)[m.start : m.end] for m in now.marks if m.scope is Scope.PASSAGE]


def _notices(page: ConfidentialityPage) -> list[str]:
    return [notice.text for notice in page.reason.findChildren(Notice) if notice.isVisibleTo(page)]


def _click(page: ConfidentialityPage, text: str) -> None:
    (found,) = [b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisibleTo(page)]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def _check(page: ConfidentialityPage, scope: Scope, question: str = "") -> WrappingCheck:
    return next(c for w, c in page.scopes.checks.items() if (w.scope, w.question) == (scope, question))


def test_select_and_mark_with_the_keyboard(page: ConfidentialityPage) -> None:
    page.full.setFocus()
    _select(page, "412,000 meters 🏠")
    QTest.keyClick(page.full, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert _marked_words(page) == ["412,000 meters 🏠"]
    assert page.reason.title.text() == "Passage 1 of 1"
    assert "412,000" not in page.public.toPlainText()
    assert "Confidential 1" in page.public.toPlainText()
    (mark,) = page.session.response.marks
    assert len(mark.id) == 12


def test_what_is_selected_over_two_answers_becomes_two_marks(page: ConfidentialityPage) -> None:
    start, end = page.full.document().find("And that"), page.full.document().find("See below")
    cursor = page.full.textCursor()
    cursor.setPosition(start.selectionStart())
    cursor.setPosition(end.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    page.full.setTextCursor(cursor)
    _click(page, "Mark as confidential")
    assert _marked_words(page) == ["And that is all 🙂 there is.", "See below"]
    assert [mark.place for mark in page.session.response.marks] == [Q1, Q2]


def test_marking_more_makes_the_mark_larger_and_keeps_its_reason(open_page: OpenPage) -> None:
    page = open_page(edits.with_mark(response(), passage("412,000", reason=Reason(harm="Great"))))
    _select(page, "61 % of our 412,000")
    assert page.full.textCursor().hasSelection()
    _click(page, "Mark as confidential")
    assert _marked_words(page) == ["61 % of our 412,000"]
    assert page.session.response.mark("m1").reason.harm == "Great"


def test_marking_nothing_says_what_to_do(page: ConfidentialityPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.session.messages.posted) as posted:
        _click(page, "Mark as confidential")
    assert "Select the words" in posted.args[0].text
    assert page.session.response.marks == ()


def test_with_nothing_marked_it_says_so_and_how_to_mark(page: ConfidentialityPage) -> None:
    assert page.reason.title.text() == "Nothing is marked"
    assert "Ctrl+M" in page.reason.how_to.text()
    assert "your contact details will be withheld" in page.reason.how_to.text()
    assert not page.reason.form.isVisibleTo(page)
    assert page.scopes.summary.text() == "Withheld: contact details."


def test_a_reason_is_kept_as_it_is_typed_and_shown_to_the_public_soon(open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(edits.with_mark(response(), passage(SECRET)))
    field = page.reason.form.public_explanation
    field.setFocus()
    QTest.keyClicks(field, "Our portfolio")
    assert page.session.response.mark("m1").reason.public_explanation == "Our portfolio"
    qtbot.waitUntil(lambda: "Our portfolio" in page.public.toPlainText())
    assert field.hasFocus()
    QTest.keyClicks(field, " is ours")
    assert page.session.response.mark("m1").reason.public_explanation == "Our portfolio is ours"


def test_typing_a_reason_scrolls_nothing(open_page: OpenPage, qtbot: QtBot) -> None:
    long = edits.with_text(response(), Q2, "\n\n".join(f"Paragraph {n} of many." for n in range(100)))
    page = open_page(edits.with_mark(long, passage(SECRET)))
    page.public.verticalScrollBar().setValue(900)
    page.full.verticalScrollBar().setValue(800)
    QTest.keyClicks(page.reason.form.public_explanation, "Ours")
    qtbot.waitUntil(lambda: "Ours" in page.public.toPlainText())
    assert (page.full.verticalScrollBar().value(), page.public.verticalScrollBar().value()) == (800, 900)


def test_every_field_of_the_reason_is_kept(open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(edits.with_mark(response(), passage(SECRET)))
    form = page.reason.form
    form.category.setCurrentIndex(form.category.findData("security"))
    for number, field in enumerate((form.explanation, form.harm, form.until, form.public_explanation, form.substitute)):
        QTest.keyClicks(field, f"Words {number}")
    assert page.session.response.mark("m1").reason == Reason(
        ReasonCategory.SECURITY, explanation="Words 0", harm="Words 1", until="Words 2",
        public_explanation="Words 3", substitute="Words 4",
    )  # fmt: skip
    qtbot.waitUntil(lambda: "Confidential 1: Words 4" in page.public.toPlainText())


def test_each_mark_keeps_its_own_reason_while_stepping(open_page: OpenPage) -> None:
    marked = edits.with_mark(response(), passage("412,000", reason=Reason(harm="First harm")))
    page = open_page(edits.with_mark(marked, passage("one SMSO", "m2", Reason(harm="Second harm"))))
    assert page.reason.form.harm.toPlainText() == "First harm"
    page.reason.form.harm.setFocus()
    QTest.keyClick(page.reason.form.harm, Qt.Key.Key_F8)
    assert (page.chosen, page.reason.form.harm.toPlainText()) == ("m2", "Second harm")
    QTest.keyClick(page.reason.form.harm, Qt.Key.Key_F8)
    assert page.chosen == "m1"
    QTest.keyClick(page.reason.form.harm, Qt.Key.Key_F7)
    assert page.chosen == "m2"
    QTest.mouseClick(page.reason.previous, Qt.MouseButton.LeftButton)
    assert page.chosen == "m1"
    assert [mark.reason.harm for mark in page.session.response.marks] == ["First harm", "Second harm"]


def test_stepping_works_from_the_text_too(open_page: OpenPage) -> None:
    marked = edits.with_mark(response(), passage("412,000"))
    page = open_page(edits.with_mark(marked, passage("one SMSO", "m2")))
    page.full.setFocus()
    QTest.keyClick(page.full, Qt.Key.Key_F8)
    assert page.chosen == "m2"


def test_a_click_on_marked_words_chooses_their_mark(open_page: OpenPage) -> None:
    marked = edits.with_mark(response(), passage("412,000"))
    page = open_page(edits.with_mark(marked, passage("one SMSO", "m2")))
    at = page.full.cursorRect(page.full.document().find("ne SMS")).center()
    QTest.mouseClick(page.full.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.x() - 4, at.y()))
    assert page.chosen == "m2"


def test_choosing_a_mark_brings_it_into_view_in_both_versions(open_page: OpenPage) -> None:
    long = edits.with_text(response(), Q1, "\n\n".join(f"Paragraph {n} of many." for n in range(100)))
    words = long.text_at(Q1).index("Paragraph 90")
    page = open_page(edits.with_mark(long, Mark("m1", Scope.PASSAGE, question="Q1", start=words, end=words + 12)))
    page.open_at(Destination(Step.CONFIDENTIALITY, mark="m1"))
    for sheet, shown in ((page.full, "Paragraph 90"), (page.public, "Confidential 1")):
        rect = sheet.cursorRect(sheet.document().find(shown))
        assert sheet.viewport().rect().contains(rect.center()), sheet.accessibleName()
        assert any(shown in each.cursor.selectedText() for each in sheet.extraSelections())


def test_removing_a_mark_can_be_taken_back(open_page: OpenPage) -> None:
    page = open_page(edits.with_mark(response(), passage(SECRET, reason=Reason(harm="Great"))))
    _click(page, "Remove mark")
    assert page.session.response.marks == ()
    assert SECRET in page.public.toPlainText()
    _click(page, "Put it back")
    assert page.session.response.mark("m1").reason.harm == "Great"
    assert SECRET not in page.public.toPlainText()
    assert _notices(page) == []


def test_the_way_to_the_answer(open_page: OpenPage, visits: list[Destination]) -> None:
    page = open_page(edits.with_mark(response(), passage(SECRET)))
    _click(page, "Show in the answer")
    assert visits == [Destination(Step.ANSWER, question="Q1", place=Q1, mark="m1")]


@pytest.mark.parametrize(
    ("scope", "question", "hidden"),
    [
        (Scope.RESPONSE, "", SECRET),
        (Scope.ORGANISATION, "", "Example Energy"),
        (Scope.QUESTION, "Q1", SECRET),
        (Scope.COMMENT, "Q2", "Narrower."),
    ],
)
def test_whole_things_are_marked_with_a_check_box(
    page: ConfidentialityPage, scope: Scope, question: str, hidden: str
) -> None:
    _click(page, "Change")
    assert hidden in page.public.toPlainText()
    _check(page, scope, question).box.click()
    (mark,) = page.session.response.marks
    assert (mark.scope, mark.question) == (scope, question)
    assert hidden not in page.public.toPlainText()
    assert page.chosen == mark.id
    _check(page, scope, question).box.click()
    assert page.session.response.marks == ()
    assert hidden in page.public.toPlainText()


def test_a_click_on_the_words_of_a_check_box_ticks_it(page: ConfidentialityPage) -> None:
    _click(page, "Change")
    check = _check(page, Scope.QUESTION, "Q3")
    QTest.mouseClick(check.findChildren(QLabel)[0], Qt.MouseButton.LeftButton)
    assert check.box.isChecked()
    assert [mark.question for mark in page.session.response.marks] == ["Q3"]


def test_a_wide_claim_is_met_with_advice(page: ConfidentialityPage) -> None:
    _click(page, "Change")
    _check(page, Scope.RESPONSE).box.click()
    assert any("easiest to turn down" in text for text in _notices(page))
    assert not page.reason.show_in_answer.isVisibleTo(page)


def test_contact_details_are_withheld_until_the_person_says_otherwise(page: ConfidentialityPage) -> None:
    assert "robin.sample@example.org" not in page.public.toPlainText()
    _click(page, "Change")
    page.scopes.contact.box.click()
    assert page.session.response.contact_public
    assert "robin.sample@example.org" in page.public.toPlainText()
    assert page.state.text() == "nothing is withheld"
    _check(page, Scope.ORGANISATION).box.click()
    assert "robin.sample@example.org" not in page.public.toPlainText()
    assert not page.scopes.contact.box.isEnabled()


def test_words_that_stand_open_elsewhere_are_marked_with_one_click(open_page: OpenPage) -> None:
    told = edits.with_text(response(), Q2, "As for the 61 %, see above.")
    page = open_page(edits.with_mark(told, passage(SECRET, reason=Reason(harm="Great", substitute="most"))))
    assert page.state.text() == "words in the open"
    assert _notices(page) == ["“61 %” also stands unmarked in the answer to Q2."]
    _click(page, "Mark it too")
    assert _marked_words(page) == [SECRET, "61 %"]
    assert page.session.response.marks[1].reason == Reason(harm="Great")
    assert _notices(page) == []
    assert page.state.text() == "checked: nothing leaks"


def test_a_public_reason_that_gives_it_away_is_mended_with_one_click(open_page: OpenPage) -> None:
    page = open_page(edits.with_mark(response(), passage(SECRET, reason=Reason(public_explanation="Our 61 % share"))))
    assert _notices(page) == ["The public reason says “61 %”, which is marked."]
    assert page.state.text() != "checked: nothing leaks"
    _click(page, "Take it out")
    assert page.reason.form.public_explanation.toPlainText() == "Our … share"
    assert page.state.text() == "checked: nothing leaks"


def test_a_withheld_address_in_an_answer_is_noticed(open_page: OpenPage) -> None:
    page = open_page(edits.with_text(response(), Q2, "Write to robin.sample@example.org please."))
    assert page.state.text() == "words in the open"
    _click(page, "Mark it too")
    assert _marked_words(page) == ["robin.sample@example.org"]
    assert page.state.text() == "checked: nothing leaks"


def test_the_badge_is_never_good_while_a_secret_stands_in_the_open(open_page: OpenPage) -> None:
    leaking = replace(
        edits.with_mark(response(), Mark("q", Scope.QUESTION, question="Q1")),
        respondent=Respondent("Example Energy, where 61 % of our 412,000 meters are"),
    )
    page = open_page(leaking)
    assert page.state.text() == "words in the open"
    assert "Confidential 1" in page.state.toolTip()


def test_advice_on_another_mark_leads_there(open_page: OpenPage) -> None:
    told = edits.with_text(response(), Q2, "As for the 412,000, see above.")
    told = edits.with_mark(told, passage("Thank you", "m0"))
    page = open_page(edits.with_mark(told, passage("412,000 meters", "m1")))
    assert page.chosen == "m0"
    assert _notices(page) == ["Words of mark 2 still stand in the open."]
    _click(page, "Go to it")
    assert page.chosen == "m1"


def test_words_in_the_open_are_told_before_advice_on_a_wide_mark(open_page: OpenPage) -> None:
    told = edits.with_text(response(), Q2, "As for the 412,000, see above.")
    told = edits.with_mark(told, passage("412,000 meters", "m1"))
    page = open_page(edits.with_mark(told, Mark("m2", Scope.QUESTION, question="Q3")))
    page.choose("m2")
    first, second = _notices(page)
    assert first == "Words of mark 1 still stand in the open."
    assert second.startswith("Marking only the passages")
    _click(page, "Go to it")
    assert page.chosen == "m1"


def test_the_badge_leads_to_the_words_in_the_open(open_page: OpenPage) -> None:
    told = edits.with_text(response(), Q2, "As for the 412,000, see above.")
    told = edits.with_mark(told, passage("412,000 meters", "m1"))
    page = open_page(edits.with_mark(told, Mark("m2", Scope.QUESTION, question="Q3")))
    page.choose("m2")
    to_open = page.state.to_open
    assert to_open.accessibleName() == "Words in the open: go to them"
    assert _after(page.full, page) is to_open
    to_open.setFocus()
    QTest.keyClick(to_open, Qt.Key.Key_Space)
    assert page.chosen == "m1"
    assert page.full.textCursor().selectedText() == "412,000"
    focused = page.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "Mark it too"
    _click(page, "Mark it too")
    assert page.state.text() == "checked: nothing leaks"
    assert not to_open.isVisibleTo(page)


def test_the_badge_leads_to_a_withheld_detail_in_an_answer(open_page: OpenPage) -> None:
    page = open_page(edits.with_text(response(), Q2, "Write to robin.sample@example.org please."))
    page.state.to_open.click()
    assert page.full.textCursor().selectedText() == "robin.sample@example.org"


def test_an_edit_elsewhere_shows_when_the_page_comes_back(page: ConfidentialityPage) -> None:
    page.hide()
    page.session.type_text(Q2, "Something else.", 0)
    page.show()
    page.refresh()
    assert "Something else." in page.full.toPlainText()
    assert "Something else." in page.public.toPlainText()


def test_a_mark_that_goes_elsewhere_goes_here(open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(edits.with_mark(response(), passage(SECRET)))
    page.session.edit(lambda r: edits.without_mark(r, "m1"))
    qtbot.waitUntil(lambda: page.reason.title.text() == "Nothing is marked")


def test_markup_stays_text(open_page: OpenPage) -> None:
    page = open_page(edits.with_text(response(), Q1, "<b>bold</b> & <img src=x>"))
    assert "<b>bold</b> & <img src=x>" in page.full.toPlainText()
    assert "<b>bold</b> & <img src=x>" in page.public.toPlainText()


def test_opening_at_a_place_selects_it(page: ConfidentialityPage) -> None:
    place = Place("Q2", Part.PROPOSED, "c1")
    page.open_at(Destination(Step.CONFIDENTIALITY, place=place))
    assert page.full.textCursor().selectedText() == "Narrower."


def test_every_control_has_a_name_and_tab_follows_the_eye(open_page: OpenPage, qtbot: QtBot) -> None:
    told = edits.with_text(response(), Q2, "As for the 61 %, see above.")
    page = open_page(edits.with_mark(edits.with_mark(told, passage(SECRET)), passage("all", "m2")))
    _click(page, "Change")
    page.choose("m2")
    page.choose("m1")
    settle(page, qtbot)
    seen: list[QWidget] = []
    widget: QWidget = page.mark_button
    while widget not in seen:
        seen.append(widget)
        widget = _after(widget, page)
    names = [_name(each) for each in seen]
    assert all(names), [type(each) for each, name in zip(seen, names, strict=True) if not name]
    columns = [_column(each, page) for each in seen]
    assert columns == sorted(columns), names
    for column in set(columns):
        tops = [each.mapTo(page, QPoint(0, each.height() // 2)).y() for each in seen if _column(each, page) == column]
        assert tops == sorted(tops), names
    assert {QCheckBox, Sheet} <= {type(each) for each in seen}
    assert sum(name.startswith("Mark it too") for name in names) == 1


def _after(widget: QWidget, page: QWidget) -> QWidget:
    """Return the widget in `page` that Tab goes to."""
    following = widget.nextInFocusChain()
    while following is not None and not (page.isAncestorOf(following) and _takes_tab(following, page)):
        following = following.nextInFocusChain()
    assert following is not None
    return following


def _takes_tab(widget: QWidget, page: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisibleTo(page) and widget.isEnabled() and widget.focusProxy() is None


def _column(widget: QWidget, page: ConfidentialityPage) -> int:
    cards = [sheet.parentWidget() for sheet in (page.full, page.public)]
    return next((at for at, card in enumerate(cards) if card is not None and card.isAncestorOf(widget)), len(cards))


def _name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_sideways(open_page: OpenPage, qtbot: QtBot, size: int, scheme: str) -> None:
    page = open_page(edits.with_mark(response(), passage(SECRET)))
    page.session.settings.text_size = size
    page.session.settings.colour_scheme = scheme
    _click(page, "Change")
    settle(page, qtbot)
    for child in page.findChildren(QWidget):
        if isinstance(child, (QPushButton, QCheckBox)) and child.isVisibleTo(page):
            right = child.mapTo(page, QPoint(child.width(), 0)).x()
            assert right <= page.width(), child.accessibleName()
            assert child.width() >= child.minimumSizeHint().width(), child.accessibleName()
    page.session.settings.text_size = 100
