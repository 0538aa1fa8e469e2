"""Where the words are by which a file would leak: to the letter, so that marking them closes the leak."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respondent_app.model.edits import with_mark
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, Mark, Response, Scope
from respondent_app.privacy.secret_words import secrets
from respondent_app.privacy.standing_open import standing_open
from tests import samples

CONSULTATION = samples.consultation()
RATIONALE = Place("Q1", Part.RATIONALE)


def with_rationale(rationale: str, marked: str) -> Response:
    before = "We expect "
    mark = Mark("m", Scope.PASSAGE, question="Q1", start=len(before), end=len(before) + len(marked))
    return replace(samples.response(), answers={"Q1": Answer(before + marked, rationale)}, marks=(mark,))


def words_found(response: Response) -> list[str]:
    return [
        response.text_at(it.place)[it.start : it.end]
        for it in standing_open(response, secrets(response, CONSULTATION), "")
        if it.place == RATIONALE
    ]


@pytest.mark.parametrize(
    ("marked", "rationale", "words"),
    [
        ("a rate of 12,480 meters", "So it is 12 480 then.", "12 480"),
        ("a rate of 12,480 meters", "So it is £12,480.00 then.", "£12,480.00"),
        ("to stop on 3 May 2031", "Not after\n03/05/2031, then.", "03/05/2031"),
        ("Quartz framework pricing settles", "Note: QUARTZ  framework—pricing  settles, they say.",
         "QUARTZ  framework—pricing  settles"),
        ("Cafe\u0301 Quartz framework plan", "The café quartz framework plan, yes.", "café quartz framework plan"),
    ],
)  # fmt: skip
def test_the_words_are_named_to_the_letter(marked: str, rationale: str, words: str) -> None:
    assert words_found(with_rationale(rationale, marked)) == [words]


def test_a_long_run_is_one_place() -> None:
    said = "the Quartz framework pricing settles below our hedging reserve"
    assert words_found(with_rationale(f"Indeed {said}, we hear.", said)) == [said]


@given(st.text(st.sampled_from("aÅé\u0301ﬁß \n\u00ad’5,İ\U0001f642"), max_size=30), st.text(max_size=20))
def test_marking_what_is_found_leaves_nothing(before: str, after: str) -> None:
    said = f"{before} 12480 or quartz  framework pricing settles; {after}"
    response = with_rationale(said, "Quartz framework pricing settles at 12,480")
    found = standing_open(response, secrets(response, CONSULTATION), "")
    assert {it.place for it in found} == {RATIONALE}
    for number, it in enumerate(found):
        mark = Mark(f"n{number}", Scope.PASSAGE, question="Q1", part=Part.RATIONALE, start=it.start, end=it.end)
        response = with_mark(response, mark)
    assert not standing_open(response, secrets(response, CONSULTATION), "")


def test_what_is_marked_is_not_in_the_open() -> None:
    response = with_rationale("Nothing to see.", "a rate of 12,480 meters")
    assert words_found(response) == []
