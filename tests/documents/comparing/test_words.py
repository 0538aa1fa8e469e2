from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respondent_app.documents.comparing.words import words_between
from respondent_app.model.word_diff import Did, Words, word_diff

_PHRASES = st.lists(st.sampled_from(["a", "b", "the", "Panel", " ", " ", "  ", ", ", ".", "(", ")", "“", "\n"])).map(
    "".join
)


def _side(words: tuple[Words, ...], gone_or_come: Did) -> str:
    return "".join(each.text for each in words if each.did in {Did.STAY, gone_or_come})


def _shown(current: str, proposed: str) -> str:
    signs = {Did.STAY: "{}", Did.GO: "[-{}]", Did.COME: "[+{}]"}
    return "".join(signs[each.did].format(each.text) for each in words_between(current, proposed))


@given(_PHRASES | st.text(), _PHRASES | st.text())
def test_what_stays_and_goes_is_the_current_text_and_what_stays_and_comes_the_proposed(
    current: str, proposed: str
) -> None:
    words = words_between(current, proposed)
    assert _side(words, Did.GO) == current
    assert _side(words, Did.COME) == proposed
    assert all(each.text for each in words)
    assert all(one.did is not other.did for one, other in pairwise(words))


@pytest.mark.parametrize(
    ("current", "proposed", "shown"),
    [
        ("pay within ten days", "pay within 20 days", "pay within [-ten][+20] days"),
        ("a b", "a x y b", "a [+x y ]b"),
        ("one two three", "one three", "one [-two ]three"),
        ("at the request of DCC", "at the request of DCC or us", "at the request of DCC[+ or us]"),
        ("the Supplier shall pay", "the Party must pay", "the [-Supplier shall][+Party must] pay"),
        ("red and blue", "black and white", "[-red and blue][+black and white]"),
        (
            "red paint and ink is dear",
            "black paint and ink is cheap",
            "[-red][+black] paint and ink is [-dear][+cheap]",
        ),
        ("x, y", "x (a), y (b)", "x[+ (a)], y[+ (b)]"),
        ("same", "same", "same"),
        ("", "new", "[+new]"),
        ("old", "", "[-old]"),
        ("", "", ""),
    ],
)
def test_it_reads_as_a_person_would_mark_it(current: str, proposed: str, shown: str) -> None:
    assert _shown(current, proposed) == shown


@pytest.mark.parametrize(
    ("current", "proposed"), [("pay ten days", "pay 20 days"), ("a b", "a"), ("", "a"), ("a", "a")]
)
def test_it_speaks_the_same_language_as_the_difference_of_the_reading_page(current: str, proposed: str) -> None:
    assert words_between(current, proposed) == word_diff(current, proposed)


def test_very_long_clauses_do_not_explode() -> None:
    rng = random.Random(1)
    current = [rng.choice(["the", "of", "Panel", f"w{rng.randrange(3000)}"]) for _ in range(20_000)]
    proposed = ["changed" if rng.random() < 0.05 else word for word in current]
    started = time.perf_counter()
    words = words_between(" ".join(current), " ".join(proposed))
    assert time.perf_counter() - started < 5
    assert _side(words, Did.GO) == " ".join(current)
    assert _side(words, Did.COME) == " ".join(proposed)
    stays = sum(len(each.text.split()) for each in words if each.did is Did.STAY)
    assert stays > 15_000


def test_long_clauses_that_share_no_word_twice_are_told_whole() -> None:
    current, proposed = "a " * 30_000, "b " * 20_000 + "a " * 10_000
    words = words_between(current, proposed)
    assert _side(words, Did.GO) == current
    assert _side(words, Did.COME) == proposed


def test_a_version_a_reference_or_a_sum_changes_as_a_whole() -> None:
    current = "Version V1.3 says that under clause 7.14A the sum that a party pays is £1,472.00."
    proposed = "Version V1.4 says that under clause 7.15A the sum that a party pays is £1,472.50."
    changed = [piece.text for piece in words_between(current, proposed) if piece.did is not Did.STAY]
    assert changed == ["V1.3", "V1.4", "7.14A", "7.15A", "1,472.00", "1,472.50"]
