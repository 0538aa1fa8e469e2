"""The line above the list of changes: whether it can be held against the text, how far that is, and what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from respondent_app.model.audit import Verdict
from respondent_app.session.compared import Compared
from respondent_app.session.comparing import Comparing, Stage
from respondent_app.ui.comparing import words
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.layouts import WrappingRow, column, holder
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.text import badge, label
from respondent_app.ui.widgets.work_line import WorkLine

_FEW = 3
_DOUBTFUL = "Nothing in these files changes as the table says. Are they the right files?"


class ComparingStrip(QWidget):
    """Made once there are files to compare. `opening` asks for the whole texts."""

    opening = Signal()

    def __init__(self, comparing: Comparing, show_attachments: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)  # shown without a parent it would be a window of its own for a moment
        self._comparing = comparing
        self.work = WorkLine(self._cancel, "Comparing the texts")
        self.said = label("", "muted", wrap=False)
        self.differing = badge("", "attention")
        self.missing = badge("", "attention")
        self.open = button(
            "Compare the texts", self.opening.emit, help_text="The whole texts beside each other (Ctrl+T)"
        )
        self.again = link("Compare", comparing.again)
        self.attachments = link("Go to the attachments", show_attachments)
        self.problem = Notice("", link("Try again", comparing.again), self.attachments, kind="problem")
        self.doubtful = Notice("", link("Go to the attachments", show_attachments))
        told = (self.said, self.differing, self.missing)
        self._line = holder(WrappingRow(*told, self.open, self.again, spacing=12, justified=True))
        self.setLayout(column(self._line, self.work, self.problem, self.doubtful, margins=(16, 8, 12, 2), spacing=6))
        comparing.changed.connect(self.say)
        comparing.stepped.connect(self._step)
        self.say()

    def say(self) -> None:
        """Say how far comparing is."""
        state = self._comparing.state
        working = state.stage is Stage.WORKING
        if working and self.work.isHidden():
            self.work.begin()
        self.work.setVisible(working)
        self.problem.setVisible(state.stage is Stage.FAILED)
        self.problem.say(state.problem, "problem")
        self.open.setVisible(state.stage is Stage.READY)
        self.again.setVisible(state.stage is Stage.STOPPED)
        self.said.setText(_told(state.found) if state.found else "Comparing was stopped.")
        self.said.setAccessibleName(f"Clauses: {self.said.text()}" if state.found else "")
        differing = _differing(state.found) if state.found else 0
        self.differing.setText(f"{differing} row{' differs' if differing == 1 else 's differ'}")
        self.differing.setVisible(differing > 0)
        self.doubtful.setVisible(state.found is not None and _fits_nothing(state.found))
        self.doubtful.say(_DOUBTFUL, "attention")
        missing = len(state.found.audit.undisclosed) if state.found else 0
        self.missing.setText(f"{missing} not in the table")
        self.missing.setVisible(missing > 0)
        self._line.setVisible(state.stage in {Stage.READY, Stage.STOPPED})
        self.setVisible(state.stage is not Stage.NOTHING)

    def _step(self, step: str) -> None:
        self.work.say(f"{step}…", aloud=False)

    def _cancel(self) -> None:
        had_focus = self.work.cancel.hasFocus()
        self._comparing.cancel()
        if had_focus:
            self.again.setFocus()


def _differing(found: Compared) -> int:
    """Return how many rows of the change table do not hold in the text."""
    return sum(row.verdict in {Verdict.DIFFERS, Verdict.NO_CHANGE_FOUND} for row in found.audit.rows)


def _fits_nothing(found: Compared) -> bool:
    """Whether no row of a table with more than a few of them holds: then it speaks of another document perhaps."""
    rows = found.audit.rows
    return len(rows) >= _FEW and not any(row.verdict is Verdict.AS_DESCRIBED for row in rows)


def _told(found: Compared) -> str:
    """Return how many clauses changed, so short that it has room on one line with the rest."""
    changed = sum(map(words.changes_words, found.comparison.changes))
    return f"{changed} changed"
