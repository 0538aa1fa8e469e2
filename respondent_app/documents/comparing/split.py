"""Clauses that were split in two or more, or merged into one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from respondent_app.documents.comparing.likeness import shared_weight
from respondent_app.documents.comparing.pairing import Gap, Pairing

_MOST_PIECES = 8
_LEAST_WEIGHT = 10  # of a piece: a clause of two or three words is found in any long one
_LEAST_WEIGHT_EXACT = 4
_FOUND_AGAIN = 0.72  # the share of a piece that must stand in the whole
_FOUND_AGAIN_SHORT, _SHORT = 0.85, 30
_ALIKE = 0.75  # all pieces together and the whole


def link_split(pairing: Pairing, gap: Gap, current: int, proposed: int, taken: Sequence[tuple[int, int]] = ()) -> bool:
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
    low = high = places.index(first)
    joined = written(first)
    if shared_weight(whole, joined) < _FOUND_AGAIN * len(joined):
        return []
    for _ in range(_MOST_PIECES):
        behind, before = _free_piece(places, high + 1, free, written), _free_piece(places, low - 1, free, written)
        if behind and _found_again(whole, joined, behind, joined + behind):
            high, joined = high + 1, joined + behind
        elif before and _found_again(whole, joined, before, before + joined):
            low, joined = low - 1, before + joined
        else:
            break
    alike = 2 * shared_weight(whole, joined) / (len(whole) + len(joined))
    return list(places[low : high + 1]) if high > low and alike >= _ALIKE else []


def _free_piece(places: Sequence[int], at: int, free: Collection[int], written: Callable[[int], str]) -> str:
    return written(places[at]) if 0 <= at < len(places) and places[at] in free else ""


def _found_again(whole: str, joined: str, piece: str, together: str) -> bool:
    """Whether the piece adds what the whole says. A short one must be all that is missing, word for word."""
    if whole.startswith(together) or whole.endswith(together):
        return len(piece) >= _LEAST_WEIGHT_EXACT
    if len(piece) < _LEAST_WEIGHT:
        return False
    gained = shared_weight(whole, together) - shared_weight(whole, joined)
    return gained >= len(piece) * (_FOUND_AGAIN_SHORT if len(piece) < _SHORT else _FOUND_AGAIN)
