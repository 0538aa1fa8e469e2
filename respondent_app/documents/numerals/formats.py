"""How one number is printed: the number formats of Word (ECMA-376 Part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from respondent_app.documents.numerals.scripts import in_script, repeated
from respondent_app.documents.numerals.words import cardinal_text, ordinal, ordinal_text

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_FOOTNOTE_SIGNS = "*†‡§"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_LONGEST = 64
_HIGHEST = 32_767  # Word counts no further; a damaged file may, and must not print a million letters for it
_EXAMPLE = re.compile(r"0*1")


@functools.lru_cache(maxsize=4096)
def printed(number: int, number_format: str, language: str = "en-GB") -> str:
    """Return the number as Word prints it in `number_format`, a name of the standard; an unknown one as decimal.

    `language` is a tag such as "en-GB"; it matters to the formats that print words.
    """
    if number > _HIGHEST:
        return str(number)
    plain = _PLAIN.get(number_format)
    if plain:
        return plain(number)
    spoken = _SPOKEN.get(number_format)
    if spoken:
        return spoken(number, language)
    if number_format.startswith(_PADDED):
        return f"{number:0{number_format.removeprefix(_PADDED)}d}"
    return in_script(number, number_format) or str(number)


@functools.lru_cache(maxsize=64)
def format_of_example(example: str) -> str | None:
    """Return the name of a format that is given by its first numbers: "001, 002, 003, ..."; None if it is not known.

    ([MS-DOCX] 2.4 lists what Word writes.)
    """
    first = tuple(part.strip() for part in example.split(","))[:3]
    if not all(first):
        return None
    if _EXAMPLE.fullmatch(first[0]) and 1 < len(first[0]) <= _LONGEST:
        return f"{_PADDED}{len(first[0])}"
    return next((name for name in (*_PLAIN, *_SPOKEN, *_EXEMPLIFIED) if _first_three(name) == first), None)


def _first_three(number_format: str) -> tuple[str, ...]:
    return tuple(printed(number, number_format) for number in (1, 2, 3))


def _roman(number: int) -> str:
    """Write small Roman numerals, nothing below 1."""
    written = []
    for value, sign in _ROMAN:
        count, number = divmod(max(number, 0), value)
        written.append(sign * count)
    return "".join(written)


def _letters(number: int) -> str:
    return repeated(number, _LATIN)


_PADDED = "decimal of width "
_PLAIN: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02d}".format,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "chicago": lambda number: repeated(number, _FOOTNOTE_SIGNS),
    "hex": "{:X}".format,
    "numberInDash": "- {} -".format,
    "lowerGreek": lambda number: repeated(number, _GREEK),
    "upperGreek": lambda number: repeated(number, _GREEK).upper(),
    "none": lambda _number: "",
    "bullet": lambda _number: "",
}
_SPOKEN: dict[str, Callable[[int, str], str]] = {
    "cardinalText": cardinal_text,
    "ordinalText": ordinal_text,
    "ordinal": ordinal,
}
_EXEMPLIFIED = (
    "decimalEnclosedCircle", "decimalEnclosedFullstop", "decimalEnclosedParen", "decimalFullWidth", "russianLower",
    "russianUpper", "hebrew2", "arabicAlpha", "arabicAbjad", "thaiLetters", "thaiNumbers", "hindiNumbers",
    "chineseCountingThousand", "ideographTraditional", "ideographZodiac", "chineseLegalSimplified", "japaneseLegal",
    "ideographLegalTraditional", "aiueo", "aiueoFullWidth", "iroha", "irohaFullWidth", "ganada", "chosung",
    "koreanCounting", "koreanDigital", "koreanLegal", "ideographEnclosedCircle",
)  # fmt: skip
