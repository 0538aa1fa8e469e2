"""Dates in the wrong order are found; dates that can be meant are left alone."""

from __future__ import annotations

import pytest

from respondent_app.documents.lint.date_order import reversed_periods, steps_going_back

STEPS = (
    "The consultation opens: 5 January 2024\nIt closes: {closes}\nWe publish our decision: {decision}\n"
    "The direction is given: 1 April 2024\nIt takes effect: 2 May 2024"
)


@pytest.mark.parametrize(
    "words",
    [
        "from 5 March to 1 March",
        "from 5 March 2024 to 1 March 2024",
        "from 5th of March 2024 until 1st March 2024",
        "From Tuesday 5 March 2024 up to and including Friday, 1 March 2024",
        "between 5 March 2024 and 1 March 2024",
        "from 15 March to 1 March 2024",
        "from October 2024 to March 2024",
        "5 March 2024 – 1 March 2024",
        "5 Mar 2024-1 Feb 2024",
        "from 5 July 2024 to 1 June 2024",
        "from 30 Sept 2024 to 1 Sept. 2024",
    ],
)
def test_a_period_that_ends_before_it_begins_is_found(words: str) -> None:
    (finding,) = reversed_periods(f"The window runs {words}.")
    assert finding.quote == words


@pytest.mark.parametrize(
    "text",
    [
        "from 1 March 2024 to 5 March 2024, between 1 March and 5 March",
        "from 5 March 2024 to 5 March 2024",
        "from 1 October to 31 March, from 1 October to 31 March 2025, from 6 April to 5 April",
        "from October to March, from March to May 2024",
        "The date has moved from 5 March 2024 to 1 March 2024.",
        "We changed the closing date of the second window from 5 March 2024 to 1 March 2024.",
        "This brings it forward from 5 March 2024 to 1 March 2024.",
        "The period was shortened and now ends, instead of running from 5 March 2024 to 1 March 2024, sooner.",
        "between 5 March 2024 to 1 March 2024",  # two slips at once: which is meant cannot be said
        "from 5 May be to 1 March",
        "2024-03-05 - 2024-03-01",
        "from 31 February 2024 to 1 March 2024",
        "",
    ],
)
def test_periods_that_can_be_meant_are_left_alone(text: str) -> None:
    assert reversed_periods(text) == ()


@pytest.mark.parametrize(
    ("closes", "decision", "quote"),
    [("3 March 2024", "4 February 2024", "4 February 2024"), ("9 February 2025", "4 March 2024", "4 March 2024")],
)
def test_a_step_that_goes_back_is_found(closes: str, decision: str, quote: str) -> None:
    (finding,) = steps_going_back(STEPS.format(closes=closes, decision=decision))
    assert finding.quote == quote


@pytest.mark.parametrize(
    "text",
    [
        STEPS.format(closes="9 February 2024", decision="4 March 2024"),
        STEPS.format(closes="9 February 2024", decision="4 March 2024") + "\n\nThe act is of 1 May 2001.",
        "Version 4: 2 May 2024\nVersion 3: 1 April 2024\nVersion 2: 4 March 2024\nVersion 1: 5 January 2024",
        "Ann: 5 May 2024\nBob: 3 March 2024\nCas: 9 September 2024\nDan: 1 January 2024",
        "Opens 5 March 2024\nCloses 1 March 2024\nEnds 7 March 2024",  # too few to tell a list by
        "5 January 2024 and 2 March 2024\n1 March 2024\n2 March 2024\n1 February 2024\n",
        "",
    ],
)
def test_lists_in_another_order_are_left_alone(text: str) -> None:
    assert steps_going_back(text) == ()
