"""The pane “Said before”: reached with the keyboard, found while typing, put in where the cursor is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from respondent_app.model import edits
from respondent_app.model.past_answer import PastAnswer, PastMark, PastResponse
from respondent_app.model.place import Part, Place
from respondent_app.model.response import ReasonCategory
from respondent_app.past_answers import library_file
from respondent_app.past_answers.library_file import Library
from respondent_app.session import ready_comments
from respondent_app.session.messages import Message
from respondent_app.session.past_answers import Door
from respondent_app.session.session import Session
from respondent_app.storage import cipher, folders
from respondent_app.ui.answering.page import AnsweringPage
from respondent_app.ui.answering.past_answers import SaidBefore
from respondent_app.ui.answering.question_form import QuestionForm
from respondent_app.ui.desk import Desk

PASSPHRASE = "four plain words here"
SOURCE = PastResponse("d9", "made-up-1", "A made-up consultation", "Made-up", "Example Energy", 1_700_000_000_000)
HUBS = "The dual band hubs come late. " * 12 + "That is all."
KEPT = (
    PastAnswer(SOURCE, "Q4", Part.ANSWER, HUBS, "Do you agree?", marks=(PastMark(4, 8, ReasonCategory.COMMERCIAL),)),
    PastAnswer(SOURCE, "Q5", Part.COMMENT, "Too short a time.", clause="14.3"),
)
KEYS = QKeySequence("Ctrl+Shift+L")


@pytest.fixture(autouse=True)
def _quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    for figure, value in (("PASSES", 1), ("MEMORY", 8), ("LANES", 1)):
        monkeypatch.setattr(cipher, figure, value)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[AnsweringPage]:
    made = AnsweringPage(desk)
    qtbot.addWidget(made)
    made.resize(1070, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    desk.session.stop_reading()


@pytest.fixture
def kept() -> None:
    library_file.begin(folders.past_answers(), PASSPHRASE)
    library = Library.open(folders.past_answers(), PASSPHRASE)
    library.keep(SOURCE, KEPT)
    library.close()


@pytest.fixture
def pane(kept: None, page: AnsweringPage, qtbot: QtBot) -> SaidBefore:
    """The pane, opened with the keyboard alone."""
    form(page).answer.setFocus()
    qtbot.keySequence(page, KEYS)
    said = page.beside.past
    assert said is not None
    assert said.door is not None
    assert said.door.first.field.hasFocus()
    qtbot.keyClicks(said.door.first.field, PASSPHRASE)
    qtbot.keyClick(said.door.first.field, Qt.Key.Key_Return)
    qtbot.waitUntil(said.words.hasFocus)
    return said


def form(page: AnsweringPage, question: str = "Q1") -> QuestionForm:
    made = page.form(question)
    assert isinstance(made, QuestionForm)
    return made


def look_for(pane: SaidBefore, qtbot: QtBot, typed: str, *, finds: int) -> None:
    pane.words.clear()
    qtbot.keyClicks(pane.words, typed)
    heading = f"{finds or 'Nothing'} found"
    qtbot.waitUntil(lambda: pane.heading.text().startswith(heading) and len(pane.boxes) == finds)
    qtbot.wait(20)  # for the order of Tab


def test_nothing_of_it_is_made_before_somebody_asks(page: AnsweringPage, session: Session) -> None:
    assert page.beside.past is None
    assert "past_answers" not in vars(session)


def test_words_are_found_and_put_in_and_undone_with_the_keyboard(
    pane: SaidBefore, page: AnsweringPage, session: Session, qtbot: QtBot
) -> None:
    said: list[Message] = []
    session.messages.posted.connect(said.append)
    answer = form(page).answer
    answer.setPlainText("First. Last.")
    look_for(pane, qtbot, "hub", finds=1)
    insert = pane.boxes[0].insert
    qtbot.keyClick(pane.words, Qt.Key.Key_Tab)
    assert insert.hasFocus()
    qtbot.keyClick(insert, Qt.Key.Key_Space)
    place = Place("Q1", Part.ANSWER)
    assert session.response.text_at(place) == f"First. Last.\n\n{HUBS}"
    assert [(m.start, m.end) for m in session.response.passages(place)] == [(18, 22)]
    assert answer.hasFocus()
    assert answer.selection() == (len(answer.text),) * 2
    assert "marked again" in said[-1].text
    qtbot.keySequence(answer, QKeySequence.StandardKey.Undo)
    assert answer.text == "First. Last."
    assert session.response.marks == ()
    assert session.response.review_comments == ()


def test_it_goes_into_the_text_that_was_written_in_last(
    pane: SaidBefore, page: AnsweringPage, session: Session, qtbot: QtBot
) -> None:
    form(page).rationale.setFocus()
    look_for(pane, qtbot, "14.3", finds=1)
    pane.boxes[0].insert.click()
    assert session.response.text_at(Place("Q1", Part.RATIONALE)) == "Too short a time."


def test_it_goes_into_the_answer_once_the_comment_that_was_written_in_is_gone(
    pane: SaidBefore, page: AnsweringPage, session: Session, qtbot: QtBot
) -> None:
    page.show_tab("Q2")
    comments = form(page, "Q2").comments
    assert comments is not None
    ids = [ready_comments.add_comment(session, "Q2", clause, "Words.") for clause in ("4.1", "4.2")]
    for each in ids:
        form(page, "Q2").open_place(Place("Q2", Part.COMMENT, each))
    session.edit(lambda r: edits.without_comment(r, "Q2", ids[1]))
    qtbot.wait(10)  # until its form is gone
    look_for(pane, qtbot, "14.3", finds=1)
    pane.boxes[0].insert.click()
    assert session.response.answer("Q2").text == "Too short a time."


def test_a_clause_at_hand_is_suggested_without_typing(pane: SaidBefore, page: AnsweringPage, qtbot: QtBot) -> None:
    page.beside.show_clause("14.3(a)")
    qtbot.waitUntil(lambda: [box.hit.answer.clause for box in pane.boxes] == ["14.3"])
    assert "Q1" in pane.heading.text()


def test_nothing_found_is_said(pane: SaidBefore, qtbot: QtBot) -> None:
    look_for(pane, qtbot, "zebrafish", finds=0)
    qtbot.keyClick(pane.words, Qt.Key.Key_Escape)
    assert pane.words.text() == ""
    qtbot.waitUntil(pane.nothing.isVisible)


def test_a_long_answer_is_shown_whole_on_request(pane: SaidBefore, qtbot: QtBot) -> None:
    look_for(pane, qtbot, "hubs", finds=1)
    box = pane.boxes[0]
    assert "That is all." not in box.shown
    box.whole.click()
    assert box.shown == HUBS
    box.whole.click()
    assert "That is all." not in box.shown


def test_forgetting_is_asked_once_more(pane: SaidBefore, qtbot: QtBot) -> None:
    look_for(pane, qtbot, "hubs", finds=1)
    forget = pane.boxes[0].forget
    forget.click()
    assert forget.text() == "Forget for good"
    pane.words.setFocus()
    assert forget.text() == "Forget"  # who goes elsewhere did not mean it
    forget.click()
    forget.click()
    qtbot.waitUntil(lambda: not pane.boxes)


def test_everything_has_a_name_and_the_same_keys_lead_back(pane: SaidBefore, page: AnsweringPage, qtbot: QtBot) -> None:
    look_for(pane, qtbot, "hubs", finds=1)
    names = [each.accessibleName() for each in pane.findChildren(QPushButton) if each.isVisible()]
    assert all(names)
    assert len(set(names)) == len(names)
    qtbot.keySequence(page, KEYS)
    assert not pane.isVisible()
    assert form(page).answer.hasFocus()
    assert page.beside.choice.isVisible()


def test_a_comment_of_a_colleague_takes_its_place_back(pane: SaidBefore, page: AnsweringPage) -> None:
    form(page).comment.click()
    assert not pane.isVisible()
    assert page.beside.threads.writing is not None


def test_a_small_window_shows_it_in_place_of_the_answer(
    kept: None,
    page: AnsweringPage,
    qtbot: QtBot,
) -> None:
    page.resize(640, 560)
    qtbot.keySequence(page, KEYS)
    assert page.beside.past is not None
    assert page.beside.past.isVisible()
    assert not form(page).isVisible()
    qtbot.keySequence(page, KEYS)
    assert form(page).isVisible()


def test_a_library_is_begun_with_a_passphrase_typed_twice(page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    qtbot.keySequence(page, KEYS)
    said = page.beside.past
    assert said is not None
    door = said.door
    assert door is not None
    door.go.click()
    assert door.wrong.text == "Type a passphrase first."
    qtbot.keyClicks(door.first.field, PASSPHRASE)
    qtbot.keyClick(door.first.field, Qt.Key.Key_Return)
    qtbot.keyClicks(door.again.field, "something else")
    qtbot.keyClick(door.again.field, Qt.Key.Key_Return)
    assert "not the same" in door.wrong.text
    assert session.past_answers.door is Door.NONE
    qtbot.keyClicks(door.again.field, PASSPHRASE)
    qtbot.keyClick(door.again.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.past_answers.door is Door.OPEN)
    qtbot.waitUntil(said.words.hasFocus)


def test_a_forgotten_passphrase_lets_a_new_library_begin_without_deleting(
    kept: None,
    page: AnsweringPage,
    session: Session,
    qtbot: QtBot,
) -> None:
    qtbot.keySequence(page, KEYS)
    said = page.beside.past
    assert said is not None
    door = said.door
    assert door is not None
    qtbot.keyClicks(door.first.field, "wrong")
    door.go.click()
    qtbot.waitUntil(door.wrong.isVisible)
    assert "cannot be opened with that passphrase" in door.wrong.text
    assert "wrong" not in door.wrong.text
    door.forgotten.click()
    assert folders.past_answers().exists()
    door.forgotten.click()
    assert session.past_answers.door is Door.NONE
    assert [path.name for path in folders.past_answers().parent.iterdir()] == ["past-answers.set-aside.library"]


def test_answers_are_kept_on_request(pane: SaidBefore, page: AnsweringPage, session: Session, qtbot: QtBot) -> None:
    form(page).answer.setPlainText("Said today.")
    keep = next(b for b in pane.findChildren(QPushButton) if b.text() == "Keep these answers for later")
    with qtbot.waitSignal(session.past_answers.changed):
        keep.click()
    session.past_answers.close()
    assert pane.door is not None
    assert not pane.boxes
    library = Library.open(folders.past_answers(), PASSPHRASE)
    assert [hit.answer.text for hit in library.find("said today")] == ["Said today."]
    library.close()
