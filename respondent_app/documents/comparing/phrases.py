"""Which phrases two clauses share: words alone are found everywhere, three in a row tell a clause from others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

_LENGTH = 3  # words

_Phrase = tuple[str, ...]


def phrases(words: Sequence[str]) -> list[_Phrase]:
    """Return every three words in a row."""
    return list(zip(*(words[start:] for start in range(_LENGTH)), strict=False))


class Phrases:
    """The phrases of both texts, each by how many clauses of a text hold it."""

    def __init__(self, current: Iterable[Sequence[str]], proposed: Iterable[Sequence[str]]) -> None:
        self._current, self._proposed = _holding(current), _holding(proposed)

    def share_of_their_own(self, current: Sequence[str], proposed: Sequence[str]) -> float:
        """Return which share of the words of two clauses stands in phrases that both of them and no other hold."""
        own = self._own(set(phrases(current)).intersection(phrases(proposed)))
        return (_covered(current, own) + _covered(proposed, own)) / max(1, len(current) + len(proposed))

    def _own(self, shared: Iterable[_Phrase]) -> set[_Phrase]:
        return {phrase for phrase in shared if self._current[phrase] == self._proposed[phrase] == 1}


def _holding(texts: Iterable[Sequence[str]]) -> Counter[_Phrase]:
    found: Counter[_Phrase] = Counter()
    for words in texts:
        found.update(set(phrases(words)))
    return found


def _covered(words: Sequence[str], own: set[_Phrase]) -> int:
    """How many words stand in phrases of their own."""
    places = {at + step for at, phrase in enumerate(phrases(words)) if phrase in own for step in range(_LENGTH)}
    return len(places)
