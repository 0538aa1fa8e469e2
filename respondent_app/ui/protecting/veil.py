"""The whole content of the window, or one card in its place."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QWidget

from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.card import Card


class Veil(QStackedWidget):
    """Shows `ground` unless a card covers it. What is covered is hidden: no Tab, no shortcut and no screen reader."""

    def __init__(self, ground: QWidget, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = ground
        self._appearance = appearance
        self._was_at: QWidget | None = None
        self.addWidget(ground)

    @property
    def covered(self) -> bool:
        """Whether a card stands in front."""
        return self.currentWidget() is not self._ground

    def shows(self, card: Card) -> bool:
        """Whether it is this card that stands in front."""
        return self.covered and getattr(self.currentWidget(), "card", None) is card

    def cover(self, card: Card) -> None:
        """Put a card in front, in the place of one that is there."""
        from respondent_app.ui.protecting.front import Front

        self._close_windows()
        if not self.covered:
            self._was_at = self.window().focusWidget()
        before = self.currentWidget()
        front = Front(card, self._appearance)
        self.addWidget(front)
        self.setCurrentWidget(front)
        self._let_go(before)
        card.setFocus()

    def uncover(self) -> None:
        """Show the content again, with the cursor where it was."""
        if not self.covered:
            return
        before = self.currentWidget()
        self.setCurrentWidget(self._ground)
        self._let_go(before)
        if self._was_at is not None:
            self._was_at.setFocus()
        self._was_at = None

    def _let_go(self, page: QWidget | None) -> None:
        if page is not None and page is not self._ground:
            self.removeWidget(page)
            page.deleteLater()

    def _close_windows(self) -> None:
        """Close menus and dialogs: they would stay in front of the card."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for dialog in self.window().findChildren(QDialog):
            dialog.reject()
