"""The first step: the consultation at the left, what changes at the right, and each follows the other."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QSplitter, QStackedWidget, QWidget

from respondent_app.model.consultation import ChangeRow
from respondent_app.ui.desk import Desk, Destination
from respondent_app.ui.page import Page, scrolling
from respondent_app.ui.reading.attachments import AttachmentFiles, Attachments
from respondent_app.ui.reading.change_card import ChangeCard
from respondent_app.ui.reading.change_list import ChangeList
from respondent_app.ui.reading.points import Points
from respondent_app.ui.reading.text_card import TextCard
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, column, holder

_ROOM_FOR_TWO = 860
_RIGHT_HEIGHT = 500
CHANGES, POINTS, ATTACHMENTS = range(3)


class ReadingPage(Page):
    """Reading and comparing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._narrow = False
        self.left = TextCard(desk, self)
        self.text = self.left.text
        self.files = AttachmentFiles(desk, self)
        self.changes = ChangeList(desk, self)
        self.change = ChangeCard(desk, self.files)
        self.points: Points | None = None
        self.attachments: Attachments | None = None
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
        side.setSizes([320, 320])
        return side

    def _build_points(self) -> None:
        """Made when first asked for, like the attachments: the start of the app needs neither."""
        self.points = Points(self.desk, self.session.consultation.points)
        self.points.show_quote.connect(self._show_quote)
        self._points_place.setLayout(column(self.points.tools, scrolling(self.points), spacing=0))

    def _build_attachments(self) -> None:
        self.attachments = Attachments(self.session.consultation.attachments, self.files)
        self.attachments.inline_chosen.connect(self._show_heading)
        self._attachments_place.setLayout(column(scrolling(self.attachments)))

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
        self.setLayout(column(self._turn_row, splitter, margins=(14, 14, 14, 14)))

    def _connect(self) -> None:
        self.desk.appearance.changed.connect(self._fit)
        self.left.finder.opening.connect(lambda: self._show_side(right=False))
        self.changes.chosen.connect(self._show_change)
        self.text.change_chosen.connect(self._choose_change)
        self.change.show_quote.connect(self._show_quote)

    def _show_change(self, change: ChangeRow) -> None:
        self.show_tab(CHANGES)
        self.change.show_change(change)
        self.text.point_at_row(change.number)

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
