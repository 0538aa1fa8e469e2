"""How long there is still to answer, said calmly and in UK time."""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from respondent_app.model.consultation import Deadline

_SOON = timedelta(days=3)
# Not strftime: Qt sets the C locale from the system, and the publisher writes English.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Urgency(enum.StrEnum):
    """How the deadline should look."""

    CALM = "calm"
    SOON = "soon"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Countdown:
    """The deadline in words: `closes` is fixed, `remaining` depends on the moment."""

    closes: str
    remaining: str
    urgency: Urgency

    @property
    def text(self) -> str:
        """Both parts in one line."""
        return f"{self.closes} · {self.remaining}"


def countdown(deadline: Deadline, now: datetime) -> Countdown:
    """Say when responses close and how long that is from `now` (a moment with a time zone)."""
    left = deadline.moment - now
    closes = deadline.closes
    verb = "Closed" if left <= timedelta(0) else "Closes"
    said = f"{verb} {short_date(closes)}, {closes.hour:02}:{closes.minute:02} {_zone_name(deadline.zone)}"
    if left <= timedelta(0):
        return Countdown(said, "you can go on", Urgency.PAST)
    return Countdown(said, _remaining(left), Urgency.SOON if left <= _SOON else Urgency.CALM)


def short_date(day: date, *, weekday: bool = True) -> str:
    """Write a day as "Fri 6 Sep 2019", or without its weekday."""
    written = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{_DAYS[day.weekday()]} {written}" if weekday else written


def _zone_name(zone: str) -> str:
    return "UK time" if zone == "Europe/London" else f"({zone})"


def _remaining(left: timedelta) -> str:
    if left > timedelta(days=2):
        return f"{left.days} days"
    hours = math.floor(left.total_seconds() / 3600)
    if hours >= 1:
        return f"{hours} hour{'' if hours == 1 else 's'}"
    minutes = max(1, math.floor(left.total_seconds() / 60))
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
