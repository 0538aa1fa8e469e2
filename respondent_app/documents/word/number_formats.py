"""How one number is printed: the number formats of Word (ECMA-376 Part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from respondent_app.documents.word.number_words import cardinal_text, ordinal, ordinal_text

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_FOOTNOTE_SIGNS = "*†‡§"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


def roman(number: int) -> str:
    """The number in small Roman numerals, empty below 1."""
    printed = []
    for value, sign in _ROMAN:
        count, number = divmod(max(number, 0), value)
        printed.append(sign * count)
    return "".join(printed)


def repeated(number: int, signs: str) -> str:
    """The sign of a number; when the signs run out they start again doubled, then trebled: a…z, aa, bb."""
    if number < 1:
        return ""
    rounds, index = divmod(number - 1, len(signs))
    return signs[index] * (rounds + 1)


def letters(number: int) -> str:
    """The number as a small Latin letter."""
    return repeated(number, _LATIN)


@functools.lru_cache(maxsize=4096)
def printed(number: int, number_format: str, language: str = "en-GB") -> str:
    """Return the number as Word prints it in `number_format`, a name of the standard; an unknown one as decimal.

    `language` is a tag such as "en-GB"; it matters to the formats that print words.
    """
    plain = _PLAIN.get(number_format)
    if plain:
        return plain(number)
    spoken = _SPOKEN.get(number_format)
    if spoken:
        return spoken(number, language)
    width = re.fullmatch(r"zeros(\d+)", number_format)
    return f"{number:0{width[1]}d}" if width else str(number)


_PLAIN: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "chicago": lambda number: repeated(number, _FOOTNOTE_SIGNS),
    "hex": "{:X}".format,
    "numberInDash": "- {} -".format,
    "none": lambda _number: "",
    "bullet": lambda _number: "",
}
_SPOKEN: dict[str, Callable[[int, str], str]] = {
    "cardinalText": cardinal_text,
    "ordinalText": ordinal_text,
    "ordinal": ordinal,
}
