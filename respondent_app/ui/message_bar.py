"""Where the window says what happened: a line in the page, never a dialog."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from respondent_app.session.messages import Message, Tone
from respondent_app.ui.widgets.buttons import link
from respondent_app.ui.widgets.layouts import column
from respondent_app.ui.widgets.notice import Notice

_KINDS = {Tone.GOOD: "good", Tone.NOTE: "info", Tone.PROBLEM: "problem"}
_GONE_AFTER_MS = 8_000


class MessageBar(QWidget):
    """Shows the newest message. Good news goes by itself; a problem stays until it is put away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = Notice("", link("Close", self.hide, name="Close this message"))
        self.setLayout(column(self._notice, margins=(14, 10, 14, 0)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, message: Message) -> None:
        """Show a message, and let a screen reader say it."""
        self._notice.say(message.text, _KINDS[message.tone])
        self.show()
        self._announce(message.text)
        if message.tone is Tone.PROBLEM:
            self._timer.stop()
        else:
            self._timer.start(_GONE_AFTER_MS)

    def put_away_news(self) -> None:
        """Hide what was said, unless it is a problem."""
        if self._timer.isActive():
            self._timer.stop()
            self.hide()

    @property
    def text(self) -> str:
        """What is shown, empty when nothing is."""
        return self._notice.text if not self.isHidden() else ""

    def _announce(self, text: str) -> None:
        self._notice.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self._notice, QAccessible.Event.Alert))
