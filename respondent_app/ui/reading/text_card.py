"""The card at the left: the consultation with its outline, search, text size, and the way to the questions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.reading.changes_model import shortened
from respondent_app.ui.reading.consultation_text import ConsultationText
from respondent_app.ui.reading.find_bar import FindBar
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.rows import choice_field, name_field

_START = "Start"
_LONGEST = 21


class TextCard(Card):
    """The consultation. `page` is where its keys work."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        self.text = ConsultationText(desk.session.consultation, desk.appearance)
        self.finder = FindBar(self.text, page)
        self.outline = _outline_field(self.text)
        super().__init__(
            "Consultation",
            self.outline,
            button("Find", self.finder.open, name="Find in the consultation", help_text="Find (Ctrl+F)"),
            button("A−", lambda: self.text.zoom(-1), name="Smaller consultation text", help_text="Smaller (Ctrl+−)"),
            button("A+", lambda: self.text.zoom(1), name="Larger consultation text", help_text="Larger (Ctrl++)"),
        )
        self._desk = desk
        self.address = _AddressLine()
        self.add(self.finder)
        self.add(self.text, 1)
        self.add(self.address)
        questions = WrappingRow(*(self._answer_link(q.id) for q in desk.session.consultation.questions))
        questions.setContentsMargins(16, 6, 16, 8)
        self.add(questions)
        self._connect(page)

    def go_to_heading(self, text: str) -> None:
        """Bring the section of that heading into view."""
        for _, heading, position in self.text.outline():
            if heading == text:
                self.text.go_to(position)
                return

    def _answer_link(self, question: str) -> QPushButton:
        return link(f"Answer {question} →", lambda: self._answer(question))

    def _answer(self, question: str) -> None:
        self._desk.go(Destination(Step.ANSWER, question=question))

    def _connect(self, page: QWidget) -> None:
        self.outline.activated.connect(lambda _: self.text.go_to(int(self.outline.currentData())))
        self.text.verticalScrollBar().valueChanged.connect(lambda _: self._follow())
        self.text.question_chosen.connect(self._answer)
        self.text.address_chosen.connect(self.address.say)
        for keys, steps in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(keys), page).activated.connect(lambda by=steps: self.text.zoom(by))

    def _follow(self) -> None:
        """Let the outline say which section is at the top of the view."""
        top = self.text.top()
        passed = (n for n in range(self.outline.count()) if int(self.outline.itemData(n)) <= top)
        self.outline.setCurrentIndex(max(passed, default=0))


class _AddressLine(QWidget):
    """Shows the address behind a link, to be copied: the app itself goes nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self._address = ""
        actions = link("Copy the address", self._copy), link("Close", self.hide, name="Close the line with the address")
        self._notice = Notice("", *actions, kind="info")
        self.setLayout(column(self._notice, margins=(16, 6, 16, 2)))
        self.hide()

    def say(self, address: str) -> None:
        """Show an address."""
        self._address = address
        self._notice.say(
            f"This leads to {address}. The app works offline; copy the address to use it elsewhere.", "info"
        )
        self.show()
        announce(self, self._notice.text)

    @property
    def shown(self) -> str:
        """The line as it can be read, empty while it is away."""
        return "" if self.isHidden() else self._notice.text

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address)
        self.hide()


def _outline_field(text: ConsultationText) -> QComboBox:
    field = choice_field([(_START, _START)], "")
    field.setItemData(0, 0)
    name_field(field, "Section of the consultation")
    field.setMinimumContentsLength(15)
    for _, heading, position in text.outline():
        field.addItem(shortened(heading, _LONGEST), position)
        field.setItemData(field.count() - 1, heading, Qt.ItemDataRole.ToolTipRole)
        field.setItemData(field.count() - 1, heading, Qt.ItemDataRole.AccessibleTextRole)
    return field
