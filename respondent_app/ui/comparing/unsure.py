"""The question whether two clauses are one that was rewritten: asked, never answered silently."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from respondent_app.model.comparison import ClauseChange, Comparison, Kind, UnsurePair
from respondent_app.session.comparing import Comparing
from respondent_app.ui.comparing import words
from respondent_app.ui.widgets.buttons import link
from respondent_app.ui.widgets.layouts import column
from respondent_app.ui.widgets.notice import Notice


class UnsureNotice(QWidget):
    """Shown while the chosen clause belongs to such a pair."""

    def __init__(self, comparing: Comparing) -> None:
        super().__init__()
        self._comparing = comparing
        self._pair: UnsurePair | None = None
        self.one = link("Treat as one", lambda: self._answer(one=True))
        self.different = link("They are different", lambda: self._answer(one=False))
        self._notice = Notice("", self.one, self.different)
        self.setLayout(column(self._notice, margins=(12, 8, 12, 8)))
        self.hide()

    @property
    def text(self) -> str:
        """What is asked, empty while nothing is."""
        return "" if self.isHidden() else self._notice.text

    def look_at(self, change: ClauseChange | None, comparison: Comparison) -> None:
        """Ask, if `change` belongs to a pair that nobody has settled."""
        self._pair = _pair_of(change, comparison) if change else None
        if self._pair is not None:
            gone = _named(comparison, Kind.DELETED, self._pair.current)
            come = _named(comparison, Kind.INSERTED, self._pair.proposed)
            self._notice.say(f"{gone} is deleted and {come} is inserted. They may be the same clause.", "attention")
        self.setVisible(self._pair is not None)

    def _answer(self, *, one: bool) -> None:
        if self._pair is not None:
            (self._comparing.treat_as_one if one else self._comparing.keep_apart)(self._pair)


def _pair_of(change: ClauseChange, comparison: Comparison) -> UnsurePair | None:
    if change.kind is Kind.DELETED:
        return next((pair for pair in comparison.unsure if pair.current == change.current[0].position), None)
    if change.kind is Kind.INSERTED:
        return next((pair for pair in comparison.unsure if pair.proposed == change.proposed[0].position), None)
    return None


def _named(comparison: Comparison, kind: Kind, position: int) -> str:
    for change in comparison.changes:
        if change.kind is kind and (change.current or change.proposed)[0].position == position:
            return words.number(change) or f"“{words.plain(words.runs(change))[:40]}…”"
    return "A clause"
