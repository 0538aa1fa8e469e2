"""After a merge: the list on the page Review, with the mouse and with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.drafts.draft import Draft
from respondent_app.drafts.draft_file import DraftFile
from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Mark, Response, Scope
from respondent_app.session.session import Session
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.reviewing.page import ReviewPage
from tests.desk_fixtures import TMAD

Q1 = Place("Q1", Part.ANSWER)
TEXT = "Our plan assumes 12,500 installations a week."
PASSPHRASE = "five made up words"


def marked(response: Response) -> Response:
    start = TEXT.index("12,500")
    return edits.with_mark(response, Mark("m1", Scope.PASSAGE, question="Q1", start=start, end=start + 20))


def theirs(session: Session, folder: Path, text: str, passphrase: str | None = None) -> Path:
    draft = Draft.load(session.draft.id, TMAD, session.draft.events, author="Author B")
    draft.record(edits.with_text(draft.response, Q1, text))
    path = folder / "theirs.response"
    DraftFile.create(
        path, id=draft.id, consultation=TMAD, events=draft.events, author="Author B", passphrase=passphrase
    ).close()
    return path


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ReviewPage:
    made = ReviewPage(desk)
    qtbot.addWidget(made)
    made.resize(1000, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def edge(page: ReviewPage, session: Session, tmp_path: Path, qtbot: QtBot) -> ReviewPage:
    """A colleague wrote right after a passage that was marked meanwhile."""
    session.edit(lambda r: edits.with_text(r, Q1, TEXT))
    path = theirs(session, tmp_path, TEXT.replace("installations", "installations by hand"))
    session.edit(marked)
    session.merges.take(path)
    qtbot.waitUntil(lambda: not session.merges.is_working)
    return page


def texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def named(widget: QWidget, start: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if b.text().startswith(start) and b.isVisibleTo(widget))


def test_nothing_is_listed_without_a_merge(page: ReviewPage) -> None:
    assert page.look.isHidden()
    assert named(page, "Merge a colleague").isEnabled()


def test_both_sides_words_and_names_are_shown(edge: ReviewPage) -> None:
    shown = texts(edge.look)
    assert "Author B wrote right after a confidential passage in the answer to Q1" in shown
    assert "12,500 installations" in shown
    assert "by hand" in shown
    assert "1 thing needs a look" in texts(edge.copies)


def test_what_the_list_tells_is_not_told_twice(edge: ReviewPage) -> None:
    assert texts(edge).count("Author B wrote right after") == 1


def test_marking_settles_it(edge: ReviewPage, session: Session) -> None:
    named(edge.look, "Mark them").click()
    text = session.response.text_at(Q1)
    assert "by hand" in {text[mark.start : mark.end] for mark in session.response.passages(Q1)}
    edge.refresh()
    assert edge.look.isHidden()


def test_leaving_it_settles_it_with_the_keyboard(edge: ReviewPage, session: Session, qtbot: QtBot) -> None:
    edge.activateWindow()
    qtbot.waitUntil(edge.look.views[0].buttons[0].hasFocus)
    qtbot.keyClick(edge.focusWidget(), Qt.Key.Key_Tab)
    focused = edge.focusWidget()
    assert isinstance(focused, QPushButton)
    assert focused.text() == "They may be public"
    assert "Author B wrote" in focused.accessibleName()
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    assert len(session.response.passages(Q1)) == 1
    assert session.merges.left.items == ()


def test_the_place_is_one_step_away(edge: ReviewPage, went: list[Destination]) -> None:
    named(edge.look, "Go to Q1").click()
    assert (went[-1].step, went[-1].place) == (Step.ANSWER, Q1)


def test_the_passphrase_is_asked_for_in_the_page(
    page: ReviewPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session.edit(lambda r: edits.with_text(r, Q1, TEXT))
    path = theirs(session, tmp_path, "Something else.", PASSPHRASE)
    session.merges.take(path)
    qtbot.waitUntil(lambda: page.copies.ask is not None)
    ask = page.copies.ask
    assert ask is not None
    qtbot.keyClicks(ask.field.field, "wrong")
    qtbot.keyClick(ask.field.field, Qt.Key.Key_Return)
    qtbot.waitUntil(ask.wrong.isVisible)
    qtbot.keyClicks(ask.field.field, PASSPHRASE)
    qtbot.keyClick(ask.field.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.response.text_at(Q1) == "Something else.")
    assert page.copies.ask is None


def test_a_dropped_copy_is_merged_or_opened(page: ReviewPage, session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    session.edit(lambda r: edits.with_text(r, Q1, TEXT))
    path = theirs(session, tmp_path, "Something else.")
    opened: list[Path] = []
    session.merges.offer(path, opened.append)
    named(page.copies, "Open it instead").click()
    assert opened == [path]
    session.merges.offer(path, opened.append)
    named(page.copies, "Merge it into this response").click()
    qtbot.waitUntil(lambda: session.response.text_at(Q1) == "Something else.")
    assert opened == [path]
