"""The table on top of the page: one row a question, and Enter or a click goes there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from respondent_app.ui.reviewing.summary import QuestionSummary
from respondent_app.ui.reviewing.summary_model import SummaryModel
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.rows import name_field

_MOST_ROWS_SHOWN = 12
_ROOM_FOR_TITLES = 22  # characters


class SummaryTable(QTableView):
    """As high as its rows, up to a dozen; beyond that it scrolls by itself."""

    def __init__(self, appearance: Appearance, go: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = SummaryModel(appearance, self)
        self._go = go
        self.setModel(self._rows)
        name_field(self, "What there is so far, by question", "Enter goes to the question of the row.")
        self._dress()
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit)
        self._rows.dataChanged.connect(self._fitting.start)
        self._rows.modelReset.connect(self._fitting.start)
        self.activated.connect(self._open)
        self.clicked.connect(self._open_if_link)

    def show_rows(self, rows: tuple[QuestionSummary, ...]) -> None:
        """Show these questions."""
        self._rows.show(rows)
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(0, 0))
            self.clearSelection()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fitting.start(0)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalHeader().hide()
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setSectionsClickable(False)
        heading.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heading.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def _fit(self) -> None:
        others = sum(self.columnWidth(column) for column in range(1, self._rows.columnCount()))
        room = self.viewport().width() - others
        self._rows.shorten(room < self.fontMetrics().averageCharWidth() * _ROOM_FOR_TITLES)
        self.resizeRowsToContents()
        heights = [self.rowHeight(row) for row in range(min(self._rows.rowCount(), _MOST_ROWS_SHOWN))]
        wanted = self.horizontalHeader().height() + sum(heights) + 2 * self.frameWidth()
        if self.height() != wanted:
            self.setFixedHeight(wanted)

    def _open(self, index: QModelIndex) -> None:
        self._go(self._rows.question_at(index))

    def _open_if_link(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._open(index)
