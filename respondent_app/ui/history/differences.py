"""What differs, place by place, below one another."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from respondent_app.model.history import Difference
from respondent_app.model.word_diff import Did
from respondent_app.ui.history.wording import around_changes, spoken
from respondent_app.ui.history.words_shown import WordsShown
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.layouts import clear, column
from respondent_app.ui.widgets.text import label

_MOST_SHOWN = 60
_KEY = "Underlined: came.  Struck out: went.  Dashed: confidential."


class Differences(QWidget):
    """A column of differences, rebuilt for each step that is looked at."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._shown: tuple[Difference, ...] = ()
        self._nothing = ""
        self._column: QVBoxLayout = column(spacing=6)
        self.setLayout(self._column)
        appearance.changed.connect(lambda: self.show_differences(self._shown, self._nothing))

    def show_differences(self, differences: tuple[Difference, ...], nothing: str) -> None:
        """Show what differs; `nothing` says it where nothing does."""
        self._shown, self._nothing = differences, nothing
        clear(self._column)
        if not differences:
            self._add(label(nothing, "muted"))
        if any(_has_changes(difference) for difference in differences):
            self._add(label(_KEY, "small"))
        for difference in differences[:_MOST_SHOWN]:
            self._column.addSpacing(6)
            self._add(label(difference.what, "label" if difference.pieces else ""))
            if difference.pieces:
                self._add(self._words(difference))
        if len(differences) > _MOST_SHOWN:
            self._add(label(f"… and {len(differences) - _MOST_SHOWN} more.", "muted"))

    def _words(self, difference: Difference) -> WordsShown:
        pieces = around_changes(difference.pieces)
        return WordsShown(f"What changed: {difference.what}", pieces, spoken(pieces), self._appearance.colours)

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()


def _has_changes(difference: Difference) -> bool:
    return any(piece.did is not Did.STAY or piece.is_marked or piece.was_marked for piece in difference.pieces)
