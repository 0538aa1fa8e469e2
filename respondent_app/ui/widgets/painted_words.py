"""What is painted over the words of an editor: passages, words commented on, spelling mistakes."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from respondent_app.ui.theme import Colours
from respondent_app.ui.widgets.positions import to_utf16


class Layer(enum.IntEnum):
    """What lies over what, the lowest first. `TINTED` is what is both commented on and marked."""

    COMMENTED = 0
    MARKED = 1
    TINTED = 2
    MISSPELT = 3


class PaintedWords:
    """The layers of one editor. They lie over its text and are no part of it."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        self._editor = editor
        self._layers: dict[Layer, list[QTextEdit.ExtraSelection]] = {}

    def paint(self, layer: Layer, text: str, ranges: Iterable[tuple[int, int]], look: QTextCharFormat) -> None:
        """Give a layer these ranges (code points of `text`, which stands in the editor), in place of those it had."""
        made = [self._selection(to_utf16(text, start), to_utf16(text, end), look) for start, end in ranges]
        if made or self._layers.get(layer) or layer is Layer.MARKED:
            self._layers[layer] = made
            self._editor.setExtraSelections([each for key in Layer for each in self._layers.get(key, ())])

    def forget(self) -> None:
        """Forget what lay over a text that is there no more."""
        self._layers = {}

    def _selection(self, start: int, end: int, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = look
        return selection


def marked_look(colours: Colours) -> QTextCharFormat:
    """How a confidential passage looks."""
    made = QTextCharFormat()
    made.setForeground(QColor(colours.confidential))
    made.setBackground(QColor(colours.confidential_soft))
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    made.setUnderlineColor(QColor(colours.confidential))
    return made


def commented_look(colours: Colours) -> QTextCharFormat:
    """How words look on which a colleague commented."""
    made = QTextCharFormat()
    made.setBackground(QColor(colours.attention_soft))
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    made.setUnderlineColor(QColor(colours.attention))
    return made


def tinted_look(colours: Colours) -> QTextCharFormat:
    """How confidential words look on which a colleague commented.

    Qt writes the words anew for each layer, so this one has to say all of it.
    """
    made = marked_look(colours)
    made.setBackground(QColor(colours.attention_soft))
    return made


def misspelt_look(colours: Colours) -> QTextCharFormat:
    """How a word looks that the dictionary does not know."""
    made = QTextCharFormat()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
    made.setUnderlineColor(QColor(colours.deleted))
    return made
