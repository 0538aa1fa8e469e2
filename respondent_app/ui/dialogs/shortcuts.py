"""The keyboard shortcuts, in one place."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.layouts import column, row
from respondent_app.ui.widgets.text import label

SHORTCUTS = (
    ("Ctrl+1 … Ctrl+5", "Go to a step"),
    ("Ctrl+6", "Go to the history"),
    ("F7, F8", "Previous, next change or mark"),
    ("Ctrl+T", "The whole texts beside each other, and back"),
    ("Ctrl+F", "Find in the consultation, or in the texts"),
    ("F3, Shift+F3", "Next, previous match"),
    ("Ctrl++, Ctrl+−", "Larger, smaller consultation text"),
    ("Ctrl+Shift++, Ctrl+Shift+−", "Larger, smaller text everywhere"),
    ("Ctrl+M", "Mark the selected words as confidential"),
    ("Ctrl+Alt+M", "Comment on the selected words, for colleagues"),
    ("Ctrl+Shift+L", "What you said before, beside the answer, and back"),
    ("Ctrl+C", "Copy the chosen clauses of the texts"),
    ("Ctrl+Z, Ctrl+Y", "Undo, redo, with the marks"),
    ("Alt+Page Down, Alt+Page Up", "Next, previous question"),
    ("Ctrl+O", "Open a response"),
    ("Ctrl+Shift+S", "Save a copy"),
    ("Ctrl+L", "Lock the window"),
    ("F10", "Menu"),
    ("F1", "This list"),
)


class Shortcuts(QDialog):
    """A list of keys and what they do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        for line, (keys, meaning) in enumerate(SHORTCUTS):
            grid.addWidget(label(keys, "label", wrap=False), line, 0)
            grid.addWidget(label(meaning, wrap=False), line, 1)
        close = button("Close", self.accept, primary=True)
        self.setLayout(column(grid, 8, row(None, close), margins=(24, 20, 24, 20)))
