"""What keeps its order between two sequences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence


def longest_increasing(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs that rise on both sides. No number occurs twice on a side."""
    ordered = sorted(pairs)
    tails: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for at, (_, right) in enumerate(ordered):
        height = bisect_left(tails, right)
        before.append(tops[height - 1] if height else -1)
        tails[height : height + 1] = [right]
        tops[height : height + 1] = [at]
    return _walked(ordered, before, tops[-1] if tops else -1)


def _walked(ordered: Sequence[tuple[int, int]], before: Sequence[int], last: int) -> list[tuple[int, int]]:
    found = []
    while last >= 0:
        found.append(ordered[last])
        last = before[last]
    return found[::-1]


def best_chain(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The pairs that rise on both sides and whose values, all above 0, add up to the most.

    A tree of prefix maxima over the right side keeps this near linear in the number of pairs.
    """
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    ranks = {right: rank for rank, right in enumerate(sorted({pair[1] for pair in ordered}), start=1)}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    best = (0.0, -1)
    for at, (_, right, value) in enumerate(ordered):
        total, previous = _highest(tree, ranks[right] - 1)
        before.append(previous)
        reached = (total + value, at)
        _raise(tree, ranks[right], reached)
        best = max(best, reached)
    return _walked([(left, right) for left, right, _ in ordered], before, best[1])


def _highest(tree: Sequence[tuple[float, int]], rank: int) -> tuple[float, int]:
    found = (0.0, -1)
    while rank:
        found = max(found, tree[rank])
        rank &= rank - 1
    return found


def _raise(tree: list[tuple[float, int]], rank: int, reached: tuple[float, int]) -> None:
    while rank < len(tree):
        tree[rank] = max(tree[rank], reached)
        rank += rank & -rank
