"""The comments on clauses of one question, as a table."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from respondent_app.model.place import Part, Place
from respondent_app.model.response import ClauseComment, CommentType, Response

COLUMNS = ("Clause", "Comment", "Proposed wording", "Type", "Confidential")
TYPE_NAMES = {
    CommentType.TYPO: "Typing error",
    CommentType.DRAFTING: "Drafting",
    CommentType.POLICY: "Policy",
    CommentType.COST: "Cost",
    CommentType.TIMING: "Timing",
    CommentType.QUESTION: "Question",
}
_Index = QModelIndex | QPersistentModelIndex
_SHOWN = 140


class CommentsModel(QAbstractTableModel):
    """Rows follow the response; `show` brings them up to date and keeps those that did not change."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ClauseComment, ...] = ()
        self._confidential: tuple[str, ...] = ()

    def show(self, response: Response, question: str) -> None:
        """Show the comments of `question`."""
        rows = response.answer(question).comments
        confidential = tuple(_confidential(response, question, row) for row in rows)
        same_rows = [row.id for row in rows] == [row.id for row in self._rows]
        if not same_rows:
            self.beginResetModel()
        self._rows, self._confidential = rows, confidential
        if not same_rows:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))

    def comment(self, row: int) -> ClauseComment:
        """Return the comment in a row."""
        return self._rows[row]

    def row_of(self, comment_id: str) -> int:
        """Return the row of a comment, or -1."""
        return next((number for number, row in enumerate(self._rows) if row.id == comment_id), -1)

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
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(index.row())[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{COLUMNS[index.column()]}: {self._texts(index.row())[index.column()] or 'empty'}"
        return None

    def _texts(self, row: int) -> tuple[str, ...]:
        comment = self._rows[row]
        return (
            comment.clause or "–",
            _shortened(comment.comment) or "Nothing written yet",
            _shortened(comment.proposed),
            TYPE_NAMES[comment.type],
            self._confidential[row],
        )


def _confidential(response: Response, question: str, comment: ClauseComment) -> str:
    if any(mark.covers(Place(question, Part.COMMENT, comment.id)) for mark in response.marks):
        return "Yes"
    return "Part" if any(m.question == question and m.comment == comment.id for m in response.marks) else ""


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]}…"
