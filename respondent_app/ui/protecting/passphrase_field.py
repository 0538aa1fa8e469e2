"""A field for a passphrase, hidden unless the person wants to see what they type."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.layouts import row
from respondent_app.ui.widgets.rows import line_field, name_field


class PassphraseField(QWidget):
    """The field and the button that shows it. `typed` comes with every key, `entered` with Enter."""

    typed = Signal()
    entered = Signal()

    def __init__(self, name: str, help_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field: QLineEdit = line_field("")
        name_field(self.field, name, help_text)
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.field.textEdited.connect(lambda _: self.typed.emit())
        self.field.returnPressed.connect(self.entered)
        self._name = name
        self._eye = button("Show", self._turn, name=f"Show {name.lower()}")
        self._eye.setCheckable(True)
        self.setLayout(row(self.field, self._eye))
        self.setFocusProxy(self.field)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.field.text()

    def clear(self) -> None:
        """Forget what was typed, and hide what comes."""
        self.field.setText("")  # forgets the steps that could be undone, too
        self._eye.setChecked(False)
        self._turn()

    def _turn(self) -> None:
        shown = self._eye.isChecked()
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setText("Hide" if shown else "Show")
        self._eye.setAccessibleName(f"{'Hide' if shown else 'Show'} {self._name.lower()}")
