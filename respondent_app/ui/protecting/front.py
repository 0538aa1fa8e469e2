"""One card in front of everything else in the window: what lies behind cannot be seen, reached or heard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from respondent_app.ui.page import scrolling
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import column, row

_WIDTH = 560


class Front(QWidget):
    """A page with one card in its middle."""

    def __init__(self, card: Card, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = card
        self._appearance = appearance
        content = QWidget()
        middle = row(None, card, None, margins=(20, 20, 20, 20))
        middle.setStretchFactor(card, 1000)  # as wide as it may be, before there is room beside it
        content.setLayout(column(None, middle, None))
        area = scrolling(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(area))
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(card.title.text())
        appearance.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self.card.setMaximumWidth(self._appearance.px(_WIDTH))
