"""The reviewer's queue and the sign-offs on the page, as a person uses them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.model import edits, team_edits
from respondent_app.model.consultation import Consultation, SignOffRules
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, Response
from respondent_app.model.team import ReviewComment, Role, Status
from respondent_app.session import reviewing
from respondent_app.session.messages import Message
from respondent_app.session.session import Session
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.reviewing import trail_paper
from respondent_app.ui.reviewing.page import ReviewPage
from respondent_app.ui.theme import Appearance

ANSWER = Place("Q1", Part.ANSWER)
ME = "Reviewer B"


@pytest.fixture
def session(make_session: Callable[[Response], Session], consultation: Consultation) -> Session:
    made = make_session(Response(consultation.id, answers={"Q1": Answer("One."), "Q2": Answer("Two.")}))
    reviewing.take_name(made, ME)
    return made


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ReviewPage:
    made = ReviewPage(desk)
    qtbot.addWidget(made)
    made.resize(1070, 610)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def labels(widget: QWidget) -> list[str]:
    return [made.text() for made in widget.findChildren(QLabel) if made.isVisibleTo(widget)]


def press(widget: QWidget, text: str) -> None:
    next(b for b in widget.findChildren(QPushButton) if b.text() == text and b.isVisible()).click()


def test_somebody_alone_sees_no_queue_and_nothing_to_settle(page: ReviewPage) -> None:
    assert not page.queue.isVisible()
    assert not any("sign-off" in words.lower() and "need" in words for words in labels(page))


def test_what_waits_is_listed_with_the_way_there(page: ReviewPage, session: Session, went: list[Destination]) -> None:
    comment = ReviewComment("i", "Q2", text="?", by="Author A", at=1)
    session.edit(lambda r: team_edits.with_review_comment(r, comment))
    reviewing.set_status(session, "Q1", Status.TO_REVIEW)
    reviewing.assign(session, "Q3", ME)
    page.refresh()
    said = labels(page.queue)
    assert {"To review", "1 open comment", "Assigned to you"} <= set(said)
    press(page.queue, "Go to Q2")
    assert went == [Destination(Step.ANSWER, question="Q2")]


def test_what_the_queue_tells_is_not_told_twice(page: ReviewPage, session: Session) -> None:
    reviewing.set_status(session, "Q1", Status.TO_REVIEW)
    page.refresh()
    assert "Q1 still waits to be reviewed." not in labels(page)


def test_looked_at_takes_a_changed_answer_off_the_queue(page: ReviewPage, session: Session) -> None:
    session.edit(lambda r: team_edits.with_looked(r, "Q1", ME))
    session.edit(lambda r: edits.with_text(r, ANSWER, "Other."))
    page.refresh()
    assert "Changed since you looked" in labels(page.queue)
    press(page.queue, "Looked at")
    page.refresh()
    assert not page.queue.isVisible()


def test_signing_is_kept_and_shown_as_holding_until_something_changes(
    page: ReviewPage, session: Session, qtbot: QtBot
) -> None:
    page.sign_offs.choose(Role.CONFIDENTIALITY)
    page.sign_offs.sign.click()
    (signed,) = session.response.sign_offs
    assert (signed.role, signed.by) == (Role.CONFIDENTIALITY, ME)
    assert {"Confidentiality reviewer", "Holds"} <= set(labels(page.sign_offs))
    session.edit(lambda r: replace(r, contact_public=True))
    session.edit(lambda r: edits.with_text(r, ANSWER, "Other."))
    page.refresh()
    said = labels(page.sign_offs)
    assert "No longer holds" in said
    assert "Holds" not in said
    qtbot.waitUntil(
        lambda: any(f"Since then {ME} changed" in words and "Q1" in words for words in labels(page.sign_offs))
    )


def test_signing_again_keeps_the_trail(page: ReviewPage, session: Session, said: list[Message]) -> None:
    page.sign_offs.sign.click()
    page.sign_offs.sign.click()
    assert len(session.response.sign_offs) == 1
    assert said[-1].what == "You have signed this already."
    session.edit(lambda r: edits.with_text(r, ANSWER, "Other."))
    page.sign_offs.sign.click()
    assert [each for each in labels(page.sign_offs) if each in {"Holds", "No longer holds"}] == [
        "Holds",
        "No longer holds",
    ]


def test_only_ones_own_sign_off_can_be_withdrawn(page: ReviewPage, session: Session) -> None:
    session.edit(lambda r: team_edits.with_sign_off(r, Role.LEGAL, by="Legal D", at=1))
    page.sign_offs.sign.click()
    press(page.sign_offs, "Withdraw")
    page.refresh()
    assert [each.by for each in session.response.sign_offs] == ["Legal D"]
    assert "Withdraw" not in [b.text() for b in page.sign_offs.findChildren(QPushButton) if b.isVisible()]


def test_the_name_is_asked_for_once_and_kept(page: ReviewPage, session: Session, qtbot: QtBot) -> None:
    page.sign_offs.name.setFocus()
    page.sign_offs.name.selectAll()
    qtbot.keyClicks(page.sign_offs.name, "Approver C")
    page.sign_offs.sign.click()
    assert session.settings.your_name == "Approver C"
    assert session.response.sign_offs[0].by == "Approver C"
    page.sign_offs.name.clear()
    page.sign_offs.name.editingFinished.emit()
    assert page.sign_offs.name.text() == "Approver C"


def test_a_change_of_mind_in_a_moment_is_seen_by_the_press_of_the_button(page: ReviewPage, session: Session) -> None:
    """What is signed is what stands there when the button is pressed, not when the page was last painted."""
    session.edit(lambda r: edits.with_text(r, ANSWER, "At the last moment."))
    page.sign_offs.sign.click()
    assert reviewing.trail(session.response)[0].holds


def test_the_form_can_ask_for_sign_offs(
    make_session: Callable[[Response], Session], consultation: Consultation, appearance: Appearance, qtbot: QtBot
) -> None:
    session = make_session(None)  # type: ignore[arg-type]
    session.consultation = replace(consultation, sign_offs=SignOffRules((Role.LEGAL, Role.APPROVER)))
    reviewing.take_name(session, ME)
    went: list[Destination] = []
    page = ReviewPage(Desk(session, appearance, went.append))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    assert "This response needs a sign-off as legal, and nobody has given it yet." in labels(page)
    assert labels(page.sign_offs).count("Needed") == 2
    press(page, "Go to the sign-offs")
    assert went == [Destination(Step.REVIEW, sign_offs=True)]
    page.open_at(went[0])
    assert page.sign_offs.sign.hasFocus()
    page.sign_offs.choose(Role.LEGAL)
    page.sign_offs.sign.click()
    page.refresh()
    assert labels(page.sign_offs).count("Needed") == 1


def test_the_trail_is_saved_as_a_pdf_without_what_was_signed(
    page: ReviewPage, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.sign_offs.sign.click()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "trail"), ""))
    page.sign_offs.save_trail.click()
    assert (tmp_path / "trail.pdf").read_bytes().startswith(b"%PDF-")
    document = QTextDocument()
    document.setHtml(reviewing.trail_page(session))
    assert ME in document.toPlainText()
    assert "One." not in document.toPlainText()


def test_a_trail_that_cannot_be_saved_is_told(
    page: ReviewPage, session: Session, said: list[Message], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewing.sign(session, Role.AUTHOR)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "such" / "trail.pdf"), ""))
    trail_paper.save_pdf(session, page)
    assert said


def test_printing_asks_for_the_printer_without_holding_the_window_up(page: ReviewPage, qtbot: QtBot) -> None:
    page.sign_offs.sign.click()
    page.sign_offs.print_trail.click()
    (dialog,) = page.findChildren(QPrintDialog)
    assert dialog.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_everything_is_reached_with_the_keyboard(page: ReviewPage, session: Session, qtbot: QtBot) -> None:
    page.sign_offs.sign.click()
    page.refresh()
    page.sign_offs.name.setFocus()
    seen = [page.focusWidget()]
    for _ in range(5):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        seen.append(page.focusWidget())
    texts = [each.text() if isinstance(each, QPushButton) else type(each).__name__ for each in seen]
    assert texts[0] == "QLineEdit"
    assert texts[2:] == ["Sign", "Withdraw", "Print the trail…", "Save it as PDF…"]
