"""One past answer in the list: where it comes from, its words, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from respondent_app.model.past_answer import PastHit
from respondent_app.session.past_sources import source_line
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.text import badge, breakable, label, shortened
from respondent_app.ui.widgets.twice import twice

_MOST_SHOWN = 6000
_ASKED_SHOWN = 110
_MARGINS = (12, 10, 12, 8)


class PastHitBox(QFrame):
    """`wanted` asks to put the answer into the response, `forgotten` to take it out of the library."""

    wanted = Signal()
    forgotten = Signal()

    def __init__(self, hit: PastHit) -> None:
        super().__init__()
        self.setObjectName("thread")
        self.setProperty("resolved", "true")  # a quiet edge: nothing here waits for anybody
        self.hit = hit
        source = source_line(hit.answer)
        self._words = label("")
        self._show(hit.snippet)
        self.insert = button("Insert", self.wanted.emit, name=f"Insert: {source}")
        self.whole = link("Show all", self._turn, name=f"Show all: {source}")
        self.forget = twice("Forget", "Forget for good", self.forgotten.emit, about=source)
        layout = column(label(breakable(source), "label"), margins=_MARGINS, spacing=5)
        if hit.answer.asked:
            layout.addWidget(label(shortened(hit.answer.asked, _ASKED_SHOWN), "small"))
        layout.addWidget(self._words)
        if hit.answer.confidential:
            whole = (0, len(hit.answer.text)) in {(mark.start, mark.end) for mark in hit.answer.marks}
            layout.addLayout(WrappingRow(badge("Was confidential" if whole else "Partly confidential", "confidential")))
        layout.addLayout(WrappingRow(self.insert, self.whole, self.forget))
        self.setLayout(layout)
        self.whole.setVisible(hit.snippet != hit.answer.text)

    @property
    def shown(self) -> str:
        """The words that are shown."""
        return self._shown

    def _show(self, text: str) -> None:
        self._shown = text
        self._words.setText(breakable(text))

    def _turn(self) -> None:
        text = self.hit.answer.text
        more = self.whole.text() == "Show all"
        shown = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
        self._show(shown if more else self.hit.snippet)
        self.whole.setText("Show less" if more else "Show all")
        self.whole.setAccessibleName(f"{self.whole.text()}: {source_line(self.hit.answer)}")
