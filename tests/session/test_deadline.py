from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from respondent_app.model.consultation import Deadline
from respondent_app.session.deadline import Urgency, countdown

CLOSES = Deadline(datetime(2019, 9, 6, 16, 0), "Europe/London")  # noqa: DTZ001  a wall time; the zone stands beside it


@pytest.mark.parametrize(
    ("now", "remaining", "urgency"),
    [
        (datetime(2019, 8, 28, 10, 0, tzinfo=UTC), "9 days", Urgency.CALM),
        (datetime(2019, 9, 4, 15, 0, tzinfo=UTC), "48 hours", Urgency.SOON),
        (datetime(2019, 9, 6, 13, 59, tzinfo=UTC), "1 hour", Urgency.SOON),
        (datetime(2019, 9, 6, 14, 59, 30, tzinfo=UTC), "1 minute", Urgency.SOON),
        (datetime(2019, 9, 6, 15, 0, tzinfo=UTC), "you can go on", Urgency.PAST),
    ],
)
def test_counts_down_in_uk_time(now: datetime, remaining: str, urgency: Urgency) -> None:
    told = countdown(CLOSES, now)
    assert (told.remaining, told.urgency) == (remaining, urgency)


def test_summer_time_counts() -> None:
    """16:00 in September is 15:00 UTC; a minute before that it is still open."""
    moment = datetime(2019, 9, 6, 15, 0, tzinfo=UTC)
    assert countdown(CLOSES, moment - timedelta(minutes=1)).closes == "Closes Fri 6 Sep 2019, 16:00 UK time"
    assert countdown(CLOSES, moment).closes == "Closed Fri 6 Sep 2019, 16:00 UK time"


def test_winter_time_counts_too() -> None:
    winter = Deadline(datetime(2020, 1, 10, 16, 0), "Europe/London")  # noqa: DTZ001  a wall time
    assert winter.moment.astimezone(UTC).hour == 16
