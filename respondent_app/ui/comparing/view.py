"""The whole texts beside the list of what differs. Opened from the reading page; Escape goes back there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from respondent_app.session.comparing import Comparing, Stage
from respondent_app.ui.comparing import words
from respondent_app.ui.comparing.index_card import IndexCard
from respondent_app.ui.comparing.texts_card import TextsCard
from respondent_app.ui.desk import Desk
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.layouts import WrappingRow, column, holder
from respondent_app.ui.widgets.tab_order import in_reading_order
from respondent_app.ui.widgets.text import label

_ROOM_FOR_TWO = 820
_INDEX_SHARE = 0.3
_LONGEST_NAME = 40


class CompareView(QWidget):
    """`closing` asks for the reading page; `change_shown` carries the position of the change that is looked at."""

    closing = Signal()
    change_shown = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.comparing: Comparing = desk.session.comparing
        self._shown: object = None
        self._narrow = False
        self.index = IndexCard(desk.appearance)
        self.texts = TextsCard(desk, self.comparing)
        self.back = button("‹ Back to the consultation", self.closing.emit, help_text="Back (Esc)")
        self.turn_button = button("Show the list", self._turn)
        self.about = label("", "muted", wrap=False)
        self._build()
        self._connect()
        self.follow()

    def follow(self) -> None:
        """Show the newest comparison; where the person is in the texts stays."""
        found = self.comparing.state.found
        if found is None or found is self._shown:
            return
        here = self.texts.view.currentIndex().row()
        self._shown = found
        titles = (
            f"Current ({self._desk.session.consultation.current_version})",
            f"Proposed ({self._desk.session.consultation.proposed_version})",
        )
        self.texts.show_found(found, titles)
        self.index.show_comparison(found.comparison, words.verdicts(found.audit))
        names = [path.name for path in found.source.paths]
        self.about.setText(" → ".join(_shortened(name, _LONGEST_NAME // len(names)) for name in names))
        self.about.setToolTip(" → ".join(names))
        if 0 <= here < len(found.comparison.changes):
            self.go_to(here)
        in_reading_order(self.back, self.turn_button, *self.index.filter_buttons.values(), self.index.list, self.texts)

    def go_to(self, position: int) -> None:
        """Show the clause at a position in the comparison."""
        self.index.point_at(position)
        self.texts.view.go_to(position)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) of the changes that are listed."""
        self.index.step(by, self.texts.view.currentIndex().row())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.texts.view.currentIndex().isValid():
            self.step(1)
        self.texts.view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        top = WrappingRow(self.back, self.turn_button, self.about, spacing=12)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(14)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.index)
        self._splitter.addWidget(self.texts)
        self._splitter.setStretchFactor(1, 1)
        whole = column(holder(top), margins=(14, 10, 14, 14), spacing=10)
        whole.addWidget(self._splitter, 1)
        self.setLayout(whole)
        self.turn_button.hide()

    def _connect(self) -> None:
        self.index.chosen.connect(self._choose)
        self.texts.view.selectionModel().currentRowChanged.connect(lambda now, _: self._look_at(now.row()))
        self.texts.stepping.connect(self.step)
        self.comparing.changed.connect(self._follow_state)
        self._desk.appearance.changed.connect(self._fit)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("F7", lambda: self.step(-1)),
            ("F8", lambda: self.step(1)),
            ("Ctrl+F", self.texts.finder.open),
            ("F3", lambda: self.texts.finder.step(1)),
            ("Shift+F3", lambda: self.texts.finder.step(-1)),
            ("Ctrl+T", self.closing.emit),
            ("Esc", self._escape),
        )
        for sequence, action in keys:
            QShortcut(QKeySequence(sequence), self).activated.connect(action)

    def _follow_state(self) -> None:
        if self.comparing.state.stage is Stage.READY:
            self.follow()
        elif self.isVisible():
            self.closing.emit()  # the files are others now; the reading page says how far comparing them is

    def _choose(self, position: int) -> None:
        self.texts.view.go_to(position)
        if self._narrow and not self.index.list.hasFocus():
            self._show_index(show=False)

    def _look_at(self, position: int) -> None:
        if position >= 0:
            self.index.point_at(position)
            self.texts.look_at(position)
            self.change_shown.emit(position)

    def _escape(self) -> None:
        if self.texts.finder.isVisible():
            self.texts.finder.put_away()
        else:
            self.closing.emit()

    def _turn(self) -> None:
        self._show_index(show=not self.index.isVisible())

    def _show_index(self, *, show: bool) -> None:
        self.index.setVisible(show)
        self.texts.setVisible(not show)
        text = "Show the texts" if show else "Show the list"
        self.turn_button.setText(text)
        self.turn_button.setAccessibleName(text)

    def _fit(self) -> None:
        """Where there is room for one card only, show that one."""
        narrow = self.width() < self._desk.appearance.px(_ROOM_FOR_TWO)
        if narrow != self._narrow:
            self._narrow = narrow
            self.turn_button.setVisible(narrow)
            self.index.setVisible(not narrow)
            self.texts.show()
        if not narrow:
            left = round(self.width() * _INDEX_SHARE)
            self._splitter.setSizes([left, self.width() - left])


def _shortened(name: str, longest: int) -> str:
    """Return a file name with its middle left out if it is long: its end says what kind it is."""
    return name if len(name) <= longest else f"{name[: longest - 11]}…{name[-10:]}"
