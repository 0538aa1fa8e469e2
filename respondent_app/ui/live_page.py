"""A page that keeps up with the response while it is shown."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from respondent_app.ui.desk import Desk
from respondent_app.ui.page import Page

_PAUSE_MS = 150


class LivePage(Page):
    """Refreshes shortly after the last of several changes. While hidden it rests: coming to the front refreshes it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self.refresh)
        self.session.changed.connect(self._refresh_soon)

    def _refresh_soon(self, _change: object) -> None:
        if self.isVisible():
            self._soon.start()
