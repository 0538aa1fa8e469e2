from __future__ import annotations

import itertools

import pytest
import time_machine
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.model import edits
from respondent_app.model.history import About, Entry, Piece
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Mark, Scope
from respondent_app.model.word_diff import Did
from respondent_app.session.messages import Message
from respondent_app.session.session import Session
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.history import wording
from respondent_app.ui.history.entries_model import EntriesModel
from respondent_app.ui.history.page import HistoryPage
from respondent_app.ui.history.people import People
from respondent_app.ui.theme import DARK, LIGHT, Colours
from tests.accessibility.test_window import contrast

Q1, Q2 = Place("Q1", Part.ANSWER), Place("Q2", Part.ANSWER)
HOUR = 3_600_000
_hours = itertools.count(1)


def write(session: Session, text: str, place: Place = Q2, author: str = "Author A") -> None:
    """Write as somebody, an hour after what was done before."""
    session.draft.author = author
    session.draft._log._clock = lambda: 1_700_000_000_000 + next(_hours) * HOUR
    session.edit(lambda r: edits.with_text(r, place, text))
    session.draft.events  # noqa: B018  what was written becomes events of its own


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> HistoryPage:
    made = HistoryPage(desk)
    qtbot.addWidget(made)
    made.resize(1070, 610)
    with qtbot.waitExposed(made):
        made.show()
    return made


def refresh(page: HistoryPage, qtbot: QtBot) -> None:
    page.refresh()
    settle(page, qtbot)


def settle(page: HistoryPage, qtbot: QtBot) -> None:
    """Let what is worked out in the background arrive, and what follows from it."""
    for _ in range(3):
        page.session.background.wait()
        qtbot.wait(5)


def texts(top: QWidget) -> list[str]:
    return [made.text() for made in top.findChildren(QLabel) if made.isVisible()]


def shown_words(page: HistoryPage) -> list[QTextBrowser]:
    return [made for made in page.step.differences.findChildren(QTextBrowser) if made.isVisible()]


def test_an_empty_history_says_what_will_stand_there(page: HistoryPage, qtbot: QtBot) -> None:
    refresh(page, qtbot)
    assert any("Nothing has happened yet" in text for text in texts(page))
    assert not page.steps_button.isVisible()


def test_the_newest_step_is_shown_first(page: HistoryPage, session: Session, qtbot: QtBot) -> None:
    write(session, "We agree.")
    write(session, "Yes.", Q1)
    refresh(page, qtbot)
    assert page.timeline.model.shown == 2
    current = page.timeline.current()
    assert current is not None
    assert current.what == "Changed the answer to Q1 (+4 characters)"
    (words,) = shown_words(page)
    assert words.toPlainText() == "Yes."
    assert words.accessibleDescription() == "inserted: Yes."


def test_the_steps_can_be_filtered(page: HistoryPage, session: Session, qtbot: QtBot) -> None:
    write(session, "We agree.")
    write(session, "Yes.", Q1, author="Reviewer B")
    refresh(page, qtbot)
    page.timeline.question.setCurrentIndex(page.timeline.question.findData("Q2"))
    assert page.timeline.model.shown == 1
    settle(page, qtbot)
    assert "Changed the answer to Q2 (+9 characters)" in texts(page.step)
    page.timeline.person.setCurrentIndex(page.timeline.person.findData("Reviewer B"))
    assert page.timeline.model.shown == 0
    assert page.timeline.nothing.isVisible()


def test_a_step_is_compared_with_now_and_with_another(page: HistoryPage, session: Session, qtbot: QtBot) -> None:
    write(session, "We agree.")
    write(session, "Yes.", Q1)
    write(session, "We agree now.")
    refresh(page, qtbot)
    first = session.history.entries[0]
    page.timeline.choose(first)
    settle(page, qtbot)
    page.step.with_now.click()
    settle(page, qtbot)
    assert "Since then" in texts(page.step)
    assert [words.toPlainText() for words in shown_words(page)] == ["Yes.", "We agree now."]
    page.step.with_other.click()
    assert page.step.with_other.text() == "Stop comparing"
    page.timeline.choose(session.history.entries[1])
    settle(page, qtbot)
    assert "Between two steps" in texts(page.step)
    assert [words.toPlainText() for words in shown_words(page)] == ["Yes."]
    QTest.keyClick(page.timeline.list, Qt.Key.Key_Escape)
    settle(page, qtbot)
    assert page.timeline.current() == first
    assert first.what in texts(page.step)


def test_a_text_is_put_back_by_keyboard_alone(
    page: HistoryPage, session: Session, qtbot: QtBot, said: list[Message]
) -> None:
    write(session, "One.")
    write(session, "Yes.", Q1)
    write(session, "Two.")
    refresh(page, qtbot)
    page.timeline.choose(session.history.entries[0])
    page.step.back.setFocus()
    QTest.keyClick(page.step.back, Qt.Key.Key_Space)
    settle(page, qtbot)
    panel = page.step.panel
    assert panel.isVisible()
    assert panel.what.hasFocus()
    assert panel.what.currentText() == "The answer to Q2"
    assert panel.do.isEnabled()
    QTest.keyClick(panel.what, Qt.Key.Key_Tab)
    panel.do.setFocus()
    QTest.keyClick(panel.do, Qt.Key.Key_Space)
    settle(page, qtbot)
    assert session.response.text_at(Q2) == "One."
    assert session.response.text_at(Q1) == "Yes."
    assert not panel.isVisible()
    assert page.step.back.hasFocus()
    assert said[-1].text.startswith("The answer to Q2 is as it was.")


