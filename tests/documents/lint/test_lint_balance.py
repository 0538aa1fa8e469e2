"""Brackets and quotation marks without a partner are found; everything that only looks like one is left alone."""

from __future__ import annotations

import pytest

from respondent_app.documents.lint.balance import unbalanced


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The party (as defined in Clause 2 shall pay the sum.", "(as defined in Clause 2"),
        ("The party as defined elsewhere) shall pay the sum.", "as defined elsewhere)"),
        ("The party [as defined in Clause 2 shall pay.", "[as defined in Clause 2"),
        ("See Clause 5.1(b) (and Clause 5.2(c) for the rest.", "(and Clause 5.2(c) for"),
        ("The “Supplier means a person who supplies.", "“Supplier means a person"),
        ("The Supplier” means a person who supplies.", "The Supplier”"),
        ('The "Supplier means a person who supplies.', '"Supplier means a person'),
        ('The "Supplier" and the "User means a person.', '"User means a person.'),
        ("The ‘Supplier means a person who supplies.", "‘Supplier means a person"),
    ],
)
def test_a_sign_without_a_partner_is_found(text: str, quote: str) -> None:
    (finding,) = unbalanced(text)
    assert finding.quote.startswith(quote) or quote.startswith(finding.quote) or finding.quote.endswith(quote)
    assert text[finding.start : finding.end] == finding.quote


@pytest.mark.parametrize(
    "text",
    [
        "The party (as defined in “Clause 2 (the second)”) shall [not] pay.",
        "a) the first, b) the second, iv) the fourth; and 12) the last of them",
        "a. first thing here\n1) second thing of them\n2.1) third thing of them",
        "The party’s own suppliers’ prices of the ’90s and ‘tis what the ‘90s were",
        'A 12" pipe, 5\' 6" long, is what they asked for; a 12” pipe too',
        "“The first paragraph of a quotation.\n“The second paragraph of the quotation ends here.”",
        '"The first paragraph of a quotation.\nThe second paragraph of the quotation ends here."',
        "“The first paragraph of a quotation.\n\n“The second of it.\n\n“The third ends it here.”",
        "The party shall pay (in this order:\n(a) the first sum of money;\n(b) the second sum of money).",
        "Any number in the interval [0, 1) or (a, b] will do for this.",
        "That was easy :) and then it was not :-( at all.",
        'Write “(” before it and “)” after it, and then "[" as well.',
        "See https://example.org/a_(b) (or ask) about all of it.",
        "if (x[1 { return of the value }",
        'print("a b c d" and so on',  # a name right before a bracket, as programs have it
        "Er sagte: „Das ist es also“ und ging dann fort.",
        "(One two",
        "",
    ],
)
def test_signs_that_are_meant_are_left_alone(text: str) -> None:
    assert unbalanced(text) == ()


def test_one_paragraph_is_told_once_of_each_kind() -> None:
    assert len(unbalanced("The (party and (user and (supplier shall pay the sum.")) == 1


def test_a_manner_of_writing_is_no_slip() -> None:
    assert unbalanced("the word (again " * 20) == ()


def test_the_sign_may_be_closed_some_paragraphs_later_but_not_pages_later() -> None:
    between = "Another paragraph of some words.\n"
    text = "The party (in this order shall pay:\n{}and all that was due by then)."
    assert unbalanced(text.format(between * 10)) == ()
    assert len(unbalanced(text.format(between * 90))) == 2
