from __future__ import annotations

import pytest

from respondent_app.documents.comparing.phrases import Phrases, phrases


def test_a_phrase_is_three_words_in_a_row() -> None:
    assert phrases(["in", "any", "other", "case"]) == [("in", "any", "other"), ("any", "other", "case")]
    assert phrases(["not", "used"]) == []


def test_only_what_no_other_clause_holds_counts() -> None:
    before, after = ["a", "b", "c", "d", "e", "f"], ["a", "b", "c", "d", "x", "f"]
    assert Phrases([before], [after]).share_of_their_own(before, after) == pytest.approx(8 / 12)
    other = ["z", "a", "b", "c"]
    assert Phrases([before, other], [after]).share_of_their_own(before, after) == pytest.approx(6 / 12)
    assert Phrases([before], [after, ["b", "c", "d"], other]).share_of_their_own(before, after) == 0


def test_short_clauses_share_no_phrase() -> None:
    assert Phrases([["not", "used"]], [["not", "used"], []]).share_of_their_own([], ["not", "used"]) == 0
