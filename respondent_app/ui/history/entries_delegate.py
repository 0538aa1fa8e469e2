"""Paints a line of the timeline: who, when and what, or the day above."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from respondent_app.model.history import Entry
from respondent_app.ui.history.entries_model import EntriesModel
from respondent_app.ui.history.people import People
from respondent_app.ui.history.wording import clock, name_of
from respondent_app.ui.theme import Appearance

_Index = QModelIndex | QPersistentModelIndex
_SIDE, _ABOVE, _GAP, _DISC = 14, 8, 10, 30
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class EntriesDelegate(QStyledItemDelegate):
    """A step is as high as its words need in the width there is."""

    def __init__(self, view: QListView, model: EntriesModel, people: People, appearance: Appearance) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._people = people
        self._appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line = self._model.line(index.row())
        metrics = QFontMetrics(option.font)
        width = self._view.viewport().width()
        if line.entry is None:
            return QSize(10, metrics.height() + self._px(18))
        words = metrics.boundingRect(QRect(0, 0, self._room(width), 10_000), int(_WRAP), line.entry.what).height()
        return QSize(10, max(self._px(_DISC), words + metrics.height() + self._px(2)) + 2 * self._px(_ABOVE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line, colours = self._model.line(index.row()), self._appearance.colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.entry is None:
            painter.fillRect(option.rect, QColor(colours.ground))
            painter.setFont(_bold(option.font))
            painter.setPen(QColor(colours.muted))
            inside = option.rect.adjusted(self._px(_SIDE), 0, -self._px(_SIDE), 0)
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line.day)
        else:
            self._paint_step(painter, option, line.entry)
        painter.restore()

    def _paint_step(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        colours, rect = self._appearance.colours, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(colours.chosen if chosen else colours.card))
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), self._px(3), rect.height()), QColor(colours.primary))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(self._px(_SIDE), self._px(_ABOVE), -self._px(_SIDE), -self._px(_ABOVE))
        self._paint_disc(painter, inside, entry.author, option.font)
        words = inside.adjusted(self._px(_DISC + _GAP), 0, 0, 0)
        metrics = QFontMetrics(_bold(option.font))
        time = clock(entry)
        painter.setPen(QColor(colours.muted))
        painter.setFont(option.font)
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, time)
        painter.setPen(QColor(colours.text))
        painter.setFont(_bold(option.font))
        room = words.width() - QFontMetrics(option.font).horizontalAdvance(time) - self._px(_GAP)
        name = metrics.elidedText(name_of(entry.author), Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, name)
        painter.setFont(option.font)
        painter.drawText(words.adjusted(0, metrics.height() + self._px(2), 0, 0), int(_WRAP), entry.what)

    def _paint_disc(self, painter: QPainter, inside: QRect, author: str, font: QFont) -> None:
        colours = self._appearance.colours
        disc = QRectF(inside.left(), inside.top(), self._px(_DISC), self._px(_DISC))
        painter.setBrush(self._people.ground(author, colours))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(disc)
        small = _bold(font)
        small.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(small)
        painter.setPen(QColor(colours.text))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self._people.letters(author))

    def _room(self, width: int) -> int:
        return max(self._px(60), width - 2 * self._px(_SIDE) - self._px(_DISC + _GAP))

    def _px(self, length: int) -> int:
        return self._appearance.px(length)


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made
