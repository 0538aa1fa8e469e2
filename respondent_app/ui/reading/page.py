"""The first step: the consultation at the left, what changes at the right, and each follows the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QSplitter, QStackedWidget, QWidget

from respondent_app.model.consultation import ChangeRow
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.page import Page, scrolling
from respondent_app.ui.reading.attachments import Attachments
from respondent_app.ui.reading.change_card import ChangeCard
from respondent_app.ui.reading.change_list import ChangeList
from respondent_app.ui.reading.consultation_text import ConsultationText
from respondent_app.ui.reading.find_bar import FindBar
from respondent_app.ui.reading.points import Points
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.rows import choice_field, name_field

_ROOM_FOR_TWO = 860
_RIGHT_HEIGHT = 500


class ReadingPage(Page):
    """Reading and comparing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._narrow = False
        self.text = ConsultationText(self.session.consultation.text, desk.appearance)
        self.finder = FindBar(self.text, self)
        self.attachments = Attachments(desk)
        self.changes = ChangeList(desk, self)
        self.change = ChangeCard(desk, self.attachments)
        self.points: Points | None = None
        self.outline = self._outline()
        self._left = self._text_card()
        self._right = self._change_cards()
        self._build()
        self._connect()

    def open_at(self, destination: Destination) -> None:
        if destination.change_row:
            self._show_tab(0)
            self.changes.choose(destination.change_row)
        if destination.passage:
            self.text.point_at(destination.passage)
            self._show_side(right=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _text_card(self) -> Card:
        card = Card(
            "Consultation",
            self.outline,
            button("Find", self.finder.open, name="Find in the consultation", help_text="Find (Ctrl+F)"),
            button("A−", lambda: self.text.zoom(-1), name="Smaller consultation text"),
            button("A+", lambda: self.text.zoom(1), name="Larger consultation text"),
        )
        card.add(self.finder)
        card.add(self.text, 1)
        questions = WrappingRow(*(self._answer_link(q.id) for q in self.session.consultation.questions))
        questions.setContentsMargins(16, 6, 16, 8)
        card.add(questions)
        return card

    def _answer_link(self, question: str) -> QPushButton:
        return link(f"Answer {question} →", lambda: self.desk.go(Destination(Step.ANSWER, question=question)))

    def _change_cards(self) -> QSplitter:
        points, attachments = len(self.session.consultation.points), len(self.session.consultation.attachments)
        names = ("Changes", f"Points to check ({points})", f"Attachments ({attachments})")
        self.tabs = [self._tab(name, position) for position, name in enumerate(names)]
        card = Card("What changes", *self.tabs)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.changes)
        self._points_place = QWidget()
        self._stack.addWidget(self._points_place)
        self._stack.addWidget(scrolling(self.attachments))
        card.add(self._stack, 1)
        below = QSplitter(Qt.Orientation.Vertical)
        below.setHandleWidth(14)
        below.addWidget(card)
        below.addWidget(self.change)
        below.setChildrenCollapsible(False)
        below.setSizes([300, 340])
        return below

    def _tab(self, name: str, position: int) -> QPushButton:
        tab = QPushButton(name)
        tab.setCheckable(True)
        tab.clicked.connect(lambda: self._show_tab(position))
        return tab

    def _show_tab(self, position: int) -> None:
        if position == 1 and self.points is None:
            self._build_points()
        self.tabs[position].setChecked(True)
        self._stack.setCurrentIndex(position)
        self.change.setVisible(position == 0)
        self._show_side(right=True)

    def _build_points(self) -> None:
        """Made when first asked for: some consultations have many."""
        self.points = Points(self.desk)
        self.points.show_quote.connect(self._show_quote)
        self._points_place.setLayout(column(scrolling(self.points)))

    def _show_quote(self, quote: str) -> None:
        self._show_side(right=False)
        if not self.text.point_at(quote):
            self.session.messages.note("These words were not found in the text.")

    def _outline(self) -> QComboBox:
        field = choice_field([("", "Go to…")], "")
        name_field(field, "Go to a section of the consultation")
        for level, text, position in self.text.headings():
            if level > 1:
                field.addItem("   " * (level - 2) + text, position)
        field.activated.connect(lambda index: self.text.go_to(int(field.itemData(index))) if index else None)
        return field

    def _build(self) -> None:
        group = QButtonGroup(self)
        for tab in self.tabs:
            group.addButton(tab)
        self.tabs[0].setChecked(True)
        self.other_side = button("Show the changes", self._turn)
        self.other_side.hide()
        self._right_area = scrolling(self._right)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(14)
        splitter.addWidget(self._left)
        splitter.addWidget(self._right_area)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([560, 510])
        self.setLayout(column(self.other_side, splitter, margins=(14, 14, 14, 14)))
        for keys, steps in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=steps: self.text.zoom(by))

    def _connect(self) -> None:
        self.changes.chosen.connect(self._show_change)
        self.text.row_chosen.connect(self.changes.choose)
        self.text.reference_chosen.connect(self._choose_clause)
        self.text.link_chosen.connect(self._say_address)
        self.attachments.inline_chosen.connect(self._show_heading)

    def _show_change(self, change: ChangeRow) -> None:
        self.change.show_change(change)
        self.text.point_at_row(change.number)

    def _choose_clause(self, reference: str) -> None:
        change = next((c for c in self.session.consultation.changes if reference in c.clauses), None)
        if change is not None:
            self._show_tab(0)
            self.changes.choose(change.number)

    def _show_heading(self, text: str) -> None:
        position = next((at for _, heading, at in self.text.headings() if heading == text), None)
        if position is not None:
            self._show_side(right=False)
            self.text.go_to(position)

    def _say_address(self, address: str) -> None:
        self.session.messages.note(f"The address is {address}.", "The app itself goes nowhere; copy it if you need it.")

    def _turn(self) -> None:
        self._show_side(right=not self._right_area.isVisible())

    def _show_side(self, *, right: bool) -> None:
        """Where there is room for one column only, show that one."""
        if self._is_narrow():
            self._left.setVisible(not right)
            self._right_area.setVisible(right)
            self.other_side.setText("Show the consultation" if right else "Show the changes")

    def _is_narrow(self) -> bool:
        return self.width() < self.desk.appearance.px(_ROOM_FOR_TWO)

    def _fit(self) -> None:
        narrow = self._is_narrow()
        self._right.setMinimumHeight(self.desk.appearance.px(_RIGHT_HEIGHT))
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.other_side.setVisible(narrow)
        self._left.show()
        self._right_area.setVisible(not narrow)
