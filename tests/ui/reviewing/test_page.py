from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.model.consultation import Consultation
from respondent_app.model.finding import Finding, Room, Weight
from respondent_app.model.response import Answer, Response, Stance
from respondent_app.session.session import Session
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.reviewing.finding_list import FindingList
from respondent_app.ui.reviewing.page import ReviewPage
from respondent_app.ui.reviewing.summary_table import SummaryTable
from respondent_app.ui.theme import Appearance
from tests import samples


def complete(consultation: Consultation) -> Response:
    agreed = {part.id: Stance.AGREE for part in consultation.question("Q3").stance}
    return Response(
        consultation.id,
        respondent=samples.response().respondent,
        answers={"Q1": Answer("No comment"), "Q2": Answer("No comment"), "Q3": Answer("We agree.", stance=agreed)},
    )


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ReviewPage:
    made = ReviewPage(desk)
    qtbot.addWidget(made)
    made.resize(1070, 610)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(page: QWidget, kind: type[QPushButton | QLabel]) -> list[str]:
    return [widget.text() for widget in page.findChildren(kind) if widget.isVisible() and widget.text()]


def links(page: QWidget) -> list[QPushButton]:
    return [made for made in page.findChildren(QPushButton) if made.isVisible() and made.property("link")]


def test_an_empty_response_shows_what_to_settle_and_does_not_block_the_way(
    page: ReviewPage, went: list[Destination], qtbot: QtBot
) -> None:
    said = shown(page, QLabel)
    assert "To settle before sending" in said
    assert any("Q1 is not answered yet" in words for words in said)
    assert "Nothing is missing." not in said
    to_send = next(made for made in page.findChildren(QPushButton) if made.text() == "Go to Send")
    assert not to_send.property("primary")
    qtbot.mouseClick(to_send, Qt.MouseButton.LeftButton)
    assert went == [Destination(Step.SEND)]


def test_each_line_goes_to_its_place(page: ReviewPage, went: list[Destination], qtbot: QtBot) -> None:
    about_q1 = next(made for made in links(page) if "Q1 is not answered" in made.accessibleName())
    assert about_q1.text() == "Go to Q1"
    about_q1.setFocus()
    qtbot.keyClick(about_q1, Qt.Key.Key_Space)
    assert (went[-1].step, went[-1].question) == (Step.ANSWER, "Q1")
    details = next(made for made in links(page) if made.text() == "Go to your details")
    qtbot.mouseClick(details, Qt.MouseButton.LeftButton)
    assert went[-1].respondent


def test_what_is_settled_goes_away_by_itself(
    page: ReviewPage, session: Session, consultation: Consultation, qtbot: QtBot
) -> None:
    session.edit(lambda _: complete(consultation))
    qtbot.waitUntil(lambda: "Nothing is missing." in shown(page, QLabel))
    assert links(page) == []
    to_send = next(made for made in page.findChildren(QPushButton) if made.text() == "Go to Send")
    assert to_send.property("primary")


def test_the_table_follows_the_answers_and_enter_goes_to_the_question(
    page: ReviewPage, session: Session, went: list[Destination], qtbot: QtBot
) -> None:
    table = page.findChild(SummaryTable)
    assert table is not None
    session.edit(lambda r: r.with_answer("Q2", Answer("No comment")))
    qtbot.waitUntil(lambda: table.model().index(1, 1).data() == "No comment")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert went == [Destination(Step.ANSWER, question="Q2")]


def test_a_click_on_a_question_goes_there_and_on_another_cell_does_not(
    page: ReviewPage, went: list[Destination], qtbot: QtBot
) -> None:
    table = page.findChild(SummaryTable)
    assert table is not None
    for column in (1, 0):
        where = table.visualRect(table.model().index(2, column)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert went == [Destination(Step.ANSWER, question="Q3")]


def test_the_table_is_as_high_as_its_rows(page: ReviewPage, qtbot: QtBot) -> None:
    table = page.findChild(SummaryTable)
    assert table is not None
    qtbot.waitUntil(lambda: table.verticalScrollBar().maximum() == 0)
    last = table.visualRect(table.model().index(table.model().rowCount() - 1, 0))
    assert last.bottom() <= table.viewport().height()


def test_a_hidden_page_rests_and_is_fresh_when_shown(page: ReviewPage, session: Session, qtbot: QtBot) -> None:
    table = page.findChild(SummaryTable)
    assert table is not None
    page.hide()
    session.edit(lambda r: r.with_answer("Q1", Answer("No comment")))
    qtbot.wait(250)
    assert table.model().index(0, 1).data() == "Not yet"
    page.refresh()
    assert table.model().index(0, 1).data() == "No comment"


@pytest.fixture
def findings() -> Callable[[int], tuple[Finding, ...]]:
    def made(count: int) -> tuple[Finding, ...]:
        return tuple(Finding(f"f{n}", Weight.SHOULD, f"Thing {n} <b>is</b> so.", Room.ANSWERING) for n in range(count))

    return made


@pytest.fixture
def finding_list(appearance: Appearance, qtbot: QtBot) -> FindingList:
    made = FindingList("Worth a look", "info", lambda _: None)
    qtbot.addWidget(made)
    return made


def test_a_long_list_says_how_much_more_there_is(
    finding_list: FindingList, findings: Callable[[int], tuple[Finding, ...]]
) -> None:
    finding_list.show_findings(findings(75))
    finding_list.show()
    assert len(links(finding_list)) == 60
    assert any("15 more" in words for words in shown(finding_list, QLabel))


def test_the_keyboard_keeps_its_place_when_a_line_goes_away(
    finding_list: FindingList, findings: Callable[[int], tuple[Finding, ...]], qtbot: QtBot
) -> None:
    finding_list.show_findings(findings(3))
    with qtbot.waitActive(finding_list):
        finding_list.show()
        finding_list.activateWindow()
    links(finding_list)[1].setFocus()
    finding_list.show_findings((findings(3)[0], findings(3)[2]))
    assert links(finding_list)[1].hasFocus()


def test_words_of_a_finding_are_never_markup(
    finding_list: FindingList, findings: Callable[[int], tuple[Finding, ...]]
) -> None:
    finding_list.show_findings(findings(1))
    told = next(made for made in finding_list.findChildren(QLabel) if "Thing 0" in made.text())
    assert told.textFormat() is Qt.TextFormat.PlainText


def test_equal_findings_leave_the_list_alone(
    finding_list: FindingList, findings: Callable[[int], tuple[Finding, ...]]
) -> None:
    finding_list.show_findings(findings(2))
    finding_list.show()
    before = links(finding_list)
    finding_list.show_findings(tuple(replace(found) for found in findings(2)))
    assert links(finding_list) == before
