"""The list of earlier copies: choose one, and it opens as a response of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from respondent_app.session.earlier import EarlierCopy
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import column, row
from respondent_app.ui.widgets.text import label, rule

_WHAT = (
    "This is how the response was when each of your last sessions with it began. A copy that you open becomes a file "
    "of its own; the response you are working on stays as it is."
)
_NONE = "There is no earlier copy yet. One is kept each time that you open this response."


class EarlierCard(Card):
    """Says what there is; calls `chosen` with a copy, or `leave`."""

    def __init__(
        self,
        copies: Sequence[EarlierCopy],
        chosen: Callable[[EarlierCopy], None],
        leave: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        self.back = button("Back", leave)
        super().__init__("Earlier copies", self.back, parent=parent)
        self._leave = leave
        self._chosen = chosen
        self.buttons: list[QPushButton] = []
        lines = column(spacing=6)
        for copy in copies:
            if self.buttons:
                lines.addWidget(rule())
            lines.addLayout(self._line(copy))
        self.add(column(label(_WHAT if copies else _NONE, "muted"), lines, margins=(16, 12, 16, 14), spacing=14))
        self.setFocusProxy(self.buttons[0] if self.buttons else self.back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _line(self, copy: EarlierCopy) -> QHBoxLayout:
        opening = button("Open", lambda: self._chosen(copy), name=f"Open the copy of {copy.title}")
        self.buttons.append(opening)
        line = row(opening, spacing=12)
        line.insertLayout(0, column(label(copy.title, "label"), label(copy.detail, "small"), spacing=2), 1)
        return line
