"""Figures and dates as values, however they are written: 1,472 or £1,472.00, 3 May 2019 or 03/05/2019."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Amount = tuple[str, str]
"""A value without needless noughts, and its unit: "%", "p" (pence) or nothing. Pounds and other money have none."""

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_APOSTROPHES = str.maketrans("’‘", "''")
_FIGURE = re.compile(
    r"""(?<![\w.,])
    (?P<money>[£$€]\ ?|gbp\ ?|eur\ ?)?
    (?P<number>\d{1,3}(?P<sep>[,.'\ ])\d{3}(?:(?P=sep)\d{3})*(?:(?!(?P=sep))[.,]\d+)? | \d+(?:[.,]\d+)?)
    (?P<unit>\ ?(?:%|per\ ?cent\b|pct\b|pence\b|p\b|thousand\b|k\b|million\b|mn?\b|billion\b|bn\b))?
    (?!\w|[.,]\d)""",
    re.VERBOSE,
)
_UNITS = {"%": "%", "percent": "%", "pct": "%", "pence": "p", "p": "p"}
_TIMES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "billion": 9, "bn": 9}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]?(?:of )?{_MONTH}[ ,-]{{0,2}}'?(?P<year>\d{{4}}|\d{{2}})(?!\d)",
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?!\d)",
        r"(?<![\d.])(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4}|\d{2})(?![\d])",
    )
)
_EXCEL_BEGINS = date(1899, 12, 30)
_CENTURY = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a text. `amounts` are the values it may stand for, the likeliest first; `words` as it is written."""

    words: str
    amounts: tuple[Amount, ...]
    is_money: bool
    is_grouped: bool

    @property
    def telling_digits(self) -> int:
        """How many digits say something: without noughts at the ends."""
        return len(re.sub(r"\D", "", self.words).strip("0"))

    @property
    def digits(self) -> int:
        """How many digits there are."""
        return sum(map(str.isdigit, self.words))


def on_the_page(text: str) -> str:
    """Return text as figures are looked for in it: line by line, without what does not show."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text.translate(_UNSEEN)).translate(_APOSTROPHES).casefold()


def figures(text: str) -> Iterator[Figure]:
    """Yield the figures in a text made ready by `on_the_page`."""
    for found in _FIGURE.finditer(text):
        unit = (found["unit"] or "").replace(" ", "")
        readings = _readings(found["number"], found["sep"] or "")
        amounts = tuple(
            (_plain(Decimal(value).scaleb(_TIMES.get(unit, 0))), _UNITS.get(unit, "")) for value in readings
        )
        yield Figure(found[0].strip(), amounts, bool(found["money"]), bool(found["sep"]))


def only_figure(text: str) -> Figure | None:
    """Return the figure that a text consists of."""
    words = on_the_page(text).strip(" .,;:()")
    found = _FIGURE.fullmatch(words)
    return next(figures(words)) if found else None


def percentage_as_number(amount: Amount) -> Amount | None:
    """Return a percentage as a sheet keeps it: 12.5 % is 0.125 there. None if it has few digits."""
    value, unit = amount
    few = 3
    return (_plain(Decimal(value) / 100), "") if unit == "%" and len(value.replace(".", "")) >= few else None


def dates(text: str) -> Iterator[tuple[date, str]]:
    """Yield the dates in a text made ready by `on_the_page`, each with its words; numbers are read day first."""
    for pattern in _DATES:
        for found in pattern.finditer(text):
            month = found["month"]
            number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
            year = int(found["year"])
            try:
                yield date(year + 2000 if year < _CENTURY else year, number, int(found["day"])), found[0]
            except ValueError:
                continue


def as_excel_keeps(day: date) -> Amount:
    """Return a date as a sheet keeps it: the days since the last but one of 1899."""
    return (str((day - _EXCEL_BEGINS).days), "")


def _readings(number: str, sep: str) -> list[str]:
    """Return the values that digits may stand for, the likeliest in Britain first."""
    if not sep:
        return [number.replace(",", ".")]
    whole, _, fraction = re.sub(r"[.,](?=\d+$)", "|", number).partition("|") if _has_fraction(number, sep) else (
        number, "", "")  # fmt: skip
    joined = whole.replace(sep, "") + (f".{fraction}" if fraction else "")
    if sep == " ":
        return [joined, *number.replace(",", ".").split()]
    if sep == "'" or fraction or number.count(sep) > 1:
        return [joined]
    decimal = number.replace(sep, ".")
    return [decimal, joined] if sep == "." else [joined, decimal]


def _has_fraction(number: str, sep: str) -> bool:
    return any(mark in number for mark in ".," if mark != sep)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).lstrip("0") or "0"
