"""What waits for a reviewer: a line for each question, with what there is to look at and the way there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from respondent_app.model.team import Status
from respondent_app.session.reviewing import Waiting
from respondent_app.ui.widgets.buttons import link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, clear, column, holder, row
from respondent_app.ui.widgets.tab_order import holds_focus
from respondent_app.ui.widgets.text import badge, label, rule, shortened

_NAME_SHOWN = 30


class QueueCard(Card):
    """Hidden while nothing waits. `looked` is told of a question that the person says they have looked at."""

    def __init__(self, go: Callable[[str], None], looked: Callable[[str], None]) -> None:
        self._count = badge("", "info")
        super().__init__("Waiting for review", badge=self._count)
        self._go = go
        self._looked = looked
        self._shown: tuple[Waiting, ...] = ()
        self._body: QVBoxLayout = column(margins=(16, 4, 12, 8), spacing=0)
        self.add(self._body)
        self.hide()

    def show_queue(self, queue: tuple[Waiting, ...]) -> None:
        """Show what waits; nothing moves if it is what is shown."""
        waits = tuple(each for each in queue if each.waits or (each.assigned_to_person and _is_open(each)))
        if waits == self._shown:
            return
        self._shown = waits
        had_focus = holds_focus(self)
        clear(self._body)
        for number, each in enumerate(waits):
            if number:
                self._put(rule())
            self._put(self._line(each))
        self._count.setText(str(len(waits)))
        self.setVisible(bool(waits))
        if had_focus:
            self.focusNextChild()

    def _put(self, widget: QWidget) -> None:
        self._body.addWidget(widget)
        widget.show()  # at once, so that it can take the focus

    def _line(self, each: Waiting) -> QWidget:
        words = column(
            label(f"{each.question}. {each.title}", "label"), WrappingRow(*_badges(each), spacing=6), spacing=4
        )
        links = [link(f"Go to {each.question}", lambda: self._go(each.question))]
        if each.changed:
            seen = link("Looked at", lambda: self._looked(each.question), name=f"I have looked at {each.question}")
            links.insert(0, seen)
        line = QWidget()
        content = row(margins=(0, 8, 0, 8), spacing=16)
        content.addLayout(words, 1)
        content.addWidget(holder(row(*links)), 0, Qt.AlignmentFlag.AlignTop)
        line.setLayout(content)
        return line


def _is_open(each: Waiting) -> bool:
    return each.status is not Status.AGREED


def _badges(each: Waiting) -> list[QLabel]:
    found = []
    if each.status is Status.TO_REVIEW:
        found.append(badge("To review", "info"))
    if each.changed:
        found.append(badge("Changed since you looked", "attention"))
    if each.open_comments:
        found.append(badge(f"{each.open_comments} open comment{'' if each.open_comments == 1 else 's'}", "attention"))
    if each.assigned_to:
        found.append(
            badge(
                "Assigned to you"
                if each.assigned_to_person
                else f"Assigned to {shortened(each.assigned_to, _NAME_SHOWN)}",
                "plain",
            )
        )
    return found
