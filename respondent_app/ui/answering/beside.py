"""What helps with the question at hand: colleagues' comments, the changes it is about, the points to check.

In its place, when asked for, stands what the organisation said before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from respondent_app.model.consultation import ChangeRow, Point
from respondent_app.model.place import Place
from respondent_app.session import ready_comments
from respondent_app.session.session import Change
from respondent_app.ui.answering.threads import Threads
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.page import scrolling
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import clear, column, holder
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.rows import Rows, choice_field
from respondent_app.ui.widgets.text import label

if TYPE_CHECKING:
    from respondent_app.ui.answering.past_answers import SaidBefore

SAID_BEFORE_KEYS = "Ctrl+Shift+L"


class BesideCard(Card):
    """The card at the right of the answer. `rebuilt` says that its controls were made anew.

    `wanted` carries a past answer to put into the text.
    """

    rebuilt = Signal()
    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        self.said = button("Said before", self._turn, help_text=f"What you said before ({SAID_BEFORE_KEYS})")
        self.said.setCheckable(True)
        super().__init__("Beside this question", self.said)
        self.past: SaidBefore | None = None
        self._desk = desk
        self._session = desk.session
        self._question = ""
        self._clause = ""
        self._shown_used: frozenset[str] = frozenset()
        self.threads = Threads(desk.session)
        self.threads.rebuilt.connect(self.rebuilt)
        self.choice: QComboBox = choice_field(_choices(self._session.consultation.changes), "")
        self.choice.activated.connect(lambda _: self._show_change())
        chooser = Rows()
        chooser.add("Change", self.choice)
        self._change: QVBoxLayout = column(spacing=6)
        self._points: QVBoxLayout = column(spacing=8)
        self._content = QWidget()
        self._helps = holder(column(self.threads, chooser, self._change, 6, self._points, None, spacing=8))
        self._content.setLayout(column(self._helps, margins=(16, 12, 16, 16), spacing=0))
        self._area = scrolling(self._content)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content.installEventFilter(self)
        self.add(self._area, 1)
        self._session.changed.connect(self._follow)
        self._show_change()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep as wide as the widest link and word: text wraps, and nothing scrolls sideways."""
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            bar = self._area.verticalScrollBar().sizeHint().width()
            self._area.setMinimumWidth(self._content.minimumSizeHint().width() + bar)
        return super().eventFilter(watched, event)

    def regions(self) -> list[QWidget | None]:
        """Its parts in the order in which they are read."""
        layouts = (self._change, self._points)
        items = [layout.itemAt(n) for layout in layouts for n in range(layout.count())]
        helps = [self.threads, self.choice, *(item.widget() for item in items if item is not None)]
        return [self.said, *helps, *(self.past.regions() if self.past is not None else ())]

    def show_question(self, question: str) -> None:
        """Show the points that belong to a question."""
        if question != self._question:
            self._question, self._clause = question, ""
            self.threads.show_question(question)
            self._show_points()
            self._suggest()

    def show_clause(self, clause: str) -> None:
        """Show the change that touches a clause, if one does, and the points on the clause before the others."""
        if clause != self._clause:
            self._clause = clause
            self._show_points()
            self._suggest()
        for position, change in enumerate(self._session.consultation.changes):
            if clause and clause in change.clauses:
                self.choice.setCurrentIndex(position)
                self._show_change()
                return

    def show_said_before(self, *, shown: bool) -> None:
        """Show what the organisation said before in place of what helps, or the other way about."""
        self.said.setChecked(shown)
        self._turn()
        if self.past is not None and shown:
            self.past.take_focus()

    def write_comment(self, place: Place, start: int, end: int) -> None:
        """Begin a comment on words of a text, and bring it into view."""
        self.show_said_before(shown=False)
        self.threads.write(place, start, end)
        self._area.verticalScrollBar().setValue(0)

    def _turn(self) -> None:
        if self.said.isChecked() and self.past is None:
            self._build_past()
        self._helps.setVisible(not self.said.isChecked())
        if self.past is not None:
            self.past.setVisible(self.said.isChecked())
        self._suggest()
        self._area.verticalScrollBar().setValue(0)

    def _build_past(self) -> None:
        from respondent_app.ui.answering.past_answers import SaidBefore

        self.past = SaidBefore(self._session)
        self.past.wanted.connect(self.wanted)
        self.past.rebuilt.connect(self.rebuilt)
        layout = self._content.layout()
        if layout is not None:
            layout.addWidget(self.past)
        self.rebuilt.emit()

    def _suggest(self) -> None:
        if self.past is not None and self.said.isChecked():
            self.past.show_question(self._question, self._clause)

    def _show_change(self) -> None:
        clear(self._change)
        change = self._session.consultation.changes[max(0, self.choice.currentIndex())]
        self._change.addWidget(label(f"{change.reference} · row {change.number}", "muted"))
        self._change.addWidget(label(change.quoted or change.description))
        self._change.addWidget(label("Why", "label"))
        self._change.addWidget(label(change.rationale))
        there = Destination(Step.READ, change_row=change.number)
        self._change.addWidget(link("Show in the consultation", lambda: self._desk.go(there)))
        self.rebuilt.emit()

    def _show_points(self) -> None:
        clear(self._points)
        self._shown_used = self._used()
        points = [p for p in self._session.consultation.points if p.question == self._question]
        on_clause = [p for p in points if p.clause and p.clause == self._clause]
        self._add_points(f"Points to check on {self._clause}", on_clause)
        self._add_points("Other points" if on_clause else "Points to check", [p for p in points if p not in on_clause])
        self.rebuilt.emit()

    def _add_points(self, heading: str, points: list[Point]) -> None:
        if points:
            self._points.addWidget(label(f"{heading} ({len(points)})", "label"))
        for point in points:
            self._points.addWidget(self._notice(point))

    def _notice(self, point: Point) -> Notice:
        if ready_comments.is_used(self._session.response, point):
            return Notice("✓ In your answer", title=point.title, kind="good")
        use = link("Use this comment", lambda: ready_comments.use(self._session, point), name=f"Use: {point.title}")
        show = Destination(Step.READ, passage=point.quote)
        look = link("Show", lambda: self._desk.go(show), name=f"Show in the consultation: {point.title}")
        return Notice(point.comment, use, look, title=point.title)

    def _follow(self, change: Change) -> None:
        used = self._used()
        if self._question in change.questions and used != self._shown_used:
            self._show_points()

    def _used(self) -> frozenset[str]:
        response = self._session.response
        mine = (p for p in self._session.consultation.points if p.question == self._question)
        return frozenset(p.id for p in mine if ready_comments.is_used(response, p))


def _choices(changes: tuple[ChangeRow, ...]) -> list[tuple[str, str]]:
    return [(str(change.number), f"{change.number}. {change.reference}") for change in changes]
