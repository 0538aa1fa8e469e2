"""What became of a response step by step: who did what, who wrote which words, how two points in time differ."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from respondent_app.model.place import Place
from respondent_app.model.word_diff import Did

Point = tuple[int, int, int]
"""A moment in the history of a response: the order of the last thing done by then, the same in every copy."""

BEGINNING: Point = (0, 0, 0)
"""Before anything was done."""


class About(enum.StrEnum):
    """What a step of the history is about."""

    TEXT = "text"
    COMMENT = "comment"
    MARK = "mark"
    DETAILS = "details"
    STANCE = "stance"
    TEAM = "team"
    READING = "reading"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Entry:
    """One step: what one person did to one thing in one sitting.

    `point` is the moment after its last part. `began` and `ended` are in milliseconds since 1970 as that person's
    computer had them: to show, never to sort by. `question` is empty for what belongs to none; `places` are the texts
    that it changed. `keys` name what it consists of (site and number).
    """

    point: Point
    author: str
    began: int
    ended: int
    what: str
    about: About
    question: str = ""
    places: tuple[Place, ...] = ()
    inserted: int = 0
    deleted: int = 0
    keys: frozenset[tuple[int, int]] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that one person wrote at one time (`ts`: milliseconds since 1970)."""

    text: str
    author: str
    ts: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a sentence's characters (spaces not counted) one person wrote."""

    author: str
    characters: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and who wrote it, whoever wrote most of it first. `start` and `end` are code points of the text."""

    text: str
    start: int
    end: int
    shares: tuple[Share, ...]

    @property
    def author(self) -> str:
        """Whoever wrote most of it."""
        return self.shares[0].author if self.shares else ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, what became of it, and whether it was and is marked as confidential."""

    did: Did
    text: str
    was_marked: bool = False
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs at one place: `what` in words, and for a text the words themselves."""

    what: str
    question: str = ""
    place: Place | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """Who wrote a text, run by run and sentence by sentence."""

    place: Place
    stretches: tuple[Stretch, ...]
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(stretch.text for stretch in self.stretches)

    @property
    def authors(self) -> tuple[str, ...]:
        """Everyone of whom something is left in it, in the order of the text."""
        return tuple(dict.fromkeys(stretch.author for stretch in self.stretches))
