"""Which licences a part of the program may have; where a part leaves a choice, which one is taken.

Licences are written as SPDX expressions: names joined by AND, OR and WITH, and brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

_WORD = re.compile(r"[()]|[^\s()]+")


class LicenceError(Exception):
    """Why something cannot go into the program, in plain sentences."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The licences that are allowed, the best first; some only for libraries that others can take the place of."""

    allowed: tuple[str, ...]
    if_replaceable: tuple[str, ...]

    def taken(self, expression: str, *, replaceable: bool) -> tuple[str, ...]:
        """Return the licences that are taken of `expression`; `LicenceError` if none of its choices is allowed."""
        order = self.allowed + (self.if_replaceable if replaceable else ())
        fitting = [names for names in choices(expression) if set(names) <= set(order)]
        if not fitting:
            raise LicenceError(f"Its licence “{expression}” is not among those allowed.")
        return min(fitting, key=lambda names: sorted((order.index(name) for name in names), reverse=True))


def choices(expression: str) -> list[tuple[str, ...]]:
    """Return what one may choose between: for each choice the licences that hold together.

    >>> choices("(MIT OR Apache-2.0) AND Unicode-3.0")
    [('MIT', 'Unicode-3.0'), ('Apache-2.0', 'Unicode-3.0')]
    """
    words = _WORD.findall(expression.replace("/", " OR "))  # how Rust packages used to write it
    found = _either(words)
    if words:
        raise LicenceError(f"Its licence “{expression}” cannot be read.")
    return found


def _either(words: list[str]) -> list[tuple[str, ...]]:
    found = _together(words)
    while _follows(words, "OR"):
        found += _together(words)
    return found


def _together(words: list[str]) -> list[tuple[str, ...]]:
    parts = [_one(words)]
    while _follows(words, "AND"):
        parts.append(_one(words))
    return [tuple(dict.fromkeys(name for names in chosen for name in names)) for chosen in product(*parts)]


def _one(words: list[str]) -> list[tuple[str, ...]]:
    word = words.pop(0) if words else ""
    if word == "(":
        inside = _either(words)
        if _follows(words, ")"):
            return inside
    if not word or word in {"(", ")", "AND", "OR", "WITH"}:
        raise LicenceError("Its licence cannot be read: something is missing in it.")
    return [(f"{word} WITH {words.pop(0)}",)] if _follows(words, "WITH") and words else [(word,)]


def _follows(words: list[str], wanted: str) -> bool:
    if words[:1] == [wanted]:
        words.pop(0)
        return True
    return False


# What packages say instead of the name in the SPDX list.
_OTHER_NAMES = {
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd license": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "psfl": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
}


def stated(expression: str | None, licence: str | None, classifiers: Sequence[str]) -> str:
    """Return the licence that a package of Python states, from the best to the poorest of the places for it; or ""."""
    named = [line.split(" :: ")[-1] for line in classifiers if line.startswith("License :: OSI Approved :: ")]
    for words in (expression, licence, " AND ".join(_OTHER_NAMES.get(name.lower(), name) for name in named)):
        known = _OTHER_NAMES.get((words or "").lower(), words or "")
        if known and "\n" not in known and known not in {"OSI Approved", "UNKNOWN"}:
            return known
    return ""
