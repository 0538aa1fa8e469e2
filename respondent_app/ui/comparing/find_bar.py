"""Find in the texts: the clauses that hold the words, next and previous."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from respondent_app.ui.comparing.texts_view import TextsView
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.find_line import find_line, step_by_key
from respondent_app.ui.widgets.rows import line_field, name_field
from respondent_app.ui.widgets.text import label

_PAUSE_MS = 120


class FindInTexts(QWidget):
    """Hidden until asked for. `went` carries the row it went to."""

    went = Signal(int)

    def __init__(self, view: TextsView) -> None:
        super().__init__()
        self._view = view
        self._rows: list[int] = []
        self._at = -1
        self.words = line_field("", placeholder="Find in both texts")
        name_field(self.words, "Find in the texts", "Enter goes to the next clause, Escape closes.")
        self.count = label("", "muted", wrap=False)
        self.setLayout(find_line(self.words, self.count, self.step, self.put_away))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._find)
        self.words.textChanged.connect(lambda _: self._soon.start(_PAUSE_MS))
        self.hide()

    def open(self) -> None:
        """Show the bar with the cursor in it."""
        self.show()
        self.words.setFocus()
        self.words.selectAll()
        self._find()

    def put_away(self) -> None:
        """Hide the bar and its highlights."""
        self._view.seek("")
        self.hide()
        self._view.setFocus()

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) clause that holds the words, round at the ends."""
        if self._soon.isActive():
            self._soon.stop()
            self._find()
        if self.isHidden():
            self.open()
        elif self._rows:
            self._at = (self._at + by) % len(self._rows)
            self._go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if by := step_by_key(event):
            self.step(by)
        else:
            super().keyPressEvent(event)

    def _find(self) -> None:
        text = self.words.text()
        self._view.seek(text)
        self._rows = self._view.texts.rows_with(text) if text.strip() else []
        here = max(0, self._view.currentIndex().row())
        self._at = next((n for n, row in enumerate(self._rows) if row >= here), 0)
        if self._rows:
            self._go()
        else:
            self.count.setText("Not found" if text.strip() else "")
            announce(self, self.count.text())

    def _go(self) -> None:
        found = len(self._rows)
        self.count.setText(f"{self._at + 1} of {found} {'clause' if found == 1 else 'clauses'}")
        announce(self, self.count.text())
        self.went.emit(self._rows[self._at])
