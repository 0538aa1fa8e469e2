"""The card beside the two versions: one mark at a time, its reason, and what to look at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from respondent_app.model.response import Mark, Scope
from respondent_app.session.confidentiality import Confidentiality
from respondent_app.ui.confidentiality.advice import Advice
from respondent_app.ui.confidentiality.reason_form import ReasonForm
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.text import label


class ReasonCard(Card):
    """Shows one mark. What the person wants done comes out as signals; the page does it."""

    edited = Signal(object)
    stepped = Signal(int)
    removed = Signal()
    shown_in_answer = Signal()

    def __init__(self, marks: Confidentiality, publisher: str, parent: QWidget | None = None) -> None:
        self.previous = button("‹", lambda: self.stepped.emit(-1), name="Previous mark", help_text="Previous (F7)")
        self.next = button("›", lambda: self.stepped.emit(1), name="Next mark", help_text="Next (F8)")
        super().__init__("Reason", self.previous, self.next, parent=parent)
        self._marks = marks
        self._advice: tuple[Advice, ...] = ()
        self._shown: list[Notice] = []
        self._before_form: QWidget = self.next
        self.where = label("", "label")
        self.notices: QVBoxLayout = column(spacing=8)
        self.form = ReasonForm(marks.category_labels, publisher)
        self.remove = button("Remove mark", self.removed.emit)
        self.show_in_answer = link("Show in the answer", self.shown_in_answer.emit)
        self.how_to = label("", "muted")
        self._mark_parts = QWidget()
        self._build()
        self.form.edited.connect(self.edited)

    def show_mark(self, mark: Mark, number: int, count: int) -> None:
        """Show a mark: the `number`th of `count`, counted from 1."""
        kind = "Passage" if mark.scope is Scope.PASSAGE else "Mark"
        self.title.setText(f"{kind} {number} of {count}")
        self.where.setText(_sentence(self._marks.name_of(mark)))
        self.form.show_reason(mark.reason)
        self.previous.setEnabled(count > 1)
        self.next.setEnabled(count > 1)
        self.show_in_answer.setVisible(mark.scope is not Scope.RESPONSE)
        self._show_parts(marked=True)

    def show_none(self, how_to: str) -> None:
        """Say calmly that there is no mark, and how to make one."""
        self.title.setText("Nothing is marked")
        self.how_to.setText(how_to)
        self.previous.setEnabled(False)
        self.next.setEnabled(False)
        self._show_parts(marked=False)

    def show_advice(self, advice: tuple[Advice, ...]) -> None:
        """Show what to look at; nothing moves if it is what is shown."""
        if [(a.text, a.name) for a in advice] == [(a.text, a.name) for a in self._advice]:
            return
        self._advice = advice
        for old in self._shown:
            self.notices.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._before_form = self.next
        self._shown = [self._notice(each) for each in advice]

    def focus_advice(self) -> None:
        """Put the focus on the first thing that can be done about what is shown, else on the reason."""
        mends = [made for notice in self._shown for made in notice.findChildren(QPushButton)]
        first = next(iter(mends), None) or (self.form.category if self.form.isVisible() else None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _notice(self, advice: Advice) -> Notice:
        links = (link(advice.mend, advice.action, name=advice.name),) if advice.mend else ()
        made = Notice(advice.text, *links)
        self.notices.addWidget(made)
        made.show()
        for mend in links:
            QWidget.setTabOrder(self._before_form, mend)
            self._before_form = mend
        QWidget.setTabOrder(self._before_form, self.form.category)
        return made

    def _build(self) -> None:
        buttons = WrappingRow(self.show_in_answer, self.remove)
        self._mark_parts.setLayout(column(self.form, buttons, spacing=10))
        parts = (self.where, self.notices, self.how_to, self._mark_parts)
        self.add(column(*parts, None, margins=(16, 12, 16, 16), spacing=10), 1)

    def _show_parts(self, *, marked: bool) -> None:
        self._mark_parts.setVisible(marked)
        self.where.setVisible(marked)
        self.how_to.setVisible(not marked)
        self.previous.setVisible(marked)
        self.next.setVisible(marked)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
