"""What reviewing adds to the window, walked as a screen reader, a keyboard and a magnifier would."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.app import Desktop
from respondent_app.drafts.answers_file import read_answers
from respondent_app.drafts.saved_response import save_response
from respondent_app.model import team_edits
from respondent_app.model.response import Response
from respondent_app.model.team import ReviewComment, Role, Status
from respondent_app.packs import library
from respondent_app.session.settings import Settings
from respondent_app.storage import folders
from respondent_app.ui.answering.page import AnsweringPage
from respondent_app.ui.desk import Destination, Step
from respondent_app.ui.main_window import MainWindow
from tests.accessibility.walk import card_of, clipped_at_each_size, focusable, in_reading_order, place, spoken_names
from tests.layout import settle

TMAD = "dcc-tmad-v1.4-moc-mds"
ME = "Reviewer B"
_AT = 1_567_000_000_000


def reviewed(response: Response) -> Response:
    """The sample as a team leaves it: threads, one settled, statuses, sign-offs that hold and one that does not."""
    first = ReviewComment("r1", "Q1", quote="We support", text="Do we?", by="Author A", at=_AT)
    gone = ReviewComment("r2", "Q1", quote="words long gone", text="Please shorten.", by=ME, at=_AT + 1)
    settled = ReviewComment("r3", "Q1", text="Fine.", by=ME, at=_AT + 2, resolved=True)
    response = replace(response, review_comments=(first, gone, settled))
    response = team_edits.with_reply(response, "r1", "We do.", by=ME, at=_AT + 3)
    response = team_edits.with_looked(response, "Q1", ME)
    response = team_edits.with_status(response, "Q2", Status.TO_REVIEW)
    response = team_edits.with_assignment(response, "Q2", ME)
    response = team_edits.with_sign_off(response, Role.CONFIDENTIALITY, by=ME, at=_AT)
    answer = replace(response.answer("Q1"), rationale="Because.")
    response = response.with_answer("Q1", answer)
    return team_edits.with_sign_off(response, Role.APPROVER, by=ME, at=_AT + 4)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    answers = next((folders.resources() / "samples").glob("*.toml"))
    path = tmp_path / "sample.response"
    save_response(path, reviewed(read_answers(answers, library.load(TMAD))), author="Author A")
    return path


@pytest.fixture
def settings(settings: Settings) -> Settings:
    settings.your_name = ME
    return settings


def show(window: MainWindow, step: Step, qtbot: QtBot) -> QWidget:
    """Show the comments on Q1 with a reply and a comment being written, or the queue and the trail."""
    page = window.page(step)
    window.go(Destination(step, question="Q1" if step is Step.ANSWER else ""))
    if isinstance(page, AnsweringPage):
        page.help.setChecked(True)
        threads = page.beside.threads
        threads.boxes["r1"].write("")
        threads.write(threads.boxes["r2"]._first.place, 0, 9)
        threads._turn_resolved()
    settle(window, qtbot)
    if isinstance(page, AnsweringPage):
        page.beside.findChildren(QScrollArea)[0].verticalScrollBar().setValue(0)  # nothing behind the heading
    return page


STEPS = [Step.ANSWER, Step.REVIEW]


@pytest.mark.parametrize("step", STEPS)
def test_every_control_has_a_name_and_no_two_do_different_things(window: MainWindow, step: Step, qtbot: QtBot) -> None:
    page = show(window, step, qtbot)
    controls = [w for w in focusable(window) if page.isAncestorOf(w)]
    names = spoken_names(controls)
    assert all(names)
    told = [n for n in names if n.startswith(("Reply to", "Resolve", "Withdraw", "Open again"))]
    assert len(told) >= 2
    assert len(told) == len(set(told))


@pytest.mark.parametrize("step", STEPS)
def test_tab_follows_reading_order(window: MainWindow, step: Step, qtbot: QtBot) -> None:
    page = show(window, step, qtbot)
    controls = [w for w in focusable(window) if page.isAncestorOf(w)]
    cards = [card_of(w) or w for w in controls]
    visits = [card for n, card in enumerate(cards) if n == 0 or card is not cards[n - 1]]
    corners = [place(card, page) for card in visits]
    assert corners == sorted(corners)
    in_reading_order(controls, page)


@pytest.mark.parametrize("step", STEPS)
def test_no_text_is_clipped(window: MainWindow, desktop: Desktop, step: Step, qtbot: QtBot) -> None:
    show(window, step, qtbot)
    assert clipped_at_each_size(desktop, qtbot) == {}
    assert (window.width(), window.height()) == (1280, 720)


def test_a_comment_is_made_answered_and_resolved_without_the_mouse(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page(Step.ANSWER)
    assert isinstance(page, AnsweringPage)
    window.go(Destination(Step.ANSWER, question="Q3"))
    window.activateWindow()
    page.form("Q3").answer.setFocus()  # type: ignore[attr-defined]
    qtbot.keyClick(focused(), Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    qtbot.keyClicks(focused(), "Is that so?")
    qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    session = page.session
    assert session.response.review_comments[-1].text == "Is that so?"
    qtbot.wait(50)
    reach("Reply to", qtbot)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    assert isinstance(focused(), QPlainTextEdit)
    qtbot.keyClicks(focused(), "It is.")
    qtbot.keyClick(focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(50)
    reach("Resolve", qtbot)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    thread = next(c for c in session.response.review_comments if c.text == "Is that so?")
    assert thread.resolved
    assert session.response.review_comments[-1].reply_to == thread.id


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def reach(named: str, qtbot: QtBot) -> None:
    """Press Tab until a control of that name has the focus."""
    for _ in range(60):
        if focused().accessibleName().startswith(named):
            return
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not come to {named}")
