from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from respondent_app.model.word_diff import Did, word_diff

TEXT = st.lists(st.sampled_from(["shall", "take", "takes", " ", ", ", "“CB”", "14.3", "\n"]), max_size=20).map("".join)


@given(TEXT, TEXT)
def test_the_pieces_give_both_texts_back(current: str, proposed: str) -> None:
    words = word_diff(current, proposed)
    assert "".join(w.text for w in words if w.did is not Did.COME) == current
    assert "".join(w.text for w in words if w.did is not Did.GO) == proposed
    assert all(w.text for w in words)


def test_whole_words_change() -> None:
    words = word_diff("the DCC shall takes all steps", "the DCC takes all steps")
    assert [(w.did, w.text) for w in words if w.did is not Did.STAY] == [(Did.GO, "shall ")]
