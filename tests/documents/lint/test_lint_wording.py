"""Slips of wording are found; wording that is right is left alone."""

from __future__ import annotations

import pytest

from respondent_app.documents.lint import lint
from respondent_app.documents.lint.wording import doubled_words, misplaced_modals, placeholders


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("set out in Annex [XX] to this direction", "Annex [XX]"),
        ("with effect from [04 October 2019], the", "[04 October 2019]"),
        ("in Appendix [TBC]", "Appendix [TBC]"),
        ("by [tbd]", "[tbd]"),
        ("the [insert name of party] shall", "[insert name of party]"),
        ("on [date]", "[date]"),
        ("Clause [●]", "Clause [●]"),
        ("[ XX ]", "[ XX ]"),
    ],
)
def test_a_placeholder_is_found(text: str, quote: str) -> None:
    (finding,) = placeholders(text)
    assert finding.quote == quote == text[finding.start : finding.end]


@pytest.mark.parametrize(
    "text",
    [
        "[2019] UKFTT 1263 (GRC), see [12] and [S4]",
        "“the party […] shall”, “the party [...] shall”",
        "[x] Yes [ ] No",
        "the [word](https://example.org) and [the whole of it]",
        "array[XX] and [[XX]]",
        "[sic]",
        "",
    ],
)
def test_brackets_that_are_meant_are_left_alone(text: str) -> None:
    assert placeholders(text) == ()


@pytest.mark.parametrize(
    ("text", "quote", "advice"),
    [
        (
            "the DCC shall ensure that the provider shall takes all steps",
            "shall takes",
            "“takes”, or else “shall take”",
        ),
        ("The User must notifies DCC.", "must notifies", "“must notify”"),
        ("It will publishes the report.", "will publishes", "“will publish”"),
        ("DCC shall has regard to it.", "shall has", "“shall have”"),
        ("DCC shall ensure this. The User shall takes it.", "shall takes", "We suggest “shall take”"),
        ("The party shall must comply.", "shall must", "auxiliary"),
        ("DCC will shall do so.", "will shall", "auxiliary"),
    ],
)
def test_a_verb_that_does_not_fit_its_modal_is_found(text: str, quote: str, advice: str) -> None:
    (finding,) = misplaced_modals(text)
    assert finding.quote == quote == text[finding.start : finding.end]
    assert advice in finding.comment


@pytest.mark.parametrize(
    "text",
    [
        "DCC shall ensure that each User shall take all reasonable steps.",
        "DCC shall process, access, address, assess and discuss it; it may pass, thus focus.",
        "Users shall always, as necessary, perhaps comply.",
        "In May takes place what Will takes part in.",  # a month and a name
        "the DCC takes all reasonable steps",
        "It may, must or should be done, and will, may or could happen.",
        "",
    ],
)
def test_verbs_that_fit_are_left_alone(text: str) -> None:
    assert misplaced_modals(text) == ()


@pytest.mark.parametrize("text", ["to the the SMSO", "The the SMSO", "it is in in force", "of  of"])
def test_a_word_written_twice_is_found(text: str) -> None:
    assert len(doubled_words(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "that that is so; she had had it",
        "Duran Duran and New York, New York",
        "very very large",
        "4 4 and A A",
        "SIM\nSIM",
        "in-house house",
        "the then-the",
        "blah blah blah",
        "the theory",
        "a logical AND and its result",
        "i.e. e.g. on on-line matters",
        "",
    ],
)
def test_words_rightly_written_twice_are_left_alone(text: str) -> None:
    assert doubled_words(text) == ()


def test_all_rules_together_go_through_the_text_in_its_order() -> None:
    text = "By [TBC] the the DCC shall takes it, on Monday 4 October 2019, not on 31 June 2019."
    assert [finding.quote for finding in lint(text)] == [
        "[TBC]", "the the", "shall takes", "Monday 4 October 2019", "31 June 2019",
    ]  # fmt: skip


# Each once took seconds or minutes with some rule.
@pytest.mark.parametrize(
    "text",
    [
        "[" * 300_000,
        "shall " * 80_000,
        "a word (to it " * 20_000,
        "a word (to it that is not closed \n" * 20_000,
        'the "a word to "it' * 20_000,
        "the Response Template and response template " * 20_000,
        "SMETS1 SMETS 1 " * 30_000,
        "a-b re-use reuse " * 30_000,
        "from 5 March 2024 to " * 20_000,
        "from" + " " * 300_000,
        "5 March 2024\n" * 20_000,
        "“A” means. “B” means. “C” means. " + "term " * 100_000,
        "Aaaa means " * 50_000,
        "(the “A" * 50_000,
    ],
)
@pytest.mark.timeout(30)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    lint(text)
