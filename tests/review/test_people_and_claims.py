"""Names in public text, and claims of confidentiality where nothing is marked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from respondent_app.model.finding import Finding
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, Mark, Reason, Response, Scope
from respondent_app.packs import library
from respondent_app.review.completeness import check
from tests import samples

CONSULTATION = samples.consultation()
RATIONALE = Place("Q1", Part.RATIONALE)


def saying(text: str, *marks: Mark) -> Response:
    return replace(samples.response(), answers={"Q1": Answer("We agree.", text)}, marks=marks)


def told(response: Response, kind: str) -> list[Finding]:
    return [finding for finding in check(response, CONSULTATION) if finding.id.startswith(f"{kind}:")]


@pytest.mark.parametrize(
    "text",
    [
        "Please ask Ms Sample-Person about it.", "Prof. A. Sample leads this.", "Susan Sampleton told us so.",
        "It was Priya\u00a0Sample-One.", "Stephen J. Sampleby\nOperations",
    ],
)  # fmt: skip
def test_a_name_in_public_text_is_told(text: str) -> None:
    colleague = replace(saying(text), assignments={"Q1": "Priya Sample-One"})
    [finding] = told(colleague, "person")
    assert finding.place == RATIONALE
    assert "Sample" not in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Scott Power and Gordon House are companies and places.", "We mark May and June; grant funding will follow.",
        "Alex Sample answers questions.", "root and analyst wrote this.", "Smart Energy Code, Section Dr 4.",
    ],
)  # fmt: skip
def test_other_capital_letters_are_no_name(text: str) -> None:
    response = saying(text)
    own = replace(response.respondent, name="Alex Sample")
    assert not told(replace(response, respondent=own, assignments={"Q1": "root"}), "person")


def test_a_marked_name_is_not_in_public() -> None:
    text = "Please ask Ms Sample about it."
    assert not told(saying(text, Mark("m", Scope.RATIONALE, question="Q1")), "person")


def test_a_name_in_a_public_reason_is_told() -> None:
    reason = Reason(public_explanation="Agreed with Mr Sample.", explanation="x")
    [finding] = told(saying("So.", Mark("m", Scope.RATIONALE, reason, "Q1")), "person")
    assert finding.mark == "m"


@pytest.mark.parametrize(
    "text",
    [
        "This email and any attachments are confidential.", "It is intended solely for the addressee.",
        "If you are not the intended recipient, delete it.", "Private and confidential",
        "CONFIDENTIAL\nOur rate rises.", "This information is commercially sensitive.", "It is given in confidence.",
    ],
)  # fmt: skip
def test_a_claim_without_a_mark_is_told(text: str) -> None:
    [finding] = told(saying(text), "claim")
    assert finding.place == RATIONALE
    assert finding.message.startswith("The rationale for Q1 ")
    assert not told(saying(text, Mark("m", Scope.ANSWER, question="Q1")), "claim")


@pytest.mark.parametrize(
    "text",
    ["We have confidence in the plan.", "Confidential data in those systems stays so.", "The message is clear."],
)
def test_other_words_are_no_claim(text: str) -> None:
    assert not told(saying(text), "claim")


def test_the_sample_names_nobody() -> None:
    from respondent_app.drafts.answers_file import read_answers
    from respondent_app.storage import folders

    consultation = library.load("dcc-tmad-v1.4-moc-mds")
    response = read_answers(folders.resources() / "samples" / f"{consultation.id}.answers.toml", consultation)
    assert not [finding for finding in check(response, consultation) if finding.id.startswith(("person:", "claim:"))]
