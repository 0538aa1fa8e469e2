"""The card at the left: every step, and the choice of question and person."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListView

from respondent_app.model.history import Entry
from respondent_app.ui.history.entries_delegate import EntriesDelegate
from respondent_app.ui.history.entries_model import EntriesModel
from respondent_app.ui.history.people import People
from respondent_app.ui.history.wording import name_of
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, holder
from respondent_app.ui.widgets.rows import choice_field, name_field
from respondent_app.ui.widgets.text import label, rule

_FIT_PAUSE_MS = 40


class TimelineCard(Card):
    """`chosen` carries the entry that the person looks at; `opened` comes when they want to see nothing else."""

    chosen = Signal(object)
    opened = Signal()

    def __init__(self, people: People, appearance: Appearance) -> None:
        super().__init__("What happened")
        self.model = EntriesModel()
        self.list = _List()
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntriesDelegate(self.list, self.model, people, appearance))
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        name_field(self.list, "Steps, the newest first", "Choosing one shows what it changed.")
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self.question = choice_field([("", "All questions")], "")
        self.question.setMinimumContentsLength(13)
        name_field(self.question, "Show the steps on")
        self.person = choice_field([("", "Everyone")], "")
        self.person.setMinimumContentsLength(13)
        name_field(self.person, "Show the steps of")
        self.nothing = label("No step fits. Choose another question or person.", "muted")
        self.nothing.setContentsMargins(16, 14, 16, 14)
        self.nothing.hide()
        for choice in (self.question, self.person):
            choice.currentIndexChanged.connect(lambda _: self._filter())
        filters = WrappingRow(self.question, self.person)
        filters.setContentsMargins(12, 10, 12, 10)
        self.add(holder(filters))
        self.add(rule())
        self.add(self.nothing)
        self.add(self.list, 1)
        appearance.changed.connect(self.list.scheduleDelayedItemsLayout)

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """List the steps; the one that is looked at stays chosen, and so does the filter."""
        held = self.current()
        questions = sorted({e.question for e in entries if e.question}, key=lambda q: (len(q), q))
        _offer(self.question, [("", "All questions"), *((q, q) for q in questions)])
        people = list(dict.fromkeys(entry.author for entry in entries))
        _offer(self.person, [("", "Everyone"), *((person, name_of(person)) for person in people if person)])
        self.list.selectionModel().blockSignals(True)  # noqa: FBT003
        self.model.show(entries)
        self.list.selectionModel().blockSignals(False)  # noqa: FBT003
        self._point_at(held)

    def current(self) -> Entry | None:
        """Return the step that is looked at."""
        index = self.list.currentIndex()
        return self.model.line(index.row()).entry if index.isValid() else None

    def choose(self, entry: Entry) -> None:
        """Look at a step."""
        row = self.model.row_of(entry.point)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))

    def _filter(self) -> None:
        held = self.current()
        self.model.filter(str(self.question.currentData() or ""), str(self.person.currentData() or ""))
        self._point_at(held)

    def _point_at(self, entry: Entry | None) -> None:
        self.nothing.setVisible(self.model.shown == 0)
        row = self.model.row_of(entry.point) if entry else -1
        if row < 0:
            row = self.model.first_row()
        if row < 0:
            return
        same = entry is not None and self.model.line(row).entry == entry
        self.list.selectionModel().blockSignals(same)
        self.list.setCurrentIndex(self.model.index(row))
        self.list.selectionModel().blockSignals(False)  # noqa: FBT003
        if row == self.model.first_row():
            self.list.scrollToTop()  # so that its day is seen
        self.list.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        if self.model.line(index.row()).entry is not None:
            self.opened.emit()

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        entry = self.model.line(current.row()).entry if current.isValid() else None
        if entry is not None:
            self.chosen.emit(entry)


class _List(QListView):
    """Its lines are as high as their words, so they are laid out again when the width changes."""

    def __init__(self) -> None:
        super().__init__()
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.timeout.connect(self.scheduleDelayedItemsLayout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit.start(_FIT_PAUSE_MS)


def _offer(choice: QComboBox, options: list[tuple[str, str]]) -> None:
    """Offer these options; what was chosen stays chosen while it is among them."""
    held = [(choice.itemData(n), choice.itemText(n)) for n in range(choice.count())]
    if held == options:
        return
    chosen = choice.currentData()
    choice.blockSignals(True)  # noqa: FBT003
    choice.clear()
    for value, text in options:
        choice.addItem(text, value)
    choice.setCurrentIndex(max(0, choice.findData(chosen)))
    choice.blockSignals(False)  # noqa: FBT003
