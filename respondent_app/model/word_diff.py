"""The difference between two texts, word by word."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

PIECES = re.compile(r"\w+(?:[.,]\d\w*)*|\s+|[^\w\s]")
"""Words, spaces and signs of a text. "V1.4", "7.14" and "1,472.00" are one word each: half a number tells nothing."""


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
    """Compare word by word. The texts of STAY and GO joined give `current`, of STAY and COME `proposed`.

    Where several words in a row change, they change as one run: a space alone is nothing that stays.
    """
    before, after = PIECES.findall(current), PIECES.findall(proposed)
    steps = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    found: list[Words] = []
    gone = come = ""
    for number, (tag, i1, i2, j1, j2) in enumerate(steps):
        left, right = "".join(before[i1:i2]), "".join(after[j1:j2])
        between = 0 < number < len(steps) - 1
        if tag == "equal" and not (between and left.isspace()):
            found += [*_run(Did.GO, gone), *_run(Did.COME, come), Words(Did.STAY, left)]
            gone = come = ""
        else:
            gone += left
            come += right
    return (*found, *_run(Did.GO, gone), *_run(Did.COME, come))


def _run(did: Did, text: str) -> tuple[Words, ...]:
    return (Words(did, text),) if text else ()
