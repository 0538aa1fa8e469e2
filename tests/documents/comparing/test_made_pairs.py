"""Long made-up pairs of which every change is known, of several kinds of drafting."""

from __future__ import annotations

import pytest

from respondent_app.documents.comparing.compare import compare
from respondent_app.documents.comparing.shown import summary
from respondent_app.documents.word.document import read_word
from respondent_app.model.comparison import Kind
from tests.documents.comparing.made_texts import Mix, made_texts
from tests.made_documents.pairs import HARD, Pair, Plan, pair
from tests.made_documents.scoring import Score, score

_EASY = Plan(1000, edited=100, inserted=7, typed=3, moved=7, edit_share=(0.02, 0.1))

KINDS = {
    "free prose": Mix(),
    "templates": Mix(variety=40),
    "few words": Mix(variety=12, lookalikes=0.1),
    "look-alikes": Mix(lookalikes=0.5),
    "long": Mix(clauses=500, longest=200),
    "tables": Mix(rows=0.2),
    "short": Mix(short=0.4, longest=15),
    "small": Mix(clauses=200),
}


def _scored(made: Pair) -> Score:
    current, proposed = read_word(made.current, "current.docx"), read_word(made.proposed, "proposed.docx")
    return score(made, compare(current, proposed))


def test_every_change_of_an_easy_pair_is_found_and_nothing_else() -> None:
    found = _scored(pair(_EASY))
    assert (found.missed, found.false, found.wrong_pairs) == ((), (), ())


@pytest.mark.parametrize("vocabulary", [300, 2500])
def test_a_hard_pair_is_found_nearly_whole_and_no_two_clauses_are_held_for_one(vocabulary: int) -> None:
    found = _scored(pair(HARD, seed=vocabulary, vocabulary=vocabulary))
    assert found.f1 >= 0.99
    assert found.wrong_pairs == ()


@pytest.mark.parametrize("mix", KINDS.values(), ids=KINDS.keys())
def test_other_kinds_of_drafting_are_compared_as_well(mix: Mix) -> None:
    texts = made_texts(mix)
    found = score(texts.truth, compare(texts.current, texts.proposed))
    assert found.wrong_pairs == ()
    assert found.f1 >= 0.96


def test_from_back_to_front_the_same_is_found() -> None:
    texts = made_texts(Mix(clauses=300))
    there = summary(compare(texts.current, texts.proposed))
    back = summary(compare(texts.proposed, texts.current))
    other = {Kind.INSERTED: Kind.DELETED, Kind.DELETED: Kind.INSERTED, Kind.SPLIT: Kind.MERGED, Kind.MERGED: Kind.SPLIT}
    assert back == {kind: there[other.get(kind, kind)] for kind in back}


def test_what_is_unsure_is_told_and_stays_deleted_and_inserted() -> None:
    texts = made_texts(Mix(variety=12, lookalikes=0.3))
    comparison = compare(texts.current, texts.proposed)
    deleted = {change.current[0].position for change in comparison.changes if change.kind is Kind.DELETED}
    inserted = {change.proposed[0].position for change in comparison.changes if change.kind is Kind.INSERTED}
    assert comparison.unsure
    assert all(each.current in deleted and each.proposed in inserted for each in comparison.unsure)


def test_the_same_is_found_every_time() -> None:
    texts, again = made_texts(Mix(clauses=200)), made_texts(Mix(clauses=200))
    assert compare(texts.current, texts.proposed) == compare(again.current, again.proposed)
