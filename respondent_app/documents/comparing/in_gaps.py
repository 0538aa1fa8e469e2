"""What became of the clauses that stand between two unchanged ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from respondent_app.documents.comparing.candidates import candidates, too_many
from respondent_app.documents.comparing.evidence import LEAST, Certainty, in_place, spelt_alike
from respondent_app.documents.comparing.likeness import Texts
from respondent_app.documents.comparing.order import best_chain, longest_increasing
from respondent_app.documents.comparing.pairing import Gap, Pairing, gaps
from respondent_app.documents.comparing.split import link_splits

_PIECE = 0.2  # the likeness of a whole and one of some pieces
_A_WORD, _A_RARE_WORD = 0.9, 3.9  # weight; the lightest word weighs 1
_LIGHTLY_EDITED = 0.8
_SAME_PLACE = 0.01  # what an equal number adds between two pairs that are alike

_Likenesses = dict[tuple[int, int], float]


def align(pairing: Pairing, gap: Gap) -> None:
    """Link the clauses of a gap that are the same, in order, and keep what is in doubt."""
    found = [*_align(pairing, gap), *_without_words(pairing, gap), *_spelt_alike(pairing, gap)]
    if found and too_many(gap.current, gap.proposed):  # then some were not tried
        for between in gaps(gap.current, gap.proposed, longest_increasing(found)):
            align(pairing, pairing.free_in(between))


def _align(pairing: Pairing, gap: Gap) -> list[tuple[int, int]]:
    """Return the pairs that were linked one to one."""
    likenesses = _likenesses(pairing.texts, gap)
    link_splits(pairing, gap, likenesses)
    likenesses = {
        (i, j): alike
        for (i, j), alike in likenesses.items()
        if alike >= LEAST and i in pairing.free_current and j in pairing.free_proposed
    }
    chain = best_chain((i, j, _value(pairing.texts, i, j, alike)) for (i, j), alike in likenesses.items())
    unclear = _unclear(pairing, likenesses, chain)
    for pair in chain:
        _settle(pairing, *pair, likenesses[pair], unclear=pair in unclear)
    return [pair for pair in chain if pair[0] not in pairing.free_current]


def _without_words(pairing: Pairing, gap: Gap) -> list[tuple[int, int]]:
    """Link a picture, drawing or equation with the only one that took its place."""
    here = [at for at in gap.current if at in pairing.free_current and not pairing.texts.current[at].text]
    there = [at for at in gap.proposed if at in pairing.free_proposed and not pairing.texts.proposed[at].text]
    if len(here) != 1 or len(there) != 1:
        return []
    pairing.link(here, there)
    return [(here[0], there[0])]


def _spelt_alike(pairing: Pairing, gap: Gap) -> list[tuple[int, int]]:
    """Link two short clauses that share no word but most letters, where nothing else is left of the gap."""
    left = pairing.free_in(gap)
    if len(left.current) != 1 or len(left.proposed) != 1:
        return []
    before, after = left.current[0], left.proposed[0]
    if not spelt_alike(pairing.texts.current[before].text, pairing.texts.proposed[after].text):
        return []
    pairing.link((before,), (after,))
    return [(before, after)]


def _value(texts: Texts, current: int, proposed: int, likeness: float) -> float:
    same_number = texts.current[current].reference == texts.proposed[proposed].reference
    return likeness - LEAST + 0.001 + _SAME_PLACE * same_number


def _settle(pairing: Pairing, current: int, proposed: int, likeness: float, *, unclear: bool) -> None:
    certainty = in_place(pairing.texts, current, proposed, likeness)
    if certainty is Certainty.SAME and not unclear:
        pairing.link((current,), (proposed,))
    elif certainty is not Certainty.OTHER:
        pairing.doubt(current, proposed, likeness)


def _likenesses(texts: Texts, gap: Gap) -> _Likenesses:
    return {
        (current, proposed): likeness
        for current, found in candidates(texts, gap.current, gap.proposed, _PIECE)
        for proposed, likeness in found
    }


def _unclear(pairing: Pairing, likenesses: _Likenesses, chain: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the pairs of which either clause could as well be paired with a neighbour that is left over."""
    taken_current, taken_proposed = {i for i, _ in chain}, {j for _, j in chain}
    rivals: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for i, j in likenesses:
        if i not in taken_current and i in pairing.free_current:
            rivals["proposed", j].append((i, j))
        if j not in taken_proposed and j in pairing.free_proposed:
            rivals["current", i].append((i, j))
    found = set()
    for before, pair, after in _with_neighbours(chain):
        for rival in (*rivals["proposed", pair[1]], *rivals["current", pair[0]]):
            fits = before[0] < rival[0] < after[0] and before[1] < rival[1] < after[1]
            if fits and _as_good(pairing.texts, likenesses, pair, rival):
                found.add(pair)
    return found


def _with_neighbours(chain: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], ...]]:
    beyond = 1 << 62
    fenced = [(-1, -1), *chain, (beyond, beyond)]
    for (before, pair), (_, after) in pairwise(pairwise(fenced)):
        yield before, pair, after


def _as_good(texts: Texts, likenesses: _Likenesses, pair: tuple[int, int], rival: tuple[int, int]) -> bool:
    """Whether the rival shares as many words, or needs no word more to be changed.

    Clauses that say the same are no rivals.
    """
    if _said(texts, pair) == _said(texts, rival):
        return False
    weights, others = _weights(texts, pair), _weights(texts, rival)
    shared, distance = _shared(weights, likenesses[pair]), (1 - likenesses[pair]) * sum(weights)
    asked = _A_WORD if likenesses[pair] >= _LIGHTLY_EDITED else _A_RARE_WORD
    if (1 - likenesses[rival]) * sum(others) - distance < asked:
        return True
    return shared - _shared(others, likenesses[rival]) < asked


def _said(texts: Texts, pair: tuple[int, int]) -> tuple[str, str]:
    return texts.current[pair[0]].text, texts.proposed[pair[1]].text


def _weights(texts: Texts, pair: tuple[int, int]) -> tuple[int, int]:
    return len(texts.written(texts.current[pair[0]])), len(texts.written(texts.proposed[pair[1]]))


def _shared(weights: tuple[int, int], likeness: float) -> float:
    return likeness * sum(weights) / 2
