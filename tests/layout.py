"""Where things lie on the screen, once they lie there: a layout follows what changed only later, and step by step."""

from __future__ import annotations

import time

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

_LOOK_MS = 25
_QUIET_S = 0.2  # longer than any page waits before it fits its tables and counts its words


def settle(top: QWidget, qtbot: QtBot) -> None:
    """Wait until everything that can be seen has kept its place for a while; fail if something always moves."""
    ends = time.monotonic() + 10
    before, since = _places(top), time.monotonic()
    while time.monotonic() - since < _QUIET_S:
        assert time.monotonic() < ends, "the layout never comes to rest"
        qtbot.wait(_LOOK_MS)
        now = _places(top)
        if now != before:
            before, since = now, time.monotonic()


def _places(top: QWidget) -> list[tuple[int, QRect]]:
    QApplication.sendPostedEvents()
    return [(id(w), QRect(w.mapTo(top, QPoint()), w.size())) for w in top.findChildren(QWidget) if w.isVisible()]
