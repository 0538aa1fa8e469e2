"""The card at the left of the texts: how many changes of each kind, and the list of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QListView, QPushButton

from respondent_app.model.comparison import Comparison
from respondent_app.ui.comparing import words
from respondent_app.ui.comparing.index_delegate import IndexDelegate
from respondent_app.ui.comparing.index_model import IndexModel
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, clear, holder
from respondent_app.ui.widgets.rows import name_field
from respondent_app.ui.widgets.text import rule


class IndexCard(Card):
    """`chosen` carries the position in the comparison of the change that the person chose."""

    chosen = Signal(int)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__("Changes")
        self._appearance = appearance
        self.model = IndexModel()
        self.list = _list(self.model, appearance)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.group = words.WORDS
        self._filters = WrappingRow(spacing=6)
        self._filters.setContentsMargins(12, 10, 12, 10)
        self.filter_buttons: dict[str, QPushButton] = {}
        self._exclusive = QButtonGroup(self)
        self.add(holder(self._filters))
        self.add(rule())
        self.add(self.list, 1)
        appearance.changed.connect(self.list.doItemsLayout)

    def show_comparison(self, comparison: Comparison, verdicts: dict[int, tuple[str, str]]) -> None:
        """List the changes of a comparison; the filter stays where it still has something to show."""
        self.model.show(comparison, verdicts)
        groups = self.model.groups
        clear(self._filters)
        self.filter_buttons = {}
        for name, count in groups.items():
            self._filters.addWidget(self._filter_button(name, count))
        self.filter(self.group if self.group in groups else "")

    def filter(self, group: str) -> None:
        """List the changes of one group only, all if it is empty. The one that is shown stays chosen."""
        shown = self._current_position()
        self.group = group
        self.model.filter(group)
        self.filter_buttons[group].setChecked(True)
        if shown >= 0:
            self.point_at(shown)

    def step(self, by: int, position: int) -> None:
        """Choose the next (1) or previous (-1) listed change, counted from a position in the texts."""
        rows = range(self.model.rowCount()) if by > 0 else range(self.model.rowCount() - 1, -1, -1)
        row = next((row for row in rows if (self.model.position(row) - position) * by > 0), -1)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))

    def point_at(self, position: int) -> None:
        """Mark the change at a position as the one that is shown, or none, without announcing it."""
        row = self.model.row_of(position)
        self.list.selectionModel().blockSignals(True)  # noqa: FBT003
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        else:
            self.list.selectionModel().clear()
        self.list.selectionModel().blockSignals(False)  # noqa: FBT003
        self.list.viewport().update()

    def _filter_button(self, name: str, count: int) -> QPushButton:
        made = button(f"{name or 'All changes'} {count}", partial(self._filter_and_show, name))
        made.setAccessibleName(f"{name or 'All changes'}: {count}")
        made.setProperty("chip", "true")
        made.setCheckable(True)
        self._exclusive.addButton(made)
        self.filter_buttons[name] = made
        return made

    def _filter_and_show(self, name: str) -> None:
        """List one group, and go to its first change unless one of them is shown already."""
        self.filter(name)
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))

    def _current_position(self) -> int:
        index = self.list.currentIndex()
        return self.model.position(index.row()) if index.isValid() else -1

    def _choose(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.model.position(current.row()))


def _list(model: IndexModel, appearance: Appearance) -> QListView:
    view = QListView()
    view.setModel(model)
    view.setItemDelegate(IndexDelegate(model, appearance))
    view.setUniformItemSizes(True)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    name_field(view, "Changes in the text", "Choosing one goes to its place in the texts.")
    return view
