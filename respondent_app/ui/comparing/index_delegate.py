"""Paints a line of the list of changes: number, what became of the clause, what the audit says, the first words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from respondent_app.ui.comparing import words
from respondent_app.ui.comparing.index_model import IndexModel, title
from respondent_app.ui.comparing.pills import draw_pill, fitted, pill_size
from respondent_app.ui.theme import Appearance

_Index = QModelIndex | QPersistentModelIndex
_SIDE, _ABOVE, _GAP = 12, 7, 6


class IndexDelegate(QStyledItemDelegate):
    """Every line has the same height, so that a list of thousands needs no measuring."""

    def __init__(self, model: IndexModel, appearance: Appearance) -> None:
        super().__init__(model)
        self._model = model
        self._appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        line = QFontMetricsF(option.font).height()
        return QSize(self._appearance.px(160), round(pill_size("M", option.font)[1] + line) + 2 * self._px(_ABOVE) + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect, colours = QRectF(option.rect), self._appearance.colours
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(colours.chosen if chosen else colours.card))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(self._px(_SIDE), self._px(_ABOVE), -self._px(_SIDE), -self._px(_ABOVE))
        painter.setFont(option.font)
        self._paint_heading(painter, inside, index.row())
        self._paint_words(painter, inside, index.row(), option.font)
        painter.restore()

    def _paint_heading(self, painter: QPainter, inside: QRectF, row: int) -> None:
        change = self._model.change(row)
        plain = painter.font()
        bold = QFont(plain)
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(bold)
        badges = [(words.kind_name(change), words.KIND_BADGES[change.kind]), self._model.verdict(row)]
        badges = [(text, kind) for text, kind in badges if text]
        room = inside.width() - sum(pill_size(text, plain)[0] + self._px(_GAP) for text, _ in badges)
        height = pill_size("M", plain)[1]
        name = metrics.elidedText(title(change), Qt.TextElideMode.ElideRight, max(room, inside.width() / 3))
        painter.setFont(bold)
        painter.setPen(QColor(self._appearance.colours.text))
        line = QRectF(inside.left(), inside.top(), inside.width(), height)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.setFont(plain)
        x = inside.left() + metrics.horizontalAdvance(name) + self._px(_GAP)
        for text, kind in badges:
            if shown := fitted(text, plain, inside.right() - x):
                x += draw_pill(painter, QPointF(x, inside.top()), shown, kind, self._appearance) + self._px(_GAP)

    def _paint_words(self, painter: QPainter, inside: QRectF, row: int, font: QFont) -> None:
        metrics = QFontMetricsF(font)
        line = QRectF(inside.left(), inside.bottom() - metrics.height(), inside.width(), metrics.height())
        snippet = words.snippet(self._model.change(row)).replace("\n", " ")
        painter.setPen(QColor(self._appearance.colours.muted))
        painter.drawText(
            line, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(snippet, Qt.TextElideMode.ElideRight, line.width())
        )

    def _px(self, length: int) -> int:
        return self._appearance.px(length)
