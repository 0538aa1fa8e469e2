"""The line in which words are looked for: the words, previous and next, how many there are, and the way out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit

from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.layouts import WrappingRow


def find_line(
    words: QLineEdit, count: QLabel, step: Callable[[int], object], put_away: Callable[[], object]
) -> WrappingRow:
    """Lay out a search. `step` goes to the next (1) or previous (-1) match."""
    words.setMinimumWidth(150)
    previous = button("‹", lambda: step(-1), name="Previous match", help_text="Previous match (Shift+F3)")
    following = button("›", lambda: step(1), name="Next match", help_text="Next match (F3)")
    close = button("Close", put_away, name="Close the search", help_text="Close (Esc)")
    line = WrappingRow(words, previous, following, count, close)
    line.setContentsMargins(16, 8, 16, 8)
    return line


def step_by_key(event: QKeyEvent) -> int:
    """Return where a key in the line goes: Enter to the next match (1), Shift+Enter to the previous (-1), else 0."""
    if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        return 0
    return -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
