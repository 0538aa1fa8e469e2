"""What pages do for colleagues who review: names, and who changed what was signed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from respondent_app.drafts.draft import Draft
from respondent_app.model import edits
from respondent_app.model.consultation import Consultation
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, Mark, Response, Scope
from respondent_app.model.team import Role
from respondent_app.session import reviewing
from respondent_app.session.session import Session

ANSWER = Place("Q1", Part.ANSWER)


@pytest.fixture
def session(make_session: Callable[[Response], Session], consultation: Consultation) -> Session:
    made = make_session(Response(consultation.id, answers={"Q1": Answer("One."), "Q2": Answer("Two.")}))
    reviewing.take_name(made, "Reviewer B")
    return made


def test_the_name_i_give_stands_on_what_i_do(session: Session) -> None:
    reviewing.comment(session, ANSWER, "", 0, "Why?")
    reviewing.sign(session, Role.LEGAL)
    assert session.response.review_comments[0].by == "Reviewer B"
    assert session.response.sign_offs[0].by == "Reviewer B"
    assert session.draft.events[-1].author == "Reviewer B"


def test_names_already_used_are_offered_once_each(session: Session) -> None:
    reviewing.assign(session, "Q1", "Author A")
    reviewing.assign(session, "Q2", "Author A")
    reviewing.comment(session, ANSWER, "", 0, "Why?")
    assert reviewing.names(session) == ("Author A", "Reviewer B")


def since(session: Session, qtbot: QtBot) -> list[str]:
    """What is told of each sign-off that no longer holds."""
    told: list[dict[str, str]] = []
    reviewing.changes_since(session, lambda why: told.append(dict(why)))
    qtbot.waitUntil(lambda: bool(told))
    return [told[0][each.id] for each in session.response.sign_offs if each.id in told[0]]


def test_who_changed_what_was_signed_is_told(session: Session, qtbot: QtBot) -> None:
    reviewing.sign(session, Role.AUTHOR)
    other = Draft.load(session.draft.id, session.consultation.id, session.draft.events, author="Author A")
    other.record(edits.with_text(other.response, Place("Q2", Part.RATIONALE), "Because."))
    session.merge(other.events, draft_id=other.id)
    session.edit(lambda r: edits.with_text(r, ANSWER, "One and a half."))
    assert since(session, qtbot) == ["Author A changed Q2; Reviewer B changed Q1"]


def test_what_the_role_did_not_sign_is_not_told_as_changed(session: Session, qtbot: QtBot) -> None:
    reviewing.sign(session, Role.AUTHOR)
    reviewing.sign(session, Role.CONFIDENTIALITY)
    session.edit(lambda r: edits.with_mark(r, Mark("m", Scope.QUESTION, question="Q1")))
    session.edit(lambda r: edits.with_mark(r, Mark("p", Scope.PASSAGE, question="Q2", start=0, end=3)))
    reviewing.assign(session, "Q1", "Author A")
    assert since(session, qtbot) == ["Reviewer B changed what is confidential in Q1 and what is confidential in Q2"]
    session.edit(lambda r: edits.with_text(r, ANSWER, "Other."))
    assert since(session, qtbot)[0] == "Reviewer B changed Q1"


def test_a_sign_off_of_which_the_draft_knows_nothing_is_told_without_a_name(session: Session, qtbot: QtBot) -> None:
    reviewing.sign(session, Role.AUTHOR)
    session.response = edits.with_text(session.response, ANSWER, "Changed behind the draft's back.")
    assert since(session, qtbot) == [""]


@pytest.mark.parametrize("at", [10**18, -(10**18)])
def test_a_time_that_no_calendar_holds_is_left_out(at: int) -> None:
    assert reviewing.when(at) == ""


def test_the_trail_is_written_whole(session: Session, tmp_path: Path) -> None:
    reviewing.sign(session, Role.AUTHOR)
    session.edit(lambda r: edits.with_text(r, ANSWER, "Secret."))
    page = reviewing.trail_page(session)
    assert "Reviewer B changed Q1" in page
    assert "Secret" not in page
    reviewing.store(tmp_path / "trail.html", page.encode())
    assert (tmp_path / "trail.html").read_text("utf-8") == page
