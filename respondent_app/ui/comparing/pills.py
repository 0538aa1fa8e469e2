"""Small coloured labels, painted: for lists that are too long to be made of widgets."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from respondent_app.ui.theme import Appearance

_SMALLER = 0.9


def colours_of(kind: str, appearance: Appearance) -> tuple[str, str]:
    """Return ground and text of a badge of that kind."""
    colours = appearance.colours
    return {
        "good": (colours.inserted_soft, colours.inserted),
        "attention": (colours.attention_soft, colours.attention),
        "bad": (colours.deleted_soft, colours.deleted),
        "confidential": (colours.confidential_soft, colours.confidential),
        "info": (colours.chosen, colours.link),
        "plain": (colours.ground, colours.muted),
    }[kind]


def pill_font(font: QFont) -> QFont:
    """Return the font of the words in a pill."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SMALLER)
    small.setWeight(QFont.Weight.DemiBold)
    return small


def pill_size(text: str, font: QFont) -> tuple[float, float]:
    """Return the width and height of a pill, in pixels."""
    metrics = QFontMetricsF(pill_font(font))
    return metrics.horizontalAdvance(text) + metrics.height(), metrics.height() * 1.25


def fitted(text: str, font: QFont, room: float) -> str:
    """Return as much of the words as a pill no wider than `room` holds, empty where not even a few letters do."""
    metrics = QFontMetricsF(pill_font(font))
    inside = room - metrics.height()
    if inside < metrics.horizontalAdvance("mmm"):
        return ""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, inside + 1)  # widths are rounded


def draw_pill(painter: QPainter, at: QPointF, text: str, kind: str, appearance: Appearance) -> float:
    """Draw a pill with its top left corner at `at`, and return its width."""
    ground, ink = colours_of(kind, appearance)
    width, height = pill_size(text, painter.font())
    rect = QRectF(at.x(), at.y(), width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(appearance.colours.line) if kind in {"plain", "info"} else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), height / 4, height / 4)
    painter.setPen(QColor(ink))
    painter.setFont(pill_font(painter.font()))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return width
