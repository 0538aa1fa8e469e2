"""Find in the consultation: words, count, next and previous."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from respondent_app.ui.reading.consultation_text import ConsultationText
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.find_line import find_line, step_by_key
from respondent_app.ui.widgets.rows import line_field, name_field
from respondent_app.ui.widgets.text import label


class FindBar(QWidget):
    """Hidden until Ctrl+F; Esc puts it away. What it holds is made when it is first opened.

    `opening` asks to show the text, where something else stands in its place.
    """

    opening = Signal()

    def __init__(self, text: ConsultationText, page: QWidget) -> None:
        super().__init__()
        self._text = text
        self._matches = 0
        self.words = line_field("", placeholder="Find in the consultation", parent=self)
        self.count = label("", "muted", wrap=False, parent=self)
        self.hide()
        _shortcut("Ctrl+F", page, self.open)
        _shortcut("F3", page, lambda: self.step(1))
        _shortcut("Shift+F3", page, lambda: self.step(-1))
        self._escape = _shortcut("Esc", page, self.put_away)
        self._escape.setEnabled(False)

    def open(self) -> None:
        """Show the bar with the cursor in it."""
        if self.layout() is None:
            self._build()
        self._escape.setEnabled(True)
        self.opening.emit()
        self.show()
        self.words.setFocus()
        self.words.selectAll()
        self._find()

    def put_away(self) -> None:
        """Hide the bar and its highlights."""
        self._text.find_all("")
        self._escape.setEnabled(False)
        self.hide()
        self._text.setFocus()

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) match."""
        if self.isHidden():
            self.open()
        else:
            self._text.step_match(by)
            self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if by := step_by_key(event):
            self.step(by)
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        name_field(self.words, "Find in the consultation", "Enter goes to the next match, Escape closes.")
        self.words.textChanged.connect(lambda _: self._find())
        self.setLayout(find_line(self.words, self.count, self.step, self.put_away))

    def _find(self) -> None:
        self._matches = self._text.find_all(self.words.text())
        self._say()

    def _say(self) -> None:
        if not self.words.text().strip():
            self.count.setText("")
            return
        self.count.setText(f"{self._text.match_number} of {self._matches}" if self._matches else "Not found")
        announce(self, self.count.text())


def _shortcut(keys: str, page: QWidget, action: Callable[[], object]) -> QShortcut:
    made = QShortcut(QKeySequence(keys), page)
    made.setContext(
        Qt.ShortcutContext.WidgetWithChildrenShortcut if keys == "Esc" else Qt.ShortcutContext.WindowShortcut
    )
    made.activated.connect(action)
    return made
