"""What became of the response: step by step, and who wrote which words of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSplitter, QStackedWidget, QWidget

from respondent_app.model.history import Entry
from respondent_app.session.history import History
from respondent_app.ui.desk import Desk, Destination
from respondent_app.ui.history.authors_card import AuthorsCard
from respondent_app.ui.history.people import People
from respondent_app.ui.history.step_card import StepCard
from respondent_app.ui.history.timeline_card import TimelineCard
from respondent_app.ui.live_page import LivePage
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import column
from respondent_app.ui.widgets.tab_order import in_reading_order
from respondent_app.ui.widgets.text import label

_ROOM_FOR_TWO = 760
_SHARE = 0.38
_EMPTY = (
    "Nothing has happened yet. As soon as somebody writes, marks, comments or signs off, each step stands here, with "
    "who took it and what it changed. Anything can be put back as it was."
)


class HistoryPage(LivePage):
    """The steps beside what the chosen one changed; or a text with who wrote it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.history: History = desk.session.history
        people = People()
        self._people = people
        self.timeline = TimelineCard(people, desk.appearance)
        self.step = StepCard(desk.session, self.history, desk.appearance)
        self.authors = AuthorsCard(self.history, people, desk.appearance)
        self.to_steps = button("‹ The steps", self._show_steps, help_text="Back to the list of steps (Esc)")
        self.to_steps.hide()
        self._narrow = False
        self.steps_button = self._view_button("Step by step", 0)
        self.authors_button = self._view_button("Who wrote this", 1)
        self._empty = Card("History")
        self._stack = QStackedWidget()
        self._build()
        self.timeline.chosen.connect(self._look_at)
        self.history.listed.connect(self._show_entries)
        self.step.other_wanted.connect(self._show_steps)
        self.step.compared_enough.connect(self.timeline.choose)
        self.step.put_back_done.connect(self.session.messages.good)
        desk.appearance.changed.connect(self._fit)
        self.timeline.opened.connect(self._open_step)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._escape)

    def refresh(self) -> None:
        self.history.refresh()
        self.authors.follow(self.session.response)

    def open_at(self, destination: Destination) -> None:
        """Show who wrote a text, where the destination names one."""
        if destination.place is not None:
            self._show_view(1)
            self.authors.choose(destination.place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        self._views = QButtonGroup(self)
        for made in (self.steps_button, self.authors_button):
            self._views.addButton(made)
        self.steps_button.setChecked(True)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(14)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.timeline)
        self._splitter.addWidget(self.step)
        self._splitter.setStretchFactor(1, 1)
        self._empty.add(column(label(_EMPTY), None, margins=(16, 14, 16, 16)), 1)
        for view in (self._splitter, self.authors, self._empty):
            self._stack.addWidget(view)
        self._top = _bar(self.to_steps, self.steps_button, self.authors_button)
        whole = column(self._top, margins=(16, 12, 16, 16), spacing=10)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        in_reading_order(self.to_steps, self.steps_button, self.authors_button, self.timeline, self.step, self.authors)

    def _view_button(self, text: str, view: int) -> QPushButton:
        made = button(text, lambda: self._show_view(view))
        made.setProperty("chip", "true")
        made.setCheckable(True)
        return made

    def _show_view(self, view: int) -> None:
        self.to_steps.setVisible(view == 0 and self.timeline.isHidden())
        (self.steps_button, self.authors_button)[view].setChecked(True)
        if not self.history.is_empty:
            self._stack.setCurrentIndex(view)

    def _show_entries(self) -> None:
        entries = self.history.entries
        self._people.know(dict.fromkeys(entry.author for entry in entries))
        self._top.setVisible(bool(entries))
        if not entries:
            self._stack.setCurrentWidget(self._empty)
            return
        self._stack.setCurrentIndex(1 if self.authors_button.isChecked() else 0)
        self.timeline.show_entries(entries)

    def _look_at(self, entry: Entry) -> None:
        self.step.look_at(entry)

    def _open_step(self) -> None:
        """Where there is room for one card only, show what the step changed."""
        if self._narrow:
            self.timeline.hide()
            self.step.show()
            self.to_steps.show()
            self.to_steps.setFocus()

    def _show_steps(self) -> None:
        self.timeline.show()
        self.step.setVisible(not self._narrow)
        self.to_steps.hide()
        self.timeline.list.setFocus()

    def _escape(self) -> None:
        if not self.step.leave_choosing() and self._narrow:
            self._show_steps()

    def _fit(self) -> None:
        narrow = self.width() < self.desk.appearance.px(_ROOM_FOR_TWO)
        if narrow != self._narrow:
            self._narrow = narrow
            self.timeline.show()
            self.step.setVisible(not narrow)
            self.to_steps.hide()
        if not narrow:
            first = round(self.width() * _SHARE)
            self._splitter.setSizes([first, self.width() - first])


def _bar(*tools: QWidget) -> Card:
    """Return a card that is a heading line only."""
    made = Card("History", *tools)
    line = made.findChild(QFrame, "rule")
    if line is not None:
        line.hide()
    return made
