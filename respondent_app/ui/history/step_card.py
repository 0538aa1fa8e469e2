"""The card at the right: what a step changed, comparing with another one, and putting something back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from respondent_app.model.history import About, Entry
from respondent_app.session.history import Comparison, History
from respondent_app.session.session import Session
from respondent_app.ui.history.differences import Differences
from respondent_app.ui.history.put_back import PutBackPanel, places_to_offer
from respondent_app.ui.history.wording import when
from respondent_app.ui.page import scrolling
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, column, holder
from respondent_app.ui.widgets.text import label, rule

_NOTHING = {
    About.MERGE: "What the others wrote stands in the list as steps of their own.",
    About.READING: "Only what you have read changed.",
}
_CHOOSE = "Choose the other step in the list. “Stop comparing” or Esc ends it."


class StepCard(Card):
    """`choosing` says whether the steps that are chosen in the list are those to compare with.

    `other_wanted` asks for the list, `compared_enough` carries the step that is looked at again.
    """

    put_back_done = Signal(str)
    other_wanted = Signal()
    compared_enough = Signal(object)

    def __init__(self, session: Session, history: History, appearance: Appearance) -> None:
        super().__init__("What changed")
        self._session = session
        self._history = history
        self.entry: Entry | None = None
        self.choosing = False
        self._what = label("", "heading")
        self._when = label("", "muted")
        self.with_now = button("Compare with now", self._compare_with_now)
        self.with_other = button("Compare with another step…", self._turn_choosing)
        self.back = button("Put this back…", self._open_panel)
        self.differences = Differences(appearance)
        self.panel = PutBackPanel(history, appearance)
        self._build()
        history.compared.connect(self._show)
        self.panel.done.connect(self.put_back_done)
        self.panel.opened.connect(self.differences.hide)
        self.panel.closed.connect(self._after_panel)

    def look_at(self, entry: Entry) -> None:
        """Show what a step changed; while another one is compared with, what differs between the two."""
        if self.choosing and self.entry is not None:
            self._history.compare(self.entry, entry)
            return
        if self.panel.isVisible():
            self.panel.close_panel()
        self.entry = entry
        self._what.setText(entry.what)
        self._when.setText(when(entry))
        self._history.look_at(entry)

    def leave_choosing(self) -> bool:
        """Take back that another step is to be chosen, or the panel; False if there was nothing to take back."""
        if self.panel.isVisible():
            self.panel.close_panel()
            return True
        if self.choosing:
            self._turn_choosing()
            return True
        return False

    def _build(self) -> None:
        actions = holder(WrappingRow(self.with_now, self.with_other, self.back))
        content = QWidget()
        content.setLayout(
            column(
                self._what, self._when, actions, rule(), self.panel, self.differences, None,
                margins=(16, 12, 16, 14), spacing=8,
            )
        )  # fmt: skip
        self.add(scrolling(content), 1)

    def _compare_with_now(self) -> None:
        if self.entry is not None:
            self._be_choosing(choosing=False)
            self._history.compare(self.entry, None)

    def _turn_choosing(self) -> None:
        """Begin or stop to compare with whatever step is chosen in the list."""
        self._be_choosing(choosing=not self.choosing)
        if self.choosing:
            self._when.setText(_CHOOSE)
            announce(self, _CHOOSE)
            self.other_wanted.emit()
        elif self.entry is not None:
            self.compared_enough.emit(self.entry)
            self.look_at(self.entry)

    def _be_choosing(self, *, choosing: bool) -> None:
        self.choosing = choosing
        text = "Stop comparing" if choosing else "Compare with another step…"
        self.with_other.setText(text)
        self.with_other.setAccessibleName(text)

    def _open_panel(self) -> None:
        if self.entry is not None:
            self._be_choosing(choosing=False)
            self.panel.open_for(self.entry, places_to_offer(self.entry, self._session.response))

    def _after_panel(self) -> None:
        self.differences.show()
        self.back.setFocus()

    def _show(self, found: Comparison) -> None:
        if self.entry is None or found.one.point != self.entry.point:
            return
        if found.other is not None:
            earlier, later = sorted((found.one, found.other), key=lambda entry: entry.point)
            self._what.setText("Between two steps")
            self._when.setText(f"From: {earlier.what} ({when(earlier)})\nTo: {later.what} ({when(later)})")
            nothing = "Nothing differs between the two."
        elif found.with_now:
            self._what.setText("Since then")
            self._when.setText(f"From: {found.one.what} ({when(found.one)})\nTo: now")
            nothing = "Nothing has changed since."
        else:
            self._what.setText(found.one.what)
            self._when.setText(when(found.one))
            nothing = _NOTHING.get(found.one.about, "This step left the texts and fields as they were.")
        self.differences.show_differences(found.differences, nothing)
        announce(self, f"{self._what.text()}. {_counted(len(found.differences))}.")


def _counted(differences: int) -> str:
    return "1 difference" if differences == 1 else f"{differences} differences"
