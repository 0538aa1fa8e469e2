"""Dates that stand in the wrong order: periods that end before they begin, lists of steps in which one goes back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from respondent_app.documents.calendar_words import MONTHS
from respondent_app.documents.lint.dates import spoken, written_dates
from respondent_app.documents.lint.finding import LintFinding, Rule

_GAP = r"[ \t\xa0]+"
_DAY_NAME = rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?{_GAP}(?:the{_GAP})?)?"
_MONTH_NAME = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b(?:\.(?=[ \xa0]\d{4}))?"


def _date_pattern(which: str) -> str:
    """Match a day with or without its year, or a month with its year."""
    year = rf"(?:,?{_GAP}(?P<year{which}>\d{{4}}))"
    day = rf"(?P<day{which}>\d{{1,2}})(?:st|nd|rd|th)?{_GAP}(?:of{_GAP})?"
    return rf"{_DAY_NAME}(?:{day})?(?P<month{which}>{_MONTH_NAME}){year}?(?![\w’'])"


_FROM_TO = re.compile(
    rf"\b(?P<word>[Ff]rom|[Bb]etween){_GAP}(?P<first>{_date_pattern('1')})"
    rf"(?:{_GAP}\(inclusive\))?,?(?:{_GAP}up)?{_GAP}(?P<link>to|until|till|and|through)(?:{_GAP}and{_GAP}including)?{_GAP}"
    rf"(?P<last>{_date_pattern('2')})"
)
_BOTH_SIDES_OF_A_DASH = re.compile(
    rf"(?<![\w–—-])(?P<first>{_date_pattern('1')})[ \t\xa0]{{0,3}}[–—-][ \t\xa0]{{0,3}}(?P<last>{_date_pattern('2')})"
    r"(?![ \t]?[–—-])"
)
# "Moved from 5 March to 1 March" tells of a change and not of a period.
_TELLS_OF_A_CHANGE = re.compile(
    r"\b(?:amend|alter|advanc|adjust|bring|brought|chang|correct|differ|edit|forward|earlier|mov|postpon|pull|push|re-?dat|"
    r"re-?schedul|re-?vis|replac|reduc|shift|shorten|switch|updat|vary|varied|went|back)\w*\b[^.;\n]{0,120}\Z",
    re.IGNORECASE,
)
_LEAST_STEPS = 4
_LONGEST_STEP = 240


@dataclass(frozen=True, slots=True)
class _Point:
    """A date as far as it is written."""

    year: int | None
    month: int
    day: int | None


def reversed_periods(text: str) -> tuple[LintFinding, ...]:
    """Find "from 5 March 2024 to 1 March 2024". Without years a period may run into the next one and is left alone."""
    matches = (*_FROM_TO.finditer(text), *_BOTH_SIDES_OF_A_DASH.finditer(text))
    return tuple(_period_finding(text, match) for match in matches if _is_reversed(text, match))


def steps_going_back(text: str) -> tuple[LintFinding, ...]:
    """Find the one date that goes back in a list of at least four steps which otherwise go forward, a date a line."""
    return tuple(finding for steps in _lists_of_steps(text) for finding in _step_going_back(steps))


def _is_reversed(text: str, match: re.Match[str]) -> bool:
    if match.re is _FROM_TO and (match["word"].lower() == "between") != (match["link"] == "and"):
        return False
    if _TELLS_OF_A_CHANGE.search(text, max(0, match.start() - 140), match.start()):
        return False
    first, last = _point(match, "1"), _point(match, "2")
    if first is None or last is None or (first.day is None) != (last.day is None):
        return False
    return _goes_back(first, last, both_years=first.year is not None and last.year is not None)


def _goes_back(first: _Point, last: _Point, *, both_years: bool) -> bool:
    if both_years:
        return (first.year, first.month, first.day or 1) > (last.year, last.month, last.day or 1)
    if first.day is None or last.day is None or first.month != last.month:
        return False  # "from October to March" ends in the next year
    return first.day > last.day + 1  # "from 6 April to 5 April" is a whole year


def _point(match: re.Match[str], which: str) -> _Point | None:
    year, day = match[f"year{which}"], match[f"day{which}"]
    if year is None and day is None:
        return None  # a name of a month alone; "May" may be a verb
    month = next(number for number, name in enumerate(MONTHS, 1) if name.startswith(match[f"month{which}"][:3]))
    return _Point(int(year) if year else None, month, int(day) if day else None)


def _period_finding(text: str, match: re.Match[str]) -> LintFinding:
    quote = text[match.start() : match.end()]
    return LintFinding(
        Rule.DATE_ORDER, match.start(), match.end(), quote,
        title=f"“{quote}”: the period ends before it begins",
        comment=f"The document gives the period “{quote}”, in which {match['last']} is before {match['first']}. Please "
        "confirm both dates.",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Step:
    """A line with one date."""

    start: int
    end: int
    words: str
    day: date


def _lists_of_steps(text: str) -> Iterator[list[_Step]]:
    """Yield runs of lines that follow on one another and hold one whole date each."""
    found: list[_Step] = []
    start = 0
    by_line = _steps_by_line(text)
    for line in text.split("\n"):
        step = by_line.get(start)
        if step is not None and len(line) <= _LONGEST_STEP:
            found.append(step)
        else:
            if len(found) >= _LEAST_STEPS:
                yield found
            found = []
        start += len(line) + 1
    if len(found) >= _LEAST_STEPS:
        yield found


def _steps_by_line(text: str) -> dict[int, _Step]:
    """Return by the start of its line each date that is the only one in it."""
    found: dict[int, _Step | None] = {}
    for written in written_dates(text):
        line = text.rfind("\n", 0, written.start) + 1
        alone = written.day is not None and line not in found
        found[line] = _Step(written.start, written.end, written.words, written.day) if alone and written.day else None
    return {line: step for line, step in found.items() if step is not None}


def _step_going_back(steps: Sequence[_Step]) -> Iterator[LintFinding]:
    back = [index for index, (one, other) in enumerate(pairwise(steps), 1) if other.day < one.day]
    if len(back) != 1 or len({step.day for step in steps}) < _LEAST_STEPS:
        return
    wrong = next((index for index in (back[0], back[0] - 1) if _counts_up(steps, without=index)), None)
    if wrong is None:
        return
    step, before = steps[back[0]], steps[back[0] - 1]
    yield LintFinding(
        Rule.DATE_ORDER, step.start, step.end, step.words,
        title=f"“{step.words}” goes back in a list of dates that goes forward",
        comment=f"The document lists its dates in their order, but {spoken(step.day)} stands after "
        f"{spoken(before.day)}. Please confirm both dates.",
        day=step.day,
    )  # fmt: skip


def _counts_up(steps: Sequence[_Step], *, without: int) -> bool:
    kept = [step.day for index, step in enumerate(steps) if index != without]
    return all(one < other for one, other in pairwise(kept))
