"""Agree, disagree or no view: one line for each thing the question names."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from respondent_app.model.consultation import Question, StancePart
from respondent_app.model.response import Response, Stance
from respondent_app.session.session import Change
from respondent_app.ui.desk import Desk
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.text import label

_WORDS = {Stance.AGREE: "Agree", Stance.DISAGREE: "Disagree", Stance.NO_VIEW: "No view"}


class StanceLines(QWidget):
    """The stance on each part of a question."""

    def __init__(self, desk: Desk, question: Question) -> None:
        super().__init__()
        self._session = desk.session
        self._question = question
        self._choices: dict[tuple[str, Stance], QRadioButton] = {}
        lines = [self._line(part) for part in question.stance]
        self.setLayout(column(*lines, spacing=10))
        self._session.changed.connect(self._follow)
        self._show()

    def choice(self, part: str, stance: Stance) -> QRadioButton:
        """Return the button for one stance on one part."""
        return self._choices[part, stance]

    def _line(self, part: StancePart) -> QWidget:
        line = QWidget()
        group = QButtonGroup(line)
        buttons = [self._button(part, stance, group) for stance in _WORDS]
        line.setLayout(column(label(part.label, "label"), WrappingRow(*buttons, spacing=16), spacing=2))
        return line

    def _button(self, part: StancePart, stance: Stance, group: QButtonGroup) -> QRadioButton:
        made = QRadioButton(_WORDS[stance])
        made.setAccessibleName(f"{part.label}: {_WORDS[stance]}")
        group.addButton(made)
        made.clicked.connect(lambda: self._take(part.id, stance))
        self._choices[part.id, stance] = made
        return made

    def _take(self, part: str, stance: Stance) -> None:
        def changed(response: Response) -> Response:
            answer = response.answer(self._question.id)
            return response.with_answer(self._question.id, replace(answer, stance={**answer.stance, part: stance}))

        self._session.edit(changed)

    def _follow(self, change: Change) -> None:
        if self._question.id in change.questions:
            self._show()

    def _show(self) -> None:
        stance = self._session.response.answer(self._question.id).stance
        for (part, value), made in self._choices.items():
            if stance.get(part) is value:
                made.setChecked(True)
