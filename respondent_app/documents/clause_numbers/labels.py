"""What a clause number says: its kinds of numerals, what may follow it, and how references to it are written."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from respondent_app.documents.numerals import english

CONTAINERS = ("schedule", "appendix", "annex", "attachment", "exhibit", "part", "volume", "book")
_SAME_NAME = {"annexe": "annex", "appendices": "appendix", "sch": "schedule", "app": "appendix"}
_WORDS = "(?:clause|section|sub-?clause|sub-?section|article|paragraph|para|condition|rule|regulation|chapter|step)"
NAMES = (
    r"schedule|appendix|annexe?|attachment|exhibit|part|volume|book|chapter|article|section|clause|paragraph|"
    r"condition|rule|regulation"
)
_NAMED = re.compile(rf"(?P<name>{NAMES})\b[\s.]*", re.IGNORECASE)
_STEP = re.compile(r"\(\s*(?P<enclosed>[^\W_]{1,8})\s*\)|(?P<bare>[^\W_]+)")
_DROPPED = re.compile(rf"^(?:{_WORDS}s?|§+)\b[\s.]*", re.IGNORECASE)
_ROMAN = re.compile(r"m{0,4}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_WORDS_OF_NUMBERS = frozenset(
    word
    for number in (*range(101), 1000)
    for name in (english.cardinal, english.rank)
    for word in re.split(r"[ -]", name(number))
)
_UNNAMED = frozenset({"", "clause", "paragraph"})
_NUMBER = re.compile(r"(?P<letters>[A-Za-z]{0,3})(?P<number>\d+)(?P<suffix>[A-Za-z]{0,2})")


@dataclass(frozen=True, slots=True)
class Step:
    """One numeral of a label: "5", "1A", "b". `enclosed` is whether brackets stand around it, as in "(b)"."""

    text: str
    enclosed: bool


@dataclass(frozen=True, slots=True)
class Numeral:
    """A way to read a numeral: as `kind` ("digits", "letter", "LETTER", "roman", "ROMAN"), counting `value`.

    `suffix` is what was put between two numbers: the "A" of "3A".
    """

    kind: str
    value: int
    suffix: str = ""

    def is_followed_by(self, other: Numeral) -> bool:
        """Whether `other` is the next in line, or was put between this one and the next."""
        if self.kind != other.kind:
            return False
        if other.value == self.value + 1:
            return not other.suffix
        return other.value == self.value and _comes_after(self.suffix, other.suffix)


@dataclass(frozen=True, slots=True)
class Label:
    """A clause number taken apart. `name` is the word in front ("schedule"), `steps` the numerals.

    `shape` is how the last numeral is set off: "(#)", "#)", "#." or "#"; `printed` how references spell the number:
    "5.1(b)", "Schedule 2"; `trail` its numerals in small letters; `numerals` the ways to read the last one.
    """

    name: str
    steps: tuple[Step, ...]
    shape: str
    printed: str
    trail: tuple[str, ...]
    numerals: tuple[Numeral, ...]

    @classmethod
    def of(cls, name: str, steps: tuple[Step, ...], shape: str) -> Label:
        """Make a label of its numerals."""
        number = "".join(
            f"({step.text})" if step.enclosed else f".{step.text}" if index else step.text
            for index, step in enumerate(steps)
        )
        printed = number if name in _UNNAMED else f"{name.capitalize()} {number}"
        return cls(name, steps, shape, printed, tuple(step.text.lower() for step in steps), numerals(steps[-1].text))

    @property
    def holds(self) -> bool:
        """Whether clauses below it start again with 1: a schedule, an appendix."""
        return self.name in CONTAINERS

    @property
    def is_full(self) -> bool:
        """Whether it tells where it stands by itself: "5.1"."""
        return len(self.steps) > 1

    @property
    def unfolded(self) -> tuple[Label, ...]:
        """The clauses that it names one after the other: "5.1(b)(i)" names "5.1", "(b)" and "(i)"."""
        enclosed = next((index for index, step in enumerate(self.steps) if step.enclosed), len(self.steps))
        if not 0 < enclosed < len(self.steps):
            return (self,)
        inner = (Label.of("", (step,), "(#)") for step in self.steps[enclosed:])
        return Label.of(self.name, self.steps[:enclosed], "#"), *inner


@functools.lru_cache(maxsize=8192)
def taken_apart(label: str) -> Label | None:
    """Take a printed number apart, None if there is no numeral in it ("Note:", a sign)."""
    worded = label.strip(" .:)|")
    if worded and _WORDS_OF_NUMBERS.issuperset(re.split(r"[ -]", worded.lower())):
        return Label.of("", (Step(worded, enclosed=False),), "#")
    named = _NAMED.match(label)
    name = named["name"].lower() if named else ""
    steps = tuple(
        Step(found["enclosed"] or found["bare"], bool(found["enclosed"]))
        for found in _STEP.finditer(label, named.end() if named else 0)
    )
    if not steps or (not named and not _plausible(steps)):
        return None
    return Label.of(_SAME_NAME.get(name, name), steps, _shape(label, steps[-1]))


@functools.lru_cache(maxsize=8192)
def numerals(text: str) -> tuple[Numeral, ...]:
    """Return the ways in which a numeral can be read; "i" is a letter and a Roman one."""
    number = _NUMBER.fullmatch(text)
    if number:
        return (Numeral(f"digits{number['letters']}", int(number["number"]), number["suffix"].lower()),)
    found = []
    small = text.lower()
    cased = text == small
    if text.isascii() and text.isalpha() and (text in {small, text.upper()}):
        if small == small[0] * len(small):
            found.append(Numeral("letter" if cased else "LETTER", ord(small[0]) - 96 + 26 * (len(small) - 1)))
        if _ROMAN.fullmatch(small):
            found.append(Numeral("roman" if cased else "ROMAN", _roman_value(small)))
    return tuple(found)


def normalised(reference: str) -> str:
    """Return a reference in one spelling, to compare: "Clause 5.1 (b) (i)", "5.1 b i" and "5.1(b)(i)" are one.

    Names that only say "clause" fall away; those of schedules and the like stay. Case does not count.
    """
    text = reference.strip().lower().replace("\xa0", " ")
    parts = [part for of in reversed(re.split(r"\bof\b", text)) for part in of.split(",")]
    return ",".join(filter(None, map(_normalised_part, parts)))


def _normalised_part(text: str) -> str:
    text = _DROPPED.sub("", text.strip())
    named = _NAMED.match(text)
    name = _SAME_NAME.get(named["name"], named["name"]) if named else ""
    number: list[str] = []
    for found in _STEP.finditer(text, named.end() if named else 0):
        step = found["enclosed"] or found["bare"]
        as_digits = found["bare"] and re.search(r"\d", step) and not (number and number[-1].startswith("("))
        number.append(f".{step}" if as_digits and number else step if as_digits or not number else f"({step})")
    return f"{name} {''.join(number)}".strip()


def _plausible(steps: tuple[Step, ...]) -> bool:
    return all(numerals(step.text) or len(step.text) <= 2 for step in steps)  # noqa: PLR2004


def _shape(label: str, last: Step) -> str:
    if last.enclosed:
        return "(#)"
    rest = label.rstrip()
    return f"#{rest[-1]}" if rest and rest[-1] in ".)" else "#"


def _comes_after(suffix: str, other: str) -> bool:
    if not suffix:
        return other in {"a", "i"}
    return len(other) == len(suffix) and ord(other[-1]) == ord(suffix[-1]) + 1


def _roman_value(text: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in text]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))
