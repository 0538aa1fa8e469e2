"""Numbers in words and with endings ("First", "Twenty-one", "1st") in the language of the text.

English, French and Russian are known; text in other languages gets the English words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from respondent_app.documents.numerals import english, french, russian


class _Language(NamedTuple):
    """How a language names numbers, in small letters: in words, as a rank, and what follows the digits of a rank."""

    cardinal: Callable[[int], str]
    rank: Callable[[int], str]
    ending: Callable[[int], str]


_ENGLISH = _Language(english.cardinal, english.rank, english.ending)
_LANGUAGES = {
    "fr": _Language(french.cardinal, french.rank, french.ending),
    "ru": _Language(russian.cardinal, russian.rank, russian.ending),
}
_HIGHEST = 999_999


def cardinal_text(number: int, language: str) -> str:
    """Return the number in words, as at the start of a sentence: "Twenty-one", "One hundred one"."""
    return _spoken(number, _language(language).cardinal)


def ordinal_text(number: int, language: str) -> str:
    """Return the rank in words: "Twenty-first", "One hundredth"."""
    return _spoken(number, _language(language).rank)


def ordinal(number: int, language: str) -> str:
    """Return the rank in digits: "1st", "2nd", "11th"."""
    return f"{number}{_language(language).ending(number)}"


def _language(tag: str) -> _Language:
    return _LANGUAGES.get(tag[:2].lower(), _ENGLISH)


def _spoken(number: int, words: Callable[[int], str]) -> str:
    """Begin with a capital; what is too large for words stays in digits."""
    if not 0 <= number <= _HIGHEST:
        return str(number)
    spoken = words(number)
    return spoken[0].upper() + spoken[1:]
