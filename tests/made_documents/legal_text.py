"""Made-up legal prose and its numbered outline. Everything here is synthetic: no sentence is anyone's drafting."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_ACTORS = ("Supplier Party", "Network Party", "Service Provider", "Code Administrator", "Registration Agent", "Panel")
_MODALS = ("shall", "may", "is required to", "shall not", "will use reasonable steps to")
_SYLLABLES = (
    "ba", "cor", "den", "fi", "gal", "ho", "in", "jus", "kel", "lo", "mar", "nis",
    "or", "pel", "qua", "ri", "sen", "tor", "ul", "ver", "wex", "yor", "zam",
)  # fmt: skip
_JOINTS = (
    "in respect of",
    "subject to",
    "for the purposes of",
    "and",
    "or",
    "within",
    "before",
    "after",
    "where",
    "unless",
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered paragraph. `level` is 1 to 4; `typed` is a number that the drafter typed by hand, such as "3.1A"."""

    key: int
    level: int
    text: str
    typed: str = ""


class Prose:
    """Sentences from a vocabulary in which, as in real drafting, few words are frequent and most are rare."""

    def __init__(self, rng: random.Random, vocabulary: int = 2500) -> None:
        self._rng = rng
        self._words = [self._coin() for _ in range(vocabulary)]
        self._weights = [1 / (rank + 3) for rank in range(vocabulary)]

    def words(self, count: int) -> list[str]:
        """Return made-up words, frequent ones more often than rare ones."""
        return self._rng.choices(self._words, self._weights, k=count)

    def sentence(self, length: int) -> str:
        """Return a sentence of about `length` words."""
        rng = self._rng
        start = f"The {rng.choice(_ACTORS)} {rng.choice(_MODALS)}".split()
        body = self.words(max(3, length - len(start)))
        for place in range(4, len(body) - 1, 7):
            body[place] = rng.choice(_JOINTS)
        return " ".join([*start, *body]) + "."

    def heading(self) -> str:
        """Return a heading of two to four words."""
        return " ".join(self.words(self._rng.randint(2, 4))).title()

    def _coin(self) -> str:
        return "".join(self._rng.choices(_SYLLABLES, k=self._rng.randint(2, 4)))


def outline(prose: Prose, rng: random.Random, count: int) -> list[Clause]:
    """Return `count` clauses of four levels, headings at the first."""
    clauses, level = [Clause(0, 1, prose.heading())], 1
    while len(clauses) < count:
        level = rng.choices((1, 2, 3, 4), _NEXT_LEVEL[level])[0]
        text = prose.heading() if level == 1 else prose.sentence(rng.randint(12, 55))
        clauses.append(Clause(len(clauses), level, text))
    return clauses


_NEXT_LEVEL = {1: (0, 1, 0, 0), 2: (0.06, 0.54, 0.4, 0), 3: (0.02, 0.28, 0.5, 0.2), 4: (0, 0.2, 0.35, 0.45)}


def labels(clauses: Sequence[Clause]) -> Iterator[str]:
    """Number the clauses as Word would: "4", "4.2", "(c)", "(iv)"; a typed number stands outside the sequence."""
    counts = [0, 0, 0, 0]
    for clause in clauses:
        if clause.typed:
            yield clause.typed
            continue
        counts[clause.level - 1] += 1
        counts[clause.level :] = [0] * (4 - clause.level)
        yield _label(counts, clause.level)


def _label(counts: Sequence[int], level: int) -> str:
    if level <= 2:
        return ".".join(str(count) for count in counts[:level])
    number = counts[level - 1]
    return f"({letters(number) if level == 3 else roman(number)})"


def with_typed_numbers(clauses: Sequence[Clause]) -> list[Clause]:
    """Give each clause whose number is still to be typed ("?") that of the one before it, with a letter: "3.1A"."""
    last, done = "", []
    for clause, label in zip(clauses, labels(clauses), strict=True):
        done.append(replace(clause, typed=f"{last}A") if clause.typed == "?" else clause)
        last = label if clause.level <= 2 and not clause.typed else last
    return done


def letters(number: int) -> str:
    """Return a, b … z, aa, bb …, as Word counts with letters."""
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


def roman(number: int) -> str:
    """Return i, ii, iii, iv …"""
    text = ""
    for value, sign in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        times, number = divmod(number, value)
        text += sign * times
    return text


def edited(clause: Clause, prose: Prose, rng: random.Random, share: float) -> Clause:
    """Replace, remove or add single words until about `share` of them changed, at least one."""
    text = clause.text
    while text == clause.text:
        text = _edited(text.split(), prose, rng, share)
    return replace(clause, text=text)


def _edited(words: list[str], prose: Prose, rng: random.Random, share: float) -> str:
    for _ in range(max(1, round(len(words) * share))):
        place = rng.randrange(3, len(words) - 1) if len(words) > 5 else 0
        how = rng.random()
        if how < 0.6:
            words[place] = prose.words(1)[0] + "ed"
        elif how < 0.8 or len(words) < 6:
            words[place:place] = [prose.words(1)[0] + "ing"]
        else:
            del words[place]
    return " ".join(words)
