"""Numbers in words and with endings ("First", "Twenty-one", "1st"), in the languages whose rules are known here."""

from __future__ import annotations

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


def cardinal_text(number: int, _language: str) -> str:
    """The number in words, as at the start of a sentence: "Twenty-one", "One hundred one"."""
    return _capitalised(_english(number))


def ordinal_text(number: int, _language: str) -> str:
    """The rank in words: "Twenty-first", "One hundredth"."""
    before, last = _last_word(_english(number))
    return _capitalised(before + _english_rank(last))


def ordinal(number: int, _language: str) -> str:
    """The rank in digits: "1st", "2nd", "11th"."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in {11, 12, 13} else ending}"


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def _english(number: int) -> str:
    for value, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= value:
            count, rest = divmod(number, value)
            return f"{_english(count)} {name}" + (f" {_english(rest)}" if rest else "")
    if number < len(_UNITS):
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    return _TENS[tens] + (f"-{_UNITS[unit]}" if unit else "")


def _last_word(words: str) -> tuple[str, str]:
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    return words[:cut], words[cut:]


def _english_rank(word: str) -> str:
    if word in _ORDINALS:
        return _ORDINALS[word]
    return f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th"
