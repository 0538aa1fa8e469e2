"""Long work, off the GUI thread: one helper with progress, cancel, and errors told by default."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from respondent_app.session.messages import Messages

T = TypeVar("T")
_FETCH_MS = 15


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
    """One piece of work under way. Its signals arrive on the GUI thread."""

    stepped = Signal(str)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.stop.set()


@dataclass(frozen=True, slots=True)
class _Ends:
    """What to call when work has ended well, or badly."""

    done: Callable[[Any], object]
    failed: Callable[[Exception], object]


class Background(QObject):
    """Starts work off the GUI thread. Work gets plain frozen values and returns plain values; it never touches Qt.

    Nothing of Qt is touched off the GUI thread either way: news lie in a queue, and a timer fetches them from there.
    """

    def __init__(self, messages: Messages, parent: QObject | None = None, *, may_be_left: bool = False) -> None:
        """Make one. With `may_be_left` the app ends even while work goes on, such as with a share that hangs."""
        super().__init__(parent)
        self._messages = messages
        self._may_be_left = may_be_left
        self._under_way: dict[Work, threading.Thread] = {}
        self._news: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self._fetching = QTimer(self)
        self._fetching.setInterval(_FETCH_MS)
        self._fetching.timeout.connect(self._fetch)

    def run(
        self,
        operation: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Work:
        """Run `operation` in the background and call `done` with its result on the GUI thread.

        Without `failed`, an error is told through the messages.
        """
        # Called, not connected: Qt would keep a connected lambda, and with it its owner, beyond the owner's end.
        ends = _Ends(done, failed or self._messages.problem)
        work = Work()
        thread = threading.Thread(
            target=self._work, args=(work, operation, ends), name="background", daemon=self._may_be_left
        )
        self._under_way[work] = thread
        _hold_garbage(thread)
        self._fetching.start()
        thread.start()
        return work

    def wait(self, milliseconds: int = 10_000) -> bool:
        """Wait until all work has ended and was heard of; False if that took too long. For the end of the app."""
        until = time.monotonic() + milliseconds / 1000
        for thread in tuple(self._under_way.values()):
            thread.join(max(0.0, until - time.monotonic()))
        _release_garbage()
        self._fetch()
        return not any(thread.is_alive() for thread in self._under_way.values())

    def _work(self, work: Work, operation: Callable[[Progress], object], ends: _Ends) -> None:
        """Off the GUI thread: do the work and leave word of it."""
        news = self._news
        progress = Progress(lambda step: news.put(partial(work.stepped.emit, step)), work.stop)
        try:
            result = operation(progress)
        except CancelledError:
            news.put(partial(self._end, work, work.cancelled.emit))
        except Exception as error:  # noqa: BLE001  whatever it was, the GUI thread tells the person
            news.put(partial(self._end, work, partial(ends.failed, error)))
        else:
            news.put(partial(self._end, work, partial(ends.done, result)))

    def _fetch(self) -> None:
        while not self._news.empty():
            self._news.get()()

    def _end(self, work: Work, tell: Callable[[], object]) -> None:
        self._under_way.pop(work).join()
        _release_garbage()
        if not self._under_way:
            self._fetching.stop()
        tell()


_threads: set[threading.Thread] = set()


def _hold_garbage(thread: threading.Thread) -> None:
    """Let Python collect no garbage while `thread` works: it may hold widgets, which only the GUI thread may delete."""
    _threads.add(thread)
    gc.disable()


def _release_garbage() -> None:
    _threads.difference_update([thread for thread in _threads if not thread.is_alive()])
    if not _threads:
        gc.enable()
