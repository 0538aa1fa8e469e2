"""A colleague types into our response document; their words come in, with the keyboard alone, and go out again."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from respondent_app.app import Desktop
from respondent_app.drafts import history
from respondent_app.drafts.saved_response import read_draft, read_response
from respondent_app.exports.word_template import response_document
from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Mark, Scope
from respondent_app.model.submission import Audience
from respondent_app.privacy.disclose import disclose
from respondent_app.session.session import Session
from respondent_app.ui.desk import Step
from respondent_app.ui.main_window import MainWindow
from tests.journeys.test_comparing import drop
from tests.keyboard import focus, press, tab_to

Q1, Q2 = Place("Q1", Part.ANSWER), Place("Q2", Part.ANSWER)
TEXT = "Our plan assumes 12,500 installations a week. Please publish early."


@pytest.fixture
def window(desktop: Desktop, qtbot: QtBot) -> MainWindow:
    desktop.settings.new_unprotected = True
    assert desktop.window is not None
    desktop.new_draft(desktop.window.session.consultation.id)
    desktop.window.resize(1280, 720)
    qtbot.waitExposed(desktop.window)
    session = desktop.window.session
    session.edit(lambda r: edits.with_text(edits.with_text(r, Q1, TEXT), Q2, "We agree."))
    start = TEXT.index("12,500")
    mark = Mark("m1", Scope.PASSAGE, question="Q1", start=start, end=start + 6)
    session.edit(lambda r: edits.with_mark(r, mark))
    return desktop.window


def typed_over(session: Session, path: Path) -> Path:
    """Our response document, after somebody changed two answers in their word processor."""
    document = Document(io.BytesIO(response_document(disclose(session.response, session.consultation, Audience.FULL))))
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("Our plan"):
            paragraph.runs[-1].text = paragraph.runs[-1].text.replace("early", "in May")
        if paragraph.text == "We agree.":
            paragraph.runs[0].text = "We agree with all of it."
    document.save(str(path))
    return path


def test_typed_answers_come_in_without_the_mouse(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, before = window.session, window.session.response
    theirs = typed_over(session, tmp_path / "back from a colleague.docx")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(theirs), ""))
    window.activateWindow()
    press("Ctrl+4")
    tab_to(window, "Bring in answers…")
    press("Space")
    first = "Bring in: The answer to Q1"
    qtbot.waitUntil(lambda: name_of_focus() == first)
    assert session.response is before
    tab_to(window, "Bring in: The answer to Q2")
    press("Space")
    tab_to(window, "Bring in 1 of 2")
    press("Space")
    qtbot.waitUntil(lambda: name_of_focus() == "Put this away")
    text = session.response.text_at(Q1)
    assert text == TEXT.replace("early", "in May")
    assert session.response.text_at(Q2) == "We agree."
    assert [text[mark.start : mark.end] for mark in session.response.passages(Q1)] == ["12,500"]
    assert session.autosave.now()
    assert read_response(session.path) == session.response
    told = [entry.what for entry in history.timeline(read_draft(session.path).events)]
    assert f"Brought in answers from {theirs.name}" in told
    tab_to(window, "Take it back")
    press("Space")
    assert replace(session.response, review_comments=()) == before


def test_an_answers_file_that_is_dropped_is_asked_about(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "answers.toml"
    path.write_text('[answers.Q2]\nanswer = "We agree with most of it."\n', "utf-8")
    drop(window, path)
    assert window.step is Step.REVIEW
    qtbot.waitUntil(lambda: name_of_focus() == "Bring in: The answer to Q2")
    assert window.session.response.text_at(Q2) == "We agree."
    tab_to(window, "Leave as it is")
    press("Space")
    assert focus().accessibleName() == "Bring in answers…"
    assert window.session.bringing_in.plan is None


def name_of_focus() -> str:
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.accessibleName()
