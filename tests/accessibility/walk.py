"""A window as a person walks through it by Tab, and what of its text they cannot see."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.app import Desktop
from respondent_app.ui.widgets.card import Card
from tests.layout import settle

SIZES = (100, 125, 150, 200)


def focusable(window: QWidget) -> list[QWidget]:
    """The controls in the order in which Tab visits them."""
    found: list[QWidget] = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def spoken_names(controls: list[QWidget]) -> list[str]:
    """What a screen reader says for each."""
    return [QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name).strip() for w in controls]


def in_reading_order(controls: list[QWidget], page: QWidget) -> None:
    """Fail where two that follow one another in a card go backwards: line by line, and in a line to the right."""
    for before, after in pairwise(controls):
        if card_of(before) is card_of(after) is not None:
            a, b = rect(before, page), rect(after, page)
            same_line = b.top() < a.bottom() and b.bottom() > a.top()
            assert b.left() >= a.left() if same_line else b.top() >= a.top(), f"{name(after)} after {name(before)}"


def clipped_at_each_size(
    desktop: Desktop, qtbot: QtBot, then: Callable[[], object] = lambda: None
) -> dict[int, list[str]]:
    """Turn what the window shows through all text sizes, do `then` at each; return what is cut off at which."""
    found: dict[int, list[str]] = {}
    for size in SIZES:
        desktop.settings.text_size = size
        assert desktop.window is not None
        settle(desktop.window, qtbot)
        then()
        if cut := clipped(desktop.window):
            found[size] = cut
    return found


def clipped(top: QWidget) -> list[str]:
    """Every visible label or button that is smaller than its text."""
    texts: list[QLabel | QAbstractButton] = [*top.findChildren(QLabel), *top.findChildren(QAbstractButton)]
    return [f"{name(w)} ({w.width()}x{w.height()})" for w in texts if w.isVisible() and w.text() and _is_cut(w)]


def _is_cut(widget: QLabel | QAbstractButton) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        longest = max(widget.fontMetrics().horizontalAdvance(word) for word in _words(widget.text()))
        return widget.heightForWidth(widget.width()) > widget.height() + 1 or longest > widget.width()
    wanted = widget.sizeHint()
    return wanted.width() > widget.width() + 1 or wanted.height() > widget.height() + 1


def _words(text: str) -> list[str]:
    """What a line cannot be broken in: a zero-width space is a place to break at."""
    return text.replace("\N{ZERO WIDTH SPACE}", " ").split() or [""]


def card_of(widget: QWidget) -> QWidget | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, Card):
        parent = parent.parentWidget()
    return parent


def place(card: QWidget, page: QWidget) -> tuple[int, int]:
    corner = card.mapTo(page, QPoint(0, 0))
    return (corner.x() // 40, corner.y())


def rect(widget: QWidget, page: QWidget) -> QRect:
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


def name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} “{(text or widget.accessibleName())[:40]}”"
