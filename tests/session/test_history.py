from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from respondent_app.model import edits
from respondent_app.model.history import Written
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Response
from respondent_app.session.history import Comparison, PutBack
from respondent_app.session.messages import Message
from respondent_app.session.session import Session

Q2 = Place("Q2", Part.ANSWER)


def write(session: Session, text: str, place: Place = Q2) -> None:
    session.edit(lambda r: edits.with_text(r, place, text))
    session.draft.events  # noqa: B018  what was written becomes events of its own


def listed(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.history.listed):
        session.history.refresh()


def test_an_empty_history_is_listed_as_such(session: Session, qtbot: QtBot) -> None:
    listed(session, qtbot)
    assert session.history.is_empty


def test_a_step_says_what_it_changed(session: Session, qtbot: QtBot) -> None:
    write(session, "We agree.")
    write(session, "Yes.", Place("Q1", Part.ANSWER))
    listed(session, qtbot)
    assert len(session.history.entries) == 2
    with qtbot.waitSignal(session.history.compared) as told:
        session.history.look_at(session.history.entries[0])
    (found,) = told.args
    assert isinstance(found, Comparison)
    assert [difference.place for difference in found.differences] == [Q2]


def test_only_the_newest_question_is_answered(session: Session, qtbot: QtBot) -> None:
    write(session, "We agree.")
    write(session, "Yes.", Place("Q1", Part.ANSWER))
    listed(session, qtbot)
    first, second = session.history.entries
    answers: list[Comparison] = []
    session.history.compared.connect(answers.append)
    session.history.look_at(first)
    session.history.look_at(second)
    session.background.wait()
    assert [found.one for found in answers] == [second]


def test_who_wrote_a_text_is_told(session: Session, qtbot: QtBot) -> None:
    write(session, "We agree. It is late.")
    with qtbot.waitSignal(session.history.told) as told:
        session.history.ask_who_wrote(Q2)
    (written,) = told.args
    assert isinstance(written, Written)
    assert written.text == "We agree. It is late."
    assert [sentence.author for sentence in written.sentences] == [session.draft.author] * 2


def test_a_text_is_put_back_as_a_new_step(session: Session, qtbot: QtBot) -> None:
    write(session, "One.")
    listed(session, qtbot)
    (first,) = session.history.entries
    write(session, "Two.")
    with qtbot.waitSignal(session.history.planned) as told:
        session.history.plan(first, Q2)
    (plan,) = told.args
    assert isinstance(plan, PutBack)
    assert session.response.text_at(Q2) == "Two."
    before = len(session.draft.events)
    assert session.history.put_back(plan)
    assert session.response.text_at(Q2) == "One."
    assert len(session.draft.events) == before + 1


def test_a_plan_that_is_out_of_date_is_made_anew(session: Session, qtbot: QtBot, said: list[Message]) -> None:
    write(session, "One.")
    listed(session, qtbot)
    (first,) = session.history.entries
    write(session, "Two.")
    with qtbot.waitSignal(session.history.planned) as told:
        session.history.plan(first, None)
    write(session, "Meanwhile.", Place("Q1", Part.ANSWER))
    with qtbot.waitSignal(session.history.planned):
        assert not session.history.put_back(told.args[0])
    assert session.response.text_at(Q2) == "Two."


def test_the_response_is_not_touched_by_looking(
    make_session: Callable[[Response | None], Session], qtbot: QtBot
) -> None:
    session = make_session(None)
    write(session, "One.")
    events, response = session.draft.events, session.response
    listed(session, qtbot)
    with qtbot.waitSignal(session.history.compared):
        session.history.compare(session.history.entries[0], None)
    assert (session.draft.events, session.response) == (events, response)
