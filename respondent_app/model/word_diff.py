"""The difference between two texts, word by word."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

_PIECES = re.compile(r"\w+|\s+|[^\w\s]")


class Did(StrEnum):
    """What became of some words on the way from the current to the proposed text."""

    STAY = "equal"
    COME = "insert"
    GO = "delete"


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words and what became of it."""

    did: Did
    text: str


def word_diff(current: str, proposed: str) -> tuple[Words, ...]:
    """Compare word by word. The texts of STAY and GO joined give `current`, of STAY and COME `proposed`."""
    before, after = _PIECES.findall(current), _PIECES.findall(proposed)
    found: list[Words] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Words(Did.STAY, "".join(before[i1:i2])))
            continue
        gone, come = "".join(before[i1:i2]), "".join(after[j1:j2])
        found += [Words(Did.GO, gone)] * bool(gone) + [Words(Did.COME, come)] * bool(come)
    return tuple(found)
