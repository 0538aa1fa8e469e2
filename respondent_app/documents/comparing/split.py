"""Clauses that were split in two or more, or merged into one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from respondent_app.documents.comparing.likeness import shared_weight, words_of
from respondent_app.documents.comparing.pairing import Gap, Pairing
from respondent_app.documents.comparing.phrases import phrases
from respondent_app.model.comparison import Clause

_MOST_PIECES = 8
_LEAST_WEIGHT, _LEAST_WEIGHT_EXACT = 10, 4  # of a piece: two or three words are found in any long clause
_FOUND_AGAIN = 0.72  # the share of a piece that must stand in the whole
_FOUND_AGAIN_SHORT, _SHORT = 0.85, 30
_LEAVES_ENOUGH = 0.97  # a piece weighs no more than this share of the whole
_ALIKE = 0.75  # all pieces together and the whole
_OWN_PHRASES = 0.2  # the share of a piece's phrases that it must bring into the whole
_BETTER = 0.1  # by which the pieces together must be more like the whole than any of them is like another clause


@dataclass(frozen=True, slots=True)
class _Split:
    likeness: float
    current: tuple[int, ...]
    proposed: tuple[int, ...]


def link_splits(pairing: Pairing, gap: Gap, likenesses: Mapping[tuple[int, int], float]) -> None:
    """Link a clause with several neighbours on the other side where only together they say what it says."""
    found = {_split(pairing, gap, pair, alike) for pair, alike in likenesses.items()}
    for split in sorted((each for each in found if each), key=lambda each: (-each.likeness, each.current)):
        free = pairing.free_current.issuperset(split.current) and pairing.free_proposed.issuperset(split.proposed)
        if free and not _better_apart(split, likenesses):
            pairing.link(split.current, split.proposed)


def _better_apart(split: _Split, likenesses: Mapping[tuple[int, int], float]) -> bool:
    """Whether a piece is as like another clause as all pieces together are like the whole."""
    return any(
        alike + _BETTER > split.likeness
        for (current, proposed), alike in likenesses.items()
        if (len(split.proposed) > 1 and proposed in split.proposed and current not in split.current)
        or (len(split.current) > 1 and current in split.current and proposed not in split.proposed)
    )


def _split(pairing: Pairing, gap: Gap, pair: tuple[int, int], alike: float) -> _Split | None:
    current, proposed = pair
    texts = pairing.texts
    before, after = texts.written(texts.current[current]), texts.written(texts.proposed[proposed])
    shared = alike * (len(before) + len(after)) / 2
    small, large = sorted((len(before), len(after)))
    if small > _LEAVES_ENOUGH * large or shared < _FOUND_AGAIN * small:
        return None
    if len(before) > len(after):
        written = {at: texts.written(texts.proposed[at]) for at in _around(gap.proposed, proposed)}
        likeness, pieces = _pieces(before, written, proposed, pairing.free_proposed)
        told = _each_tells_something(texts.current[current], [texts.proposed[at] for at in pieces])
        return _Split(likeness, (current,), pieces) if pieces and told else None
    written = {at: texts.written(texts.current[at]) for at in _around(gap.current, current)}
    likeness, pieces = _pieces(after, written, current, pairing.free_current)
    told = _each_tells_something(texts.proposed[proposed], [texts.current[at] for at in pieces])
    return _Split(likeness, pieces, (proposed,)) if pieces and told else None


def _each_tells_something(whole: Clause, pieces: Sequence[Clause]) -> bool:
    """Whether the whole holds phrases of each piece that stand in no other piece.

    Single words of a piece are found in any long clause, and so are the phrases that all clauses of a text use.
    """
    known = set(phrases(words_of(whole.text)))
    several = [set(phrases(words_of(piece.text))) for piece in pieces]
    return all(
        len(known.intersection(said).difference(*several[:at], *several[at + 1 :])) >= _OWN_PHRASES * len(said)
        for at, said in enumerate(several)
    )


def _around(places: Sequence[int], first: int) -> Sequence[int]:
    at = places.index(first)
    return places[max(0, at - _MOST_PIECES) : at + _MOST_PIECES]


def _pieces(whole: str, written: Mapping[int, str], first: int, free: Collection[int]) -> tuple[float, tuple[int, ...]]:
    """Return how alike the whole and its pieces are, and the pieces; none where there are not several."""
    places = [at for at in written if at in free]
    low, high, joined = _grown(whole, [written[at] for at in places], places.index(first))
    alike = 2 * shared_weight(whole, joined) / (len(whole) + len(joined))
    return (alike, tuple(places[low : high + 1])) if high > low and alike >= _ALIKE else (0.0, ())


def _grown(whole: str, pieces: Sequence[str], first: int) -> tuple[int, int, str]:
    """Grow a piece by its neighbours for as long as they are found again in the whole."""
    low = high = first
    joined = pieces[first]
    while high - low + 1 < _MOST_PIECES:
        if high + 1 < len(pieces) and _found_again(whole, joined, pieces[high + 1], joined + pieces[high + 1]):
            high, joined = high + 1, joined + pieces[high + 1]
        elif low > 0 and _found_again(whole, joined, pieces[low - 1], pieces[low - 1] + joined):
            low, joined = low - 1, pieces[low - 1] + joined
        else:
            break
    return low, high, joined


def _found_again(whole: str, joined: str, piece: str, together: str) -> bool:
    """Whether the piece adds what the whole says. A short one must be all that is missing, word for word."""
    if whole.startswith(together) or whole.endswith(together):
        return len(piece) >= _LEAST_WEIGHT_EXACT
    if len(piece) < _LEAST_WEIGHT:
        return False
    gained = shared_weight(whole, together) - shared_weight(whole, joined)
    return gained >= len(piece) * (_FOUND_AGAIN_SHORT if len(piece) < _SHORT else _FOUND_AGAIN)
