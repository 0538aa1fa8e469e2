"""How well a comparison found what is known to differ."""

from __future__ import annotations

from dataclasses import dataclass

from respondent_app.model.comparison import ClauseChange, Comparison, Kind
from tests.made_documents.pairs import Fate, Pair

_SAME = frozenset({Kind.UNCHANGED, Kind.RENUMBERED, Kind.FORMATTED})


@dataclass(frozen=True, slots=True)
class Score:
    """`missed` was there and not found, `false` was found and not there; `wrong_pairs` are clauses held for one that
    are two.
    """

    right: int
    missed: tuple[Fate, ...]
    false: tuple[Fate, ...]
    wrong_pairs: tuple[tuple[int, int], ...]

    @property
    def f1(self) -> float:
        """The harmonic mean of recall and precision over all fates."""
        return 2 * self.right / (2 * self.right + len(self.missed) + len(self.false))


def score(pair: Pair, comparison: Comparison) -> Score:
    """Hold a comparison of the two files against the truth; kind and positions must both be right."""
    truth, found = set(pair.fates), {_fate(change) for change in comparison.changes if change.kind not in _SAME}
    together = {(before, after) for fate in pair.fates for before in fate.current for after in fate.proposed}
    wrong = tuple(sorted(two for change in comparison.changes for two in _pairs(change) - together))
    return Score(len(truth & found), _sorted(truth - found), _sorted(found - truth), wrong)


def _fate(change: ClauseChange) -> Fate:
    current = tuple(clause.position for clause in change.current)
    return Fate(change.kind, current, tuple(clause.position for clause in change.proposed))


def _pairs(change: ClauseChange) -> set[tuple[int, int]]:
    """The pairs a change makes, but for clauses that say the same: one "Not used." is as good as another."""
    return {
        (before.position, after.position)
        for before in change.current
        for after in change.proposed
        if before.text != after.text
    }


def _sorted(fates: set[Fate]) -> tuple[Fate, ...]:
    return tuple(sorted(fates, key=lambda fate: (fate.kind, fate.current, fate.proposed)))
