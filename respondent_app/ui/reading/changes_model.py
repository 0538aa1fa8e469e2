"""The publisher's change table as a list that can be filtered."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from respondent_app.model.consultation import ChangeKind, ChangeRow, Consultation
from respondent_app.model.response import Response

COLUMNS = ("Clause", "What changes", "Kind", "Comments")
KIND_NAMES = {
    ChangeKind.NEW_CLAUSE: "New clause",
    ChangeKind.INSERTION: "Inserted",
    ChangeKind.REPLACEMENT: "Replaced",
    ChangeKind.DELETION: "Deleted",
}
_Index = QModelIndex | QPersistentModelIndex


class ChangesModel(QAbstractTableModel):
    """Rows of the change table that fit the filter, with the number of our comments on their clauses."""

    def __init__(self, consultation: Consultation, response: Response) -> None:
        super().__init__()
        self._all = consultation.changes
        self._response = response
        self._rows = self._all

    def follow(self, response: Response) -> None:
        """Show what of the list a newer response changes."""
        self._response = response
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(COLUMNS) - 1))

    def filter(self, kind: str, words: str) -> None:
        """Show the rows of one kind (all if empty) that hold `words` in any column."""
        self.beginResetModel()
        self._rows = tuple(c for c in self._all if (not kind or c.kind == kind) and words.casefold() in _searched(c))
        self.endResetModel()

    def change(self, row: int) -> ChangeRow:
        """Return the change in a row."""
        return self._rows[row]

    def row_of(self, number: int) -> int:
        """Return the row that shows a change, or -1."""
        return next((row for row, change in enumerate(self._rows) if change.number == number), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's name and default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's name and default
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        text = self._texts(self._rows[index.row()])[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[index.column()]}: {text or 'none'}"
        return None

    def _texts(self, change: ChangeRow) -> tuple[str, ...]:
        ours = sum(c.clause in change.clauses for a in self._response.answers.values() for c in a.comments)
        clause = change.reference.removeprefix("Clause ")
        return clause, summary(change), KIND_NAMES[change.kind], f"✎ {ours}" if ours else ""


def summary(change: ChangeRow) -> str:
    """Say in a line what a row of the change table does, in its own words."""
    if change.deleted and change.inserted:
        return f"“{change.deleted}” → “{change.inserted}”"
    if change.inserted:
        return f"“{change.inserted}” inserted" + (f" ×{change.times}" if change.times > 1 else "")
    return change.description if len(change.description) <= _LONGEST else f"{change.description[:_LONGEST].rstrip()}…"


def _searched(change: ChangeRow) -> str:
    return " ".join((change.reference, *change.clauses, change.description, change.rationale)).casefold()


_LONGEST = 110
