"""Paints the clauses: wrapped text, words that come underlined, words that go struck out, never by colour alone."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from respondent_app.model.comparison import Kind
from respondent_app.model.word_diff import Did, Words
from respondent_app.ui.comparing import words
from respondent_app.ui.comparing.pills import draw_pill, pill_size
from respondent_app.ui.comparing.texts_model import CLAUSE, TextsModel
from respondent_app.ui.reading.text_search import occurrences
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.positions import to_utf16, utf16_length

_Index = QModelIndex | QPersistentModelIndex
_SIDE, _ABOVE = 12, 8
_LINE_SPACING = 1.18
_MOST_KEPT = 600
_LINE_BREAKS = str.maketrans("\n\t", "\u2028 ")


class TextsDelegate(QStyledItemDelegate):
    """Knows how high a row is without laying it out twice: what was laid out is kept until the look changes."""

    def __init__(self, model: TextsModel, appearance: Appearance) -> None:
        super().__init__(model)
        self._model = model
        self._appearance = appearance
        self._kept: dict[tuple[int, int, int], QTextLayout] = {}
        self._sought = ""
        self.font = QFont()

    def forget(self) -> None:
        """Lay everything out anew: the texts, the colours or the size have changed."""
        self._kept.clear()

    def seek(self, text: str) -> None:
        """Highlight where `text` stands."""
        self._sought = text
        self.forget()

    def height(self, row: int, widths: dict[int, int]) -> int:
        """Return the height of a row whose columns are that wide, in pixels."""
        heights = [self._clause_height(row, widths[CLAUSE])]
        heights += [self._layout(row, column, widths[column]).boundingRect().height() for column in widths if column]
        return round(max(heights)) + 2 * self._appearance.px(_ABOVE)

    def guess(self, row: int, widths: dict[int, int]) -> int:
        """Return about how high a row is, from the number of its letters alone."""
        metrics = QFontMetricsF(self.font)
        room = max(40, min(width for column, width in widths.items() if column) - 2 * self._appearance.px(_SIDE))
        change = self._model.changes[row]
        letters = max((sum(len(c.text) for c in side) for side in (change.current, change.proposed) if side), default=0)
        lines = max(1, -(-letters * metrics.averageCharWidth() // room))
        return round(lines * metrics.height() * _LINE_SPACING) + 2 * self._appearance.px(_ABOVE)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self._appearance.px(80), self.guess(index.row(), {CLAUSE: 80, 1: max(80, option.rect.width())}))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect = QRectF(option.rect)
        colours = self._appearance.colours
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(colours.chosen if chosen else colours.card))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(self.font)
        painter.setPen(QColor(colours.text))
        corner = rect.topLeft() + QPointF(self._appearance.px(_SIDE), self._appearance.px(_ABOVE))
        if index.column() == CLAUSE:
            self._paint_clause(painter, index.row(), corner, rect.width())
        else:
            self._layout(index.row(), index.column(), round(rect.width())).draw(painter, corner)
        painter.restore()

    def _paint_clause(self, painter: QPainter, row: int, corner: QPointF, width: float) -> None:
        layout = self._layout(row, CLAUSE, round(width))
        layout.draw(painter, corner)
        change = self._model.changes[row]
        if change.kind is not Kind.UNCHANGED:
            below = layout.boundingRect().height() + 3 if layout.text() else 0
            draw_pill(
                painter, corner + QPointF(0, below), words.kind_name(change), words.KIND_BADGES[change.kind],
                self._appearance,
            )  # fmt: skip

    def _clause_height(self, row: int, width: int) -> float:
        layout = self._layout(row, CLAUSE, width)
        height = layout.boundingRect().height() if layout.text() else 0
        if self._model.changes[row].kind is not Kind.UNCHANGED:
            height += 3 + pill_size("M", self.font)[1]
        return height

    def _layout(self, row: int, column: int, width: int) -> QTextLayout:
        key = row, column, width
        layout = self._kept.get(key)
        if layout is None:
            while len(self._kept) >= _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = layout = self._lay_out(row, column, width)
        return layout

    def _lay_out(self, row: int, column: int, width: int) -> QTextLayout:
        change = self._model.changes[row]
        parts = (Words(Did.STAY, words.number(change)),) if column == CLAUSE else self._model.runs(row, column)
        font = QFont(self.font)
        if column == CLAUSE or any(clause.is_heading for clause in (*change.proposed, *change.current)):
            font.setWeight(QFont.Weight.DemiBold)
        text = words.plain(parts).translate(_LINE_BREAKS)
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([*self._formats(parts), *(self._found(text) if column != CLAUSE else ())])
        _break_lines(layout, max(20, width - 2 * self._appearance.px(_SIDE)))
        return layout

    def _formats(self, parts: tuple[Words, ...]) -> list[QTextLayout.FormatRange]:
        found, at = [], 0
        for part in parts:
            length = utf16_length(part.text)
            if part.did is not Did.STAY:
                found.append(_range(at, length, self._look(part.did)))
            at += length
        return found

    def _found(self, text: str) -> list[QTextLayout.FormatRange]:
        look = QTextCharFormat()
        look.setBackground(QBrush(QColor(self._appearance.colours.attention_line)))
        look.setForeground(QBrush(QColor("#14181d")))
        places = occurrences(text, self._sought)
        return [_range(to_utf16(text, start), utf16_length(text[start:end]), look) for start, end in places]

    def _look(self, did: Did) -> QTextCharFormat:
        colours = self._appearance.colours
        look = QTextCharFormat()
        come = did is Did.COME
        look.setForeground(QBrush(QColor(colours.inserted if come else colours.deleted)))
        look.setBackground(QBrush(QColor(colours.inserted_soft if come else colours.deleted_soft)))
        look.setFontUnderline(come)
        look.setFontStrikeOut(not come)
        return look


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look
    return made


def _break_lines(layout: QTextLayout, width: int) -> None:
    """Lay a text out in lines of that width. The height of a line is that of its font, with a little air."""
    layout.beginLayout()
    y = 0.0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height() * _LINE_SPACING
    layout.endLayout()
