"""Figures and dates are the same in any writing, and different ones are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from respondent_app.model.response import Answer, Mark, Reason, Response, Scope
from respondent_app.privacy.leak_check import search, secrets
from tests import samples

CONSULTATION = samples.consultation()


def marked(before: str, words: str, scope: Scope = Scope.PASSAGE) -> Response:
    mark = Mark("m", scope, Reason(), "Q1", start=len(before), end=len(before) + len(words))
    return replace(samples.response(), answers={"Q1": Answer(before + words)}, marks=(mark,))


def found(response: Response, text: str, name: str = "a.txt") -> bool:
    report = search({name: text.encode()}, secrets(response, CONSULTATION), "")
    assert {hit.what for hit in report.hits} <= {"Confidential 1"}
    return bool(report.hits)


@pytest.mark.parametrize(
    ("secret", "written"),
    [
        *(("1,472", written) for written in (
            "1,472", "1472", "£1,472.00", "1 472", "1\u00a0472", "1\u202f472", "1.472,00", "1472.0", "1'472", "1.472k",
            "１,４７２", "GBP 1472", "1,4\u200b72",
        )),
        *(("12.5%", written) for written in ("12.5 %", "12.5 per cent", "12.5percent", "12,5 %", "12.50%", "0.125")),
        *(("£3.75m", written) for written in ("3.75 million", "£3,750,000", "3750000.00", "3 750 000", "3,750k")),
        *(("3 May 2031", written) for written in (
            "03/05/2031", "2031-05-03", "3rd May 2031", "May 3, 2031", "3.5.31", "3-May-31", "the 3rd of May 2031",
            "2031-05-03T00:00:00", "47971",
        )),
        ("0.85p", "0.85 pence"),
    ],
)  # fmt: skip
def test_a_marked_figure_is_found_in_another_writing(secret: str, written: str) -> None:
    # A figure of few digits is a secret only if it was marked by itself.
    response = marked("", secret if secret == "0.85p" else f"We plan for {secret}")
    assert found(marked("", secret), f"They say {written} of it.")
    assert found(response, f"They say {written} of it.")
    assert found(response, f"They say|{written}|again")


@pytest.mark.parametrize(
    ("secret", "written"),
    [
        *(("1,472", written) for written in (
            "1,473", "11,472", "1,472,000", "14.72", "clause 1.472.3", "1,472nd", "v1472", "about 1.5k")),
        *(("12.5%", written) for written in ("12.5", "112.5%", "12.5p", "12.51%")),
        *(("3 May 2031", written) for written in ("5 March 2031", "3 May 2032", "13 May 2031", "May 2031")),
    ],
)  # fmt: skip
def test_another_figure_is_no_alarm(secret: str, written: str) -> None:
    assert not found(marked("", secret), f"They say {written} of it.")


def test_round_sums_years_and_clauses_inside_a_passage_are_no_secrets_by_themselves() -> None:
    response = marked("", "In 2031 clause 14.3 costs 1,000 of us about 50% more")
    assert not found(response, "Seen in 2031, under 14.3, 1,000 and 50%.")


def test_four_words_of_a_passage_are_found_as_whole_words_only() -> None:
    response = marked("", "The new rate is known to harbour pilots alone")
    assert found(response, "so NEW\u00a0rate – is\nknown, they say")
    assert not found(response, "the new rate issued")


@pytest.mark.parametrize("scope", [Scope.PASSAGE, Scope.QUESTION])
def test_a_copy_that_somebody_forgot_to_mark_is_found(scope: Scope) -> None:
    told = marked("", "We give the harbour pilots ferry crews more time", scope)
    said = "said: the harbour pilots ferry crews asked."
    told = told.with_answer("Q2", Answer(said))
    assert found(told, said)


@pytest.mark.parametrize("scope", [Scope.PASSAGE, Scope.QUESTION])
def test_a_turn_of_phrase_that_is_said_in_the_open_too_is_no_alarm(scope: Scope) -> None:
    told = marked("", "We do not think that the pilots will wait", scope)
    told = told.with_answer("Q2", Answer("We do not think that costs matter."))
    assert not found(told, "We do not think that costs matter.")


@pytest.mark.parametrize("scope", [Scope.ANSWER, Scope.RATIONALE, Scope.COMMENTS, Scope.QUESTION])
def test_each_scope_is_searched_for(scope: Scope) -> None:
    words = {
        Scope.ANSWER: "the whole answer about harbour pilots",
        Scope.RATIONALE: "a rationale about ferry crews waiting",
        Scope.COMMENTS: "one comment about lighthouse keepers sleeping",
    }
    base = samples.response()
    comment = replace(base.answer("Q2").comments[0], comment=words[Scope.COMMENTS])
    answer = Answer(words[Scope.ANSWER], words[Scope.RATIONALE], comments=(comment,))
    response = replace(base, answers={"Q2": answer}, marks=(Mark("m", scope, Reason(), "Q2"),))
    hidden = words.values() if scope is Scope.QUESTION else (words[scope],)
    assert [found(response, said) for said in words.values()] == [said in hidden for said in words.values()]
