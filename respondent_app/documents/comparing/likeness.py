"""How alike two clauses are: shared words in order, rare words counting more than those that stand everywhere."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import Indel, LCSseq

from respondent_app.documents.comparing.phrases import Phrases
from respondent_app.model.comparison import Clause

_TOKEN = re.compile(r"\w+")
_MARK = re.compile(r"\S")
_FUNCTION_WORDS = frozenset(
    {"a", "an", "and", "any", "are", "as", "at", "be", "been", "by", "for", "from", "has", "have", "in", "into"}
    | {"is", "it", "its", "may", "not", "of", "on", "or", "shall", "such", "that", "the", "their", "this", "those"}
    | {"to", "under", "was", "where", "which", "will", "with"}
)
_WEIGHT_OF_RARITY = 0.6
_TWINS = 0.8
_LONGEST = 5_000  # words
_FIRST_SIGN, _LAST_SIGN, _NO_SIGNS = 0x100, 0x10FFFF, range(0xD800, 0xE000)


class Scale:
    """Writes a text as signs, one for each different word, a word repeated as often as it weighs.

    Two texts so written share a longest common subsequence of the weight of the words they share in order, so that
    one fast comparison of strings weighs words too. A word weighs by the logarithm of how few clauses hold it
    (inverse document frequency, counted over both texts), function words always 1.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._holding: Counter[str] = Counter()
        self._clauses = 1
        for text in texts:
            self._clauses += 1
            self._holding.update(set(words_of(text)))
        self._signs: dict[str, str] = {}
        self._next = _FIRST_SIGN

    def write(self, text: str) -> str:
        """Write a text as weighted signs, a very long one as far as it takes to know it again."""
        signs = self._signs
        try:
            return "".join([signs[token] for token in words_of(text)[:_LONGEST]])
        except KeyError:
            return "".join([signs.get(token) or self._sign(token) for token in words_of(text)[:_LONGEST]])

    def _sign(self, token: str) -> str:
        sign = self._signs[token] = chr(self._next) * self._weight(token)
        self._next = _FIRST_SIGN if self._next == _LAST_SIGN else self._next + 1
        if self._next in _NO_SIGNS:
            self._next = _NO_SIGNS.stop
        return sign

    def _weight(self, token: str) -> int:
        if token in _FUNCTION_WORDS:
            return 1
        rarity = math.log(self._clauses / max(1, self._holding[token]))
        return 1 + round(max(0.0, rarity) * _WEIGHT_OF_RARITY)


def words_of(text: str) -> list[str]:
    """Return the words of a text in small letters, or its signs if it has none."""
    return _TOKEN.findall(text.casefold()) or _MARK.findall(text)


class Texts:
    """The clauses of both texts, and how alike any two of them are."""

    def __init__(self, current: Sequence[Clause], proposed: Sequence[Clause]) -> None:
        self.current, self.proposed = current, proposed
        self._written: dict[str, str] = {}

    @cached_property
    def _scale(self) -> Scale:
        return Scale(clause.text for clause in (*self.current, *self.proposed))

    def written(self, clause: Clause) -> str:
        """The clause in weighted signs; its length is the weight of its words."""
        text = clause.text
        found = self._written.get(text)
        if found is None:
            found = self._written[text] = self._scale.write(text)
        return found

    def likeness(self, current: int, proposed: int) -> float:
        """Return the weight of what both say over the weight of both, from 0 to 1."""
        return alike(self.written(self.current[current]), self.written(self.proposed[proposed]))

    def most_alike(self, current: int, proposed: Sequence[int], least: float) -> list[tuple[int, float]]:
        """Return which of some proposed clauses are at least so like a current one, the most alike first."""
        if not self.current[current].text:
            return []
        choices = [self.written(self.proposed[position]) for position in proposed]
        found = process.extract(
            self.written(self.current[current]),
            choices,
            scorer=Indel.normalized_similarity,
            score_cutoff=least,
            limit=None,
        )
        return [(proposed[at], likeness) for _, likeness, at in found]

    def twins_of_current(self, current: int, others: Sequence[int]) -> list[int]:
        """Return which of other current clauses say nearly the same, as clauses do that differ in a figure only."""
        written = self.written(self.current[current])
        return [other for other in others if alike(written, self._current_written[other]) >= _TWINS]

    def twins_of_proposed(self, proposed: int, others: Sequence[int]) -> list[int]:
        """Return which of other proposed clauses say nearly the same."""
        written = self.written(self.proposed[proposed])
        return [other for other in others if alike(written, self._proposed_written[other]) >= _TWINS]

    def origins_as_like(self, current: int, proposed: int, least: float, limit: int) -> list[int]:
        """Return the other current clauses that are at least so like a proposed one, the most alike first."""
        found = _as_like(self.written(self.proposed[proposed]), self._current_written, least, limit + 1)
        return [at for at in found if at != current][:limit]

    def outcomes_as_like(self, current: int, proposed: int, least: float, limit: int) -> list[int]:
        """Return the other proposed clauses that are at least so like a current one, the most alike first."""
        found = _as_like(self.written(self.current[current]), self._proposed_written, least, limit + 1)
        return [at for at in found if at != proposed][:limit]

    def phrases_of_their_own(self, current: int, proposed: int) -> float:
        """Return the share of the words of two clauses that stand in phrases which both and no others hold."""
        before, after = self.current[current].text, self.proposed[proposed].text
        return self._phrases.share_of_their_own(words_of(before), words_of(after))

    @cached_property
    def _phrases(self) -> Phrases:
        sides = self.current, self.proposed
        here, there = ((words_of(clause.text)[:_LONGEST] for clause in side) for side in sides)
        return Phrases(here, there)

    @cached_property
    def _current_written(self) -> list[str]:
        return [self.written(clause) for clause in self.current]

    @cached_property
    def _proposed_written(self) -> list[str]:
        return [self.written(clause) for clause in self.proposed]


def _as_like(written: str, among: Sequence[str], least: float, limit: int) -> list[int]:
    if not written:
        return []
    found = process.extract(written, among, scorer=Indel.normalized_similarity, score_cutoff=least, limit=limit)
    return [at for _, _, at in found]


def alike(left: str, right: str) -> float:
    """Return how alike two written clauses are, from 0 to 1. Clauses without words are not alike."""
    return float(left != "") and float(Indel.normalized_similarity(left, right))


def shared_weight(left: str, right: str) -> int:
    """Return the weight of the words that two written clauses share in order."""
    return int(LCSseq.similarity(left, right))
