"""French numbers in words, in the masculine."""

from __future__ import annotations

_UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt")
_WITHOUT_AND = 80
_IRREGULAR = {"cinq": "cinquième", "neuf": "neuvième"}


def cardinal(number: int) -> str:
    """The number in words: "vingt et un", "quatre-vingts", "deux cent un"."""
    return _counted(number, plural=True)


def rank(number: int) -> str:
    """The rank in words: "premier", "vingt et unième", "quatre-vingtième"."""
    if number == 1:
        return "premier"
    words = _counted(number, plural=False)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    return words[:cut] + (_IRREGULAR.get(last) or f"{last.removesuffix('e')}ième")


def ending(number: int) -> str:
    """What follows the digits of a rank."""
    return "er" if number == 1 else "e"


def _counted(number: int, *, plural: bool) -> str:
    """Put a number into words; `plural` lets the last "cent" or "vingt" take its s."""
    for value, name in ((1_000_000, "million"), (1000, "mille"), (100, "cent")):
        if number >= value:
            count, rest = divmod(number, value)
            several = "s" if count > 1 and value != 1000 and plural and not rest else ""  # noqa: PLR2004
            head = name if count == 1 and value != 1_000_000 else f"{_counted(count, plural=False)} {name}{several}"  # noqa: PLR2004
            return f"{head} {_counted(rest, plural=plural)}" if rest else head
    if number < len(_UNITS):
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    if tens in {7, 9}:
        unit += 10
    if not unit:
        return _TENS[tens] + ("s" if number == _WITHOUT_AND and plural else "")
    joined = " et " if unit in {1, 11} and number < _WITHOUT_AND else "-"
    return f"{_TENS[tens]}{joined}{_UNITS[unit]}"
