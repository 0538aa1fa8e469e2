"""The line at the top: which consultation, until when, and whether the newest words are saved."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLayoutItem, QMenu, QToolButton, QWidget

from respondent_app.session.autosave import SaveStage, SaveState
from respondent_app.session.deadline import Urgency, countdown, short_date
from respondent_app.session.session import Session
from respondent_app.ui.widgets.layouts import WrappingRow, holder
from respondent_app.ui.widgets.text import badge, label, restyle, set_badge

_URGENCY_BADGES = {Urgency.CALM: "plain", Urgency.SOON: "attention", Urgency.PAST: "attention"}
_MINUTE_MS = 60_000


class Header(QFrame):
    """Short title, deadline in UK time with a calm countdown, save state, and the menu."""

    def __init__(self, session: Session, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._session = session
        consultation = session.consultation
        title = label(consultation.short_title, "title", wrap=False)
        day = short_date(consultation.issued, weekday=False)
        issued = label(f"{consultation.publisher_short} consultation, {day}", "muted", wrap=False)
        self._deadline = badge("")
        self._saved = label("", "muted", wrap=False)
        which = holder(WrappingRow(title, issued, spacing=16))
        work = holder(_HeaderLine(self._saved, self._menu_button(menu), spacing=16, justified=True))
        state = holder(_HeaderLine(self._deadline, work, spacing=16, justified=True))
        line = _HeaderLine(which, state, justified=True)
        line.setContentsMargins(20, 8, 12, 8)
        self.setLayout(line)
        session.autosave.state_changed.connect(self._show_saved)
        self._show_saved(session.autosave.state)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.tell_time)
        self._clock.start(_MINUTE_MS)
        self.tell_time()

    def tell_time(self) -> None:
        """Bring the countdown up to date."""
        told = countdown(self._session.consultation.deadline, datetime.now(UTC))
        set_badge(self._deadline, told.text, _URGENCY_BADGES[told.urgency])

    def _show_saved(self, state: SaveState) -> None:
        self._saved.setText(state.text)
        kind = "bad" if state.stage is SaveStage.FAILED else None
        if self._saved.property("badge") != kind:
            self._saved.setProperty("badge", kind)
            restyle(self._saved)

    def _menu_button(self, menu: QMenu) -> QToolButton:
        made = QToolButton()
        made.setText("Menu ▾")
        made.setAccessibleName("Menu")
        made.setAccessibleDescription("Open, save a copy, text size, colours, help")
        made.setShortcut("F10")
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setMenu(menu)
        return made


class _HeaderLine(WrappingRow):
    """What stands alone on a line has all of it, so that the menu stays at the right edge when the header wraps."""

    def _set_line(self, line: list[tuple[QLayoutItem, QSize]], rect: QRect, y: int, height: int) -> None:
        if len(line) == 1:
            line[0][0].setGeometry(QRect(rect.x(), y, rect.width(), height))
        else:
            super()._set_line(line, rect, y, height)
