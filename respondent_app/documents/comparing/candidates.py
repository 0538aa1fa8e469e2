"""Which clauses are worth holding against each other where there are too many to try them all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from respondent_app.documents.comparing.likeness import Texts

_MOST_CELLS = 40_000
_RAREST, _MOST_HOLDERS, _MOST_CANDIDATES = 24, 60, 8


def too_many(current: Sequence[int], proposed: Sequence[int]) -> bool:
    """Whether trying every pair would take long."""
    return len(current) * len(proposed) > _MOST_CELLS


def candidates(
    texts: Texts, current: Sequence[int], proposed: Sequence[int], least: float
) -> Iterator[tuple[int, list[tuple[int, float]]]]:
    """Yield each current clause with the proposed ones at least so like it, the most alike first.

    Of many, only those are tried that share most of its rarest words.
    """
    if not too_many(current, proposed):
        for position in current:
            yield position, texts.most_alike(position, proposed, least)
        return
    holders = _holders(texts, proposed)
    for position in current:
        yield position, texts.most_alike(position, _sharing(texts, position, holders), least)


def _holders(texts: Texts, proposed: Sequence[int]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for position in proposed:
        for sign in set(texts.written(texts.proposed[position])):
            found[sign].append(position)
    return found


def _sharing(texts: Texts, position: int, holders: dict[str, list[int]]) -> list[int]:
    weights = Counter(texts.written(texts.current[position]))
    votes: Counter[int] = Counter()
    known = sorted((sign for sign in weights if sign in holders), key=lambda sign: len(holders[sign]))
    for sign in known[:_RAREST]:
        if len(holders[sign]) <= _MOST_HOLDERS:
            for holder in holders[sign]:
                votes[holder] += weights[sign]
    return [holder for holder, _ in votes.most_common(_MOST_CANDIDATES)]
