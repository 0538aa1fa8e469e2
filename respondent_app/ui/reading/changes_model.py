"""The publisher's change table as a list that can be filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from respondent_app.model.consultation import ChangeKind, ChangeRow, Consultation
from respondent_app.model.response import Response

if TYPE_CHECKING:
    from respondent_app.model.audit import Undisclosed

    Listed = ChangeRow | Undisclosed

COLUMNS = ("Clause", "What changes", "Kind", "Comment")
KIND = 2
IN_THE_TEXT = "In the text"  # takes the place of the kind once the text is known
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
NOT_IN_THE_TABLE = "not in the table"


class ChangesModel(QAbstractTableModel):
    """Rows of the change table that fit the filter, with the number of our comments on their clauses.

    Once the text is known, each has a verdict, and the changes that are in no row follow below.
    """

    def __init__(self, consultation: Consultation, response: Response) -> None:
        super().__init__()
        self._table = consultation.changes
        self._all: tuple[Listed, ...] = self._table
        self._searched = {change.number: _searched(change) for change in self._table}
        self._rows: tuple[Listed, ...] = self._all
        self._filtered = "", ""
        self._response = response
        self._verdicts: dict[int, str] = {}
        self._texts: dict[int, tuple[str, ...]] = {}
        self._unread = QFont()
        self._unread.setBold(True)
        self._write()

    @property
    def total(self) -> int:
        """How many changes there are, whatever the filter."""
        return len(self._all)

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The verdict of each change, in order; none while the text is not known."""
        return tuple(self._verdicts.values())

    def follow(self, response: Response) -> None:
        """Show what of the list a newer response changes."""
        self._response = response
        self._write()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(COLUMNS) - 1))

    def take_audit(self, undisclosed: tuple[Undisclosed, ...], verdicts: dict[int, str]) -> None:
        """Show verdicts by the number of the row, and below the table the changes that are not in it."""
        self._verdicts = verdicts
        self._all = (*self._table, *undisclosed)
        for change in undisclosed:
            self._searched[key_of(change)] = f"{change.reference} {change.kind} {change.detail}".casefold()
            self._verdicts[key_of(change)] = NOT_IN_THE_TABLE
        self._write()
        self.filter(*self._filtered)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, KIND, KIND)

    def filter(self, kind: str, words: str) -> None:
        """Show the rows of one kind or verdict (all if empty) that hold each of `words`."""
        self._filtered = kind, words
        wanted = words.casefold().split()
        self.beginResetModel()
        self._rows = tuple(
            c for c in self._all if self._is_kind(c, kind) and all(word in self._searched[key_of(c)] for word in wanted)
        )
        self.endResetModel()

    def change(self, row: int) -> Listed:
        """Return the change in a row."""
        return self._rows[row]

    def row_of(self, key: int) -> int:
        """Return the row that shows a change, or -1; `key` is the number in the table, or what `key_of` says."""
        return next((row for row, change in enumerate(self._rows) if key_of(change) == key), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        title = IN_THE_TEXT if section == KIND and self._verdicts else COLUMNS[section]
        if role in {_Role.ToolTipRole, _Role.AccessibleTextRole}:
            return _MEANINGS[section] or title
        return title if role == _Role.DisplayRole else None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        change, column = self._rows[index.row()], index.column()
        if role == _Role.DisplayRole:
            return self._texts[key_of(change)][column]
        if role == _Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        if role == _Role.FontRole:
            return self._unread if column == 0 and not self._is_read(change) else None
        if role == _Role.ToolTipRole:
            return self._tip(change, column)
        return self._spoken(change, column) if role == _Role.AccessibleTextRole else None

    def _write(self) -> None:
        """Write the cells once: a table asks for each of them many times."""
        self._texts = {key_of(change): self._cells(change) for change in self._all}

    def _cells(self, change: Listed) -> tuple[str, ...]:
        ours = self._comments(change)
        comments = f"✎ {ours}" if ours else ""
        verdict = self._verdicts.get(key_of(change), "")
        if isinstance(change, ChangeRow):
            return _clause(change), summary(change), verdict or KIND_NAMES[change.kind], comments
        return _clause(change), shortened(change.detail, _LONGEST), verdict, comments

    def _comments(self, change: Listed) -> int:
        clauses = change.clauses if isinstance(change, ChangeRow) else (change.reference,)
        answers = self._response.answers.values()
        return sum(c.clause in clauses and not c.is_empty for answer in answers for c in answer.comments)

    def _is_read(self, change: Listed) -> bool:
        return not isinstance(change, ChangeRow) or change.number in self._response.read_changes

    def _is_kind(self, change: Listed, kind: str) -> bool:
        own = change.kind if isinstance(change, ChangeRow) else ""
        return kind in ("", own, self._verdicts.get(key_of(change), ""))

    def _tip(self, change: Listed, column: int) -> str | None:
        whole = change.description if isinstance(change, ChangeRow) else change.detail
        tips = ("" if self._is_read(change) else "Not read yet", whole, "", _MEANINGS[3])
        return tips[column] or None

    def _spoken(self, change: Listed, column: int) -> str:
        if column == 0:
            return change.reference + ("" if self._is_read(change) else ", not read yet")
        if column == len(COLUMNS) - 1:
            count = self._comments(change)
            return f"{count or 'no'} comment{'' if count == 1 else 's'} of ours"
        return self._texts[key_of(change)][column]


def key_of(change: Listed) -> int:
    """Return what a change is known by: its number in the table, or a negative one where it is in no row."""
    return change.number if isinstance(change, ChangeRow) else -1 - change.change


def _clause(change: Listed) -> str:
    return change.reference.removeprefix("Clause ")


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
