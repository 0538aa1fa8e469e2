"""Clauses that stand elsewhere in the proposed text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from respondent_app.documents.comparing.candidates import candidates
from respondent_app.documents.comparing.likeness import Texts, words_of
from respondent_app.documents.comparing.pairing import Keys, Pairing
from respondent_app.documents.progress import Progress
from respondent_app.model.comparison import Clause

_HEARD_EVERY = 100  # clauses
_SAYS_ENOUGH = 6  # words by which a clause that stands in several places is still told from others
_LEAST_WEIGHT, _LEAST_WORDS = 24, 12  # of a clause that is looked for elsewhere in other words; either will do
_MAYBE, _SURE, _SURE_BESIDE_MOVED = 0.55, 0.7, 0.6
_MOST_TWINS = 40
_A_WORD = 1.5  # weight; another word at one place makes a difference of 2 at least
_STANDS_OUT = 0.15  # by which a pair must be more alike than either is with any other clause


def link_moved_unchanged(pairing: Pairing, keys: Keys) -> None:
    """Link what was moved as it is, then its neighbours that moved with it."""
    found = list(_unchanged(pairing, keys))
    for current, proposed in found:
        pairing.link((current,), (proposed,), moved=True)
    _with_neighbours(pairing, found, lambda i, j: keys[0][i] == keys[1][j])


def link_moved_edited(pairing: Pairing, progress: Progress) -> None:
    """Link what was moved and edited, then its neighbours that moved with it."""
    for number, (current, proposed) in enumerate(_edited(pairing)):
        if number % _HEARD_EVERY == 0:
            progress("Looking for clauses that moved and were edited")
        pairing.link((current,), (proposed,), moved=True)
    moved = [(link.current[0], link.proposed[0]) for link in pairing.links if link.moved]
    _with_neighbours(pairing, moved, lambda i, j: pairing.texts.likeness(i, j) >= _SURE_BESIDE_MOVED)


def _unchanged(pairing: Pairing, keys: Keys) -> Iterator[tuple[int, int]]:
    here, there = _by_key(pairing.free_current, keys[0]), _by_key(pairing.free_proposed, keys[1])
    repeated = _repeated(keys[0]) | _repeated(keys[1])
    for key in sorted(here.keys() & there.keys()):
        if len(here[key]) == len(there[key]) == 1:
            current, proposed = here[key][0], there[key][0]
            words = pairing.texts.current[current].text.split()
            if len(words) >= _SAYS_ENOUGH or key not in repeated:
                yield current, proposed


def _by_key(positions: Iterable[int], keys: Sequence[int]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for position in sorted(positions):
        found[keys[position]].append(position)
    return found


def _repeated(keys: Sequence[int]) -> set[int]:
    return {key for key, times in Counter(keys).items() if times > 1}


def _with_neighbours(pairing: Pairing, moved: Iterable[tuple[int, int]], belong: Callable[[int, int], bool]) -> None:
    """What stands beside a moved clause before and after moved with it: here even "Not used." is told from others."""
    for current, proposed in moved:
        for step in (1, -1):
            i, j = current + step, proposed + step
            while i in pairing.free_current and j in pairing.free_proposed and belong(i, j):
                pairing.link((i,), (j,), moved=True)
                i, j = i + step, j + step


def _edited(pairing: Pairing) -> Iterator[tuple[int, int]]:
    """What was moved and edited. It must be nearer to its counterpart than to any other clause of the text."""
    texts = pairing.texts
    here = [at for at in sorted(pairing.free_current) if _is_long(texts, texts.current[at])]
    there = [at for at in sorted(pairing.free_proposed) if _is_long(texts, texts.proposed[at])]
    found: list[tuple[float, int, int]] = []
    for current, alike_ones in candidates(texts, here, there, _MAYBE):
        found += [(alike, current, at) for at, alike in alike_ones[:2]]
    taken_current: set[int] = set()
    taken_proposed: set[int] = set()
    for alike, current, proposed in sorted(found, key=lambda each: (-each[0], each[1:])):
        if current in taken_current or proposed in taken_proposed or (current, proposed) in pairing.unsure:
            continue
        taken_current.add(current)
        taken_proposed.add(proposed)
        stands_out = _stands_out(pairing, current, proposed, alike)
        if alike >= _SURE and stands_out:
            yield current, proposed
        elif alike >= _SURE or stands_out:
            pairing.doubt(current, proposed, alike)


def _is_long(texts: Texts, clause: Clause) -> bool:
    """Whether a clause says enough to be known elsewhere. In a text of few different words all of them are light."""
    return len(texts.written(clause)) >= _LEAST_WEIGHT or len(words_of(clause.text)) >= _LEAST_WORDS


def _stands_out(pairing: Pairing, current: int, proposed: int, likeness: float) -> bool:
    """Whether no other clause comes near, on one side at least.

    Twins, which say nearly the same as the clause, must be farther by a word; others by much more. No clause that is
    still free may come as near, on either side.
    """
    texts = pairing.texts
    weight = len(texts.written(texts.current[current])) + len(texts.written(texts.proposed[proposed]))
    a_word = likeness - _A_WORD / weight
    origins = texts.origins_as_like(current, proposed, a_word, _MOST_TWINS)
    outcomes = texts.outcomes_as_like(current, proposed, a_word, _MOST_TWINS)
    if not pairing.free_current.isdisjoint(origins) or not pairing.free_proposed.isdisjoint(outcomes):
        return False
    return (not origins and _only_twins_of_current(texts, current, proposed, likeness - _STANDS_OUT)) or (
        not outcomes and _only_twins_of_proposed(texts, current, proposed, likeness - _STANDS_OUT)
    )


def _only_twins_of_current(texts: Texts, current: int, proposed: int, least: float) -> bool:
    origins = texts.origins_as_like(current, proposed, least, _MOST_TWINS)
    return len(texts.twins_of_current(current, origins)) == len(origins) < _MOST_TWINS


def _only_twins_of_proposed(texts: Texts, current: int, proposed: int, least: float) -> bool:
    outcomes = texts.outcomes_as_like(current, proposed, least, _MOST_TWINS)
    return len(texts.twins_of_proposed(proposed, outcomes)) == len(outcomes) < _MOST_TWINS
