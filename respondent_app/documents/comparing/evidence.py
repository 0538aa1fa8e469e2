"""Whether two clauses at the same place are one clause rewritten, or one that went and another that came."""

from __future__ import annotations

import enum

from rapidfuzz.distance import Indel

from respondent_app.documents.comparing.alike import plain
from respondent_app.documents.comparing.likeness import Texts

LEAST = 0.3
"""Below this likeness clauses are not even considered one."""

_PLAINLY_ALIKE = 0.8
_SHORT = 16  # weight; about five words
_LETTERS_ALIKE, _MAYBE = 0.75, 0.5


class Certainty(enum.Enum):
    """How sure it is that two clauses are one."""

    SAME = enum.auto()
    UNSURE = enum.auto()
    OTHER = enum.auto()


def in_place(texts: Texts, current: int, proposed: int, likeness: float) -> Certainty:
    """Judge two clauses that stand at the same place.

    Plainly alike ones are one clause. For the others likeness says little by itself: in texts that say everything
    in the same words two unrelated clauses are half alike. So a pair must stand out, that is, (nearly) no other
    clause of the text may be as like the one as the other is. Where chance alone could make it so, it is in doubt.
    """
    if likeness >= _PLAINLY_ALIKE:
        return Certainty.SAME
    before, after = texts.current[current], texts.proposed[proposed]
    if min(len(texts.written(before)), len(texts.written(after))) < _SHORT:
        return _of_few_words(before.text, after.text, likeness)
    clauses = min(len(texts.current), len(texts.proposed))
    others = _others_as_close(texts, current, proposed, likeness, clauses // 50 + 1)
    if others <= clauses // 1000 and likeness >= _least_to_stand_out(clauses):
        return Certainty.SAME
    return Certainty.UNSURE if others <= clauses // 50 else Certainty.OTHER


def _of_few_words(before: str, after: str, likeness: float) -> Certainty:
    letters = Indel.normalized_similarity(plain(before), plain(after))
    if likeness > 0 and letters >= _LETTERS_ALIKE:
        return Certainty.SAME
    return Certainty.UNSURE if max(likeness, letters) >= _MAYBE else Certainty.OTHER


def _others_as_close(texts: Texts, current: int, proposed: int, likeness: float, limit: int) -> int:
    """Count on the side where the pair stands out more: a clause is not like its own variants' rewritten form."""
    there = texts.as_close_to_proposed(current, proposed, likeness, limit)
    return min(there, texts.as_close_to_current(current, proposed, likeness, limit)) if there else 0


def _least_to_stand_out(clauses: int) -> float:
    """The fewer clauses there are to stand out from, the more alike the two must be."""
    for least_clauses, likeness in ((500, 0.35), (100, 0.42), (30, 0.5)):
        if clauses >= least_clauses:
            return likeness
    return 0.6
