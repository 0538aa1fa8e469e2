"""The list of changes with its filter, and the way through it by key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QWidget

from respondent_app.model.consultation import ChangeKind, ChangeRow
from respondent_app.model.response import Response
from respondent_app.session.session import Change
from respondent_app.ui.desk import Desk
from respondent_app.ui.reading.changes_model import KIND_NAMES, ChangesModel, key_of
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.rows import choice_field, line_field, name_field
from respondent_app.ui.widgets.table import reading_table
from respondent_app.ui.widgets.text import label

if TYPE_CHECKING:
    from respondent_app.model.audit import Undisclosed
    from respondent_app.ui.reading.changes_model import Listed

_STRETCHED = 1
_FIT_PAUSE_MS = 60


class ChangeList(QWidget):
    """`chosen` carries the change that the person looks at."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__()
        self._session = desk.session
        self._chosen = 0
        self.model = ChangesModel(desk.session.consultation, desk.session.response)
        self.table = reading_table(
            self.model, "Changes", _STRETCHED, description="What is in bold you have not read yet."
        )
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        used = {change.kind for change in desk.session.consultation.changes}
        kinds = [(kind.value, name) for kind, name in KIND_NAMES.items() if kind in used]
        self.kind = choice_field([("", "All kinds"), *kinds], "")
        name_field(self.kind, "Kind of change")
        self.words = line_field("", placeholder="Clause or words")
        name_field(self.words, "Show changes with these words")
        self.kind.currentIndexChanged.connect(lambda _: self._filter())
        self.words.textChanged.connect(lambda _: self._filter())
        self.previous = button("‹ F7", lambda: self.step(-1), name="Previous change", help_text="Previous change (F7)")
        self.next = button("F8 ›", lambda: self.step(1), name="Next change", help_text="Next change (F8)")
        self.count = label("", "muted", wrap=False)
        tools = WrappingRow(self.kind, self.words, self.previous, self.next, self.count)
        tools.setContentsMargins(16, 8, 12, 8)
        self.parts = column(tools, spacing=0)
        self.parts.addWidget(self.table, 1)
        self.setLayout(self.parts)
        for keys, by in (("F7", -1), ("F8", 1)):
            QShortcut(QKeySequence(keys), page).activated.connect(lambda step=by: self.step(step))
        self._fit_timer = QTimer(self)
        self._fit_timer.setSingleShot(True)
        self._fit_timer.timeout.connect(self._fit_rows)
        self.table.horizontalHeader().sectionResized.connect(lambda *_: self._fit_timer.start(_FIT_PAUSE_MS))
        self._session.changed.connect(self._follow)
        self._say()

    def take_audit(self, undisclosed: tuple[Undisclosed, ...], verdicts: dict[int, str]) -> None:
        """Show what the text says of each row, and below the table the changes that are in none."""
        self.model.take_audit(undisclosed, verdicts)
        chosen = str(self.kind.currentData())
        for name in [n for n in range(self.kind.count() - 1, 0, -1) if self.kind.itemData(n) not in set(ChangeKind)]:
            self.kind.removeItem(name)
        for verdict in dict.fromkeys(self.model.verdicts):
            self.kind.addItem(f"{verdict[:1].upper()}{verdict[1:]}", verdict)
        self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))
        self._filter()

    def regions(self) -> tuple[QWidget, ...]:
        """Its controls in the order in which they are read."""
        return self.kind, self.words, self.previous, self.next, self.table

    def choose(self, number: int) -> None:
        """Choose a change by its number in the publisher's table, taking the filter off if it hides it."""
        if self.model.row_of(number) < 0:
            self.kind.setCurrentIndex(0)
            self.words.clear()
        if self.model.row_of(number) >= 0:
            self.table.selectRow(self.model.row_of(number))

    def step(self, by: int) -> None:
        """Choose the next (1) or previous (-1) change of those listed."""
        current = self.table.currentIndex()
        row = current.row() + by if current.isValid() else 0
        if 0 <= row < self.model.rowCount():
            self.table.selectRow(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_timer.start(_FIT_PAUSE_MS)

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not current.isValid():
            return
        change = self.model.change(current.row())
        if key_of(change) != self._chosen:
            self._chosen = key_of(change)
            self.chosen.emit(change)
            self._session.edit(lambda r: _with_read(r, change))
        # Tab into the list makes a row current without choosing it; what is shown is what is marked as chosen.
        self.table.selectRow(current.row())

    def _filter(self) -> None:
        """Show what fits; the change that is shown stays chosen while it does."""
        self.model.filter(str(self.kind.currentData()), self.words.text())
        row = self.model.row_of(self._chosen)
        if row >= 0:
            self.table.selectRow(row)
        self._fit_timer.start(0)
        self._say()

    def _fit_rows(self) -> None:
        self.table.resizeRowsToContents()
        self.table.updateGeometries()  # else Qt scrolls within the range of the rows as they were
        if self.table.currentIndex().isValid():
            self.table.scrollTo(self.table.currentIndex())

    def _follow(self, change: Change) -> None:
        if change.questions or change.reading:
            self.model.follow(self._session.response)
            self._say()

    def _say(self) -> None:
        listed, shown = len(self._session.consultation.changes), self.model.rowCount()
        every = self.model.total
        read = len(set(self._session.response.read_changes))
        self.count.setText(f"{read} of {listed} read" if shown == every else f"{shown} of {every} shown")


def _with_read(response: Response, change: Listed) -> Response:
    if not isinstance(change, ChangeRow) or change.number in response.read_changes:
        return response
    return replace(response, read_changes=(*response.read_changes, change.number))
