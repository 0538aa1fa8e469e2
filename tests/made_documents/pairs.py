"""Pairs of long made-up documents, and what became of every clause between the two."""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from respondent_app.model.comparison import Kind
from respondent_app.model.word_diff import Did, Words
from tests.made_documents.legal_text import Clause, Prose, edited, outline, with_typed_numbers
from tests.made_documents.word_file import Block, word_file

_SHORT = 12  # words; what is split, or moved and edited, must be longer


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of clauses: their positions among the clauses of each text, from 0."""

    kind: Kind
    current: tuple[int, ...]
    proposed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two Word files and the truth about what differs. Clauses that are not in `fates` say the same in both."""

    current: bytes
    proposed: bytes
    fates: tuple[Fate, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How many clauses meet each fate. `edit_share` bounds the share of words that an edit touches."""

    clauses: int
    edited: int = 0
    heavily: int = 0
    split: int = 0
    inserted: int = 0
    typed: int = 0
    deleted: int = 0
    replaced: int = 0
    moved: int = 0
    moved_edited: int = 0
    edit_share: tuple[float, float] = (0.04, 0.2)


EASY = Plan(3080, edited=300, inserted=20, typed=10, moved=20, edit_share=(0.02, 0.1))
HARD = Plan(1500, edited=180, heavily=40, split=10, inserted=30, deleted=20, replaced=10, moved=15, moved_edited=15)


@functools.lru_cache(maxsize=2)
def pair(plan: Plan, seed: int = 1, vocabulary: int = 2500) -> Pair:
    """Make a pair by `plan`. Clauses that are replaced have nothing to do with what comes in their place."""
    rng = random.Random(seed)
    prose = Prose(rng, vocabulary)
    current = _with_boilerplate(outline(prose, rng, plan.clauses), rng)
    return _Author(plan, prose, rng, current).pair()


def _with_boilerplate(clauses: Sequence[Clause], rng: random.Random) -> list[Clause]:
    """Add what real documents repeat: "Not used." and sentences that differ in a figure only."""
    stock = (
        "Not used.",
        "The Panel shall publish the report within {} Working Days.",
        "This paragraph {} is reserved.",
    )
    return [
        replace(clause, text=rng.choice(stock).format(rng.randint(2, 90)))
        if clause.level > 1 and rng.random() < 0.03
        else clause
        for clause in clauses
    ]


class _Author:
    """Turns the current text into the proposed one, keeping account."""

    def __init__(self, plan: Plan, prose: Prose, rng: random.Random, current: list[Clause]) -> None:
        self._plan, self._prose, self._rng, self._current = plan, prose, rng, current
        self._kind: dict[int, Kind] = {}
        self._text: dict[int, list[str]] = {}
        self._free = [c.key for c in current if c.level > 1 and len(c.text.split()) >= _SHORT]
        rng.shuffle(self._free)

    def pair(self) -> Pair:
        self._settle()
        proposed, origin = self._proposed()
        return Pair(_file(self._current), _file(proposed), tuple(self._fates(origin)))

    def _settle(self) -> None:
        """Draw the clauses that meet each fate; none meets two."""
        plan, rng = self._plan, self._rng
        for key in self._draw(plan.edited, Kind.EDITED):
            self._text[key] = [self._edit(key, rng.uniform(*plan.edit_share))]
        for key in self._draw(plan.heavily, Kind.EDITED):
            self._text[key] = [self._edit(key, 0.5)]
        for key in self._draw(plan.split, Kind.SPLIT):
            words = self._current[key].text.split()
            middle = rng.randint(len(words) // 3, 2 * len(words) // 3)
            self._text[key] = [" ".join(words[:middle]) + ".", " ".join(words[middle:]).capitalize()]
        for key in self._draw(plan.moved_edited, Kind.MOVED_EDITED):
            self._text[key] = [self._edit(key, rng.uniform(0.05, 0.15))]
        for count, kind in ((plan.moved, Kind.MOVED), (plan.deleted + plan.replaced, Kind.DELETED)):
            self._draw(count, kind)

    def _draw(self, count: int, kind: Kind) -> list[int]:
        drawn, self._free = self._free[:count], self._free[count:]
        self._kind.update(dict.fromkeys(drawn, kind))
        return drawn

    def _edit(self, key: int, share: float) -> str:
        return edited(self._current[key], self._prose, self._rng, share).text

    def _proposed(self) -> tuple[list[Clause], list[int | None]]:
        """Return the proposed clauses, and for each the current one it comes from."""
        rng, gone = self._rng, {Kind.DELETED, Kind.MOVED, Kind.MOVED_EDITED}
        made: list[tuple[Clause, int | None]] = []
        for clause in self._current:
            if self._kind.get(clause.key) not in gone:
                texts = self._text.get(clause.key, [clause.text])
                made += [(replace(clause, text=text), clause.key) for text in texts]
            elif self._kind[clause.key] is Kind.DELETED and self._is_replaced(clause.key):
                made.append((replace(clause, text=self._new_text()), None))
        for key, kind in self._kind.items():
            if kind in {Kind.MOVED, Kind.MOVED_EDITED}:
                text = self._text.get(key, [self._current[key].text])[0]
                made.insert(self._elsewhere(made, key), (replace(self._current[key], text=text), key))
        for number in range(self._plan.inserted + self._plan.typed):
            typed = "?" if number >= self._plan.inserted else ""
            fresh = Clause(-1, 2 if typed else rng.randint(2, 4), self._new_text(), typed)
            made.insert(self._gap(made), (fresh, None))
        return with_typed_numbers([clause for clause, _ in made]), [key for _, key in made]

    def _is_replaced(self, key: int) -> bool:
        deleted = [k for k, kind in self._kind.items() if kind is Kind.DELETED]
        return key in deleted[: self._plan.replaced]

    def _new_text(self) -> str:
        return self._prose.sentence(self._rng.randint(14, 45))

    def _gap(self, made: Sequence[tuple[Clause, int | None]]) -> int:
        """Return a place that parts neither the halves of a split clause nor a heading from its first clause."""
        while True:
            place = self._rng.randrange(2, len(made) - 1)
            before, after = made[place - 1], made[place]
            if before[1] != after[1] and before[0].level > 1 and after[0].level > 1:
                return place

    def _elsewhere(self, made: Sequence[tuple[Clause, int | None]], key: int) -> int:
        """Return a gap at least 40 clauses from where the clause stood."""
        home = next((n for n, (_, origin) in enumerate(made) if origin is not None and origin >= key), 0)
        while abs((place := self._gap(made)) - home) < 40:
            pass
        return place

    def _fates(self, origin: Sequence[int | None]) -> Iterator[Fate]:
        places: dict[int, list[int]] = {}
        for position, key in enumerate(origin):
            if key is None:
                yield Fate(Kind.INSERTED, (), (position,))
            else:
                places.setdefault(key, []).append(position)
        for key, kind in self._kind.items():
            yield Fate(kind, (key,), tuple(places.get(key, ())))


def _file(clauses: Sequence[Clause]) -> bytes:
    return word_file(Block((Words(Did.STAY, clause.text),), clause.level, clause.typed) for clause in clauses)
