"""The first step: the consultation at the left, what changes at the right, and each follows the other."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QSplitter, QStackedWidget, QWidget

from respondent_app.model.consultation import ChangeRow
from respondent_app.ui.desk import Desk, Destination
from respondent_app.ui.page import Page, scrolling
from respondent_app.ui.reading.attachments import AttachmentFiles, Attachments
from respondent_app.ui.reading.change_card import ChangeCard
from respondent_app.ui.reading.change_list import ChangeList
from respondent_app.ui.reading.changes_model import KIND
from respondent_app.ui.reading.points import Points
from respondent_app.ui.reading.text_card import TextCard
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, column, holder
from respondent_app.ui.widgets.tab_order import in_reading_order

if TYPE_CHECKING:
    from respondent_app.ui.comparing.view import CompareView
    from respondent_app.ui.reading.arrived import Arrived
    from respondent_app.ui.reading.changes_model import Listed
    from respondent_app.ui.reading.comparing_strip import ComparingStrip

_ROOM_FOR_TWO = 860
_RIGHT_HEIGHT = 500
_AFTER_START_MS = 50
_LIST_ALONE, _LIST_AND_CHANGE = [540, 100], [350, 290]
CHANGES, POINTS, ATTACHMENTS = range(3)


class ReadingPage(Page):
    """Reading and comparing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._narrow = False
        self._shares_settled = False
        self.body = QWidget()
        self.left = TextCard(desk, self.body)
        self.text = self.left.text
        self.files = AttachmentFiles(desk, self)
        self.changes = ChangeList(desk, self.body)
        self.change = ChangeCard(desk, self.files)
        self.points: Points | None = None
        self.attachments: Attachments | None = None
        self.arrived: Arrived | None = None
        self.strip: ComparingStrip | None = None
        self.compare: CompareView | None = None
        self._points_place, self._attachments_place = QWidget(), QWidget()
        self.stack = QStackedWidget()
        self.tabs = self._tabs()
        self.right = self._right_side()
        self.right_area = scrolling(self.right)
        self.other_side = button("Show the changes", self._turn)
        self._build()
        self._connect()

    def open_at(self, destination: Destination) -> None:
        if destination.change_row:
            self.show_tab(CHANGES)
            self.changes.choose(destination.change_row)
        if destination.passage:
            self._show_quote(destination.passage)
        if destination.files:
            self.take_files(destination.files)

    def refresh(self) -> None:
        """Once the window stands, see whether there are files to compare; they may have changed since the last time."""
        if self.session.response.attachment_files:
            QTimer.singleShot(_AFTER_START_MS, self, self._compare)

    def take_files(self, files: tuple[Path, ...]) -> None:
        """Look into files that were dropped on the window."""
        self.show_tab(ATTACHMENTS)
        self.session.arrivals.take(files)
        self._show_arrived()

    def show_texts(self, position: int = -1) -> None:
        """Show the whole texts in place of the page, at the change at a position in the comparison if one is given."""
        if self.strip is None or self.session.comparing.state.found is None:
            return
        if self.compare is None:
            self._build_compare()
        if self.compare is not None:
            self.body.hide()
            self.compare.show()
            if position >= 0:
                self.compare.go_to(position)

    def show_reading(self) -> None:
        """Come back from the whole texts."""
        if self.compare is not None and self.compare.isVisible():
            self.compare.hide()
            self.body.show()
            # A list without a current row would make its first one current as it takes the focus, and so choose it.
            has_chosen = self.changes.table.currentIndex().isValid()
            (self.changes.table if has_chosen or self.strip is None else self.strip.open).setFocus()

    def show_tab(self, position: int) -> None:
        """Show the changes, the points to check or the attachments."""
        if position == POINTS and self.points is None:
            self._build_points()
        if position == ATTACHMENTS and self.attachments is None:
            self._build_attachments()
        self.tabs[position].setChecked(True)
        self.stack.setCurrentIndex(position)
        self.change.setVisible(position == CHANGES)
        self._show_side(right=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _tabs(self) -> list[QPushButton]:
        consultation = self.session.consultation
        points, attachments = len(consultation.points), len(consultation.attachments)
        names = ("Changes", f"Points to check ({points})", f"Attachments ({attachments})")
        group = QButtonGroup(self)
        tabs = []
        for position, name in enumerate(names):
            tab = button(name, partial(self.show_tab, position))
            tab.setCheckable(True)
            group.addButton(tab)
            tabs.append(tab)
        tabs[CHANGES].setChecked(True)
        return tabs

    def _right_side(self) -> QSplitter:
        for content in (self.changes, self._points_place, self._attachments_place):
            self.stack.addWidget(content)
        card = Card("What changes", *self.tabs)
        card.title.hide()  # the tabs say it
        card.add(self.stack, 1)
        side = QSplitter(Qt.Orientation.Vertical)
        side.setHandleWidth(14)
        side.addWidget(card)
        side.addWidget(self.change)
        side.setChildrenCollapsible(False)
        side.setSizes(_LIST_ALONE)
        side.splitterMoved.connect(lambda *_: self._settle_shares())
        return side

    def _build_points(self) -> None:
        """Made when first asked for, like the attachments: the start of the app needs neither."""
        self.points = Points(self.desk, self.session.consultation.points)
        self.points.show_quote.connect(self._show_quote)
        self._points_place.setLayout(column(self.points.tools, scrolling(self.points), spacing=0))

    def _build_attachments(self) -> None:
        self.attachments = Attachments(self.session.consultation, self.files)
        self.attachments.inline_chosen.connect(self._show_heading)
        self._attachments_place.setLayout(column(scrolling(self.attachments)))
        if "arrivals" in vars(self.session):
            self._show_arrived()

    def _show_arrived(self) -> None:
        from respondent_app.ui.reading.arrived import Arrived

        if self.arrived is None and self.attachments is not None:
            self.arrived = Arrived(self.desk, partial(self.show_tab, CHANGES), self.attachments)
            self.arrived.rebuilt.connect(self._order_attachments)
            self.attachments.arrived.addWidget(self.arrived)
            self._order_attachments()

    def _order_attachments(self) -> None:
        if self.attachments is not None:
            in_reading_order(*self.tabs, self.attachments.choose, self.arrived, *self.attachments.lines)

    def _compare(self) -> None:
        """Compare what is there; what tells of it is made when it is first needed."""
        from respondent_app.ui.reading.comparing_strip import ComparingStrip
        from respondent_app.ui.reading.verdicts import VerdictDelegate

        comparing = self.session.comparing
        if self.strip is None:
            self.strip = ComparingStrip(comparing, partial(self.show_tab, ATTACHMENTS), self.changes)
            self.strip.opening.connect(self.show_texts)
            self.changes.parts.insertWidget(0, self.strip)
            in_reading_order(*self.tabs, self.strip, *self.changes.regions())
            table = self.changes.table
            table.setItemDelegateForColumn(KIND, VerdictDelegate(table, self.changes.model, self.desk.appearance))
            comparing.changed.connect(self._take_found)
        comparing.refresh()

    def _take_found(self) -> None:
        from respondent_app.ui.reading.verdicts import verdict_names

        found = self.session.comparing.state.found
        if found is self.change.found:
            return  # only how far comparing is has changed
        self.changes.take_audit(found.audit.undisclosed if found else (), verdict_names(found))
        self.change.take_found(found)

    def _build_compare(self) -> None:
        from respondent_app.ui.comparing.view import CompareView

        self.compare = CompareView(self.desk, self)
        self.compare.hide()
        self.compare.closing.connect(self.show_reading)
        self._whole.addWidget(self.compare)

    def _build(self) -> None:
        self._turn_row = holder(WrappingRow(self.other_side))
        self._turn_row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._turn_row.hide()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(14)
        splitter.addWidget(self.left)
        splitter.addWidget(self.right_area)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([540, 530])
        self.body.setLayout(column(self._turn_row, splitter, margins=(14, 14, 14, 14)))
        self._whole = column(self.body)
        self.setLayout(self._whole)
        QShortcut(QKeySequence("Ctrl+T"), self.body).activated.connect(self.show_texts)

    def _connect(self) -> None:
        self.desk.appearance.changed.connect(self._fit)
        self.left.finder.opening.connect(lambda: self._show_side(right=False))
        self.changes.chosen.connect(self._show_change)
        self.text.change_chosen.connect(self._choose_change)
        self.change.show_quote.connect(self._show_quote)
        self.change.show_text.connect(self.show_texts)
        self.files.changed.connect(self._compare)

    def _show_change(self, change: Listed) -> None:
        self.show_tab(CHANGES)
        if not self._shares_settled:
            self._settle_shares()
            self.right.setSizes(_LIST_AND_CHANGE)
        self.change.show_change(change)
        if isinstance(change, ChangeRow):
            self.text.point_at_row(change.number)

    def _settle_shares(self) -> None:
        """From now on the list and the change keep the heights that they have, or that the person gives them."""
        self._shares_settled = True

    def _choose_change(self, number: int) -> None:
        """Show a change, the one that was shown last included."""
        self.show_tab(CHANGES)
        self.changes.choose(number)

    def _show_quote(self, quote: str) -> None:
        self._show_side(right=False)
        if not self.text.point_at(quote):
            self.session.messages.note("These words were not found in the text.")

    def _show_heading(self, text: str) -> None:
        self._show_side(right=False)
        self.left.go_to_heading(text)

    def _turn(self) -> None:
        self._show_side(right=not self.right_area.isVisible())

    def _show_side(self, *, right: bool) -> None:
        """Where there is room for one column only, show that one."""
        if self._is_narrow():
            self.left.setVisible(not right)
            self.right_area.setVisible(right)
            text = "Show the consultation" if right else "Show the changes"
            self.other_side.setText(text)
            self.other_side.setAccessibleName(text)

    def _is_narrow(self) -> bool:
        return self.width() < self.desk.appearance.px(_ROOM_FOR_TWO)

    def _fit(self) -> None:
        self.right.setMinimumHeight(self.desk.appearance.px(_RIGHT_HEIGHT))
        narrow = self._is_narrow()
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._turn_row.setVisible(narrow)
        self.left.show()
        self.right_area.setVisible(not narrow)
