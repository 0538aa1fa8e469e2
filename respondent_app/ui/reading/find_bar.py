"""Find in the consultation: words, count, next and previous."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from respondent_app.ui.reading.consultation_text import ConsultationText
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.layouts import WrappingRow
from respondent_app.ui.widgets.rows import line_field, name_field
from respondent_app.ui.widgets.text import label


class FindBar(QWidget):
    """Hidden until Ctrl+F; Esc puts it away."""

    def __init__(self, text: ConsultationText, page: QWidget) -> None:
        super().__init__()
        self._text = text
        self.words = line_field("", placeholder="Find in the consultation")
        name_field(self.words, "Find in the consultation")
        self.words.textChanged.connect(self._find)
        self.count = label("", "muted", wrap=False)
        self.previous = button("‹", lambda: self.step(-1), name="Previous match")
        self.next = button("›", lambda: self.step(1), name="Next match")
        line = WrappingRow(self.words, self.previous, self.next, self.count, button("Close", self.put_away))
        line.setContentsMargins(16, 8, 16, 8)
        self.setLayout(line)
        self.words.setMinimumWidth(150)
        for keys, action in (("Ctrl+F", self.open), ("F3", self.step_on), ("Shift+F3", self.step_back)):
            QShortcut(QKeySequence(keys), page).activated.connect(action)
        self.hide()

    def open(self) -> None:
        """Show the bar with the cursor in it."""
        self.show()
        self.words.setFocus()
        self.words.selectAll()

    def put_away(self) -> None:
        """Hide the bar and its highlights."""
        self._text.find_all("")
        self.hide()
        self._text.setFocus()

    def step_on(self) -> None:
        """Go to the next match."""
        self.step(1)

    def step_back(self) -> None:
        """Go to the previous match."""
        self.step(-1)

    def step(self, by: int) -> None:
        """Go `by` matches on."""
        self._text.step_match(by)
        self._say(self._matches)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _find(self, words: str) -> None:
        self._matches = self._text.find_all(words)
        self._say(self._matches)

    def _say(self, matches: int) -> None:
        if not self.words.text().strip():
            self.count.setText("")
        else:
            self.count.setText(f"{self._text.match_number} of {matches}" if matches else "Not found")

    _matches = 0
