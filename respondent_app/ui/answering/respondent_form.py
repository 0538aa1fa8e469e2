"""Who answers: the details of the organisation and of the person to contact."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from respondent_app.model.response import Category
from respondent_app.model.text import clean
from respondent_app.session.session import Change
from respondent_app.ui.desk import Desk
from respondent_app.ui.widgets.layouts import column
from respondent_app.ui.widgets.rows import Rows, choice_field, line_field, note_field
from respondent_app.ui.widgets.text import label

_WHO_SEES = "These go into the response form. The public version shows the organisation and its category."
_CATEGORIES = [("", "Choose…"), *((c.value, c.value) for c in Category if c)]
_LINES = (
    ("name", "Contact name"),
    ("role", "Role"),
    ("email", "E-mail"),
    ("telephone", "Telephone"),
)


class RespondentForm(QWidget):
    """The respondent's details; what is typed is kept at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._session = desk.session
        respondent = self._session.response.respondent
        rows = Rows()
        self.organisation = self._line("organisation")
        self.category: QComboBox = choice_field(_CATEGORIES, respondent.category.value)
        self.category.activated.connect(lambda _: self._take("category", Category(self.category.currentData())))
        self.lines: dict[str, QLineEdit] = {name: self._line(name) for name, _ in _LINES}
        self.address: QPlainTextEdit = note_field(respondent.address)
        self.address.textChanged.connect(lambda: self._take("address", clean(self.address.toPlainText())))
        rows.add("Organisation", self.organisation)
        rows.add("SEC party category", self.category)
        rows.add_plain(
            label(
                "Contact details – withheld from the public version unless you choose otherwise under Confidentiality",
                "muted",
            ),
            gap=18,
        )
        for name, title in _LINES:
            rows.add(title, self.lines[name])
        rows.add("Address", self.address)
        rows.setMaximumWidth(desk.appearance.px(620))
        self.setLayout(
            column(
                label("Your details", "heading"),
                label(_WHO_SEES, "muted"),
                rows,
                None,
                margins=(20, 16, 20, 20),
                spacing=10,
            )
        )
        self._session.changed.connect(self._follow)

    def _line(self, name: str) -> QLineEdit:
        field = line_field(getattr(self._session.response.respondent, name))
        field.textEdited.connect(lambda text: self._take(name, clean(text)))
        return field

    def _take(self, name: str, value: object) -> None:
        self._session.edit(lambda r: replace(r, respondent=replace(r.respondent, **{name: value})))  # type: ignore[arg-type]

    def _follow(self, change: Change) -> None:
        if not change.respondent:
            return
        respondent = self._session.response.respondent
        for name, field in {"organisation": self.organisation, **self.lines}.items():
            if field.text() != getattr(respondent, name):
                field.setText(getattr(respondent, name))
        if clean(self.address.toPlainText()) != respondent.address:
            self.address.setPlainText(respondent.address)
        self.category.setCurrentIndex(max(0, self.category.findData(respondent.category.value)))
