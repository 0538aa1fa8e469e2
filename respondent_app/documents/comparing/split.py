"""Clauses that were split in two or more, or merged into one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from respondent_app.documents.comparing.likeness import shared_weight
from respondent_app.documents.comparing.pairing import Gap, Pairing

_MOST_PIECES = 8
_LEAST_WEIGHT = 10  # of a piece: a clause of two or three words is found in any long one
_FOUND_AGAIN = 0.72  # the share of a piece that must stand in the whole
_FOUND_AGAIN_SHORT, _SHORT = 0.85, 30
_ALIKE = 0.75  # all pieces together and the whole


def link_split(
    pairing: Pairing, gap: Gap, current: int, proposed: int, taken: Sequence[tuple[int, int]] = ()
) -> bool:
    """Link a clause with several neighbours on the other side if only together they say what it says.

    `taken` are the pairs that are thought to belong together: their clauses are not used as further pieces.
    """
    if current not in pairing.free_current or proposed not in pairing.free_proposed:
        return False
    taken_current, taken_proposed = {i for i, _ in taken}, {j for _, j in taken}
    texts = pairing.texts
    before, after = texts.written(texts.current[current]), texts.written(texts.proposed[proposed])
    if len(before) > len(after):
        free = pairing.free_proposed - taken_proposed if taken else pairing.free_proposed
        pieces = _pieces(before, gap.proposed, proposed, free, lambda at: texts.written(texts.proposed[at]))
        if pieces:
            pairing.link((current,), pieces)
    else:
        free = pairing.free_current - taken_current if taken else pairing.free_current
        pieces = _pieces(after, gap.current, current, free, lambda at: texts.written(texts.current[at]))
        if pieces:
            pairing.link(pieces, (proposed,))
    return bool(pieces)


def _pieces(
    whole: str, places: Sequence[int], first: int, free: Collection[int], written: Callable[[int], str]
) -> list[int]:
    """Grow a piece by its neighbours for as long as they are found again in the whole."""
    at = places.index(first)
    low, high, joined = at, at + 1, written(first)
    shared = shared_weight(whole, joined)
    if shared < _FOUND_AGAIN * len(joined):
        return []
    grown = True
    while grown and high - low < _MOST_PIECES:
        grown = False
        for place, joins in ((high, lambda piece: joined + piece), (low - 1, lambda piece: piece + joined)):
            if not (0 <= place < len(places)) or places[place] not in free or not _next_to(places, place, low, high):
                continue
            piece = written(places[place])
            together = joins(piece)
            weight = shared_weight(whole, together)
            if weight - shared >= _asked_of(piece):
                low, high, joined, shared, grown = min(low, place), max(high, place + 1), together, weight, True
                break
    alike = 2 * shared / (len(whole) + len(joined))
    return list(places[low:high]) if high - low > 1 and alike >= _ALIKE else []


def _next_to(places: Sequence[int], place: int, low: int, high: int) -> bool:
    return place in (low - 1, high) and abs(places[place] - places[low if place < low else high - 1]) >= 1


def _asked_of(piece: str) -> float:
    if len(piece) < _LEAST_WEIGHT:
        return len(piece) + 1
    return len(piece) * (_FOUND_AGAIN_SHORT if len(piece) < _SHORT else _FOUND_AGAIN)
