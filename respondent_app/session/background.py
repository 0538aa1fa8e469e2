"""Long work, off the GUI thread: one helper with progress, cancel, and errors told by default."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from respondent_app.session.messages import Messages

T = TypeVar("T")


class CancelledError(Exception):
    """The person stopped the work. Nothing needs to be said."""


class Progress:
    """Handed to work in the background: say where it is, and learn that it should stop."""

    def __init__(self, tell: Callable[[str], None], stop: threading.Event) -> None:
        self._tell = tell
        self._stop = stop

    def __call__(self, step: str) -> None:
        """Announce the next step; raise `CancelledError` if the person has stopped the work."""
        if self._stop.is_set():
            raise CancelledError
        self._tell(step)


class Work(QObject):
    """One piece of work under way. Its signals arrive on the GUI thread, exactly one of the last three at the end."""

    stepped = Signal(str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()


class _Runner(QRunnable):
    def __init__(self, work: Work, operation: Callable[[Progress], object], stop: threading.Event) -> None:
        super().__init__()
        self._relay = _Relay()
        self._relay.stepped.connect(work.stepped)
        self._relay.succeeded.connect(work.succeeded)
        self._relay.failed.connect(work.failed)
        self._relay.cancelled.connect(work.cancelled)
        self._operation = operation
        self._progress = Progress(self._relay.stepped.emit, stop)

    @Slot()
    def run(self) -> None:
        try:
            result = self._operation(self._progress)
        except CancelledError:
            self._relay.cancelled.emit()
        except Exception as error:  # noqa: BLE001  whatever it was, the GUI thread tells the person
            self._relay.failed.emit(error)
        else:
            self._relay.succeeded.emit(result)


class _Relay(QObject):
    """Lives as long as the runner, so that a signal never comes from an object that is gone."""

    stepped = Signal(str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()


class Background(QObject):
    """Starts work off the GUI thread. Work gets plain frozen values and returns plain values; it never touches Qt."""

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._pool = QThreadPool(self)
        self._under_way: set[Work] = set()

    def run(
        self,
        operation: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Work:
        """Run `operation` in the background and call `done` with its result on the GUI thread.

        Without `failed`, an error is told through the messages.
        """
        work = Work(self)
        work.succeeded.connect(done)
        work.failed.connect(failed or self._messages.problem)
        for ending in (work.succeeded, work.failed, work.cancelled):
            ending.connect(lambda *_: self._forget(work))
        self._under_way.add(work)
        self._pool.start(_Runner(work, operation, work._stop))  # noqa: SLF001  two halves of one helper
        return work

    def wait(self, milliseconds: int = 10_000) -> bool:
        """Wait until all work has ended; False if that took too long. For the end of the app and for tests."""
        return self._pool.waitForDone(milliseconds)

    def _forget(self, work: Work) -> None:
        self._under_way.discard(work)
        work.deleteLater()
