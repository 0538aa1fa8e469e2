"""Words with what came, what went and what is confidential: never by colour alone."""

from __future__ import annotations

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser

from respondent_app.model.history import Piece
from respondent_app.model.word_diff import Did
from respondent_app.ui.theme import Colours
from respondent_app.ui.widgets.rows import name_field


class FittingText(QTextBrowser):
    """As high as its text; what holds it scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setOpenLinks(False)
        self.setMinimumWidth(80)
        self.document().setDocumentMargin(4)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def _fit(self, size: QSizeF) -> None:
        frame = self.height() - self.viewport().height() if self.isVisible() else 6
        self.setFixedHeight(round(size.height()) + max(frame, 6))


class WordsShown(FittingText):
    """What became of the words of one text."""

    def __init__(self, name: str, pieces: tuple[Piece, ...], spoken: str, colours: Colours) -> None:
        super().__init__()
        name_field(self, name, spoken)
        cursor = self.textCursor()
        for piece in pieces:
            cursor.insertText(piece.text, look(piece, colours))
        self.moveCursor(QTextCursor.MoveOperation.Start)


def look(piece: Piece, colours: Colours) -> QTextCharFormat:
    """Return how a run of words looks."""
    made = QTextCharFormat()
    if piece.is_marked or (piece.was_marked and piece.did is Did.GO):
        made.setForeground(QColor(colours.confidential))
        made.setBackground(QColor(colours.confidential_soft))
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        made.setUnderlineColor(QColor(colours.confidential))
    if piece.did is Did.COME:
        if not piece.is_marked:
            made.setForeground(QColor(colours.inserted))
            made.setBackground(QColor(colours.inserted_soft))
        made.setFontUnderline(True)
    if piece.did is Did.GO:
        if not piece.was_marked:
            made.setForeground(QColor(colours.deleted))
            made.setBackground(QColor(colours.deleted_soft))
        made.setFontStrikeOut(True)
    if piece.did is Did.STAY and piece.was_marked and not piece.is_marked:
        made.setBackground(QColor(colours.attention_soft))
        made.setForeground(QColor(colours.attention))
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    return made
