"""A name that is written otherwise once is found; two ways of writing, both in use, are left alone."""

from __future__ import annotations

import pytest

from respondent_app.documents.lint.names import inconsistent_names


def used(words: str, times: int = 6) -> str:
    return f"It is said of {words} here. " * times


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("SMETS1", "SMETS 1"),
        ("SMETS1", "SMETS-1"),
        ("SMETS 2", "SMETS2"),
        ("subclause", "sub-clause"),
        ("Decommissioning", "De-commissioning"),
        ("the Response Template", "the response template"),
        ("the Response Template", "the Response template"),
        ("the Migration Common File", "the Migration common file"),
    ],
)
def test_a_name_that_is_written_otherwise_once_is_found(usual: str, other: str) -> None:
    text = used(usual) + f"Then it is said of {other} too."
    (finding,) = inconsistent_names(text)
    assert finding.quote == other.removeprefix("the ")
    assert text[finding.start : finding.end] == finding.quote
    assert usual.removeprefix("the ") in finding.title


@pytest.mark.parametrize(
    "text",
    [
        used("SMETS1") + used("SMETS 1", 3),  # both are in use
        used("SMETS1") + used("SMETS2", 1),
        used("SMETS1") + "See Section 1 and ANNEX 1 and ANNEX1.",
        used("the long-term plan") + "It is long term. ",
        used("the resigned member") + "It was re-signed.",
        used("the Migration Common File") + used("the Migration Common Validation File", 1),
        used("the Response Template") + "THE RESPONSE TEMPLATE",
        used("the Response Template") + "A response and a template. ",
        used("the Response Template") + "Each response template that is used (“Response Template”) counts.",
        used("a response template") + "Response Template",  # a heading
        used("the Data Protection Act") + used("a data protection officer", 1),
        used("the file --set-up") + "The --setup and set_up of /a/setup.txt",
        used("NonZero") + "It is non-zero.",
        used("the 2-way") + "the 2way",
        "",
    ],
)
def test_names_that_can_be_meant_are_left_alone(text: str) -> None:
    assert inconsistent_names(text) == ()
