from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from respondent_app.model.word_diff import Did, Words, word_diff

TEXT = st.lists(st.sampled_from(["shall", "take", "takes", " ", ", ", "“CB”", "14.3", "\n"]), max_size=20).map("".join)


@given(TEXT, TEXT)
def test_the_pieces_give_both_texts_back(current: str, proposed: str) -> None:
    words = word_diff(current, proposed)
    assert "".join(w.text for w in words if w.did is not Did.COME) == current
    assert "".join(w.text for w in words if w.did is not Did.GO) == proposed
    assert all(w.text for w in words)


@given(TEXT, TEXT)
def test_runs_that_change_are_parted_by_words_that_stay(current: str, proposed: str) -> None:
    words = word_diff(current, proposed)
    assert all(before.did is not after.did for before, after in pairwise(words))
    assert all(w.text.strip() for w in words[1:-1] if w.did is Did.STAY)


def test_whole_words_change() -> None:
    words = word_diff("the DCC shall takes all steps", "the DCC takes all steps")
    assert [(w.did, w.text.strip()) for w in words if w.did is not Did.STAY] == [(Did.GO, "shall")]


def test_neighbouring_words_change_as_one_run() -> None:
    assert [(w.did, w.text) for w in word_diff("by ten working days", "by five calendar days")] == [
        (Did.STAY, "by "),
        (Did.GO, "ten working"),
        (Did.COME, "five calendar"),
        (Did.STAY, " days"),
    ]


def test_texts_without_a_word_in_common_change_whole() -> None:
    assert word_diff("Withdrawal", "Decommissioning") == (
        Words(Did.GO, "Withdrawal"),
        Words(Did.COME, "Decommissioning"),
    )


def test_a_version_a_reference_or_a_sum_changes_as_a_whole() -> None:
    current = "Version V1.3 says that under clause 7.14A the sum that a party pays is £1,472.00."
    proposed = "Version V1.4 says that under clause 7.15A the sum that a party pays is £1,472.50."
    changed = [piece.text for piece in word_diff(current, proposed) if piece.did is not Did.STAY]
    assert changed == ["V1.3", "V1.4", "7.14A", "7.15A", "1,472.00", "1,472.50"]
