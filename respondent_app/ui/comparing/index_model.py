"""The list of what differs: one line for each change, filtered by what became of the clause."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from respondent_app.model.comparison import ClauseChange, Comparison, Kind
from respondent_app.model.document import Part
from respondent_app.ui.comparing import words
from respondent_app.ui.reading.changes_model import NOT_IN_THE_TABLE

UNSURE = "Perhaps one clause"
NOT_LISTED = "Not in the table"
_COVER = "Before the first clause"
_PARTS = {
    Part.FOOTNOTE: "Footnote",
    Part.ENDNOTE: "Endnote",
    Part.TEXT_BOX: "Text box",
    Part.HEADER: "Page header",
    Part.FOOTER: "Page footer",
}
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


class IndexModel(QAbstractListModel):
    """Changes in reading order. `row_of` and `position` go between its rows and positions in the comparison."""

    def __init__(self) -> None:
        super().__init__()
        self._changes: tuple[ClauseChange, ...] = ()
        self._groups: dict[str, list[int]] = {}
        self._verdicts: dict[int, tuple[str, str]] = {}
        self._rows: list[int] = []

    def show(self, comparison: Comparison, verdicts: dict[int, tuple[str, str]]) -> None:
        """Show all changes of a comparison, with what the audit says of them."""
        self.beginResetModel()
        self._changes = comparison.changes
        self._verdicts = verdicts
        everything = [n for n, change in enumerate(self._changes) if change.kind is not Kind.UNCHANGED]
        kinds = {name: [n for n in everything if belongs(self._changes[n])] for name, belongs in words.GROUPS.items()}
        # In the order of the buttons: what is most worth a look comes first, and everything last.
        self._groups = {
            words.WORDS: kinds.pop(words.WORDS),
            NOT_LISTED: [n for n in everything if verdicts.get(n, ("",))[0] == NOT_IN_THE_TABLE],
            UNSURE: [n for n in everything if _is_unsure(self._changes[n], comparison)],
            **kinds,
            "": everything,
        }
        self._rows = everything
        self.endResetModel()

    def filter(self, group: str) -> None:
        """Show the changes of one group, all if it is empty."""
        self.beginResetModel()
        self._rows = self._groups.get(group, [])
        self.endResetModel()

    @property
    def groups(self) -> dict[str, int]:
        """How many changes each group has, "" for all of them; none that is empty."""
        return {name: len(rows) for name, rows in self._groups.items() if rows or not name}

    def position(self, row: int) -> int:
        """Return where in the comparison the change of a row stands."""
        return self._rows[row]

    def row_of(self, position: int) -> int:
        """Return the row of a change, or -1."""
        return self._rows.index(position) if position in self._rows else -1

    def change(self, row: int) -> ClauseChange:
        """Return the change of a row."""
        return self._changes[self._rows[row]]

    def verdict(self, row: int) -> tuple[str, str]:
        """Return what the audit says of a change and the kind of badge, or nothing twice."""
        return self._verdicts.get(self._rows[row], ("", ""))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if not index.isValid() or role not in {_Role.DisplayRole, _Role.AccessibleTextRole, _Role.ToolTipRole}:
            return None
        change, (verdict, _) = self.change(index.row()), self.verdict(index.row())
        if role == _Role.ToolTipRole:
            return verdict or None
        told = [title(change), words.kind_name(change).lower(), verdict, words.snippet(change)]
        return ", ".join(part for part in told if part)


def title(change: ClauseChange) -> str:
    """Return how the list names a change: its number, else the clause it stands in, else the heading above it."""
    number = words.number(change) or change.place
    clauses = (*change.proposed, *change.current)
    heading = next((clause.heading for clause in clauses if clause.heading), "")
    return number or heading or next((_PARTS[c.part] for c in clauses if c.part in _PARTS), _COVER)


def _is_unsure(change: ClauseChange, comparison: Comparison) -> bool:
    if change.kind is Kind.DELETED:
        return any(pair.current == change.current[0].position for pair in comparison.unsure)
    if change.kind is Kind.INSERTED:
        return any(pair.proposed == change.proposed[0].position for pair in comparison.unsure)
    return False
