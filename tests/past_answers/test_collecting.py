"""Which texts of a response are kept, and that nothing confidential loses its mark on the way."""

from __future__ import annotations

import pytest

from respondent_app.model.past_answer import PastMark, PastResponse
from respondent_app.model.place import Part
from respondent_app.model.response import Answer, ClauseComment, Mark, Reason, ReasonCategory, Response, Scope
from respondent_app.past_answers.collecting import collect

SOURCE = PastResponse("d1", "c")
COMMENT = ClauseComment("k1", "14.3", comment="Too soon.", proposed="in May", rationale="Time.")
ANSWERS = {
    "Q1": Answer("We agree.", "It is right.", comments=(COMMENT,)),
    "Q2": Answer("No comment."),
    "Q3": Answer(" "),
}
WHY = Reason(category=ReasonCategory.CONTRACT, explanation="Between us and our supplier.")
EVERY_PART = {Part.ANSWER, Part.RATIONALE, Part.COMMENT, Part.PROPOSED, Part.COMMENT_RATIONALE}


def collected(*marks: Mark) -> dict[Part, tuple[PastMark, ...]]:
    found = collect(Response("c", answers=ANSWERS, marks=marks), SOURCE, {"Q1": "Do you agree?"})
    assert {answer.question for answer in found} == {"Q1"}
    return {answer.part: answer.marks for answer in found}


def test_every_text_that_says_something_is_kept_with_its_question_and_clause() -> None:
    found = collect(Response("c", answers=ANSWERS), SOURCE, {"Q1": "Do you agree?"})
    assert [(answer.text, answer.clause) for answer in found] == [
        ("We agree.", ""), ("It is right.", ""), ("Too soon.", "14.3"), ("in May", "14.3"), ("Time.", "14.3"),
    ]  # fmt: skip
    assert {(answer.asked, answer.confidential) for answer in found} == {("Do you agree?", False)}


def test_a_passage_is_kept_with_the_kind_of_its_reason_only() -> None:
    found = collected(Mark("m", Scope.PASSAGE, WHY, question="Q1", start=3, end=8))
    assert found[Part.ANSWER] == (PastMark(3, 8, ReasonCategory.CONTRACT),)
    assert not any(found[part] for part in EVERY_PART - {Part.ANSWER})


@pytest.mark.parametrize(
    ("mark", "confidential"),
    [
        (Mark("m", Scope.RESPONSE), EVERY_PART),
        (Mark("m", Scope.QUESTION, question="Q1"), EVERY_PART),
        (Mark("m", Scope.ANSWER, question="Q1"), {Part.ANSWER}),
        (Mark("m", Scope.RATIONALE, question="Q1"), {Part.RATIONALE}),
        (Mark("m", Scope.COMMENTS, question="Q1"), EVERY_PART - {Part.ANSWER, Part.RATIONALE}),
        (Mark("m", Scope.COMMENT, question="Q1", comment="k1"), EVERY_PART - {Part.ANSWER, Part.RATIONALE}),
        (Mark("m", Scope.COMMENT, question="Q1", comment="k2"), set()),
        (Mark("m", Scope.STANCE, question="Q1"), set()),
        (Mark("m", Scope.ORGANISATION), set()),
        (Mark("m", Scope.QUESTION, question="Q2"), set()),
        (Mark("m", Scope.PASSAGE, question="Q1", start=4, end=4), {Part.ANSWER}),  # it lost its words: which?
        (Mark("m", Scope.PASSAGE, question="Q1", start=90, end=99), {Part.ANSWER}),
    ],
)
def test_what_is_withheld_as_a_whole_is_confidential_as_a_whole(mark: Mark, confidential: set[Part]) -> None:
    assert {part for part, marks in collected(mark).items() if marks} == confidential
    assert {(m.start, m.end) for m in collected(mark)[Part.ANSWER]} <= {(0, len("We agree."))}
