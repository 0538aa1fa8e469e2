"""The rail: the five steps at the left, each with how far it has come, and below them the history."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from respondent_app.session.progress import StepProgress
from respondent_app.ui.desk import Step
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.layouts import column, holder, row
from respondent_app.ui.widgets.text import label, restyle, rule

TITLES = {
    Step.READ: "Read and compare",
    Step.ANSWER: "Answer",
    Step.CONFIDENTIALITY: "Confidentiality",
    Step.REVIEW: "Review",
    Step.SEND: "Send",
    Step.HISTORY: "History",
}
_SIGN = "↺"  # the history is no step, and has no number


class Rail(QFrame):
    """The buttons, of which one is chosen."""

    def __init__(self, appearance: Appearance, chosen: Callable[[Step], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._buttons = {step: _StepButton(step, number, appearance) for number, step in enumerate(Step, 1)}
        self._group = QButtonGroup(self)
        for step, made in self._buttons.items():
            self._group.addButton(made)
            made.clicked.connect(lambda _=False, s=step: chosen(s))
        *numbered, history = self._buttons.values()
        self.setLayout(column(*numbered, rule(), history, None, margins=(10, 14, 10, 14), spacing=4))
        self._appearance = appearance
        self._compact = False
        appearance.changed.connect(self._follow_look)
        self._fit()

    def be_compact(self, compact: bool) -> None:  # noqa: FBT001  a property in all but name
        """Show only the numbers, where large text or a small window leaves no room for words."""
        if compact != self._compact:
            self._compact = compact
            for made in self._buttons.values():
                made.be_compact(compact)
            self._fit()

    def choose(self, step: Step) -> None:
        """Show which step is open."""
        self._buttons[step].setChecked(True)
        for made in self._buttons.values():
            made.show_state()

    def say(self, progress: dict[Step, StepProgress]) -> None:
        """Show how far each step has come."""
        for step, state in progress.items():
            self._buttons[step].say(state)

    def button(self, step: Step) -> QPushButton:
        """Return the button of a step."""
        return self._buttons[step]

    def _follow_look(self) -> None:
        self._fit()
        for made in self._buttons.values():
            made.show_state()

    def _fit(self) -> None:
        self.setFixedWidth(self._appearance.px(66 if self._compact else 206))


class _StepButton(QPushButton):
    def __init__(self, step: Step, number: int, appearance: Appearance) -> None:
        super().__init__()
        self._step = step
        self._number = _SIGN if step is Step.HISTORY else str(number)
        self._progress = StepProgress("", done=False)
        self._appearance = appearance
        self.setCheckable(True)
        self.setProperty("step", "true")
        QShortcut(QKeySequence(f"Ctrl+{number}"), self).activated.connect(self.click)
        self._circle = QLabel(self._number)
        self._circle.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = label(TITLES[step])
        self._note = label("", "small")
        self._note.hide()
        self._words = holder(column(self._title, self._note, spacing=1))
        self._line = row(self._circle, self._words, None, margins=(10, 9, 6, 9), spacing=10)
        self._line.setAlignment(self._circle, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._line)
        for part in (self._circle, self._words, self._title, self._note):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.show_state()

    def be_compact(self, compact: bool) -> None:  # noqa: FBT001  a property in all but name
        self._words.setVisible(not compact)
        self.setToolTip(TITLES[self._step] if compact else "")

    def say(self, progress: StepProgress) -> None:
        if progress != self._progress:
            self._progress = progress
            self._note.setText(progress.text)
            self._note.setVisible(bool(progress.text))
            self.show_state()

    def show_state(self) -> None:
        done = self._progress.done and not self.isChecked()
        state = "current" if self.isChecked() else "done" if done else "plain"
        self._circle.setText("✓" if done else self._number)
        size = self._appearance.px(24)
        self._circle.setFixedSize(size, size)
        step = "" if self._step is Step.HISTORY else f"Step {self._number}: "
        self.setAccessibleName(f"{step}{TITLES[self._step]}")
        self.setAccessibleDescription(self._progress.text)
        if self._circle.property("step-number") != state:
            self._circle.setProperty("step-number", state)
            self._title.setProperty("step-title", state)
            restyle(self._circle)
            restyle(self._title)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._line.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._line.minimumSize()

    def hasHeightForWidth(self) -> bool:
        # Qt asks the layout for the height, which has none to give while the words are hidden.
        return self._line.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        return self._line.heightForWidth(width)
