"""The line that says who answers a question and how far it is."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from respondent_app.model.response import Response
from respondent_app.model.team import Status
from respondent_app.session import reviewing
from respondent_app.session.session import Change
from respondent_app.ui.desk import Desk
from respondent_app.ui.widgets.layouts import WrappingRow, holder, row
from respondent_app.ui.widgets.rows import choice_field, name_field
from respondent_app.ui.widgets.text import badge, label

_NAME_WIDTH = 20  # characters


class TeamLine(QWidget):
    """Assigned to, status, and whether the answer changed since the person looked."""

    def __init__(self, desk: Desk, question: str) -> None:
        super().__init__()
        self._desk = desk
        self._session = desk.session
        self._question = question
        self.person = choice_field([], "")
        self._name = QLineEdit()
        self.person.setLineEdit(self._name)
        self.person.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.person.setMinimumContentsLength(_NAME_WIDTH)
        self.status = choice_field([(status.value, name) for status, name in reviewing.STATUS_NAMES.items()], "")
        self.changed = badge("Changed since you looked", "attention")
        self.changed.hide()
        self._shown = ""
        self._arrange()
        self._show(self._session.response)
        self.person.activated.connect(lambda _: self._take_person())
        self._name.editingFinished.connect(self._take_person)
        self.status.activated.connect(lambda _: self._take_status())
        self._session.changed.connect(self._follow)

    def say_changed(self, changed: bool) -> None:  # noqa: FBT001  a state, not an option
        """Say that the answer is not what the person saw last, or no longer say it."""
        self.changed.setVisible(changed)

    def _arrange(self) -> None:
        parts = []
        for text, field in (("Assigned to", self.person), ("Status", self.status)):
            heading = label(text, "muted", wrap=False)
            name_field(field, text, buddy=heading)
            parts.append(holder(row(heading, field)))
        self._name.setPlaceholderText("Nobody yet")
        self._name.setAccessibleName("Assigned to")
        self.setLayout(WrappingRow(*parts, self.changed, spacing=16))

    def _show(self, response: Response) -> None:
        self.status.setCurrentIndex(self.status.findData(response.statuses.get(self._question, Status.DRAFTING).value))
        if not self._name.hasFocus():
            self._shown = response.assignments.get(self._question, "")
            self.person.clear()
            self.person.addItems(list(reviewing.names(self._session)))
            self.person.setEditText(self._shown)

    def _take_person(self) -> None:
        """Take a name that was changed here; one that only stood here may have been changed by a colleague since."""
        name = self.person.currentText()
        if name != self._shown:
            self._shown = name
            reviewing.assign(self._session, self._question, name)

    def _take_status(self) -> None:
        reviewing.set_status(self._session, self._question, Status(self.status.currentData()))

    def _follow(self, change: Change) -> None:
        if change.team:
            self._show(self._session.response)
