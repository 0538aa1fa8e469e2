"""Commenting on the words of an answer: from the editor's menu, and how the words look that somebody commented on."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu

from respondent_app.model.response import Mark
from respondent_app.session import reviewing
from respondent_app.session.session import Change
from respondent_app.ui.desk import Desk
from respondent_app.ui.widgets.marked_editor import MarkedTextEdit
from respondent_app.ui.widgets.painted_words import Layer, commented_look, tinted_look

KEYS = "Ctrl+Alt+M"
_PAUSE_MS = 150


class Commenting(QObject):
    """What one editor has to do with comments. `asked` says that somebody wants to comment on what is selected in it.

    It belongs to the editor and goes with it.
    """

    asked = Signal(object)

    def __init__(self, desk: Desk, editor: MarkedTextEdit) -> None:
        super().__init__(editor)
        self._desk = desk
        self._session = desk.session
        self._editor = editor
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._paint)
        editor.menu_built.connect(self._add_to)
        editor.loaded.connect(self._paint_at_once)
        self._session.changed.connect(self._follow)
        desk.appearance.changed.connect(self._paint_at_once)
        self._paint_at_once()

    def _add_to(self, menu: QMenu) -> None:
        selected = self._editor.textCursor().hasSelection()
        action = menu.addAction(f"Comment on this…\t{KEYS}" if selected else f"Comment on the whole text…\t{KEYS}")
        action.triggered.connect(self._ask)

    def _ask(self) -> None:
        self.asked.emit(self._editor)

    def _follow(self, change: Change) -> None:
        if change.team or change.marks or self._editor.place.question in change.questions:
            self._soon.start(_PAUSE_MS)

    def _paint_at_once(self) -> None:
        self._soon.start(0)

    def _paint(self) -> None:
        place, text, colours = self._editor.place, self._editor.text, self._desk.appearance.colours
        open_ones = (t.first for t in reviewing.threads(self._session.response, place.question) if not t.first.resolved)
        found = [there for c in open_ones if c.place == place and (there := c.found_in(text))]
        self._editor.painted.paint(Layer.COMMENTED, text, found, commented_look(colours))
        marks = self._session.response.passages(place)
        self._editor.painted.paint(Layer.TINTED, text, _within(found, marks), tinted_look(colours))


def _within(found: list[tuple[int, int]], marks: tuple[Mark, ...]) -> list[tuple[int, int]]:
    """What of some ranges lies in marked passages."""
    both = ((max(start, mark.start), min(end, mark.end)) for start, end in found for mark in marks)
    return [(start, end) for start, end in both if start < end]
