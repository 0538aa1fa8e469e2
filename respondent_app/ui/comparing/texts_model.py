"""The whole texts as a table: a row for each clause, current and proposed in the same row and so always in step."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from respondent_app.model.comparison import ClauseChange, Comparison, Kind
from respondent_app.model.word_diff import Words
from respondent_app.ui.comparing import words
from respondent_app.ui.reading.text_search import occurrences

CLAUSE, CURRENT, PROPOSED = range(3)
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class TextsModel(QAbstractTableModel):
    """Rows are the changes of a comparison, unchanged clauses included. In one column, the second holds both texts."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: tuple[ClauseChange, ...] = ()
        self.one_column = False
        self._titles = ("Clause", "Current", "Proposed")

    def show(self, comparison: Comparison, titles: tuple[str, str]) -> None:
        """Show a comparison; `titles` stand over the two texts."""
        self.beginResetModel()
        self.changes = comparison.changes
        self._titles = ("Clause", *titles)
        self.endResetModel()

    def be_one_column(self, one_column: bool) -> None:  # noqa: FBT001  a property in all but name
        """Show both texts in one column, or side by side."""
        self.one_column = one_column
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, CURRENT, PROPOSED)
        if self.changes:
            self.dataChanged.emit(self.index(0, CURRENT), self.index(len(self.changes) - 1, PROPOSED))

    def runs(self, row: int, column: int) -> tuple[Words, ...]:
        """Return what a cell shows."""
        change = self.changes[row]
        if column == PROPOSED:
            return words.proposed(change)
        return words.runs(change) if self.one_column else words.current(change)

    def rows_with(self, text: str) -> list[int]:
        """Return the rows in which `text` stands, in either text."""
        return [
            row
            for row, change in enumerate(self.changes)
            if any(next(occurrences(words.plain(side(change)), text), None) for side in (words.current, words.proposed))
        ]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else len(self.changes)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != _Role.DisplayRole:
            return None
        if self.one_column and section == CURRENT:
            return f"{self._titles[CURRENT]} with the changes to {self._titles[PROPOSED]}"
        return self._titles[section]

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == _Role.DisplayRole:
            return words.number(self.changes[row]) if column == CLAUSE else words.plain(self.runs(row, column))
        if role == _Role.AccessibleTextRole:
            return self._spoken(row, column)
        return None

    def _spoken(self, row: int, column: int) -> str:
        change = self.changes[row]
        if column == CLAUSE:
            name = f"Clause {words.number(change)}" if words.number(change) else "Without a number"
            return name if change.kind is Kind.UNCHANGED else f"{name}, {words.kind_name(change).lower()}"
        return words.spoken(self.runs(row, column)) or "nothing"
