"""The view of the whole texts. It stays quick with thousands of clauses: what is in sight is laid out first.

The other rows have a guessed height until there is time for them. What the person looks at never moves meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from respondent_app.model.comparison import Comparison
from respondent_app.ui.comparing import words
from respondent_app.ui.comparing.texts_delegate import TextsDelegate
from respondent_app.ui.comparing.texts_model import CLAUSE, CURRENT, PROPOSED, TextsModel
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.rows import name_field

_CLAUSE_WIDTH = 118
_AT_A_TIME = 0.008  # seconds
_PAUSE_MS = 40
_CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_EASY_TO_SEE = 0.85  # the share of the height above the lower edge, so that some of what follows is in sight too


class TextsView(QTableView):
    """Rows are clauses. Arrow keys go through them, Ctrl+C copies the chosen ones as text."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.texts = TextsModel()
        self.setModel(self.texts)
        self._delegate = TextsDelegate(self.texts, appearance)
        self.setItemDelegate(self._delegate)
        self._exact: set[int] = set()
        self._later: Iterator[int] = iter(())
        self._behave()
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._fit_some)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._lay_out_anew)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._fit_in_sight())
        appearance.changed.connect(lambda: self._soon.start(0))

    def show_comparison(self, comparison: Comparison, titles: tuple[str, str]) -> None:
        """Show the texts of a comparison."""
        self.texts.show(comparison, titles)
        self._lay_out_anew()

    def be_one_column(self, one_column: bool) -> None:  # noqa: FBT001  a property in all but name
        """Show both texts in one column, or side by side."""
        self.texts.be_one_column(one_column)
        self.setColumnHidden(PROPOSED, one_column)
        self._lay_out_anew()

    def seek(self, text: str) -> None:
        """Highlight where `text` stands."""
        self._delegate.seek(text)
        self.viewport().update()

    def go_to(self, row: int) -> None:
        """Choose a row and bring it into sight, with a little of what stands before it."""
        # By the selection itself: the view would mind the keys that are held, as Ctrl is in Ctrl+T, and choose nothing.
        self.selectionModel().setCurrentIndex(self.texts.index(row, CLAUSE), _CHOOSE)
        self._fit(range(max(0, row - 4), min(self.texts.rowCount(), row + 30)))
        above = self.viewport().height() // 5
        if not self._is_in_sight(row):
            self.verticalScrollBar().setValue(max(0, self.verticalHeader().sectionPosition(row) - above))
        self._fit_in_sight()

    def chosen_text(self) -> str:
        """Return the chosen clauses as plain text."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return "\n".join(words.written(self.texts.changes[row]) for row in rows)

    def copy(self) -> None:
        """Put the chosen clauses on the clipboard."""
        if self.selectionModel().hasSelection():
            QGuiApplication.clipboard().setText(self.chosen_text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start(_PAUSE_MS if self._exact else 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._soon.start(0)

    def _behave(self) -> None:
        name_field(self, "The texts clause by clause", "Ctrl+C copies the chosen clauses as text.")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(8)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(CLAUSE, QHeaderView.ResizeMode.Fixed)

    def _lay_out_anew(self) -> None:
        """Guess every height, then work out those in sight, and the others by and by."""
        self.setColumnWidth(CLAUSE, self._appearance.px(_CLAUSE_WIDTH))
        self._delegate.font = self.font()
        self._delegate.forget()
        self._exact.clear()
        widths = self._widths()
        anchor = self._anchor()
        self._set_heights((row, self._delegate.guess(row, widths)) for row in range(self.texts.rowCount()))
        self._hold(anchor)
        self._fit_in_sight()
        self._later = iter(range(self.texts.rowCount()))
        self._idle.start(0)
        self.viewport().update()

    def _fit_in_sight(self) -> None:
        """Give the rows in sight, and as many before and after, the height of their text."""
        first = self.rowAt(0)
        if first < 0 or not self.isVisible():
            return
        last = self.rowAt(self.viewport().height() - 1)
        last = self.texts.rowCount() - 1 if last < 0 else last
        page = last - first + 2
        self._fit(range(max(0, first - page), min(self.texts.rowCount(), last + page + 1)))

    def _fit_some(self) -> None:
        until = time.perf_counter() + _AT_A_TIME
        rows: list[int] = []
        widths = self._widths()
        heights = []
        for row in self._later:
            if row not in self._exact:
                heights.append((row, self._delegate.height(row, widths)))
                rows.append(row)
            if time.perf_counter() > until:
                break
        else:
            self._idle.stop()
        self._take(heights)

    def _fit(self, rows: range) -> None:
        widths = self._widths()
        self._take([(row, self._delegate.height(row, widths)) for row in rows if row not in self._exact])

    def _take(self, heights: list[tuple[int, int]]) -> None:
        if heights:
            self._exact.update(row for row, _ in heights)
            anchor = self._anchor()
            self._set_heights(heights)
            self._hold(anchor)

    def _set_heights(self, heights: Iterable[tuple[int, int]]) -> None:
        header = self.verticalHeader()
        header.blockSignals(True)  # noqa: FBT003  else the view looks at all of its rows after each
        for row, height in heights:
            header.resizeSection(row, height)
        header.blockSignals(False)  # noqa: FBT003
        self.updateGeometries()
        self.viewport().update()

    def _anchor(self) -> tuple[int, int]:
        """Return the row at the top and how much of it has gone out of sight."""
        row = self.rowAt(0)
        return row, -self.rowViewportPosition(row) if row >= 0 else 0

    def _hold(self, anchor: tuple[int, int]) -> None:
        row, hidden = anchor
        if row >= 0 and self.verticalScrollBar().value() > 0:
            self.verticalScrollBar().setValue(self.verticalHeader().sectionPosition(row) + hidden)

    def _is_in_sight(self, row: int) -> bool:
        top = self.rowViewportPosition(row)
        return top >= 0 and top + self.rowHeight(row) <= self.viewport().height() * _EASY_TO_SEE

    def _widths(self) -> dict[int, int]:
        shown = (CLAUSE, CURRENT) if self.texts.one_column else (CLAUSE, CURRENT, PROPOSED)
        return {column: self.columnWidth(column) for column in shown}
