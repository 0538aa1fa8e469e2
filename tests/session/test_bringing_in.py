"""Answers that a colleague typed into a file come in through the session, once the person has said which."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from respondent_app.drafts import history
from respondent_app.exports.comments_sheet import comments_workbook
from respondent_app.model import edits, team_edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import ClauseComment, CommentType, Mark, Respondent, Response, Scope
from respondent_app.model.submission import Audience
from respondent_app.model.team import BROUGHT_IN, Status
from respondent_app.model.word_diff import Did
from respondent_app.privacy.disclose import disclose
from respondent_app.session.bringing_in import BringingIn, Plan
from respondent_app.session.messages import Message
from respondent_app.session.session import Session
from tests.made_templates.with_python_docx import boxes_by_question

Q1, Q2 = Place("Q1", Part.ANSWER), Place("Q2", Part.ANSWER)
OURS = "Our plan assumes 12,500 installations a week. Please publish early."
THEIRS = OURS.replace("early", "in May")
Edit = Callable[[Response], Response]


def marked(response: Response) -> Response:
    start = OURS.index("12,500")
    return edits.with_mark(response, Mark("m1", Scope.PASSAGE, question="Q1", start=start, end=start + 6))


def typed(place: Place, text: str) -> Edit:
    return lambda r: edits.with_text(r, place, text)


def commented(comment_id: str) -> Edit:
    return lambda r: edits.with_comment(
        r, "Q2", ClauseComment(comment_id, "4.9", CommentType.DRAFTING, "The reference is to another clause.")
    )


@pytest.fixture
def sheet(session: Session, tmp_path: Path) -> Callable[..., Path]:
    """Write our comments sheet of what the session has, after a colleague went on in it."""

    def write(*steps: Edit, audience: Audience = Audience.FULL) -> Path:
        response = session.response
        for step in steps:
            response = step(response)
        path = tmp_path / "colleague's sheet.xlsx"
        path.write_bytes(comments_workbook(disclose(response, session.consultation, audience)))
        return path

    return write


def read(session: Session, path: Path, qtbot: QtBot) -> BringingIn:
    session.bringing_in.take(path)
    qtbot.waitUntil(lambda: not session.bringing_in.is_working)
    return session.bringing_in


def plan_of(bringing: BringingIn) -> Plan:
    assert bringing.plan is not None
    return bringing.plan


def bring(session: Session, qtbot: QtBot, *refused: str, ask: bool = False) -> None:
    session.bringing_in.bring_in(frozenset(refused), ask=ask)
    qtbot.waitUntil(lambda: not session.bringing_in.is_working)


def test_nothing_changes_before_the_person_has_said_so(
    session: Session, sheet: Callable[..., Path], qtbot: QtBot
) -> None:
    session.edit(typed(Q1, OURS))
    path, before = sheet(typed(Q1, THEIRS), commented("c")), session.response
    bringing = read(session, path, qtbot)
    assert session.response is before
    assert [offer.came.name for offer in plan_of(bringing).offers] == [
        "The answer to Q1",
        "A new comment on clause 4.9 (Q2)",
    ]
    (words,) = plan_of(bringing).offers[0].texts
    assert {p.text.strip() for p in words.pieces if p.did is Did.COME} == {"in May"}
    bringing.leave()
    assert (bringing.plan, session.response) == (None, before)


def test_what_was_chosen_comes_in_at_once_and_marks_stay(
    session: Session, sheet: Callable[..., Path], qtbot: QtBot
) -> None:
    session.edit(typed(Q1, OURS))
    session.edit(marked)
    read(session, sheet(typed(Q1, THEIRS), typed(Q2, "We agree."), commented("c")), qtbot)
    edited: list[object] = []
    session.changed.connect(edited.append)
    bring(session, qtbot, "text/Q2/answer/")
    assert len(edited) == 1
    assert session.response.text_at(Q1) == THEIRS
    assert session.response.text_at(Q2) == ""
    (mark,) = session.response.passages(Q1)
    assert THEIRS[mark.start : mark.end] == "12,500"
    assert [comment.clause for comment in session.response.answer("Q2").comments] == ["4.9"]
    assert session.bringing_in.brought is not None
    assert session.bringing_in.brought.count == 2


def test_undo_in_the_text_takes_it_back(session: Session, sheet: Callable[..., Path], qtbot: QtBot) -> None:
    session.edit(typed(Q1, OURS))
    read(session, sheet(typed(Q1, THEIRS)), qtbot)
    bring(session, qtbot)
    session.undo(Q1)
    assert session.response.text_at(Q1) == OURS


def test_all_of_it_can_be_taken_back_but_what_was_changed_since(
    session: Session, sheet: Callable[..., Path], qtbot: QtBot
) -> None:
    session.edit(typed(Q1, OURS))
    session.edit(marked)
    before = session.response
    path = sheet(typed(Q1, THEIRS), typed(Q2, "We agree."), commented("c"))
    read(session, path, qtbot)
    bring(session, qtbot)
    session.bringing_in.take_back()
    assert history.timeline(session.draft.events)[-1].what == f"Took back answers from {path.name}"
    assert replace(session.response, review_comments=()) == replace(before, review_comments=())
    assert session.response.review_comments == ()
    read(session, path, qtbot)
    bring(session, qtbot)
    session.edit(typed(Q1, THEIRS + " And more."))
    session.bringing_in.take_back()
    assert session.response.text_at(Q1) == THEIRS + " And more."
    assert session.response.text_at(Q2) == ""
    assert session.bringing_in.brought is not None
    assert "1 thing stayed" in session.bringing_in.brought.said


@pytest.mark.parametrize("ask", [False, True])
def test_each_change_says_where_it_comes_from(
    session: Session, sheet: Callable[..., Path], qtbot: QtBot, *, ask: bool
) -> None:
    session.edit(typed(Q1, OURS))
    path = sheet(typed(Q1, THEIRS), typed(Q2, "We agree."))
    read(session, path, qtbot)
    bring(session, qtbot, ask=ask)
    notes = session.response.review_comments
    assert {note.place for note in notes} == {Q1, Q2}
    assert all(note.text.startswith(f"{BROUGHT_IN}{path.name}. ") for note in notes)
    assert {note.resolved for note in notes} == {not ask}
    told = [entry.what for entry in history.timeline(session.draft.events)]
    assert told.count(f"Brought in answers from {path.name}") == 1
    assert not any("omment" in what for what in told)


def test_a_public_version_overwrites_nothing(session: Session, sheet: Callable[..., Path], qtbot: QtBot) -> None:
    session.edit(typed(Q1, OURS))
    session.edit(marked)
    bringing = read(session, sheet(audience=Audience.PUBLIC), qtbot)
    assert plan_of(bringing).offers == ()
    assert plan_of(bringing).left


def test_what_changes_meanwhile_is_worked_out_again(session: Session, sheet: Callable[..., Path], qtbot: QtBot) -> None:
    session.edit(typed(Q1, OURS))
    bringing = read(session, sheet(typed(Q1, THEIRS), typed(Q2, "We agree.")), qtbot)
    session.edit(typed(Q2, "We agree."))
    bringing.bring_in(frozenset(), ask=False)
    qtbot.waitUntil(lambda: not bringing.is_working)
    assert session.response.text_at(Q1) == OURS, "the person has not seen this plan yet"
    assert [offer.came.key for offer in plan_of(bringing).offers] == ["text/Q1/answer/"]
    session.edit(typed(Q1, THEIRS))
    qtbot.waitUntil(lambda: plan_of(bringing).offers == ())


def test_what_colleagues_note_meanwhile_is_no_reason_to_ask_again(
    session: Session, sheet: Callable[..., Path], qtbot: QtBot
) -> None:
    session.edit(typed(Q1, OURS))
    bringing = read(session, sheet(typed(Q1, THEIRS), commented("c")), qtbot)
    session.edit(lambda r: team_edits.with_status(r, "Q1", Status.TO_REVIEW))
    bringing.bring_in(frozenset(), ask=False)
    qtbot.waitUntil(lambda: bringing.brought is not None)
    assert session.response.text_at(Q1) == THEIRS
    assert not bringing.has_moved


def test_answers_files_come_in_the_same_way(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    session.edit(lambda r: replace(r, respondent=Respondent(name="Author A")))
    path = tmp_path / "answers.toml"
    path.write_text('[respondent]\nname = "Author B"\n[answers.Q1]\nanswer = "Yes, in [[May]]."\n', "utf-8")
    offers = plan_of(read(session, path, qtbot)).offers
    name, answer = offers[0].came, offers[1]
    assert (name.was, name.is_now) == ("Author A", "Author B")
    bring(session, qtbot, answer.came.key)
    assert session.response.respondent.name == "Author B"
    assert session.response.answers == {}


def test_what_is_no_such_file_is_told(session: Session, tmp_path: Path, said: list[Message], qtbot: QtBot) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("We agree.", "utf-8")
    bringing = read(session, path, qtbot)
    assert bringing.plan is None
    assert "notes.txt" in said[-1].text


def test_a_draft_that_can_only_be_read_says_so(
    session: Session, sheet: Callable[..., Path], said: list[Message], qtbot: QtBot
) -> None:
    path = sheet(typed(Q1, THEIRS))
    session.read_only = True
    bringing = read(session, path, qtbot)
    assert bringing.plan is None
    assert "can only be read" in said[-1].text


def test_stopping_leaves_everything_as_it_was(session: Session, sheet: Callable[..., Path], qtbot: QtBot) -> None:
    path, before = sheet(typed(Q1, THEIRS)), session.response
    session.bringing_in.take(path)
    session.bringing_in.cancel()
    assert not session.bringing_in.is_working
    session.background.wait()
    qtbot.wait(50)
    assert (session.bringing_in.plan, session.response) == (None, before)


def test_two_new_comments_on_one_clause_are_told_apart(
    session: Session, sheet: Callable[..., Path], qtbot: QtBot
) -> None:
    path = sheet(commented("c"), commented("d"))
    book = load_workbook(io.BytesIO(path.read_bytes()))
    book["Comments"]["E3"] = "Another thought on the same clause altogether."
    book.save(path)
    bringing = read(session, path, qtbot)
    first, second = plan_of(bringing).offers
    bring(session, qtbot, first.came.key)
    (comment,) = session.response.answer("Q2").comments
    assert comment.comment == "Another thought on the same clause altogether."
    assert first.came.key != second.came.key


def test_files_that_are_dropped_are_known_by_the_answers_in_them(
    session: Session, sheet: Callable[..., Path], tmp_path: Path, qtbot: QtBot
) -> None:
    answers = sheet(typed(Q1, THEIRS))
    blank, letter = tmp_path / "form.docx", tmp_path / "letter.docx"
    blank.write_bytes(boxes_by_question(session.consultation))
    Document().save(str(letter))
    session.arrivals.take((answers, blank, letter))
    qtbot.waitUntil(lambda: not session.arrivals.is_working)
    assert {file.path: file.has_answers for file in session.arrivals.files} == {
        answers: True, blank: False, letter: False,
    }  # fmt: skip
