"""Locks the window when nobody has used it for a while. Time asleep counts."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

_LOOK_MS = 5_000
_USE = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletMove, QEvent.Type.TabletPress,
    QEvent.Type.InputMethod,
})  # fmt: skip


class IdleLock(QObject):
    """Emits `idle` when `minutes` have gone by without use. It watches what `watch` is given: a window's handle."""

    idle = Signal()

    def __init__(self, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._minutes = minutes
        self._resting = False
        self.used()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_MS)

    @property
    def minutes(self) -> int:
        """After how many minutes; 0 means never."""
        return self._minutes

    @minutes.setter
    def minutes(self, minutes: int) -> None:
        self._minutes = minutes
        self.used()

    def watch(self, window: QObject) -> None:
        """Count what a person does in `window` as use."""
        window.installEventFilter(self)

    def used(self) -> None:
        """Begin to count anew."""
        self._wall, self._steady = time.time(), time.monotonic()

    def rest(self) -> None:
        """Stop counting, as while the window is locked."""
        self._resting = True

    def wake(self) -> None:
        """Count again."""
        self._resting = False
        self.used()

    def look(self) -> None:
        """Say so if it has been too long. Two clocks: one goes on while the computer sleeps, one is never set back."""
        if self._resting or not self._minutes:
            return
        if max(time.time() - self._wall, time.monotonic() - self._steady) >= self._minutes * 60:
            self._resting = True
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Note use. What is typed first after too long a pause is for nobody: the window is locked by then."""
        if event.type() not in _USE or self._resting:
            return super().eventFilter(watched, event)
        self.look()
        if not self._resting:
            self.used()
        return self._resting
