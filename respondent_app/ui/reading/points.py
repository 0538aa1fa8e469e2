"""The points to check: what in the consultation looks wrong or unclear, with a comment ready to use."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from respondent_app.model.consultation import Point
from respondent_app.session import ready_comments
from respondent_app.session.session import Change
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import link
from respondent_app.ui.widgets.layouts import WrappingRow, column, holder
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.rows import choice_field, line_field, name_field
from respondent_app.ui.widgets.text import label

_AT_ONCE = 6


class Points(QWidget):
    """A notice for each point; the first are there at once, the rest a moment later.

    `tools` narrow them to a question or to words. `show_quote` asks to show the publisher's words.
    """

    show_quote = Signal(str)

    def __init__(self, desk: Desk, points: tuple[Point, ...]) -> None:
        super().__init__()
        self._desk = desk
        self._all = points
        self._waiting = list(points)
        self.question = choice_field([("", "All questions"), *_questions(points)], "")
        self.question.setMinimumContentsLength(len("All questions"))
        name_field(self.question, "Question of the points")
        self.words = line_field("", placeholder="Clause or words")
        name_field(self.words, "Show points with these words")
        self.count = label("", "muted", wrap=False)
        self.tools = self._tools()
        self._column = column(margins=(16, 12, 16, 14), spacing=10)
        self._column.addStretch(1)
        self.setLayout(self._column)
        self.notices: list[PointNotice] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._add_some)
        self._timer.start(0)
        self._add_some()
        self._say()

    def _tools(self) -> QWidget:
        self.question.currentIndexChanged.connect(lambda _: self._filter())
        self.words.textChanged.connect(lambda _: self._filter())
        line = WrappingRow(self.question, self.words, self.count)
        line.setContentsMargins(16, 8, 12, 8)
        return holder(line)

    def _add_some(self) -> None:
        for point in self._waiting[:_AT_ONCE]:
            notice = PointNotice(self._desk, point, self.show_quote.emit)
            self._column.insertWidget(len(self.notices), notice)
            if not self._fits(point):
                notice.hide()
            self.notices.append(notice)
        del self._waiting[:_AT_ONCE]
        if not self._waiting:
            self._timer.stop()

    def _filter(self) -> None:
        for point, notice in zip(self._all, self.notices, strict=False):
            notice.setVisible(self._fits(point))
        self._say()

    def _fits(self, point: Point) -> bool:
        """Whether a point is one of the chosen question and holds every word that is asked for."""
        text = f"{point.clause} {point.title} {point.quote} {point.comment}".casefold()
        words = self.words.text().casefold().split()
        return self.question.currentData() in ("", point.question) and all(word in text for word in words)

    def _say(self) -> None:
        listed, shown = len(self._all), sum(map(self._fits, self._all))
        self.count.setText(f"{listed} listed" if shown == listed else f"{shown} of {listed} shown")


def _questions(points: tuple[Point, ...]) -> list[tuple[str, str]]:
    return [(question, question) for question in sorted({point.question for point in points})]


class ReadyComment(Notice):
    """A notice with a comment that goes into the response with one click, and the way to where it stands.

    It says `lead`, or else the comment itself.
    """

    def __init__(
        self, desk: Desk, point: Point, *actions: QPushButton, lead: str = "", heading: str = "", quote: str = ""
    ) -> None:
        self._desk = desk
        self._session = desk.session
        self._point = point
        self._told = lead or point.comment
        self.use_button = link("", self._use_or_go)
        self.use_button.setAccessibleDescription(point.comment if lead else "")
        super().__init__(self._told, self.use_button, *actions, title=heading, quote=quote)
        self._session.changed.connect(self._follow)
        self._say()

    @property
    def is_used(self) -> bool:
        """Whether the ready comment stands in the response."""
        return ready_comments.is_used(self._session.response, self._point)

    def _use_or_go(self) -> None:
        if self.is_used:
            place = ready_comments.place_of(self._session.response, self._point)
            self._desk.go(Destination(Step.ANSWER, question=self._point.question, place=place))
        else:
            ready_comments.use(self._session, self._point)
            announce(self, self.use_button.text())

    def _follow(self, change: Change) -> None:
        if self._point.question in change.questions:
            self._say()

    def _say(self) -> None:
        used, question = self.is_used, self._point.question
        text = f"✓ Used in {question}: go there →" if used else f"Use in {question}"
        self.use_button.setText(text)
        self.use_button.setAccessibleName(f"{text.strip('✓→ ')}: {self._point.title}")
        self.say(self._told, "good" if used else "attention")


class PointNotice(ReadyComment):
    """One point: the publisher's words, where they stand, and the ready comment."""

    def __init__(self, desk: Desk, point: Point, show_quote: Callable[[str], object]) -> None:
        self.show_button = link("Show in the text", lambda: show_quote(point.quote))
        self.show_button.setAccessibleName(f"Show in the text: {point.title}")
        heading = f"{point.clause}: {point.title}" if point.clause else point.title
        super().__init__(desk, point, self.show_button, heading=heading, quote=f"“{point.quote}”")
