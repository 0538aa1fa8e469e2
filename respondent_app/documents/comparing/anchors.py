"""Clauses that stand word for word in both texts, in the same order: what everything else is found between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from respondent_app.documents.comparing.order import longest_increasing

Stretch = tuple[int, int, int, int]
"""Where a stretch of both sequences starts and ends: current start, current end, proposed start, proposed end."""

_MOST_CELLS = 200_000_000  # a table of bits of this size takes 25 MB


def anchors(current: Sequence[int], proposed: Sequence[int]) -> list[tuple[int, int]]:
    """Pair equal members of both sequences, rising on both sides.

    First those that stand once on each side, then those that stand once between two such, and only then what is
    repeated: a clause like "Not used." is told from its twins by what surrounds it.
    """
    found: list[tuple[int, int]] = []
    waiting: list[Stretch] = [(0, len(current), 0, len(proposed))]
    while waiting:
        stretch = _without_equal_ends(current, proposed, waiting.pop(), found)
        i1, i2, j1, j2 = stretch
        if i1 == i2 or j1 == j2:
            continue
        once = longest_increasing(_once_each(current, proposed, stretch))
        if once:
            found += once
            waiting += _between(once, stretch)
        else:
            found += _repeated(current, proposed, stretch)
    return sorted(found)


def _without_equal_ends(
    current: Sequence[int], proposed: Sequence[int], stretch: Stretch, found: list[tuple[int, int]]
) -> Stretch:
    i1, i2, j1, j2 = stretch
    while i1 < i2 and j1 < j2 and current[i1] == proposed[j1]:
        found.append((i1, j1))
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and current[i2 - 1] == proposed[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
        found.append((i2, j2))
    return i1, i2, j1, j2


def _once_each(current: Sequence[int], proposed: Sequence[int], stretch: Stretch) -> list[tuple[int, int]]:
    i1, i2, j1, j2 = stretch
    if i2 - i1 == 1 and j2 - j1 == 1:
        return []
    here, there = Counter(current[i1:i2]), Counter(proposed[j1:j2])
    places = {proposed[at]: at for at in range(j1, j2) if there[proposed[at]] == 1}
    return [(at, places[current[at]]) for at in range(i1, i2) if here[current[at]] == 1 and current[at] in places]


def _between(pairs: Sequence[tuple[int, int]], stretch: Stretch) -> list[Stretch]:
    i1, i2, j1, j2 = stretch
    starts = [(i1, j1), *((left + 1, right + 1) for left, right in pairs)]
    ends = [*pairs, (i2, j2)]
    return [(a1, a2, b1, b2) for (a1, b1), (a2, b2) in zip(starts, ends, strict=True) if a1 < a2 and b1 < b2]


def _repeated(current: Sequence[int], proposed: Sequence[int], stretch: Stretch) -> list[tuple[int, int]]:
    i1, i2, j1, j2 = stretch
    left, right = current[i1:i2], proposed[j1:j2]
    if set(left).isdisjoint(right):
        return []
    if len(left) * len(right) > _MOST_CELLS:
        return longest_increasing(_counted(left, right, i1, j1))
    return [
        (i1 + block.a + step, j1 + block.b + step)
        for block in LCSseq.opcodes(left, right).as_matching_blocks()
        for step in range(block.size)
    ]


def _counted(left: Sequence[int], right: Sequence[int], i1: int, j1: int) -> list[tuple[int, int]]:
    """Pair the n-th of a kind with the n-th of its kind."""
    seen: Counter[int] = Counter()
    places: dict[tuple[int, int], int] = {}
    for at, each in enumerate(right):
        places[each, seen[each]] = j1 + at
        seen[each] += 1
    seen.clear()
    found = []
    for at, each in enumerate(left):
        place = places.get((each, seen[each]))
        seen[each] += 1
        if place is not None:
            found.append((i1 + at, place))
    return found
