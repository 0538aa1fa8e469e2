"""Marks on a part of one question: the whole answer, rationale, position, or all its comments by clause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from respondent_app.model.place import COMMENT_PARTS, Part, Place
from respondent_app.model.response import (
    Answer,
    ClauseComment,
    Likelihood,
    Mark,
    Reason,
    Response,
    Scope,
    Stance,
)
from respondent_app.model.submission import AnswerBlock, Audience, plain
from respondent_app.privacy.disclose import disclose
from respondent_app.privacy.marks import covered, numbers, where
from tests import samples

CONSULTATION = samples.consultation()
SAID = Answer(
    "Our answer.",
    "Our rationale.",
    {"date": Stance.DISAGREE},
    (ClauseComment("c1", "14.3", comment="One."), ClauseComment("c2", "14.14", comment="Two.")),
)
ALL = {
    Scope.ANSWER: {"Our answer."},
    Scope.RATIONALE: {"Our rationale."},
    Scope.STANCE: {"Disagree"},
    Scope.COMMENTS: {"One.", "Two."},
}


def marked(scope: Scope, *others: Mark, reason: Reason | None = None) -> Response:
    mark = Mark("m", scope, reason or Reason(), "Q3")
    return replace(samples.response(), answers={"Q3": SAID}, marks=(mark, *others))


def block(response: Response, audience: Audience) -> AnswerBlock:
    return next(b for b in disclose(response, CONSULTATION, audience).answers if b.question == "Q3")


def said(shown: AnswerBlock) -> str:
    rows = [plain(cell) for row in shown.comments for cell in (row.clause, row.comment)]
    return "\n".join([plain(shown.answer), plain(shown.rationale), *(plain(row.value) for row in shown.stance), *rows])


@pytest.mark.parametrize("scope", ALL)
def test_only_that_part_is_withheld_from_the_public(scope: Scope) -> None:
    public = said(block(marked(scope), Audience.PUBLIC))
    for other, words in ALL.items():
        assert all((word in public) == (other is not scope) for word in words)
    assert "[Confidential 1]" in public


@pytest.mark.parametrize("scope", ALL)
def test_the_full_version_holds_all_of_it_and_says_what_is_confidential(scope: Scope) -> None:
    shown = block(marked(scope), Audience.FULL)
    assert all(word in said(shown) for words in ALL.values() for word in words)
    assert shown.confidential == "Part"


def test_the_number_of_withheld_comments_does_not_show() -> None:
    response = marked(Scope.COMMENTS)
    one = response.with_answer("Q3", replace(SAID, comments=SAID.comments[:1]))
    assert block(response, Audience.PUBLIC) == block(one, Audience.PUBLIC)
    assert "14.14" not in said(block(response, Audience.PUBLIC))


def test_a_withheld_rationale_does_not_tell_whether_there_is_one() -> None:
    response = marked(Scope.RATIONALE)
    without = response.with_answer("Q3", replace(SAID, rationale=""))
    assert block(response, Audience.PUBLIC) == block(without, Audience.PUBLIC)


@pytest.mark.parametrize(
    ("scope", "inner"),
    [
        (Scope.ANSWER, Mark("i", Scope.PASSAGE, question="Q3", part=Part.ANSWER, start=0, end=3)),
        (Scope.RATIONALE, Mark("i", Scope.PASSAGE, question="Q3", part=Part.RATIONALE, start=0, end=3)),
        (Scope.COMMENTS, Mark("i", Scope.COMMENT, question="Q3", comment="c2")),
        (Scope.COMMENTS, Mark("i", Scope.PASSAGE, question="Q3", comment="c2", part=Part.COMMENT, start=0, end=3)),
    ],
)
def test_what_lies_inside_is_not_told_to_the_public(scope: Scope, inner: Mark) -> None:
    response = marked(scope, inner)
    assert covered(response) == {"i"}
    assert [row.number for row in disclose(response, CONSULTATION, Audience.PUBLIC).reasons] == [1]
    assert numbers(response, CONSULTATION) == {"m": 1, "i": 2}


def test_a_passage_of_another_part_is_not_inside() -> None:
    inner = Mark("i", Scope.PASSAGE, question="Q3", part=Part.RATIONALE, start=0, end=3)
    assert covered(marked(Scope.ANSWER, inner)) == frozenset()
    assert covered(marked(Scope.QUESTION, Mark("i", Scope.STANCE, question="Q3"))) == {"i"}


@pytest.mark.parametrize("scope", [Scope.RESPONSE, Scope.QUESTION, *ALL])
def test_a_mark_covers_the_texts_that_it_withholds(scope: Scope) -> None:
    places = {
        Part.ANSWER: Place("Q3", Part.ANSWER),
        Part.RATIONALE: Place("Q3", Part.RATIONALE),
        **{part: Place("Q3", part, "c1") for part in COMMENT_PARTS},
    }
    wanted = {
        Scope.ANSWER: {Part.ANSWER},
        Scope.RATIONALE: {Part.RATIONALE},
        Scope.STANCE: set(),
        Scope.COMMENTS: set(COMMENT_PARTS),
    }
    mark = Mark("m", scope, question="Q3")
    assert {part for part, place in places.items() if mark.covers(place)} == wanted.get(scope, set(places))
    assert mark.covers(Place("Q1", Part.ANSWER)) == (scope is Scope.RESPONSE)


def test_the_full_version_says_how_likely_the_harm_is_and_that_it_is_not_public() -> None:
    reason = Reason(explanation="Why.", harm="Harm.", likelihood=Likelihood.WOULD_BE_LIKELY, not_public=True)
    response = marked(Scope.ANSWER, reason=reason)
    row = disclose(response, CONSULTATION, Audience.FULL).reasons[0]
    assert row.explanation == "Why.\nThis is not public already."
    assert row.harm == "Harm.\nThis would be likely to happen."
    public = disclose(response, CONSULTATION, Audience.PUBLIC).reasons[0]
    assert (public.explanation, public.harm) == ("", "")


def test_each_has_a_name_of_its_own() -> None:
    named = {where(Mark("m", scope, question="Q3"), CONSULTATION) for scope in (Scope.QUESTION, *ALL)}
    assert len(named) == 1 + len(ALL)
