"""The keyboard as a person uses it: keys go to whatever has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def focus() -> QWidget:
    """Return what has the focus; it fails if nothing has."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(keys: str) -> None:
    """Press a combination such as "Ctrl+F"."""
    combination = QKeySequence(keys)[0]  # type: ignore[index]  # the stubs know no index
    QTest.keyClick(focus(), combination.key(), combination.keyboardModifiers())
    QTest.qWait(5)


def tab_to(window: QWidget, name: str) -> None:
    """Press Tab until the control of that name has the focus; it fails if Tab never gets there."""
    for _ in range(150):
        QTest.qWait(1)
        here = QApplication.focusWidget()
        if here is not None and here.accessibleName() == name:
            return
        QTest.keyClick(here or window, Qt.Key.Key_Tab)
    pytest.fail(f"Tab never reached {name}")