def test_the_panel_says_what_will_happen_and_can_be_left(page: HistoryPage, session: Session, qtbot: QtBot) -> None:
    write(session, "It costs 12 pounds.")
    write(session, "Yes.", Q1)
    session.edit(lambda r: edits.with_mark(r, Mark("m1", Scope.PASSAGE, question="Q2", start=9, end=18)))
    refresh(page, qtbot)
    page.timeline.choose(session.history.entries[0])
    page.step.back.click()
    settle(page, qtbot)
    assert "1 mark made since stays: the words are there too." in texts(page.step.panel)
    assert not page.step.panel.do.isEnabled()  # nothing would change
    QTest.keyClick(page.step.panel.what, Qt.Key.Key_Escape)
    assert not page.step.panel.isVisible()
    assert session.response.text_at(Q2) == "It costs 12 pounds."


def test_who_wrote_what_is_named_and_not_told_by_colour_alone(
    page: HistoryPage, session: Session, qtbot: QtBot
) -> None:
    write(session, "We agree.")
    write(session, "We agree. It is late.", author="Reviewer B")
    refresh(page, qtbot)
    page.open_at(Destination(Step.HISTORY, place=Q2))
    settle(page, qtbot)
    (text,) = [made for made in page.authors.findChildren(QTextBrowser) if made.isVisible()]
    assert text.toPlainText() == "AA We agree.RB  It is late."
    assert text.accessibleDescription() == "Author A wrote: We agree. Reviewer B wrote:  It is late."
    legend = texts(page.authors)
    assert any("AA" in line and "Author A" in line for line in legend)
    assert any("RB" in line and "Reviewer B" in line for line in legend)
    assert legend[legend.index("It is late.") + 1] == "Reviewer B"


def test_the_page_keeps_up_with_what_is_written(page: HistoryPage, session: Session, qtbot: QtBot) -> None:
    refresh(page, qtbot)
    write(session, "We agree.")
    qtbot.waitUntil(lambda: page.timeline.model.shown == 1)
    assert page.timeline.isVisible()


def test_in_a_small_window_a_step_takes_the_place_of_the_list(
    page: HistoryPage, session: Session, qtbot: QtBot
) -> None:
    write(session, "We agree.")
    refresh(page, qtbot)
    page.resize(600, 500)
    qtbot.wait(20)
    assert (page.timeline.isVisible(), page.step.isVisible()) == (True, False)
    page.timeline.list.setFocus()
    QTest.keyClick(page.timeline.list, Qt.Key.Key_Return)
    assert (page.timeline.isVisible(), page.step.isVisible()) == (False, True)
    assert page.to_steps.hasFocus()
    QTest.keyClick(page.to_steps, Qt.Key.Key_Escape)
    assert (page.timeline.isVisible(), page.step.isVisible()) == (True, False)
    assert page.timeline.list.hasFocus()


def test_thousands_of_steps_are_listed_without_a_pause(page: HistoryPage, qtbot: QtBot) -> None:
    entries = tuple(entry(n, ts=1_600_000_000_000 + n * HOUR) for n in range(3000))
    page.timeline.show_entries(entries)
    assert page.timeline.model.shown == 3000


def entry(number: int, *, ts: int = 0, author: str = "Author A") -> Entry:
    return Entry((number + 1, 1, number + 1), author, ts, ts, f"Step {number}", About.TEXT)


@time_machine.travel("2026-11-23T12:00:00Z")
def test_the_steps_stand_under_their_days_and_the_days_cannot_be_chosen() -> None:
    model = EntriesModel()
    now = 1_795_435_200_000
    model.show((entry(0, ts=now - 48 * HOUR), entry(1, ts=now - 24 * HOUR), entry(2, ts=now)))
    lines = [model.line(row) for row in range(model.rowCount())]
    assert [line.entry.what if line.entry else line.day for line in lines] == [
        "Today", "Step 2", "Yesterday", "Step 1", "Saturday 21 November 2026", "Step 0",
    ]  # fmt: skip
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole) == "Step 2. Author A, Today, 12:00"
    assert model.data(QModelIndex()) is None


def test_people_of_one_name_begin_have_letters_of_their_own() -> None:
    people = People()
    people.know(["Author A", "Anna Adams", "Reviewer B", ""])
    letters = [people.letters(author) for author in ("Author A", "Anna Adams", "Reviewer B", "")]
    assert len(set(letters)) == 4
    assert letters[0] == "AA"


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_the_colour_of_each_person(colours: Colours) -> None:
    assert all(contrast(colours.text, ground) >= 4.5 for ground in colours.people)
    assert len(set(colours.people)) == len(colours.people)


def test_most_of_what_stays_is_left_out() -> None:
    long = "word " * 200
    pieces = (Piece(Did.STAY, long), Piece(Did.COME, "new"), Piece(Did.STAY, long))
    first, new, last = wording.around_changes(pieces)
    assert new.text == "new"
    assert first.text.startswith(" … word")
    assert last.text.endswith("word … ")
    assert len(first.text) < 120


def test_marks_are_spoken() -> None:
    said = wording.spoken((
        Piece(Did.STAY, "open "), Piece(Did.STAY, "12", was_marked=False, is_marked=True),
        Piece(Did.STAY, "13", was_marked=True), Piece(Did.GO, "14", was_marked=True), Piece(Did.COME, "15"),
    ))  # fmt: skip
    assert said == "open newly confidential: 12 no longer confidential: 13 was confidential: deleted: 14 inserted: 15"
