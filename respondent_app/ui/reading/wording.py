"""Current and proposed wording side by side, marked word by word: never by colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from respondent_app.model.consultation import ChangeKind, ChangeRow, Consultation
from respondent_app.model.word_diff import Did, Words, word_diff
from respondent_app.ui.theme import Colours
from respondent_app.ui.widgets.layouts import column, row
from respondent_app.ui.widgets.rows import name_field
from respondent_app.ui.widgets.text import label

_NOT_QUOTED = "Not quoted in the consultation."
_NO_CLAUSE = "None: this clause is new."
_SPOKEN = {Did.COME: "inserted: {}", Did.GO: "deleted: {}", Did.STAY: "{}"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts: what stands over it, its words, and what to say where there are none."""

    title: str
    words: tuple[Words, ...]
    nothing: str
    times: int = 1


class TwoSides(QWidget):
    """Two texts beside each other."""

    def __init__(self, left: Side, right: Side, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        sides = row(spacing=16)
        for side in (left, right):
            shown = self._text(side.title, side.words, side.times) if side.words else label(side.nothing)
            sides.addLayout(column(label(side.title, "muted"), shown, None, spacing=4), 1)
        self.setLayout(sides)

    def _text(self, title: str, words: tuple[Words, ...], times: int) -> QTextBrowser:
        made = _FittingText()
        name_field(made, f"{title} wording", " ".join(_SPOKEN[part.did].format(part.text.strip()) for part in words))
        cursor = made.textCursor()
        for part in words:
            cursor.insertText(part.text, self._look(part.did))
        if times > 1:
            cursor.insertText(f"  ×{times}", QTextCharFormat())
        made.moveCursor(QTextCursor.MoveOperation.Start)
        return made

    def _look(self, did: Did) -> QTextCharFormat:
        look = QTextCharFormat()
        if did is Did.COME:
            look.setForeground(QColor(self._colours.inserted))
            look.setBackground(QColor(self._colours.inserted_soft))
            look.setFontUnderline(True)
        if did is Did.GO:
            look.setForeground(QColor(self._colours.deleted))
            look.setBackground(QColor(self._colours.deleted_soft))
            look.setFontStrikeOut(True)
        return look


class Wording(TwoSides):
    """What the source gives of the current and of the proposed wording of a change; never more than it gives."""

    def __init__(self, change: ChangeRow, consultation: Consultation, colours: Colours) -> None:
        words = word_diff(change.deleted, change.quoted or change.inserted)
        current = tuple(w for w in words if w.did is not Did.COME)
        proposed = tuple(w for w in words if w.did is not Did.GO)
        nothing = _NO_CLAUSE if change.kind is ChangeKind.NEW_CLAUSE else _NOT_QUOTED
        left = Side(f"Current ({consultation.current_version})", current, nothing, change.times)
        right = Side(f"Proposed ({consultation.proposed_version})", proposed, _NOT_QUOTED, change.times)
        super().__init__(left, right, colours)


class _FittingText(QTextBrowser):
    """As high as its text; it is the card that scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setMinimumWidth(80)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def _fit(self, size: QSizeF) -> None:
        frame = self.height() - self.viewport().height() if self.isVisible() else 6
        self.setFixedHeight(round(size.height()) + max(frame, 6))
