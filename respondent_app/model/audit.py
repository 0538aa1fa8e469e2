"""The publisher's change table held against what really changed."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Verdict(enum.StrEnum):
    """Whether the text bears out a row of the change table."""

    AS_DESCRIBED = "as-described"
    DIFFERS = "differs"
    NO_CHANGE_FOUND = "no-change-found"
    CANNOT_TELL = "cannot-tell"


class Weightiness(enum.StrEnum):
    """How much an undisclosed change matters: only a change of words alters what the text means."""

    WORDS = "words"
    TYPOGRAPHY = "typography"
    RENUMBERING = "renumbering"
    FORMATTING = "formatting"


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row's claim. `changes` are positions in the comparison; `detail` is one plain sentence.

    `comment` is a comment on it that can be sent as it stands; empty where there is nothing to say.
    """

    number: int
    reference: str
    verdict: Verdict
    detail: str
    changes: tuple[int, ...] = ()
    clause: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Undisclosed:
    """A change that no row of the table tells of. `change` is its position in the comparison."""

    reference: str
    kind: str
    detail: str
    change: int
    weightiness: Weightiness = Weightiness.WORDS
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """The result for each row, in the order of the table, and the changes that are not in it.

    `undisclosed` holds changes of words only; `aside` what is typography, renumbering or formatting alone.
    """

    rows: tuple[RowResult, ...]
    undisclosed: tuple[Undisclosed, ...]
    aside: tuple[Undisclosed, ...] = ()
