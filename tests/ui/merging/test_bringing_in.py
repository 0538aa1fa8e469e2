"""A file with a colleague's answers on the page Review: what it would change, and the question whether it shall."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.exports.comments_sheet import comments_workbook
from respondent_app.model import edits, team_edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import ClauseComment, CommentType, Mark, Respondent, Response, Scope
from respondent_app.model.submission import Audience
from respondent_app.model.team import Role
from respondent_app.privacy.disclose import disclose
from respondent_app.session.arrivals import Arrival
from respondent_app.session.session import Session
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.history.words_shown import WordsShown
from respondent_app.ui.reading.arrived import Arrived
from respondent_app.ui.reviewing.page import ReviewPage
from tests.made_templates.with_python_docx import boxes_by_question

Q1 = Place("Q1", Part.ANSWER)
OURS = "Our plan assumes 12,500 installations a week. Please publish early."


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ReviewPage:
    made = ReviewPage(desk)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def written(session: Session, path: Path, response: Response, audience: Audience = Audience.FULL) -> Path:
    path.write_bytes(comments_workbook(disclose(response, session.consultation, audience)))
    return path


def with_more(response: Response) -> Response:
    """What a colleague made of it: other words, and a comment by clause."""
    said = edits.with_text(response, Q1, OURS.replace("12,500", "13,000"))
    comment = ClauseComment("new", "4.9", CommentType.DRAFTING, "The reference is to another clause.", "say 4.8")
    return edits.with_comment(said, "Q2", comment)


def marked(response: Response) -> Response:
    start = OURS.index("12,500")
    return edits.with_mark(response, Mark("m1", Scope.PASSAGE, question="Q1", start=start, end=start + 6))


@pytest.fixture
def sheet(session: Session, tmp_path: Path) -> Path:
    session.edit(lambda r: edits.with_text(r, Q1, OURS))
    session.edit(marked)
    return written(session, tmp_path / "theirs.xlsx", with_more(session.response))


@pytest.fixture
def asked(page: ReviewPage, session: Session, sheet: Path, qtbot: QtBot) -> ReviewPage:
    """The page, once it asks about the file."""
    take(session, sheet, qtbot)
    return page


def take(session: Session, path: Path, qtbot: QtBot) -> None:
    session.bringing_in.take(path)
    qtbot.waitUntil(lambda: not session.bringing_in.is_working)
    qtbot.wait(1)


def texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def named(widget: QWidget, start: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if b.text().startswith(start) and b.isVisibleTo(widget))


def bring(page: ReviewPage, session: Session, qtbot: QtBot) -> None:
    page.offers.bring.click()
    qtbot.waitUntil(lambda: session.bringing_in.brought is not None)
    qtbot.wait(1)


def test_nothing_is_shown_without_a_file(page: ReviewPage) -> None:
    assert page.offers.isHidden()
    assert named(page, "Bring in answers").isEnabled()


def test_the_card_says_question_by_question_what_would_change(asked: ReviewPage, session: Session) -> None:
    before = session.response
    shown = texts(asked.offers)
    assert "theirs.xlsx would change 2 things in your response." in shown
    assert "Q1. General comments" in shown
    assert "A new comment on clause 4.9 (Q2)" in shown
    assert "This changes words that are marked as confidential." in shown
    words = [each.accessibleDescription() for each in asked.offers.findChildren(WordsShown)]
    assert any("confidential: deleted: 12,500" in each and "inserted: 13,000" in each for each in words)
    assert any("inserted: say 4.8" in each for each in words)
    controls = [w for w in asked.offers.findChildren(QWidget) if w.focusPolicy() and w.isVisible()]
    names = [QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name) for w in controls]
    assert all(names)
    assert len(set(names)) == len(names)
    assert asked.offers.bring.text() == "Bring in these changes"
    for view in asked.offers.views:
        view.box.click()
    assert not asked.offers.bring.isEnabled()
    named(asked.offers, "Leave as it is").click()
    assert asked.offers.isHidden()
    assert session.response is before


def test_what_is_unticked_stays_out(asked: ReviewPage, session: Session, qtbot: QtBot) -> None:
    asked.offers.views[0].box.click()
    assert asked.offers.bring.text() == "Bring in 1 of 2"
    bring(asked, session, qtbot)
    assert session.response.text_at(Q1) == OURS
    assert len(session.response.answer("Q2").comments) == 1
    assert "1 change from theirs.xlsx is in your response now." in texts(asked.offers)


def test_the_keyboard_goes_where_the_next_decision_is(asked: ReviewPage, session: Session, qtbot: QtBot) -> None:
    before = session.response
    qtbot.waitUntil(asked.offers.views[0].box.hasFocus)
    asked.offers.ask.box.click()
    bring(asked, session, qtbot)
    qtbot.waitUntil(asked.offers.away.hasFocus)
    asked.refresh()
    assert asked.queue.isVisible(), "colleagues are asked to look"
    named(asked.offers, "Take them back").click()
    assert session.response == before
    assert "was taken back" in texts(asked.offers)
    asked.offers.away.click()
    assert asked.offers.isHidden()
    qtbot.waitUntil(asked.copies.bring_button.hasFocus)


def test_a_file_with_nothing_new_says_so_in_one_line(
    page: ReviewPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session.edit(lambda r: edits.with_text(r, Q1, OURS))
    take(session, written(session, tmp_path / "same.xlsx", session.response), qtbot)
    assert "Nothing in same.xlsx is new to your response." in texts(page.offers)
    assert page.offers.away.hasFocus()
    assert len(page.offers.findChildren(QPushButton)) == 2, "“Cancel” of the work, and “Put this away”"


def test_what_found_no_place_is_told_with_the_way_to_it(
    page: ReviewPage, session: Session, tmp_path: Path, qtbot: QtBot, went: list[Destination]
) -> None:
    session.edit(lambda r: edits.with_text(r, Q1, OURS))
    session.edit(marked)
    public = replace(session.response, marks=session.response.marks)
    path = written(session, tmp_path / "public.xlsx", edits.with_text(public, Q1, f"{OURS} More."), Audience.PUBLIC)
    take(session, path, qtbot)
    assert "please look at these yourself" in texts(page.offers)
    assert "holds a placeholder of a public version" in texts(page.offers)
    named(page.offers, "Go to Q1").click()
    assert (went[-1].step, went[-1].question) == (Step.ANSWER, "Q1")


def test_a_form_that_may_be_for_another_consultation_is_doubted(
    page: ReviewPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    asked = [replace(each, title="Gas", text="Should small customers pay?") for each in session.consultation.questions]
    form = boxes_by_question(replace(session.consultation, questions=tuple(asked)))
    document = Document(io.BytesIO(form))
    for table in document.tables:
        for cell in table._cells:
            cell.text = "They should." if not cell.text else cell.text.replace("TMAD", "Gas")
    path = tmp_path / "gas.docx"
    document.save(str(path))
    take(session, path, qtbot)
    assert page.offers.views
    assert "Make sure that it is not the form of another one" in texts(page.offers)


def test_details_and_sign_offs_are_told(page: ReviewPage, session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    session.edit(lambda r: replace(r, respondent=Respondent(name="Author A")))
    session.edit(lambda r: team_edits.with_sign_off(r, Role.AUTHOR, by="Author A", at=1))
    path = tmp_path / "answers.toml"
    path.write_text('[respondent]\nname = "Author B"\n', "utf-8")
    take(session, path, qtbot)
    assert "Sign-offs on what changes will no longer hold." in texts(page.offers)
    (words,) = page.offers.findChildren(WordsShown)
    assert words.toPlainText() == "Author A  Author B"


def test_what_is_chosen_to_be_merged_goes_the_way_of_what_it_is(
    page: ReviewPage, session: Session, sheet: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page.copies, "_choose", lambda *_: sheet)
    page.copies.merge_button.click()
    qtbot.waitUntil(lambda: session.bringing_in.plan is not None)
    assert not session.merges.is_working


def test_many_changes_are_shown_in_two_goes(
    page: ReviewPage, session: Session, sheet: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("respondent_app.ui.merging.offers_card._MOST_AT_ONCE", 1)
    take(session, sheet, qtbot)
    assert len(page.offers.views) == 1
    page.offers.views[0].box.click()
    named(page.offers, "Show the other 1").click()
    assert [view.box.isChecked() for view in page.offers.views] == [False, True]
    assert page.offers.views[1].box.hasFocus()


def test_it_keeps_up_with_the_response_and_keeps_the_ticks(asked: ReviewPage, session: Session, qtbot: QtBot) -> None:
    asked.offers.views[1].box.click()
    session.edit(lambda r: edits.with_text(r, Q1, f"{OURS} Thank you."))
    qtbot.waitUntil(lambda: "Your response has changed since" in texts(asked.offers))
    assert [view.box.isChecked() for view in asked.offers.views] == [True, False]


def test_a_dropped_form_with_answers_shows_the_way(
    desk: Desk, session: Session, went: list[Destination], tmp_path: Path, qtbot: QtBot
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    arrived = Arrived(desk, lambda: None, parent)
    path = tmp_path / "form.docx"
    session.arrivals.files = (Arrival(path, "It is none of the publisher’s files.", has_answers=True),)
    arrived.say()
    named(arrived, "Bring in the answers").click()
    assert went == [Destination(Step.REVIEW, files=(path,))]
