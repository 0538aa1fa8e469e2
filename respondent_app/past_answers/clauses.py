"""Clause numbers as words that can be looked for: "Clause 5.1 (b) (i)" and "5.1(b)(i)" are one."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STEP = re.compile(r"[a-z]?\d+[a-z]?|(?<=\()[a-z]{1,5}(?=\))", re.IGNORECASE)
# A number with a dot or brackets, or one with its name in front: a bare "14" may be anything.
_REFERENCE = re.compile(
    r"(?P<name>\b(?:clauses?|sections?|paragraphs?|articles?|schedules?|annex|appendix)\s+)?"
    r"(?<![\w.])(?P<number>[A-Z]?\d{1,4}[A-Z]?(?:\.\d{1,4}[A-Z]?)*(?:\s?\([a-z0-9]{1,5}\))*)(?!\w)",
    re.IGNORECASE,
)


def references(text: str) -> tuple[str, ...]:
    """Return the clause numbers that a text names, each once, in one spelling: "5.1(b)(i)"."""
    return tuple(dict.fromkeys(filter(None, map(_spelt, _REFERENCE.finditer(text)))))


def words_of(reference: str) -> tuple[str, ...]:
    """Return the words for a clause number: its own, and one for each clause that it stands in, the nearest first."""
    steps = _STEP.findall(reference.lower())
    return tuple("clause" + "x".join(steps[:length]) for length in range(len(steps), 0, -1))


def words_in(*texts: str) -> str:
    """Return the words for all clause numbers in some texts, for the index."""
    return " ".join(dict.fromkeys(_words(texts)))


def _words(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        for reference in references(text):
            yield from words_of(reference)


def _spelt(found: re.Match[str]) -> str:
    number = "".join(found["number"].split())
    return number if found["name"] or "." in number or "(" in number else ""
