"""The parts that the program is made of, and their licences, to read without a network."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from respondent_app.session import this_app
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.layouts import column, row
from respondent_app.ui.widgets.text import breakable, label

_LETTERS, _LINES = 64, 26  # how much of the text is seen at once, where the screen has room


class Notices(QDialog):
    """A text to scroll through, and where the full texts of the licences lie."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Licences of the parts")
        self._text = QPlainTextEdit(this_app.notices())
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName("Parts and licences")
        close = button("Close", self.accept, primary=True)
        self.setLayout(
            column(
                label("Licences of the parts", "heading"),
                self._text,
                *self._place(),
                row(None, close),
                margins=(24, 20, 24, 20),
                spacing=10,
            )
        )
        self._fit(parent)
        self._text.setFocus()

    def _place(self) -> list[QWidget]:
        path = this_app.notices_file()
        if path is None:
            return []
        return [label(breakable(f"The texts of the licences lie in {path.parent}"), "small")]

    def _fit(self, parent: QWidget) -> None:
        """Take the room that the text needs, but no more than the window it belongs to has."""
        self.ensurePolished()
        letters = self._text.fontMetrics()
        wanted = letters.averageCharWidth() * _LETTERS + 80, letters.lineSpacing() * _LINES
        room = parent.window().size()
        self.resize(min(wanted[0], int(room.width() * 0.9)), min(wanted[1], int(room.height() * 0.9)))
