"""Clause numbers at the start of a line: told from other numbers by what came before and by where they stand.

In a PDF "14" may begin clause 14 or the line "14 days after". A number is believed where it is the legal successor
of the numbers before it, or where the line begins a paragraph for other reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from respondent_app.documents.numerals.formats import printed

_ONE = r"\d{1,3}[A-Z]{0,2}"
_CORE = (
    rf"(?:(?:[A-Z]{{1,2}}\.?)?{_ONE}(?:\.{_ONE})+|[A-Z]{{1,2}}\d{{1,3}}|{_ONE}|\((?:[a-z]{{1,5}}|[A-Z]{{1,4}}|\d{{1,2}})\)"
    r"|(?:[a-z]{1,4}|[A-Z])\))[.:]?"
)
_LABEL = re.compile(rf"(?P<new>{_CORE})?(?:\[(?P<old>{_CORE})\])?")
_BULLET = re.compile(r"(?P<bullet>[•◦▪●○■□‣⁃·\uf0b7\uf0a7\uf0d8\uf02d]|o(?= )|[-–](?= ))\s*(?=\S)")
_PIECE = re.compile(r"(\d+)([A-Z]{0,2})")
_ROMANS = {printed(number, "lowerRoman"): number for number in range(1, 31)}
_STRIDE = 3  # numbers left out in a row, such as clauses that were removed
_PLAIN_GAP = re.compile(r"\s+(?=\S)")
_GLUED = re.compile(r"(?=[A-Z“\"‘'(\[][A-Za-z“\"‘'(]|A )")

Step = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Label:
    """A number in front of a line: as printed, and how many characters it takes with the space after it.

    `before` is the number that a word processor prints in square brackets: the one of the current text.
    """

    text: str
    length: int
    before: str = ""

    @property
    def counted(self) -> str:
        """The number by which it is counted: where two are printed, that with all changes shown."""
        return self.before or self.text

    @property
    def is_typed(self) -> bool:
        """Whether a person typed it: no word processor counts "3.1A" by itself."""
        return re.search(r"\d[A-Z]+[.:]?$", self.text) is not None


def candidates(text: str) -> Iterator[Label]:
    """Yield what may be the number in front of `text`, the longest reading first."""
    found = _LABEL.match(text)
    while found and found.end():
        rest = _PLAIN_GAP.match(text, found.end()) or _GLUED.match(text, found.end())
        if rest or found.end() == len(text):
            length = rest.end() if rest else found.end()
            if _is_likely(text[length:]):
                yield Label(found["new"] or found["old"] or "", length, found["old"] or "")
        found = _shorter(text, found)


def _shorter(text: str, found: re.Match[str]) -> re.Match[str] | None:
    """Read one letter less: "4.3A Party" is clause 4.3 where a number and its text touch."""
    end = found.end() - 1
    if end and text[end].isalpha() and text[end - 1].isalnum():
        return _LABEL.fullmatch(text, 0, end)
    return None


def _is_likely(rest: str) -> bool:
    """Rule out what no clause begins with: "3 to 5", "14.2 and 14.3"."""
    return not re.match(r"(?:and|or|to|of|above|below)\b|[,;)]", rest)


def bullet(text: str) -> Label | None:
    """Return the bullet in front of `text`."""
    found = _BULLET.match(text)
    return Label(found["bullet"], found.end()) if found else None


@dataclass(slots=True)
class Sequence:
    """Follows the numbers through a document and tells which may come next.

    `style` and `value` are those of the last number taken: "(i)" may be a letter or a Roman numeral.
    """

    _steps: tuple[Step, ...] = ()
    _lead: str = ""
    _below: list[tuple[str, int]] = field(default_factory=list)
    style: str = ""
    value: int = 0

    @property
    def begun(self) -> bool:
        """Whether there was a number before."""
        return bool(self._steps or self._below)

    def follows(self, label: str) -> bool:
        """Whether a number is a legal successor of those before it."""
        if dotted := _dotted(label):
            return self._follows_dotted(*dotted)
        return any(self._place(style, value) is not None for style, value in readings(label))

    def take(self, label: str) -> int:
        """Go on from a number, successor or not, and return its level, counted from 1."""
        if dotted := _dotted(label):
            self._lead, self._steps = dotted
            self._below = []
            self.style, self.value = "1", self._steps[-1][0]
            return len(self._steps)
        options = [(style, value, self._place(style, value)) for style, value in readings(label)]
        style, value, place = next((option for option in options if option[2] is not None), (*_first(options), None))
        self._below[len(self._below) if place is None else place :] = [(style, value)]
        self.style, self.value = style, value
        return max(1, len(self._steps)) + len(self._below)

    def _follows_dotted(self, lead: str, steps: tuple[Step, ...]) -> bool:
        if not self._steps or lead != self._lead:
            return steps[-1][0] <= 1 and all(number <= 1 for number, _ in steps[1:])
        known, last = self._steps, len(steps) - 1
        if last == len(known):
            return steps[:last] == known and steps[last][0] <= 1
        if all(number == 1 and not letters for number, letters in steps[1:]) and 0 < last < len(known):
            return _next(known[0], steps[0])  # "2.1" after "1.7": the heading of clause 2 has no number
        return last < len(known) and steps[:last] == known[:last] and _next(known[last], steps[last])

    def _place(self, style: str, value: int) -> int | None:
        """Return at which depth below the last clause a letter goes on or begins, None if it cannot."""
        for depth in range(len(self._below) - 1, -1, -1):
            open_style, open_value = self._below[depth]
            if open_style == style and open_value < value <= open_value + _STRIDE:
                return depth
        known = {open_style for open_style, _ in self._below}
        return len(self._below) if value == 1 and style not in known else self._again(style, value)

    def _again(self, style: str, value: int) -> int | None:
        """A list may begin again at (a) below the same clause, after text that has no number."""
        depths = [depth for depth, (open_style, _) in enumerate(self._below) if open_style == style]
        return depths[0] if value == 1 and depths else None


def _first(options: list[tuple[str, int, int | None]]) -> tuple[str, int]:
    return options[0][:2] if options else ("?", 1)


def _next(known: Step, step: Step) -> bool:
    """Whether one step comes after another: 3 to 4, 3 to 3A, 3A to 3B, 3A to 4."""
    number, letters = known
    if step[0] == number:
        return _value(step[1]) in range(_value(letters) + 1, _value(letters) + 1 + _STRIDE)
    return number < step[0] <= number + _STRIDE and step[1] in ("", "A")


def _value(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - ord("A") + 1
    return value


def _dotted(label: str) -> tuple[str, tuple[Step, ...]] | None:
    """Take "A2.10B" apart into "A" and its steps; None for letters."""
    found = re.match(r"([A-Z]{0,2})\.?(?=\d)(.*?)[.:]?$", label)
    if not found:
        return None
    steps = tuple((int(number), letters) for number, letters in _PIECE.findall(found[2]))
    return (found[1], steps) if steps else None


def readings(label: str) -> list[tuple[str, int]]:
    """Return what a bracketed label may count: (i) is a letter and a Roman numeral."""
    core = label.strip("().:")
    closed = "(" if label.startswith("(") else ")"
    if core.isdigit():
        return [(closed + "1", int(core))]
    case = "a" if core.islower() else "A"
    found = []
    if core.lower() in _ROMANS:
        found.append((closed + case + "roman", _ROMANS[core.lower()]))
    if len(set(core)) == 1:
        value = ord(core[0].lower()) - ord("a") + 1 + 26 * (len(core) - 1)
        found.insert(0 if value > 1 and core.lower() not in ("i", "v", "x") else len(found), (closed + case, value))
    return found


def steps_of(label: str) -> tuple[Step, ...]:
    """Return the steps of a number such as "5.3"; none for letters."""
    dotted = _dotted(label)
    return dotted[1] if dotted else ()


def form(label: str) -> str:
    """Return the shape of a number, such as "1.1" or "(a)", by which numbers of one level are known."""
    if dotted := _dotted(label):
        return dotted[0] + ".".join("1" for _ in dotted[1])
    return re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", re.sub(r"\d+", "1", label)))
