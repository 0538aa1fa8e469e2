from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from respondent_app.model import edits
from respondent_app.model.consultation import Consultation
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, Mark, Respondent, Response, Scope
from respondent_app.session.messages import Messages
from respondent_app.session.session import Change, Session
from respondent_app.session.settings import Settings

ANSWER = Place("Q1", Part.ANSWER)


def test_an_edit_announces_what_it_changed(session: Session) -> None:
    heard: list[Change] = []
    session.changed.connect(heard.append)
    session.edit(lambda r: r.with_answer("Q2", Answer("x")))
    session.edit(lambda r: replace(r, respondent=Respondent(name="A")))
    assert [(c.questions, c.respondent, c.marks) for c in heard] == [
        (frozenset({"Q2"}), False, False),
        (frozenset(), True, False),
    ]


def test_an_edit_that_changes_nothing_is_silent(session: Session) -> None:
    heard: list[Change] = []
    session.changed.connect(heard.append)
    session.edit(replace)
    assert heard == []
    assert not session.autosave.has_unsaved


def test_undo_of_a_deletion_brings_the_mark_back(session: Session) -> None:
    """Otherwise confidential words would come back into the open."""
    session.type_text(ANSWER, "a secret b", 10)
    mark = Mark("m", Scope.PASSAGE, question="Q1", start=2, end=8)
    session.edit_text(ANSWER, lambda r: edits.with_mark(r, mark))
    session.type_text(ANSWER, "a  b", 2)
    assert covers_nothing(session)
    session.undo(ANSWER)
    assert session.response.text_at(ANSWER) == "a secret b"
    assert session.response.passages(ANSWER) == (mark,)


def covers_nothing(session: Session) -> bool:
    return all(mark.start == mark.end for mark in session.response.marks)


def test_going_elsewhere_ends_the_passage(session: Session) -> None:
    """Typing on where words of a mark were just deleted is marked; coming back later and typing there is not."""
    session.type_text(ANSWER, "a secret b", 10)
    mark = Mark("m", Scope.PASSAGE, question="Q1", start=2, end=8)
    session.edit_text(ANSWER, lambda r: edits.with_mark(r, mark))
    session.type_text(ANSWER, "a secre b", 7)
    session.type_text(ANSWER, "a secre! b", 8)
    assert (session.response.mark("m").start, session.response.mark("m").end) == (2, 8)
    session.cursor_moved(ANSWER)
    session.type_text(ANSWER, "a secre!? b", 9)
    assert session.response.mark("m").end == 8


def test_undo_steps_of_one_text_leave_the_others_alone(session: Session) -> None:
    other = Place("Q1", Part.RATIONALE)
    session.type_text(ANSWER, "one", 3)
    session.type_text(other, "two", 3)
    session.undo(ANSWER)
    assert session.response.text_at(ANSWER) == ""
    assert session.response.text_at(other) == "two"


def test_views_are_made_once_for_each_response(session: Session) -> None:
    first = session.findings()
    assert session.findings() is first
    session.edit(lambda r: r.with_answer("Q1", Answer("No comment")))
    assert session.findings() is not first


def test_every_change_is_saved(session: Session, saved: list[Response]) -> None:
    session.type_text(ANSWER, "first keystroke", 5)
    assert session.autosave.now()
    assert saved[-1].text_at(ANSWER) == "first keystroke"


def test_an_opened_draft_is_saved_and_a_new_one_has_nothing_to_save(
    session: Session, consultation: Consultation, tmp_path: Path
) -> None:
    assert session.autosave.state.text == "Nothing to save yet"
    path = tmp_path / "there.response"
    path.write_bytes(b"x")
    opened = Session(
        consultation,
        Response(consultation.id),
        path=path,
        save=lambda _: None,
        settings=Settings(),
        messages=Messages(),
    )
    assert opened.autosave.state.text == "Saved"
