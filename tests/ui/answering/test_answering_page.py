"""Answering, as a person does it: type, choose, click."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Category, CommentType, Mark, Scope, Stance
from respondent_app.session import ready_comments
from respondent_app.session.messages import Message
from respondent_app.session.session import Session
from respondent_app.ui.answering.page import AnsweringPage
from respondent_app.ui.answering.question_form import QuestionForm
from respondent_app.ui.answering.respondent_form import RespondentForm
from respondent_app.ui.desk import Desk, Destination, Step
from tests.layout import settle


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> AnsweringPage:
    made = AnsweringPage(desk)
    qtbot.addWidget(made)
    made.resize(1070, 640)
    made.show()
    return made


def form(page: AnsweringPage, question: str) -> QuestionForm:
    made = page.show_tab(question)
    assert isinstance(made, QuestionForm)
    return made


def test_answer_and_rationale_reach_the_response(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    asked = form(page, "Q1")
    qtbot.keyClicks(asked.answer, "We welcome the changes.")
    qtbot.keyClicks(asked.rationale, "They are clear.")
    assert session.response.answer("Q1").text == "We welcome the changes."
    assert session.response.answer("Q1").rationale == "They are clear."


def test_each_part_of_a_stance_is_taken_on_its_own(page: AnsweringPage, session: Session) -> None:
    stance = form(page, "Q3").stance
    assert stance is not None
    stance.choice("date", Stance.AGREE).click()
    stance.choice("direction", Stance.DISAGREE).click()
    stance.choice("date", Stance.NO_VIEW).click()
    assert session.response.answer("Q3").stance == {"date": Stance.NO_VIEW, "direction": Stance.DISAGREE}


def test_only_the_question_that_asks_for_it_has_a_stance(page: AnsweringPage) -> None:
    assert form(page, "Q1").stance is None
    assert form(page, "Q1").comments is None
    assert form(page, "Q2").comments is not None


def test_a_comment_by_clause_is_added_filled_and_removed(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    comments = form(page, "Q2").comments
    assert comments is not None
    comments.add.click()
    assert comments.form is not None
    comments.form.clause.setEditText("14.3")
    comments.form.type.setCurrentIndex(comments.form.type.findData("typo"))
    comments.form.type.activated.emit(comments.form.type.currentIndex())
    qtbot.keyClicks(comments.form.editors[Part.COMMENT], "shall takes")
    qtbot.keyClicks(comments.form.editors[Part.PROPOSED], "shall take")
    (comment,) = session.response.answer("Q2").comments
    assert (comment.clause, comment.type, comment.comment, comment.proposed) == (
        "14.3",
        CommentType.TYPO,
        "shall takes",
        "shall take",
    )
    comments.remove.click()
    assert session.response.answer("Q2").comments == ()
    assert comments.form is None


def test_a_removed_comment_can_be_put_back_with_its_marks(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    comments = form(page, "Q2").comments
    assert comments is not None
    for clause in ("3.2", "4.2", "14.3"):
        ready_comments.add_comment(session, "Q2", clause, f"About {clause}, our secret.")
    middle = session.response.answer("Q2").comments[1]
    comments.open_comment(middle.id)
    assert comments.form is not None
    comments.form.editors[Part.COMMENT].select(11, 21)
    comments.form.editors[Part.COMMENT].mark_selection()
    before = session.response
    comments.remove.click()
    assert len(session.response.answer("Q2").comments) == 2
    assert session.response.marks == ()
    back = next(b for b in comments.findChildren(QPushButton) if b.text() == "Put it back")
    back.click()
    assert session.response == before


def test_the_list_of_comments_keeps_the_model_rules(
    page: AnsweringPage, session: Session, qtmodeltester: object
) -> None:
    comments = form(page, "Q2").comments
    assert comments is not None
    ready_comments.add_comment(session, "Q2", "4.8", "One request for each SMSO.")
    qtmodeltester.check(comments.model)  # type: ignore[attr-defined]
    shown = comments.model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert shown == "Comment: One request for each SMSO."


def test_mark_as_confidential_marks_the_selection(
    page: AnsweringPage, session: Session, said: list[Message], qtbot: QtBot
) -> None:
    asked = form(page, "Q1")
    qtbot.keyClicks(asked.answer, "We have 61 % there")
    asked.answer.setFocus()
    asked.answer.select(8, 12)
    asked.mark.click()
    (mark,) = session.response.marks
    assert session.response.text_at(mark.place)[mark.start : mark.end] == "61 %"
    assert "Marked as confidential" in said[-1].text


def test_marking_nothing_says_what_to_do(page: AnsweringPage, said: list[Message]) -> None:
    form(page, "Q1").mark.click()
    assert said[-1].text == "Nothing is selected. Select the confidential words first, then mark them."


def test_no_comment_is_an_answer_and_never_replaces_one(
    page: AnsweringPage, session: Session, said: list[Message], qtbot: QtBot
) -> None:
    asked = form(page, "Q1")
    asked.no_comment.click()
    assert session.response.answer("Q1").is_no_comment
    assert asked.answer.toPlainText() == "No comment."
    qtbot.keyClicks(form(page, "Q2").answer, "Something")
    form(page, "Q2").no_comment.click()
    assert session.response.answer("Q2").text == "Something"
    assert "There is an answer already." in said[-1].text


def test_a_question_that_is_withheld_says_so(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    asked = form(page, "Q3")
    assert not asked._withheld.isVisible()
    session.edit(lambda r: edits.with_mark(r, Mark("m", Scope.QUESTION, question="Q3")))
    qtbot.waitUntil(asked._withheld.isVisible)
    assert not form(page, "Q1")._withheld.isVisible()
    session.edit(lambda r: edits.without_mark(r, "m"))
    qtbot.waitUntil(lambda: not asked._withheld.isVisible() and form(page, "Q3") is asked)


def test_words_are_counted(page: AnsweringPage, qtbot: QtBot) -> None:
    asked = form(page, "Q1")
    qtbot.keyClicks(asked.answer, "three plain words")
    qtbot.waitUntil(lambda: asked._status.text().startswith("3 words"))


def test_the_button_leads_to_the_next_question_and_at_last_to_the_details(page: AnsweringPage) -> None:
    for name in ("Q1", "Q2", "Q3"):
        form(page, name).next.click()
    assert page.open == "details"


def test_details_are_kept_as_they_are_typed(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    details = page.show_tab("details")
    assert isinstance(details, RespondentForm)
    qtbot.keyClicks(details.organisation, "Example Energy (made-up sample)")
    details.category.setCurrentIndex(details.category.findData("Small Supplier"))
    details.category.activated.emit(details.category.currentIndex())
    qtbot.keyClicks(details.lines["email"], "regulation@example.org")
    qtbot.keyClicks(details.address, "1 Sample Street")
    respondent = session.response.respondent
    assert respondent.organisation == "Example Energy (made-up sample)"
    assert respondent.category is Category.SMALL_SUPPLIER
    assert (respondent.email, respondent.address) == ("regulation@example.org", "1 Sample Street")


def test_a_ready_comment_is_used_with_one_click(page: AnsweringPage, session: Session) -> None:
    point = next(p for p in session.consultation.points if p.question == "Q3")
    ready_comments.use(session, point)
    assert point.comment in session.response.answer("Q3").text
    assert ready_comments.is_used(session.response, point)
    asked = form(page, "Q3")
    assert point.comment in asked.answer.toPlainText()


def test_a_ready_comment_on_a_clause_becomes_a_comment_by_clause(session: Session) -> None:
    point = next(p for p in session.consultation.points if p.question == "Q2" and p.clause)
    ready_comments.use(session, point)
    (comment,) = session.response.answer("Q2").comments
    assert (comment.clause, comment.comment) == (point.clause, point.comment)


def test_opens_at_a_place(page: AnsweringPage, session: Session) -> None:
    comment = ready_comments.add_comment(session, "Q2", "14.3", "text")
    page.open_at(Destination(Step.ANSWER, place=Place("Q2", Part.PROPOSED, comment)))
    comments = form(page, "Q2").comments
    assert comments is not None
    assert comments.form is not None
    assert page.open == "Q2"
    assert page.focusWidget() is comments.form.editors[Part.PROPOSED]


def test_opens_at_a_mark_and_selects_it(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    asked = form(page, "Q1")
    qtbot.keyClicks(asked.answer, "open secret open")
    asked.answer.select(5, 11)
    mark = asked.answer.mark_selection()
    assert mark is not None
    asked.answer.select(0, 0)
    page.open_at(Destination(Step.ANSWER, mark=mark.id))
    assert asked.answer.selection() == (5, 11)


def _points_beside(page: AnsweringPage) -> list[str]:
    """The headings and titles among the points, from top to bottom."""
    shown = [w for w in page.beside.findChildren(QLabel) if w.property("role") == "label" and not w.isHidden()]
    said = [w.text() for w in sorted(shown, key=lambda w: w.mapTo(page, QPoint(0, 0)).y())]
    return said[next(n for n, text in enumerate(said) if text.startswith("Points to check")) :]


def test_points_on_the_clause_of_the_chosen_comment_come_first(
    page: AnsweringPage, session: Session, qtbot: QtBot
) -> None:
    comments = form(page, "Q2").comments
    assert comments is not None
    points = [p for p in session.consultation.points if p.question == "Q2"]
    mine = [p.title for p in points if p.clause == "14.3"]
    others = [p.title for p in points if p.clause != "14.3"]
    comments.open_comment(comments.add_comment("14.3"))
    qtbot.wait(50)
    assert _points_beside(page) == [
        f"Points to check on 14.3 ({len(mine)})", *mine, f"Other points ({len(others)})", *others,
    ]  # fmt: skip
    page.beside.show_clause("99.9")
    qtbot.wait(50)
    assert _points_beside(page)[0] == f"Points to check ({len(points)})"


def test_another_question_shows_its_points_without_the_clause(page: AnsweringPage, qtbot: QtBot) -> None:
    form(page, "Q2")
    page.beside.show_clause("14.3")
    page.show_tab("Q3")
    page.show_tab("Q2")
    settle(page, qtbot)
    assert _points_beside(page)[0].startswith("Points to check (")


@pytest.mark.parametrize("width", [720, 810, 1070])
def test_what_helps_does_not_scroll_sideways(page: AnsweringPage, qtbot: QtBot, width: int) -> None:
    form(page, "Q2")
    page.resize(width, 480)
    page.help.setChecked(True)
    settle(page, qtbot)
    (area,) = page.beside.findChildren(QScrollArea)
    assert page.beside.isVisible()
    assert page.beside._content.width() <= area.viewport().width()
    assert page.width() == width
    if page.help.isVisible():  # what helps has the whole width, below the tabs
        assert page.beside.width() == page.card.width()
        assert page.beside.y() < page.height() / 3
        page.help.setChecked(False)
        settle(page, qtbot)
        assert page.card.height() > page.height() / 2
