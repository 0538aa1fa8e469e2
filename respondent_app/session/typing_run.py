"""Which changes of a text are undone in one step: those of typing on, or of deleting on, without a pause."""

from __future__ import annotations

_PAUSE = 1.0


class TypingRun:
    """Tells, change by change, whether the one before is gone on with."""

    def __init__(self) -> None:
        self._last = float("-inf")
        self._direction = 0

    def goes_on(self, change: int, moment: float) -> bool:
        """Whether a change at `moment` (seconds on any steady clock) belongs to the step before.

        It made the text `change` code points longer.
        """
        same_direction = change * self._direction > 0
        goes_on = moment - self._last < _PAUSE and abs(change) <= 1 and same_direction
        self._last, self._direction = moment, change
        return goes_on

    def end(self) -> None:
        """Whatever comes next is a step of its own."""
        self._last = float("-inf")
