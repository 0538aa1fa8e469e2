"""Whether two clauses at the same place are one clause rewritten, or one that went and another that came."""

from __future__ import annotations

import enum

from rapidfuzz.distance import Indel

from respondent_app.documents.comparing.alike import plain
from respondent_app.documents.comparing.clauses import BETWEEN_CELLS
from respondent_app.documents.comparing.likeness import Texts

LEAST = 0.3
"""Below this likeness clauses are not even considered one."""

_PLAINLY_ALIKE = 0.8
_SHORT = 16  # weight; about five words
_LEAST_SHORT = 0.55
_LEAST_ALONE, _LEAST_ALONE_OF_FEW, _ALONE = 0.3, 0.42, 0.65
_FEW = 10  # clauses, among which it means little to stand alone
_MOST_TWINS = 40
_MANY = 300  # clauses, among which the most alike one is so by no chance
_NEAR = 0.8  # of the likeness of a pair
_OWN_PHRASES, _OWN_PHRASES_OF_FEW = 0.3, 0.4
_SHORT_WORDS, _SPELT = 3, 0.75
_CELLS = 2  # besides the first, that say which row it is


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
    if likeness >= _PLAINLY_ALIKE or _same_row(texts.current[current].text, texts.proposed[proposed].text):
        return Certainty.SAME
    clauses = min(len(texts.current), len(texts.proposed))
    rivals, all_rivals = _rivals(texts, current, proposed, likeness, clauses // 50 + 2)
    if all_rivals > clauses // 50 + 1:
        return Certainty.OTHER
    before, after = texts.current[current], texts.proposed[proposed]
    if min(len(texts.written(before)), len(texts.written(after))) < _SHORT:
        least = _LEAST_SHORT
        likeness = max(likeness, _letters_alike(before.text, after.text))
    else:
        least = _least_to_stand_out(clauses)
    if rivals <= clauses // 1000 and likeness >= least and _stands_clear(texts, current, proposed, likeness):
        return Certainty.SAME
    known = _stands_alone(texts, current, proposed, likeness) or _keeps_phrases(texts, current, proposed)
    return Certainty.SAME if known else Certainty.UNSURE


def _stands_clear(texts: Texts, current: int, proposed: int, likeness: float) -> bool:
    """Whether a pair is no chance: among few clauses one is always the most alike.

    It must be well ahead of the next on one side.
    """
    if _are_many(texts):
        return True
    near = _NEAR * likeness
    origins = texts.origins_as_like(current, proposed, near, _MOST_TWINS)
    if origins == texts.twins_of_current(current, origins):
        return True
    outcomes = texts.outcomes_as_like(current, proposed, near, _MOST_TWINS)
    return outcomes == texts.twins_of_proposed(proposed, outcomes)


def _keeps_phrases(texts: Texts, current: int, proposed: int) -> bool:
    """Whether much of two clauses stands in phrases that no other clause of either text holds.

    What is written from one template shares the phrases of the template, and these stand elsewhere too. Among few
    clauses a template may be used but twice.
    """
    least = _OWN_PHRASES if _are_many(texts) else _OWN_PHRASES_OF_FEW
    return texts.phrases_of_their_own(current, proposed) >= least


def _are_many(texts: Texts) -> bool:
    return min(len(texts.current), len(texts.proposed)) >= _MANY


def _stands_alone(texts: Texts, current: int, proposed: int, likeness: float) -> bool:
    """Whether two clauses are alike, if little, where no other is even half as like either of them."""
    least = _LEAST_ALONE if _are_many(texts) else _LEAST_ALONE_OF_FEW
    if likeness < least or min(len(texts.current), len(texts.proposed)) < _FEW:
        return False
    origins = texts.origins_as_like(current, proposed, _ALONE * likeness, _MOST_TWINS)
    outcomes = texts.outcomes_as_like(current, proposed, _ALONE * likeness, _MOST_TWINS)
    return origins == texts.twins_of_current(current, origins) and outcomes == texts.twins_of_proposed(
        proposed, outcomes
    )


def _same_row(before: str, after: str) -> bool:
    """Whether two rows of a table begin with the same cell and share half of the others, or nearly and share all."""
    here, there = before.split(BETWEEN_CELLS), after.split(BETWEEN_CELLS)
    if len(here) != len(there) or len(here) == 1 or not here[0] or not there[0]:
        return False
    same = sum(left == right for left, right in zip(here[1:], there[1:], strict=True))
    if plain(here[0]) == plain(there[0]):
        return 2 * same >= len(here) - 1
    return same == len(here) - 1 >= _CELLS and _letters_alike(here[0], there[0]) >= _LEAST_SHORT


def spelt_alike(before: str, after: str) -> bool:
    """Whether two short texts differ in some letters only, as "Definition" and "Definitions" do."""
    return max(len(before.split()), len(after.split())) <= _SHORT_WORDS and _letters_alike(before, after) >= _SPELT


def _letters_alike(before: str, after: str) -> float:
    return float(Indel.normalized_similarity(plain(before), plain(after)))


def _rivals(texts: Texts, current: int, proposed: int, likeness: float, limit: int) -> tuple[int, int]:
    """Count what is as like, without and with twins, on the side where the pair stands out more.

    Twins are clauses that say nearly the same, such as those that differ in a figure only. The rewritten form of one
    is like all of them, but only one of them stood at this place.
    """
    origins = texts.origins_as_like(current, proposed, likeness, limit)
    found = len(origins) - len(texts.twins_of_current(current, origins)), len(origins)
    if found == (0, 0):
        return found
    outcomes = texts.outcomes_as_like(current, proposed, likeness, limit)
    return min(found, (len(outcomes) - len(texts.twins_of_proposed(proposed, outcomes)), len(outcomes)))


def _least_to_stand_out(clauses: int) -> float:
    """The fewer clauses there are to stand out from, the more alike the two must be."""
    for least_clauses, likeness in ((500, 0.35), (100, 0.42), (30, 0.5)):
        if clauses >= least_clauses:
            return likeness
    return 0.6
