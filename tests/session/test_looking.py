"""What a person has seen, or changed themselves, is not told to them as changed; what others did is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from respondent_app.drafts.draft import Draft
from respondent_app.model import edits
from respondent_app.model.consultation import Consultation
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, Mark, Response, Scope
from respondent_app.session import reviewing
from respondent_app.session.looking import Looking
from respondent_app.session.session import Session

ANSWER = Place("Q1", Part.ANSWER)


@pytest.fixture
def session(make_session: Callable[[Response], Session], consultation: Consultation) -> Session:
    made = make_session(Response(consultation.id, answers={"Q1": Answer("One."), "Q2": Answer("Two.")}))
    made.settings.your_name = "Reviewer B"
    return made


def changed(session: Session) -> list[str]:
    return [each.question for each in reviewing.queue(session) if each.changed]


def write(session: Session, text: str, place: Place = ANSWER) -> None:
    session.edit(lambda r: edits.with_text(r, place, text))


def merged_from_a_colleague(session: Session, place: Place, text: str) -> None:
    """A colleague takes a copy, writes, and sends it back."""
    other = Draft.load(session.draft.id, session.consultation.id, session.draft.events, author="Author A")
    other.record(edits.with_text(other.response, place, text))
    session.merge(other.events, draft_id=other.id)


def test_there_is_one_for_each_session(session: Session) -> None:
    assert Looking.of(session) is Looking.of(session)


def test_what_was_never_looked_at_is_not_changed(session: Session) -> None:
    Looking.of(session)
    write(session, "New.")
    assert changed(session) == []
    assert session.response.looked == {}


def test_an_answer_that_was_never_there_is_nothing_to_look_at(session: Session) -> None:
    Looking.of(session).look("Q3")
    assert session.response.looked == {}


def test_what_i_change_myself_i_have_seen(session: Session, qtbot: QtBot) -> None:
    looking = Looking.of(session)
    looking.look("Q1")
    write(session, "Mine.")
    session.edit(lambda r: edits.with_mark(r, Mark("m", Scope.QUESTION, question="Q1")))
    qtbot.waitUntil(lambda: changed(session) == [], timeout=5000)


def test_what_a_colleague_changed_is_told_until_i_look(session: Session, qtbot: QtBot) -> None:
    looking = Looking.of(session)
    looking.look("Q1")
    looking.look("Q2")
    merged_from_a_colleague(session, ANSWER, "Theirs.")
    looking.keep_up()
    qtbot.wait(20)
    write(session, "Still mine.", Place("Q2", Part.ANSWER))
    looking.keep_up()
    assert changed(session) == ["Q1"]
    looking.look("Q1")
    assert changed(session) == []


def test_what_i_typed_just_before_a_merge_is_not_told_as_changed(session: Session) -> None:
    looking = Looking.of(session)
    looking.look("Q1")
    write(session, "Mine, a moment ago.")
    merged_from_a_colleague(session, Place("Q2", Part.ANSWER), "Theirs.")
    assert changed(session) == []


def test_a_merge_that_brings_nothing_changes_nothing(session: Session, qtbot: QtBot) -> None:
    looking = Looking.of(session)
    looking.look("Q1")
    session.merge(session.draft.events, draft_id=session.draft.id)
    qtbot.wait(20)
    write(session, "Mine.")
    looking.keep_up()
    assert changed(session) == []
