"""Russian numbers in words, in the masculine nominative."""

from __future__ import annotations

_UNITS = (
    "ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать",
    "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать",
    "девятнадцать",
)  # fmt: skip
_TENS = (
    "", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто",
)  # fmt: skip
_HUNDREDS = (
    "", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот",
)  # fmt: skip
_UNIT_RANKS = (
    "нулевой", "первый", "второй", "третий", "четвертый", "пятый", "шестой", "седьмой", "восьмой", "девятый",
)  # fmt: skip
_TEN_RANKS = (
    "", "десятый", "двадцатый", "тридцатый", "сороковой", "пятидесятый", "шестидесятый", "семидесятый",
    "восьмидесятый", "девяностый",
)  # fmt: skip
_HUNDRED_RANKS = (
    "", "сотый", "двухсотый", "трехсотый", "четырехсотый", "пятисотый", "шестисотый", "семисотый", "восьмисотый",
    "девятисотый",
)  # fmt: skip
_BEFORE_THOUSANDTH = (
    "", "", "двух", "трех", "четырех", "пяти", "шести", "семи", "восьми", "девяти",
)  # fmt: skip
_FEMININE = {"один": "одна", "два": "две"}
_TEENS = range(11, 20)


def cardinal(number: int) -> str:
    """The number in words: "двадцать один", "одна тысяча пятьдесят"."""
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _below_thousand(number)
    *before, last = _below_thousand(thousands).split(" ")
    counted = " ".join((*before, _FEMININE.get(last, last), _thousands(thousands)))
    return f"{counted} {_below_thousand(rest)}" if rest else counted


def rank(number: int) -> str:
    """The rank in words: "двадцать первый", "сотый"."""
    hundreds, below = divmod(number, 100)
    if below:
        tens, unit = divmod(below, 10)
        before = cardinal(hundreds * 100) if hundreds else ""
        if below in _TEENS:
            ranked = f"{_UNITS[below][:-1]}ый"
        elif not unit:
            ranked = _TEN_RANKS[tens]
        else:
            ranked = f"{_TENS[tens]} {_UNIT_RANKS[unit]}".strip()
        return f"{before} {ranked}".strip()
    thousands, hundreds = divmod(hundreds, 10)
    if hundreds:
        return f"{cardinal(thousands * 1000)} {_HUNDRED_RANKS[hundreds]}" if thousands else _HUNDRED_RANKS[hundreds]
    if not thousands:
        return _UNIT_RANKS[0]
    return f"{_BEFORE_THOUSANDTH[thousands] if thousands < 10 else cardinal(thousands)}тысячный"  # noqa: PLR2004


def ending(number: int) -> str:
    """What follows the digits of a rank, with its hyphen."""
    if number % 100 in _TEENS or not number:
        return "-ый"
    return {2: "-ой", 3: "-ий", 6: "-ой", 7: "-ой", 8: "-ой"}.get(number % 10, "-ый")


def _below_thousand(number: int) -> str:
    if not number:
        return _UNITS[0]
    hundreds, below = divmod(number, 100)
    words = [_HUNDREDS[hundreds]]
    if below < len(_UNITS):
        words.append(_UNITS[below] if below else "")
    else:
        tens, unit = divmod(below, 10)
        words += [_TENS[tens], _UNITS[unit] if unit else ""]
    return " ".join(filter(None, words))


def _thousands(count: int) -> str:
    if count % 100 in _TEENS:
        return "тысяч"
    return {1: "тысяча", 2: "тысячи", 3: "тысячи", 4: "тысячи"}.get(count % 10, "тысяч")
