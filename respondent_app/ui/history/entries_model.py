"""The steps as a list, the newest first, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from respondent_app.model.history import Entry, Point
from respondent_app.ui.history.wording import clock, day, name_of

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Line:
    """A step, or the day that stands over those below it."""

    day: str
    entry: Entry | None = None


class EntriesModel(QAbstractListModel):
    """Days cannot be chosen, so that the arrow keys go from step to step."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()
        self._lines: list[Line] = []
        self._wanted = ("", "")

    @property
    def shown(self) -> int:
        """How many steps are listed."""
        return sum(line.entry is not None for line in self._lines)

    def show(self, entries: tuple[Entry, ...]) -> None:
        """List these steps."""
        self._entries = entries
        self.filter(*self._wanted)

    def filter(self, question: str, person: str | None) -> None:
        """List the steps on one question by one person; of all if empty."""
        self._wanted = (question, person or "")
        found = [e for e in self._entries if question in {"", e.question} and person in {None, "", e.author}]
        self.beginResetModel()
        self._lines = _by_day(found[::-1])
        self.endResetModel()

    def line(self, row: int) -> Line:
        """Return what stands in a row."""
        return self._lines[row]

    def row_of(self, point: Point) -> int:
        """Return the row of the step that ends at a point, or -1."""
        return next((n for n, line in enumerate(self._lines) if line.entry and line.entry.point == point), -1)

    def first_row(self) -> int:
        """Return the row of the newest step, or -1."""
        return next((n for n, line in enumerate(self._lines) if line.entry), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or self._lines[index.row()].entry is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if line.entry is None:
            return line.day if role in {_Role.DisplayRole, _Role.AccessibleTextRole} else None
        if role == _Role.DisplayRole:
            return line.entry.what
        if role == _Role.AccessibleTextRole:
            return f"{line.entry.what}. {name_of(line.entry.author)}, {line.day}, {clock(line.entry)}"
        return None


def _by_day(entries: Sequence[Entry]) -> list[Line]:
    """Put each day over its steps. Where a clock was wrong, a day may come twice: the order is what is sure."""
    lines: list[Line] = []
    for entry in entries:
        named = day(entry.ended)
        if not lines or lines[-1].day != named:
            lines.append(Line(named))
        lines.append(Line(named, entry))
    return lines
