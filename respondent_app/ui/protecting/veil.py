"""The whole content of the window, or one card in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.card import Card

if TYPE_CHECKING:
    from respondent_app.ui.protecting.front import Front


class Veil:
    """Shows `ground` unless a card covers it. What is covered is hidden: no Tab, no shortcut and no screen reader."""

    def __init__(self, window: QMainWindow, ground: QWidget, appearance: Appearance) -> None:
        self._window = window
        self._ground = ground
        self._appearance = appearance
        self._front: Front | None = None
        self._was_at: QWidget | None = None
        window.setCentralWidget(ground)

    @property
    def covered(self) -> bool:
        """Whether a card stands in front."""
        return self._front is not None

    def shows(self, card: Card) -> bool:
        """Whether it is this card that stands in front."""
        return self._front is not None and self._front.card is card

    def cover(self, card: Card) -> None:
        """Put a card in front, in the place of one that is there."""
        from respondent_app.ui.protecting.front import Front

        self._close_windows()
        if not self.covered:
            self._was_at = self._window.focusWidget()
        self._front = Front(card, self._appearance)
        self._put(self._front)
        card.setFocus()

    def uncover(self) -> None:
        """Show the content again, with the cursor where it was."""
        if not self.covered:
            return
        self._front = None
        self._put(self._ground)
        if self._was_at is not None:
            self._was_at.setFocus()
        self._was_at = None

    def _put(self, page: QWidget) -> None:
        """Put a page into the window; the ground stays near, hidden, and a card goes for good."""
        before = self._window.takeCentralWidget()
        if before is self._ground:
            before.hide()
            before.setParent(self._window)
        elif before is not None:
            before.deleteLater()
        self._window.setCentralWidget(page)
        page.show()

    def _close_windows(self) -> None:
        """Close menus and dialogs: they would stay in front of the card."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for dialog in self._window.findChildren(QDialog):
            dialog.reject()
