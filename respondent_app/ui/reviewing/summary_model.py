"""The summary by question as a Qt table model."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from respondent_app.ui.reviewing.summary import NOT_ASKED, QuestionSummary
from respondent_app.ui.theme import Appearance

HEADINGS = ("Question", "Answer", "Stance", "Rationale", "Comments", "Confidential")
_CONFIDENTIAL = 5
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class SummaryModel(QAbstractTableModel):
    """One row a question. What is still to be done stands in the colour for "look here"."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._rows: tuple[QuestionSummary, ...] = ()
        self._short = False

    def show(self, rows: tuple[QuestionSummary, ...]) -> None:
        """Take over new rows; the place in the table is kept where the questions are the same."""
        before = self._rows
        if [row.question for row in before] != [row.question for row in rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        for number, (was, now) in enumerate(zip(before, rows, strict=True)):
            if was != now:
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(HEADINGS) - 1))

    def shorten(self, short: bool) -> None:  # noqa: FBT001  a state, not an option
        """Leave the titles of the questions out where there is no room for them, or show them again."""
        if short != self._short:
            self._short = short
            if self._rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def question_at(self, index: _Index) -> str:
        """Return the id of the question in the row of `index`."""
        return self._rows[index.row()].question

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return "" if self._short and section == 0 else HEADINGS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        text = _cells(row)[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.question if self._short and column == 0 else text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEADINGS[column]}: {'none' if text == NOT_ASKED else text}"
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._brush(text, column)
        if role == Qt.ItemDataRole.FontRole and column == 0:
            return _strong()
        return None

    def _brush(self, text: str, column: int) -> QBrush | None:
        colours = self._appearance.colours
        if text in {"Not yet", "Started"}:
            return QBrush(QColor(colours.attention))
        if text == NOT_ASKED:
            return QBrush(QColor(colours.muted))
        if column == _CONFIDENTIAL:
            return QBrush(QColor(colours.confidential))
        return QBrush(QColor(colours.link)) if column == 0 else None


def _cells(row: QuestionSummary) -> tuple[str, ...]:
    return (f"{row.question}. {row.title}", row.answer, row.stance, row.rationale, row.comments, row.confidential)


def _strong() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font
