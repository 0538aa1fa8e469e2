"""Words to take along: a read-only field as high as what it says, and a button that copies all of it."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.layouts import column, row
from respondent_app.ui.widgets.rows import name_field
from respondent_app.ui.widgets.text import label

_MOST_LINES = 16
_TOLD_MS = 2000


class CopyField(QWidget):
    """A label, a field that can be selected from but not changed, and "Copy"."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = text
        heading = label(text, "label")
        self.field = _TallAsItsText()
        name_field(self.field, text, "Read only. Copy takes all of it.", buddy=heading)
        self.copy: QPushButton = button("Copy", self._copy, name=f"Copy {text.lower()}")
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.timeout.connect(lambda: self.copy.setText("Copy"))
        beside = row(spacing=8)
        beside.addWidget(self.field, 1)
        beside.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(heading, beside, spacing=4))

    def say(self, text: str) -> None:
        """Show `text`."""
        if self.field.toPlainText() != text:
            self.field.setPlainText(text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.field.toPlainText())
        self.copy.setText("Copied")
        announce(self, f"{self._what} copied")
        self._told.start(_TOLD_MS)


class _TallAsItsText(QPlainTextEdit):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = max(1, round(self.document().size().height()))
        shown = min(lines, _MOST_LINES)
        all_shown = shown == lines
        off, on = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(off if all_shown else on)
        around = self.height() - self.contentsRect().height() + 2 * math.ceil(self.document().documentMargin())
        wanted = shown * self.fontMetrics().lineSpacing() + around
        if self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)
