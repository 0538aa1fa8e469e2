"""A card: a white panel with a heading line, and below it what the panel is for."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QLayout, QVBoxLayout, QWidget

from respondent_app.ui.widgets.layouts import WrappingRow, column, holder
from respondent_app.ui.widgets.text import label, rule


class Card(QFrame):
    """A panel. `tools` stand at the right end of its heading line and wrap below it where space is short.

    `badge` stands beside the title.
    """

    def __init__(self, title: str, *tools: QWidget, badge: QLabel | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.title: QLabel = label(title, "card-title", wrap=False)
        heading = WrappingRow(self.title, spacing=12, justified=True)
        heading.setContentsMargins(16, 9, 12, 9)
        if badge is not None:
            heading.addWidget(badge)
        if tools:
            heading.addWidget(holder(WrappingRow(*tools)))
        self._column: QVBoxLayout = column(heading, rule(), spacing=0)
        self.setLayout(self._column)

    def add(self, content: QWidget | QLayout, stretch: int = 0) -> None:
        """Put more into the card, below what is there."""
        if isinstance(content, QWidget):
            self._column.addWidget(content, stretch)
        else:
            self._column.addLayout(content, stretch)
