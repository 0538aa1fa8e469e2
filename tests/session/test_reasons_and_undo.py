"""Undo in a text takes back marks, never the reasons that were written for them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Mark, Reason, Scope
from respondent_app.session.messages import Messages
from respondent_app.session.session import Session
from respondent_app.session.settings import Settings
from tests import samples

ANSWER = Place("Q2", Part.ANSWER)
MARK = Mark("new", Scope.PASSAGE, question="Q2", start=0, end=3)


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Session:
    return Session(
        samples.consultation(), samples.response(),
        path=tmp_path / "x.response", save=lambda _: None, settings=Settings(), messages=Messages(),
    )  # fmt: skip


def _give_reason(session: Session, harm: str) -> None:
    session.edit(lambda r: edits.with_mark(r, replace(r.mark("new"), reason=Reason(harm=harm))))


def test_undoing_words_keeps_the_reason_of_the_mark(session: Session) -> None:
    session.edit_text(ANSWER, lambda r: edits.with_mark(r, MARK))
    _give_reason(session, "Great")
    session.type_text(ANSWER, session.response.text_at(ANSWER) + "!", 1)
    session.undo(ANSWER)
    assert session.response.mark("new").reason.harm == "Great"


def test_undoing_a_removal_brings_the_reason_back(session: Session) -> None:
    session.edit_text(ANSWER, lambda r: edits.with_mark(r, MARK))
    _give_reason(session, "Great")
    session.edit_text(ANSWER, lambda r: edits.without_mark(r, "new"))
    session.undo(ANSWER)
    assert session.response.mark("new").reason.harm == "Great"


def test_marking_again_by_redo_brings_the_reason_back(session: Session) -> None:
    session.edit_text(ANSWER, lambda r: edits.with_mark(r, MARK))
    _give_reason(session, "Great")
    session.undo(ANSWER)
    session.redo(ANSWER)
    assert session.response.mark("new").reason.harm == "Great"
