"""The publisher's change table as a list that can be filtered."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from respondent_app.model.consultation import ChangeKind, ChangeRow, Consultation
from respondent_app.model.response import Response

COLUMNS = ("Clause", "What changes", "Kind", "Comment")
_MEANINGS = ("", "", "", "Our comments on this clause")
KIND_NAMES = {
    ChangeKind.NEW_CLAUSE: "New clause",
    ChangeKind.INSERTION: "Inserted",
    ChangeKind.REPLACEMENT: "Replaced",
    ChangeKind.DELETION: "Deleted",
}
_LONGEST = 110
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class ChangesModel(QAbstractTableModel):
    """Rows of the change table that fit the filter, with the number of our comments on their clauses."""

    def __init__(self, consultation: Consultation, response: Response) -> None:
        super().__init__()
        self._all = consultation.changes
        self._searched = {change.number: _searched(change) for change in self._all}
        self._rows = self._all
        self._response = response
        self._texts: dict[int, tuple[str, ...]] = {}
        self._unread = QFont()
        self._unread.setBold(True)
        self._write()

    def follow(self, response: Response) -> None:
        """Show what of the list a newer response changes."""
        self._response = response
        self._write()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(COLUMNS) - 1))

    def filter(self, kind: str, words: str) -> None:
        """Show the rows of one kind (all if empty) that hold each of `words`."""
        wanted = words.casefold().split()
        self.beginResetModel()
        self._rows = tuple(
            c for c in self._all if kind in ("", c.kind) and all(word in self._searched[c.number] for word in wanted)
        )
        self.endResetModel()

    def change(self, row: int) -> ChangeRow:
        """Return the change in a row."""
        return self._rows[row]

    def row_of(self, number: int) -> int:
        """Return the row that shows a change, or -1."""
        return next((row for row, change in enumerate(self._rows) if change.number == number), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role in {_Role.ToolTipRole, _Role.AccessibleTextRole}:
            return _MEANINGS[section] or COLUMNS[section]
        return COLUMNS[section] if role == _Role.DisplayRole else None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        change, column = self._rows[index.row()], index.column()
        if role == _Role.DisplayRole:
            return self._texts[change.number][column]
        if role == _Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        if role == _Role.FontRole:
            return self._unread if column == 0 and not self._is_read(change) else None
        if role == _Role.ToolTipRole:
            return self._tip(change, column)
        return self._spoken(change, column) if role == _Role.AccessibleTextRole else None

    def _write(self) -> None:
        """Write the cells once: a table asks for each of them many times."""
        self._texts = {change.number: self._cells(change) for change in self._all}

    def _cells(self, change: ChangeRow) -> tuple[str, ...]:
        ours = self._comments(change)
        clause = change.reference.removeprefix("Clause ")
        return clause, summary(change), KIND_NAMES[change.kind], f"✎ {ours}" if ours else ""

    def _comments(self, change: ChangeRow) -> int:
        answers = self._response.answers.values()
        return sum(c.clause in change.clauses and not c.is_empty for answer in answers for c in answer.comments)

    def _is_read(self, change: ChangeRow) -> bool:
        return change.number in self._response.read_changes

    def _tip(self, change: ChangeRow, column: int) -> str | None:
        tips = ("" if self._is_read(change) else "Not read yet", change.description, "", _MEANINGS[3])
        return tips[column] or None

    def _spoken(self, change: ChangeRow, column: int) -> str:
        if column == 0:
            return change.reference + ("" if self._is_read(change) else ", not read yet")
        if column == len(COLUMNS) - 1:
            count = self._comments(change)
            return f"{count or 'no'} comment{'' if count == 1 else 's'} of ours"
        return self._texts[change.number][column]


def summary(change: ChangeRow) -> str:
    """Say in a line what a row of the change table does, in its own words."""
    if change.deleted and change.inserted:
        return f"“{change.deleted}” → “{change.inserted}”"
    if change.inserted:
        return f"“{change.inserted}” inserted" + (f" ×{change.times}" if change.times > 1 else "")
    return shortened(change.description, _LONGEST)


def shortened(text: str, longest: int) -> str:
    """Return `text`, or as many of its whole words as fit, with an ellipsis."""
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0].rstrip(",;") + "…"


def _searched(change: ChangeRow) -> str:
    return " ".join((change.reference, *change.clauses, change.description, change.rationale)).casefold()
