"""A link for what cannot be taken back: it asks, and acts when it is chosen again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QPushButton

from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import link


def twice(text: str, again: str, act: Callable[[], object], *, about: str = "") -> QPushButton:
    """Return a link that says `text`, then `again`, and then calls `act`. Whoever goes elsewhere did not mean it."""
    return _Twice(text, again, act, about).made


class _Twice(QObject):
    def __init__(self, text: str, again: str, act: Callable[[], object], about: str) -> None:
        self.made = link(text, self._chosen)
        super().__init__(self.made)
        self._text, self._again, self._act, self._about = text, again, act, about
        self._say(text)
        self.made.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._say(self._text)
        return super().eventFilter(watched, event)

    def _chosen(self) -> None:
        if self.made.text() == self._again:
            self._act()
            return
        self._say(self._again)
        self.made.setFocus()
        announce(self.made, self._again)

    def _say(self, text: str) -> None:
        self.made.setText(text)
        self.made.setAccessibleName(f"{text}: {self._about}" if self._about else text)
        self.made.setToolTip(self.made.accessibleName())
