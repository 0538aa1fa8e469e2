"""What is being done just now, and the way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.layouts import column, row
from respondent_app.ui.widgets.text import label


class WorkLine(QWidget):
    """The step that is under way, a bar that moves, and "Cancel". Hidden while there is no work.

    `doing` names the work: "Making the package".
    """

    def __init__(self, cancel: Callable[[], object], doing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._doing = doing
        self._step = label("")
        self._step.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(doing)
        self.cancel = button("Cancel", cancel, name=f"Stop {doing[:1].lower()}{doing[1:]}")
        said = column(self._step, self._bar, spacing=6)
        beside = row(spacing=16)
        beside.addLayout(said, 1)
        beside.addWidget(self.cancel)
        self.setLayout(beside)
        self.hide()

    def begin(self) -> None:
        """Show that work is under way."""
        self.say(f"{self._doing}…")
        self.cancel.setEnabled(True)
        self.show()

    def say(self, step: str, *, aloud: bool = True) -> None:
        """Say which step the work has come to; not `aloud` where the steps are many."""
        self._step.setText(step)
        if aloud:
            announce(self, step)

    def stopping(self) -> None:
        """Say that the work stops at its next step."""
        self.say("Stopping…")
        self.cancel.setEnabled(False)
