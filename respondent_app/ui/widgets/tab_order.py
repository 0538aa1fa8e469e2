"""Tab goes through a page as the eye does. Qt goes by the order of making, which differs where parts come later."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def in_reading_order(*regions: QWidget | None) -> None:
    """Let Tab visit the regions in this order. Inside a region the order stays as it is."""
    stops: list[QWidget] = []
    for region in regions:
        if region is not None:
            stops += _stops(region)
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def holds_focus(widget: QWidget) -> bool:
    """Whether a widget, or one inside it, has the focus."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def _stops(region: QWidget) -> list[QWidget]:
    found = [region] if _takes_focus(region) else []
    widget = region.nextInFocusChain()
    while widget is not None and widget is not region:
        if region.isAncestorOf(widget) and _takes_focus(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
