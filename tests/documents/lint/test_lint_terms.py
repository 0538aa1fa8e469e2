"""Terms without a definition are found in a draft that defines its terms. All drafts are made up."""

from __future__ import annotations

import pytest

from respondent_app.documents.lint.terms import undefined_terms

DEFINITIONS = """\
Definitions
“Supplier Party” means a party that supplies.
“Transfer Date” means the date on which it happens.
“Notice” has the meaning given below.
"""
USES = """\
A Supplier Party shall submit each Migration Authorisation to the person named here in good time.
That person shall check any Migration Authorisation before it is used for the purpose of it.
"""


def test_a_term_without_a_definition_is_found_once() -> None:
    (finding,) = undefined_terms(DEFINITIONS + USES)
    assert finding.quote == "Migration Authorisation"
    assert "(2 times)" in finding.comment


@pytest.mark.parametrize(
    "definition",
    [
        "“Migration Authorisation” means a paper.",
        '"Migration Authorisation" shall mean a paper.',
        "Migration Authorisation: means a paper.",
        "(a) Migration Authorisation means a paper.",
        "Everyone has a paper (each a “Migration Authorisation”).",
        "“Migration Authorisations” has the meaning given to it below.",
        "“Migration” means one thing.\n“Authorisation” means another.",
        "Terms defined in the Code have the same meaning in this document.",
        "Words and expressions used here shall have the meanings given to them in Section A of the Code.",
        "Capitalised terms are defined in the SEC.",
    ],
)
def test_a_term_that_is_defined_here_or_perhaps_elsewhere_is_left_alone(definition: str) -> None:
    assert undefined_terms(f"{DEFINITIONS}{definition}\n{USES}") == ()


@pytest.mark.parametrize(
    "text",
    [
        USES,  # a text that defines nothing
        DEFINITIONS + USES.replace("each", "the").replace("any", "the"),  # used like a name
        DEFINITIONS + USES.splitlines()[0],  # once only
        DEFINITIONS + USES.replace("Migration Authorisation", "Utilities Act"),
        DEFINITIONS + USES.replace("Migration Authorisation", "Data Protection Authority"),
        DEFINITIONS + USES.replace("Migration Authorisation", "Transfer Notice"),  # made of defined words
        DEFINITIONS + "Each Migration Authorisation\nAny Migration Authorisation\nEach Migration Authorisation",
        DEFINITIONS + "Migration Authorisation is a long thing to say of what it is in the end. " * 3,
        "",
    ],
)
def test_what_may_be_a_name_a_heading_or_made_of_terms_is_left_alone(text: str) -> None:
    assert undefined_terms(text) == ()


def test_terms_of_a_table_are_defined_too() -> None:
    assert undefined_terms(DEFINITIONS + USES, ["Migration Authorisation"]) == ()


def test_words_on_how_to_read_the_draft_define_nothing_elsewhere() -> None:
    rule = "In this document, words in the singular include the plural, and terms have the following meanings.\n"
    assert len(undefined_terms(rule + DEFINITIONS + USES)) == 1
