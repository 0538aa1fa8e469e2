"""The one builder of form rows. It gives each field a label, a buddy, a name and a description for screen readers."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from respondent_app.ui.widgets.layouts import column, row
from respondent_app.ui.widgets.text import MAY_BREAK, badge, label


class Rows(QWidget):
    """A column of form rows, labels above their fields."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column: QVBoxLayout = column(spacing=4)
        self.setLayout(self._column)

    def add(self, text: str, field: QWidget, *, help_text: str = "", note: str = "") -> QLabel:
        """Add a row and return its label. `note` is a short badge beside the label, `help_text` a line under it."""
        heading = label(text, "label")
        name_field(field, text, help_text, buddy=heading)
        line = row(heading, badge(note, "info"), None) if note else row(heading)
        if self._column.count():
            self._column.addSpacing(10)
        self._column.addLayout(line)
        if help_text:
            self._column.addWidget(label(help_text, "small"))
        self._column.addWidget(field)
        return heading

    def add_plain(self, content: QWidget, gap: int = 10) -> None:
        """Add something that brings its own name, such as a check box or a group of buttons."""
        if self._column.count():
            self._column.addSpacing(gap)
        self._column.addWidget(content)

    def put_below(self, field: QWidget, content: QWidget) -> None:
        """Let something stand right below a field, such as why it cannot be used."""
        self._column.insertWidget(self._column.indexOf(field) + 1, content)

    def end(self) -> None:
        """Leave the space that is left below the rows."""
        self._column.addStretch(1)


def name_field(field: QWidget, name: str, description: str = "", *, buddy: QLabel | None = None) -> None:
    """Give a field its name and description for screen readers; a click on `buddy` goes to the field."""
    field.setAccessibleName(name.replace("&", "").replace(MAY_BREAK, ""))
    field.setAccessibleDescription(description)
    if buddy is not None:
        buddy.setBuddy(field)


def line_field(text: str, *, placeholder: str = "", parent: QWidget | None = None) -> QLineEdit:
    """Return a one-line field."""
    field = QLineEdit(text, parent)
    field.setPlaceholderText(placeholder)
    return field


def choice_field(options: list[tuple[str, str]], chosen: str, parent: QWidget | None = None) -> QComboBox:
    """Return a drop-down of (value, text); the wheel does not change it, so that scrolling a page is safe."""
    field = _Choice(parent)
    for position, (value, text) in enumerate(options):
        field.addItem(text, value)
        if value == chosen:
            field.setCurrentIndex(position)
    return field


def note_field(text: str, *, lines: int = 3, placeholder: str = "", parent: QWidget | None = None) -> QPlainTextEdit:
    """Return a field for a few lines of plain text; Tab leaves it."""
    field = QPlainTextEdit(text, parent)
    field.setTabChangesFocus(True)
    field.setPlaceholderText(placeholder)
    height = field.fontMetrics().lineSpacing() * lines + 24
    field.setMinimumHeight(height)
    field.setMaximumHeight(height * 2)
    return field


class _Choice(QComboBox):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]
