"""Undo for a text together with its marked passages.

Qt's own undo knows nothing of marks: undoing a deletion would bring confidential words back unmarked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from respondent_app.model.response import Mark

_STEPS_KEPT = 200
_PAUSE = 1.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A text with its passages and where the cursor stood, in code points."""

    text: str
    passages: tuple[Mark, ...]
    cursor: int


class TextHistory:
    """The undo steps of one text. Typing without a pause is one step; marking is a step of its own."""

    def __init__(self, first: Snapshot) -> None:
        self._done: list[Snapshot] = []
        self._undone: list[Snapshot] = []
        self._now = first
        self._last_typed = float("-inf")
        self._run = 0  # length added by the last change: typing on and deleting are separate steps

    def catch_up(self, snapshot: Snapshot) -> None:
        """Take note of what changed outside this history, such as the reason of a mark; it is no step of its own."""
        if (snapshot.text, snapshot.passages) != (self._now.text, self._now.passages):
            self._now = replace(snapshot, cursor=self._now.cursor)

    def record(self, snapshot: Snapshot, moment: float, *, typing: bool) -> None:
        """Take note of a change at `moment` (seconds on any steady clock)."""
        if not (typing and self._continues(snapshot, moment)):
            self._done = [*self._done[-_STEPS_KEPT:], self._now]
        self._last_typed = moment if typing else float("-inf")
        self._now = snapshot
        self._undone.clear()

    def undo(self) -> Snapshot | None:
        """Step back; None if there is nothing to undo."""
        if not self._done:
            return None
        self._undone.append(self._now)
        return self._step_to(self._done.pop())

    def redo(self) -> Snapshot | None:
        """Step forward again; None if there is nothing to redo."""
        if not self._undone:
            return None
        self._done.append(self._now)
        return self._step_to(self._undone.pop())

    def _step_to(self, snapshot: Snapshot) -> Snapshot:
        self._now = snapshot
        self._last_typed = float("-inf")
        return snapshot

    def _continues(self, snapshot: Snapshot, moment: float) -> bool:
        change = len(snapshot.text) - len(self._now.text)
        same_direction = change * self._run > 0
        self._run = change
        return moment - self._last_typed < _PAUSE and abs(change) <= 1 and same_direction
