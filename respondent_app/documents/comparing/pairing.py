"""Which clauses belong together: what the steps of a comparison add to, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from respondent_app.documents.comparing.likeness import Texts
from respondent_app.documents.comparing.order import longest_increasing
from respondent_app.model.comparison import UnsurePair

Keys = tuple[Sequence[int], Sequence[int]]
"""For each current and each proposed clause a number for what it says: equal numbers say the same."""


@dataclass(frozen=True, slots=True)
class Link:
    """Clauses that are the same before and after, by their positions; several on one side were split or merged."""

    current: tuple[int, ...]
    proposed: tuple[int, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """The positions of clauses that stand, on both sides, between the same two clauses."""

    current: Sequence[int]
    proposed: Sequence[int]


@dataclass(slots=True)
class Pairing:
    """The links found so far; what is in none is free."""

    texts: Texts
    links: list[Link] = field(default_factory=list)
    unsure: dict[tuple[int, int], float] = field(default_factory=dict)
    free_current: set[int] = field(init=False)
    free_proposed: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.free_current = set(range(len(self.texts.current)))
        self.free_proposed = set(range(len(self.texts.proposed)))

    def link(self, current: Sequence[int], proposed: Sequence[int], *, moved: bool = False) -> None:
        """Say that clauses belong together."""
        self.links.append(Link(tuple(current), tuple(proposed), moved))
        self.free_current.difference_update(current)
        self.free_proposed.difference_update(proposed)

    def link_all(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Say for many single clauses that they belong together, in place."""
        for current, proposed in pairs:
            self.link((current,), (proposed,))

    def in_place(self, current: Sequence[int], proposed: Sequence[int]) -> list[tuple[int, int]]:
        """Return the linked pairs of two rising sequences that keep their order."""
        here, there = set(current), set(proposed)
        pairs = [(link.current[0], link.proposed[0]) for link in self.links if not link.moved]
        return longest_increasing(pair for pair in pairs if pair[0] in here and pair[1] in there)

    def free_in(self, gap: Gap) -> Gap:
        """Return what is still free of a gap."""
        return Gap(
            [position for position in gap.current if position in self.free_current],
            [position for position in gap.proposed if position in self.free_proposed],
        )

    def doubt(self, current: int, proposed: int, likeness: float) -> None:
        """Keep a pair for a person to decide."""
        self.unsure[current, proposed] = likeness

    def doubts(self) -> tuple[UnsurePair, ...]:
        """The pairs in doubt of which both clauses are still free."""
        return tuple(
            UnsurePair(current, proposed, round(likeness, 3))
            for (current, proposed), likeness in sorted(self.unsure.items())
            if current in self.free_current and proposed in self.free_proposed
        )


def gaps(current: Sequence[int], proposed: Sequence[int], pairs: Iterable[tuple[int, int]]) -> list[Gap]:
    """Return what stands between pairs, which rise on both sides, of positions in two rising sequences."""
    places = {position: at for at, position in enumerate(current)}
    counterparts = {position: at for at, position in enumerate(proposed)}
    found, i1, j1 = [], 0, 0
    ends = [(places[left], counterparts[right]) for left, right in pairs]
    for i2, j2 in (*ends, (len(current), len(proposed))):
        if i1 < i2 and j1 < j2:
            found.append(Gap(current[i1:i2], proposed[j1:j2]))
        i1, j1 = i2 + 1, j2 + 1
    return found
