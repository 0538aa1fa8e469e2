"""One piece of work at a time: a result that nobody waits for any more is not told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from respondent_app.session.background import Background, Progress, Work
from respondent_app.session.messages import Messages

T = TypeVar("T")


class Errand(QObject):
    """Work in the background of which only the newest counts. `changed`: it began or ended. `stepped`: where it is."""

    changed = Signal()
    stepped = Signal(str)

    def __init__(self, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._background = Background(messages, self)
        self._work: Work | None = None
        self._newest = 0

    @property
    def is_under_way(self) -> bool:
        """Whether there is work whose result will be told."""
        return self._work is not None

    def run(
        self, operation: Callable[[Progress], T], done: Callable[[T], object], failed: Callable[[Exception], object]
    ) -> None:
        """Do something in the background in place of what was under way; one of `done` and `failed` is told."""
        self.drop()
        self._newest += 1
        number = self._newest
        self._work = self._background.run(
            operation,
            lambda found: self._end(number, partial(done, found)),
            lambda error: self._end(number, partial(failed, error)),
        )
        self._work.stepped.connect(self.stepped)
        self.changed.emit()

    def drop(self) -> None:
        """Stop the work; its result is not told, even if it comes."""
        work, self._work = self._work, None
        if work is not None:
            work.stepped.disconnect(self.stepped)
            work.cancel()

    def _end(self, number: int, tell: Callable[[], object]) -> None:
        if self._work is not None and number == self._newest:
            self._work = None
            tell()
            self.changed.emit()
