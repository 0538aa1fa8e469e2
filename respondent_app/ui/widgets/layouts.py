"""Layouts: boxes without fuss, and a row that wraps when the text is large or the window small."""

from __future__ import annotations

from typing import TypeVar

import shiboken6
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget, QWidgetItem

_Item = QWidget | QLayout | int | None
_Box = TypeVar("_Box", QVBoxLayout, QHBoxLayout)


def column(*items: _Item, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 8) -> QVBoxLayout:
    """Return the items below one another. A number is a gap, None takes the space that is left."""
    layout = QVBoxLayout()
    return _filled(layout, items, margins, spacing)


def row(*items: _Item, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 8) -> QHBoxLayout:
    """Return the items beside one another. A number is a gap, None takes the space that is left."""
    layout = QHBoxLayout()
    return _filled(layout, items, margins, spacing)


def _filled(layout: _Box, items: tuple[_Item, ...], margins: tuple[int, int, int, int], spacing: int) -> _Box:
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)
    return layout


class WrappingRow(QLayout):
    """Places widgets beside one another and goes to the next line where the width ends.

    With `justified`, the last one on each line stands at the right edge.
    """

    def __init__(self, *widgets: QWidget, spacing: int = 8, justified: bool = False) -> None:
        super().__init__()
        self._held: list[QLayoutItem] = []
        self._justified = justified
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        for widget in widgets:
            self.addWidget(widget)

    def addWidget(self, widget: QWidget) -> None:
        """Add a widget at the end.

        The item around it is made here and held here: one that Qt makes and hands over by `addItem` belongs to
        nobody, and its Python half can come to stand for another item that Qt later puts at the same address.
        """
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._held.append(item)

    def _items(self) -> list[QLayoutItem]:
        """An item dies with its widget, and Qt may ask for sizes before it tells the layout so."""
        self._held = [item for item in self._held if shiboken6.isValid(item)]
        return self._held

    def count(self) -> int:
        return len(self._items())

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items()[index] if 0 <= index < len(self._items()) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._held.pop(index) if 0 <= index < len(self._items()) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inside = width - margins.left() - margins.right()
        return self._place(QRect(0, 0, inside, 0), move=False) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items() if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0)).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items():
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            height = max(size.height() for _, size in line)
            if move:
                self._set_line(line, rect, y, height)
            y += height + self.spacing()
        return max(0, y - self.spacing() - rect.y())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Break the items into lines that fit; an item wider than a line gets one of its own."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        x = 0
        for item in self._items():
            if item.isEmpty():
                continue
            size = _fitted(item, width)
            if not lines or x + size.width() > width:
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + self.spacing()
        return lines

    def _set_line(self, line: list[tuple[QLayoutItem, QSize]], rect: QRect, y: int, height: int) -> None:
        x = rect.x()
        for item, size in line:
            if self._justified and len(line) > 1 and item is line[-1][0]:
                x = rect.x() + rect.width() - size.width()
            item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
            x += size.width() + self.spacing()


def _fitted(item: QLayoutItem, width: int) -> QSize:
    size = item.sizeHint()
    if size.width() <= width:
        return size
    return QSize(width, item.heightForWidth(width) if item.hasHeightForWidth() else size.height())


def narrow(content: QWidget, widest: int) -> QHBoxLayout:
    """Return a row in which `content` is at most so wide, in pixels, and as high as its text needs at that width.

    A column would ask for its height at the whole width.
    """
    content.setMaximumWidth(widest)
    layout = row()
    layout.addWidget(content, 1)
    layout.addStretch(0)
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        inner = item.layout() if item is not None else None
        widget = item.widget() if item is not None else None
        if inner is not None:
            clear(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def holder(layout: QLayout) -> QWidget:
    """Return a plain widget that holds `layout`, for where a widget is wanted."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget
