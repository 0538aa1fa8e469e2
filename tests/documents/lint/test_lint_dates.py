"""Dates that cannot be meant are found; dates that can are left alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respondent_app.documents.calendar_words import MONTHS, WEEKDAYS
from respondent_app.documents.lint import Rule
from respondent_app.documents.lint.dates import (
    impossible_dates,
    open_periods,
    spoken,
    weekday_mismatches,
)


@pytest.mark.parametrize(
    "words",
    [
        "Monday 4th October 2019",
        "Monday, 4 October 2019",
        "Mon 4 Oct 2019",
        "Monday the 4th of October 2019",
        "Tues 4 Oct. 2019",
        "Thurs 4 October, 2019",
    ],
)
def test_a_wrong_weekday_is_found(words: str) -> None:
    (finding,) = weekday_mismatches(f"The closing date is {words}.")
    assert finding.rule is Rule.WEEKDAY
    assert finding.quote == f"The closing date is {words}."[finding.start : finding.end]


@pytest.mark.parametrize(
    "text",
    [
        "Please respond by 16:00 on Friday 06 September 2019 to DCC.",
        "Tuesday 15 May 2018 at 17:00, 5pm on Wednesday 31 July 2013, Thursday 12 May 2022",
        "Monday 4th October",  # no year: any year may be meant
        "On Monday, 4 of us met in October 2019",
        "Monday to Friday, 4 October 2019",
        "Every Monday. 4 October 2019 is another day.",
        "Sun 4 panels; Wed 31 February 2019",  # the last is no day at all, which is another rule
        "Monday\n4 October 2019",  # two cells of a table
        "02/10/2019, Clause 4.10, 4th October, October 2019",
        "",
    ],
)
def test_what_can_be_meant_is_left_alone(text: str) -> None:
    assert weekday_mismatches(text) == ()


def test_the_comment_says_which_day_it_is_and_which_are_near() -> None:
    (finding,) = weekday_mismatches("on Monday 4th October 2019, that is on 04 October 2019")
    assert "4 October 2019 is a Friday" in finding.comment
    assert "30 September 2019 and 7 October 2019" in finding.comment
    assert "without a weekday" in finding.comment
    assert finding.day == date(2019, 10, 4)


@given(st.dates(min_value=date(1000, 1, 8), max_value=date(9999, 12, 20)), st.integers(0, 6))
def test_agrees_with_the_calendar(day: date, weekday: int) -> None:
    found = weekday_mismatches(f"{WEEKDAYS[weekday]} {day.day:02} {MONTHS[day.month - 1]} {day.year:04}")
    assert bool(found) == (day.weekday() != weekday)
    if found:
        near = [day + timedelta(step) for step in range(-6, 7) if (day + timedelta(step)).weekday() == weekday]
        assert all(spoken(other) in found[0].comment for other in near)


@pytest.mark.parametrize("words", ["31 June 2019", "29 February 2019", "00 May 2019", "32 Dec 2020"])
def test_a_day_that_does_not_exist_is_found(words: str) -> None:
    (finding,) = impossible_dates(f"by {words} at the latest")
    assert finding.quote == words


@pytest.mark.parametrize("text", ["29 February 2020, 31 July 2019", "page 31 June edition", "99 May 1"])
def test_days_that_exist_are_left_alone(text: str) -> None:
    assert impossible_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("on 04 October 2019 or as soon as reasonably practicable within one month thereafter", date(2019, 11, 4)),
        ("on 31 January 2020 or within one month thereafter", date(2020, 2, 29)),
        ("on 15 December 2019 (or within 2 months thereafter)", date(2020, 2, 15)),
        ("from 1 March 2019, within three weeks thereafter", date(2019, 3, 22)),
        ("on 30 November 2019 and within 10 days thereafter", date(2019, 12, 10)),
        ("on 31 October 2019 or within two months thereafter", date(2019, 12, 31)),
    ],
)
def test_a_period_without_its_last_day_is_found_once(text: str, last: date) -> None:
    (finding,) = open_periods(f"{text}. Again: {text}.")
    assert spoken(last) in finding.comment
    assert finding.quote in text
    assert finding.quote.endswith("thereafter")


@pytest.mark.parametrize(
    "text",
    [
        "on 4 October 2019 or within one month thereafter, that is by 4 November 2019",
        "on 4 October 2019. The report follows within one month thereafter.",
        "within one month thereafter",
        "on 4 October 2019 or within a reasonable time thereafter",
        "on 4 October 2019 or within several months thereafter",
        "on 31 June 2019 or within one month thereafter",
        "on 4 October 2019 or within 99999999999999 months thereafter",
    ],
)
def test_a_period_that_is_clear_or_no_period_is_left_alone(text: str) -> None:
    assert open_periods(text) == ()
