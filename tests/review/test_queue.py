"""What waits for a reviewer, question by question."""

from __future__ import annotations

from dataclasses import replace

from respondent_app.model import edits, team_edits
from respondent_app.model.finding import Finding, Weight
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Mark, Response, Scope
from respondent_app.model.team import ReviewComment, Status
from respondent_app.review import queue
from respondent_app.review.completeness import check
from tests import samples

ME = "Reviewer B"


def waiting(response: Response, question: str, person: str = ME) -> queue.Waiting:
    return next(each for each in queue.queue(response, samples.consultation(), person) if each.question == question)


def test_every_question_of_the_consultation_is_in_the_queue_in_its_order() -> None:
    rows = queue.queue(samples.response(), samples.consultation(), ME)
    assert [row.question for row in rows] == [question.id for question in samples.consultation().questions]
    assert not any(row.waits for row in rows)


def test_what_is_to_review_waits() -> None:
    assert waiting(team_edits.with_status(samples.response(), "Q1", Status.TO_REVIEW), "Q1").waits
    assert not waiting(team_edits.with_status(samples.response(), "Q1", Status.AGREED), "Q1").waits


def test_an_answer_changed_since_one_looked_is_told_to_that_person_only() -> None:
    looked = team_edits.with_looked(samples.response(), "Q1", ME)
    assert not waiting(looked, "Q1").changed
    after = edits.with_text(looked, Place("Q1", Part.RATIONALE), "New.")
    assert waiting(after, "Q1").changed
    assert not waiting(after, "Q1", "Author A").changed
    assert not waiting(after, "Q2").changed
    assert not waiting(team_edits.with_looked(after, "Q1", ME), "Q1").changed


def test_a_mark_is_a_change_to_look_at_too() -> None:
    looked = team_edits.with_looked(samples.response(), "Q2", ME)
    assert waiting(edits.with_mark(looked, Mark("n", Scope.QUESTION, question="Q2")), "Q2").changed


def test_a_question_is_mine_however_my_name_is_written() -> None:
    assert waiting(team_edits.with_assignment(samples.response(), "Q1", "reviewer  b"), "Q1").assigned_to_person
    assert not waiting(samples.response(), "Q1", "").assigned_to_person


def commented(*comments: ReviewComment) -> Response:
    return replace(samples.response(), review_comments=comments)


def test_threads_come_by_time_and_replies_after_their_comment() -> None:
    response = commented(
        ReviewComment("2", "Q1", text="two", at=2),
        ReviewComment("a2", "Q1", text="second answer", at=9, reply_to="1"),
        ReviewComment("a1", "Q1", text="first answer", at=8, reply_to="1"),
        ReviewComment("1", "Q1", text="one", at=1),
        ReviewComment("3", "Q2", text="elsewhere", at=0),
    )
    said = [[t.first.text, *(reply.text for reply in t.replies)] for t in queue.threads(response, "Q1")]
    assert said == [["one", "first answer", "second answer"], ["two"]]


def test_a_reply_without_its_comment_is_still_shown() -> None:
    (thread,) = queue.threads(commented(ReviewComment("a", "Q1", text="yes", reply_to="gone")), "Q1")
    assert thread.first.text == "yes"


def test_open_comments_are_counted_by_thread() -> None:
    response = commented(
        ReviewComment("1", "Q1", text="open", at=1),
        ReviewComment("r", "Q1", text="reply", at=2, reply_to="1"),
        ReviewComment("2", "Q1", text="settled", at=3, resolved=True),
    )
    assert waiting(response, "Q1").open_comments == 1


def found(response: Response) -> list[Finding]:
    ids = ("comments:", "to-review:", "drafting:")
    return [f for f in check(response, samples.consultation()) if f.id.startswith(ids)]


def test_findings_name_open_comments_and_statuses_and_block_nothing() -> None:
    response = team_edits.with_status(commented(ReviewComment("1", "Q2", text="?")), "Q1", Status.TO_REVIEW)
    assert [f.message for f in found(response)] == [
        "Q1 still waits to be reviewed.",
        "1 comment by a colleague is not resolved in Q2.",
    ]
    assert {f.weight for f in found(response)} == {Weight.SHOULD}


def test_a_draft_among_agreed_answers_is_worth_a_look_but_statuses_need_not_be_used() -> None:
    assert found(samples.response()) == []
    response = team_edits.with_status(samples.response(), "Q1", Status.AGREED)
    assert [f.id for f in found(response)] == ["drafting:Q2", "drafting:Q3"]
