from __future__ import annotations

from dataclasses import replace

import pytest

from respondent_app.model.response import Answer, ClauseComment, Mark, Response, Scope, Stance
from respondent_app.ui.reviewing.summary import QuestionSummary, summarise
from tests import samples


def row(response: Response, question: str) -> QuestionSummary:
    return next(row for row in summarise(response, samples.consultation()) if row.question == question)


def with_answer(question: str, answer: Answer) -> Response:
    return Response("sample-consultation").with_answer(question, answer)


def test_rows_follow_the_order_of_the_questions() -> None:
    assert [row.question for row in summarise(samples.response(), samples.consultation())] == ["Q1", "Q2", "Q3"]


def test_a_complete_answer_in_words() -> None:
    assert row(samples.response(), "Q2") == QuestionSummary(
        "Q2", "Detailed comments", "Answered", "–", "Given", "1", "–", settled=True
    )


@pytest.mark.parametrize(
    ("answer", "said", "settled"),
    [
        (Answer(), "Not yet", False),
        (Answer("no comment."), "No comment", True),
        (Answer("We agree."), "Answered", True),
        (Answer(comments=(ClauseComment("c1", "4.2", comment="Unclear."),)), "Answered", True),
        (Answer(stance={"date": Stance.AGREE}), "Started", False),
        (Answer(rationale="Because."), "Started", False),
    ],
)
def test_what_has_been_said(answer: Answer, said: str, settled: bool) -> None:  # noqa: FBT001
    found = row(with_answer("Q3", answer), "Q3")
    assert (found.answer, found.settled) == (said, settled)


@pytest.mark.parametrize(
    ("stance", "words"),
    [
        ({}, "Not yet"),
        ({"date": Stance.AGREE}, "1 of 3"),
        ({"date": Stance.AGREE, "fallback": Stance.AGREE, "direction": Stance.AGREE}, "Agree"),
        ({"date": Stance.AGREE, "fallback": Stance.DISAGREE, "direction": Stance.NO_VIEW}, "3 of 3"),
    ],
)
def test_stance(stance: dict[str, Stance], words: str) -> None:
    assert row(with_answer("Q3", Answer("We think so.", stance=stance)), "Q3").stance == words


def test_a_rationale_counts_for_the_answer_or_for_every_comment() -> None:
    bare = ClauseComment("c1", "4.2", comment="Unclear.")
    reasoned = replace(bare, rationale="Two readings.")
    assert row(with_answer("Q2", Answer("Yes.")), "Q2").rationale == "Not yet"
    assert row(with_answer("Q2", Answer(comments=(reasoned,))), "Q2").rationale == "By clause"
    assert row(with_answer("Q2", Answer(comments=(reasoned, bare))), "Q2").rationale == "Not yet"
    assert row(with_answer("Q2", Answer("No comment")), "Q2").rationale == "–"


def test_confidential_parts() -> None:
    response = samples.response()
    assert row(response, "Q1").confidential == "1 part"
    assert row(response, "Q3").confidential == "All of it"
    whole = replace(response, marks=(Mark("m9", Scope.RESPONSE),))
    assert row(whole, "Q2").confidential == "All of it"
