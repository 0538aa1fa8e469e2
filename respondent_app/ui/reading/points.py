"""The points to check: what in the consultation looks wrong or unclear, with a comment ready to use."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from respondent_app.model.consultation import Point
from respondent_app.session import ready_comments
from respondent_app.session.session import Change
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.widgets.buttons import link
from respondent_app.ui.widgets.layouts import column
from respondent_app.ui.widgets.notice import Notice


class Points(QWidget):
    """A notice for each point. `show_quote` asks to show the publisher's words."""

    show_quote = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._session = desk.session
        self._column: QVBoxLayout = column(margins=(16, 12, 16, 14), spacing=8)
        self._shown: list[tuple[Point, bool, Notice]] = []
        for point in self._session.consultation.points:
            used = ready_comments.is_used(self._session.response, point)
            self._shown.append((point, used, self._notice(point, used=used)))
            self._column.addWidget(self._shown[-1][2])
        self._column.addStretch(1)
        self.setLayout(self._column)
        self._session.changed.connect(self._follow)

    def _notice(self, point: Point, *, used: bool) -> Notice:
        title = f"{point.clause}: {point.title}" if point.clause else point.title
        show = link(
            "Show in the text", lambda: self.show_quote.emit(point.quote), name=f"Show in the text: {point.title}"
        )
        if used:
            there = Destination(Step.ANSWER, question=point.question)
            go = link(
                f"Used in {point.question}",
                lambda: self._desk.go(there),
                name=f"Used in {point.question}: {point.title}",
            )
            return Notice(point.comment, show, go, kind="good", title=title)
        use = link(
            f"Use in {point.question}",
            lambda: ready_comments.use(self._session, point),
            name=f"Use in {point.question}: {point.title}",
        )
        return Notice(point.comment, show, use, title=title)

    def _follow(self, change: Change) -> None:
        if not change.questions:
            return
        for position, (point, was_used, notice) in enumerate(self._shown):
            used = ready_comments.is_used(self._session.response, point)
            if used != was_used:
                newer = self._notice(point, used=used)
                self._column.replaceWidget(notice, newer)
                notice.hide()
                notice.deleteLater()
                self._shown[position] = (point, used, newer)
