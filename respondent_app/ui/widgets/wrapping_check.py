"""A check box whose text has room on every screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy, QWidget

from respondent_app.ui.widgets.layouts import row
from respondent_app.ui.widgets.rows import name_field
from respondent_app.ui.widgets.text import label


class WrappingCheck(QWidget):
    """A check box whose text goes on to the next line where space is short; Qt's own would be cut off."""

    def __init__(self, text: str, name: str = "", parent: QWidget | None = None, *, role: str = "") -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        name_field(self.box, name or text)
        line = row(spacing=0)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(_ClickableText(text, self.box, role), 1)
        self.setLayout(line)


class _ClickableText(QLabel):
    def __init__(self, text: str, box: QCheckBox, role: str) -> None:
        super().__init__(text)
        self.setProperty("role", role)
        self._box = box
        self.setTextFormat(label("").textFormat())
        self.setWordWrap(True)
        self.setContentsMargins(0, 4, 0, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._box.click()
        event.accept()
