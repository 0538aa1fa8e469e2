"""Dates in a text: weekdays that do not fit, days that do not exist, periods whose end is never given."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import date, timedelta

from respondent_app.documents.calendar_words import MONTHS, WEEKDAYS
from respondent_app.documents.lint.finding import LintFinding, Rule

_WEEKDAY = r"(?P<weekday>Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:r|rs)?|Fri|Sat(?:ur)?|Sun)(?:day,?|\.?,?)[ \t]+(?:the[ \t]+)?"
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_GAP = r"[ \t\xa0]+"
DATE = re.compile(
    rf"\b(?:{_WEEKDAY})?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}(?:of{_GAP})?{_MONTH},?{_GAP}(?P<year>\d{{4}})\b"
)
_MONTH_NUMBER = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_WEEKDAY_NUMBER = {name[:3]: number for number, name in enumerate(WEEKDAYS)}
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "twelve": 12}
_PERIOD = re.compile(rf"[^.;\n]{{0,80}}?\bwithin{_GAP}(?P<count>\w+){_GAP}(?P<unit>day|week|month)s?{_GAP}thereafter\b")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it stands in a text. `day` is None if there is no such day; `weekday` counts from Monday as 0."""

    start: int
    end: int
    words: str
    day: date | None
    weekday: int | None


@functools.lru_cache(maxsize=2)
def written_dates(text: str) -> tuple[WrittenDate, ...]:
    """Return every date with day, month and year, in the order of the text."""
    return tuple(map(_written_date, DATE.finditer(text)))


def weekday_mismatches(text: str) -> tuple[LintFinding, ...]:
    """Find dates that are given a weekday which they do not fall on."""
    return tuple(
        _weekday_finding(written, written.day, written.weekday, written_dates(text))
        for written in written_dates(text)
        if written.day is not None and written.weekday is not None and written.day.weekday() != written.weekday
    )


def impossible_dates(text: str) -> tuple[LintFinding, ...]:
    """Find days that no calendar has, such as 31 June."""
    return tuple(_impossible_finding(written) for written in written_dates(text) if written.day is None)


def open_periods(text: str) -> tuple[LintFinding, ...]:
    """Find "…, or within one month thereafter" where the day on which the period ends is given nowhere in the text.

    A period that is written several times is found once.
    """
    given = {written.day for written in written_dates(text)}
    found: dict[date, LintFinding] = {}
    for written in written_dates(text):
        period = _PERIOD.match(text, written.end)
        if period is None or written.day is None or DATE.search(period[0]):
            continue
        last = _end(written.day, period["count"], period["unit"])
        if last is not None and last not in given and last not in found:
            found[last] = _period_finding(text[written.start : period.end()], written, last)
    return tuple(found.values())


def spoken(day: date) -> str:
    """Return "4 October 2019"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _written_date(match: re.Match[str]) -> WrittenDate:
    named = match["weekday"]
    weekday = _WEEKDAY_NUMBER[named[:3]] if named else None
    return WrittenDate(match.start(), match.end(), match[0], _day(match), weekday)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), _MONTH_NUMBER[match["month"]], int(match["day"]))
    except ValueError:
        return None


def _weekday_finding(written: WrittenDate, day: date, weekday: int, dates: tuple[WrittenDate, ...]) -> LintFinding:
    plainly = f"{spoken(day)} is a {WEEKDAYS[day.weekday()]}"
    before = day - timedelta((day.weekday() - weekday) % 7)
    comment = (
        f"The document gives the date as “{written.words}”, but {plainly}; the nearest {WEEKDAYS[weekday]}s are "
        f"{spoken(before)} and {spoken(before + timedelta(7))}."
    )
    if any(other.day == day and other.weekday is None for other in dates):
        comment += f" Elsewhere the document says {spoken(day)} without a weekday."
    return LintFinding(
        Rule.WEEKDAY, written.start, written.end, written.words,
        title=f"“{written.words}”: {plainly}",
        comment=f"{comment} Please confirm which day is meant.",
        day=day,
    )  # fmt: skip


def _impossible_finding(written: WrittenDate) -> LintFinding:
    return LintFinding(
        Rule.IMPOSSIBLE_DATE, written.start, written.end, written.words,
        title=f"“{written.words}”: there is no such day",
        comment=f"The document gives the date “{written.words}”, which no calendar has. Please confirm which day is "
        "meant.",
    )  # fmt: skip


def _period_finding(quote: str, written: WrittenDate, last: date) -> LintFinding:
    return LintFinding(
        Rule.OPEN_PERIOD, written.start, written.start + len(quote), quote,
        title="The last day of the period is never given",
        comment=f"The document gives {written.words} and a period thereafter, but not the last day of that period. We "
        f"have taken the last possible day to be {spoken(last)} (a {WEEKDAYS[last.weekday()]}). Please confirm this, "
        "and that parties will be told of the actual date in good time.",
        day=written.day,
    )  # fmt: skip


def _end(first: date, count: str, unit: str) -> date | None:
    number = int(count) if count.isdecimal() else _NUMBERS.get(count.lower())
    if number is None or number > 1000:  # noqa: PLR2004  no consultation runs for a century
        return None
    if unit == "month":
        return _months_later(first, number)
    return first + timedelta(number * (7 if unit == "week" else 1))


def _months_later(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    next_month = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(first.day - 1), next_month - timedelta(1))
