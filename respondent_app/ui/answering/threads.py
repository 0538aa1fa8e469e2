"""The comments of colleagues on a question, beside its answer."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from respondent_app.model.place import Part, Place
from respondent_app.session import reviewing
from respondent_app.session.reviewing import Thread
from respondent_app.session.session import Change, Session
from respondent_app.ui.answering.thread_box import ThreadBox, WritingBox
from respondent_app.ui.widgets.buttons import link
from respondent_app.ui.widgets.layouts import clear, column
from respondent_app.ui.widgets.tab_order import holds_focus
from respondent_app.ui.widgets.text import breakable, label, shortened

_PARTS = {
    Part.ANSWER: "Answer",
    Part.RATIONALE: "Rationale",
    Part.COMMENT: "Comment",
    Part.PROPOSED: "Proposed wording",
    Part.COMMENT_RATIONALE: "Why",
}
_QUOTE_SHOWN = 140


@dataclass(slots=True)
class _New:
    """A comment that is being written."""

    place: Place
    quote: str
    start: int
    text: str = ""


class Threads(QWidget):
    """Threads on one question, the open ones first; a new comment is written on top.

    `words_asked` asks to show a range of a text; `rebuilt` says that controls were made anew; `left` that the new
    comment on a text is posted or given up.
    """

    words_asked = Signal(object, int, int)
    rebuilt = Signal()
    left = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._question = ""
        self._new: dict[str, _New] = {}
        self._with_resolved = False
        self._shown: tuple[object, ...] = ()
        self.boxes: dict[str, ThreadBox] = {}
        self.writing: WritingBox | None = None
        self._column: QVBoxLayout = column(spacing=8)
        self.setLayout(self._column)
        session.changed.connect(self._follow)
        self.hide()

    def show_question(self, question: str) -> None:
        """Show the comments on a question."""
        if question != self._question:
            self._question, self._with_resolved = question, False
            self._build(keep=False)

    def write(self, place: Place, start: int, end: int) -> None:
        """Begin a comment on words of a text, on all of it if `start` is `end`."""
        quote = self._session.response.text_at(place)[start:end]
        text = self.writing.text if self.writing is not None else ""
        self._new[place.question] = _New(place, quote, start, text)
        self._question = place.question
        self._build()
        if self.writing is not None:
            self.writing.field.setFocus()

    def _follow(self, change: Change) -> None:
        if (change.team or self._question in change.questions) and self._state() != self._shown:
            self._build()

    def _state(self) -> tuple[object, ...]:
        """What the look depends on: the threads, and which of them still find their words."""
        found = reviewing.threads(self._session.response, self._question) if self._question else ()
        return tuple((thread, self._range(thread) is not None) for thread in found)

    def _range(self, thread: Thread) -> tuple[int, int] | None:
        return thread.first.found_in(self._session.response.text_at(thread.first.place))

    def _build(self, *, keep: bool = True) -> None:
        unfinished = {name: box.unfinished for name, box in self.boxes.items()} if keep else {}
        focused = self._focused() if keep else ""
        self._shown = self._state()
        clear(self._column)
        self.boxes, self.writing = {}, None
        found = reviewing.threads(self._session.response, self._question) if self._question else ()
        self.setVisible(bool(found) or self._question in self._new)
        self._add_new(self._new.get(self._question))
        self._add(found, unfinished)
        self._focus(focused)
        self.rebuilt.emit()

    def _add(self, found: tuple[Thread, ...], unfinished: dict[str, str | None]) -> None:
        open_ones = [thread for thread in found if not thread.first.resolved]
        settled = [thread for thread in found if thread.first.resolved]
        if found:
            self._column.insertWidget(
                0, label(f"Comments ({len(open_ones)} open)" if open_ones else "Comments", "label")
            )
        for thread in (*open_ones, *(settled if self._with_resolved else ())):
            self._put(self._box(thread, unfinished.get(thread.first.id)))
        if settled:
            many = f"{len(settled)} resolved comment{'' if len(settled) == 1 else 's'}"
            self._put(link(f"{'Hide' if self._with_resolved else 'Show'} {many}", self._turn_resolved))

    def _put(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()  # at once, so that it can take the focus

    def _box(self, thread: Thread, unfinished: str | None) -> ThreadBox:
        first = thread.first
        place = self._range(thread)
        box = ThreadBox(thread, self._about(first.place), found=place is not None, unfinished=unfinished)
        box.show_words.connect(lambda: self.words_asked.emit(first.place, *(place or (0, 0))))
        box.replied.connect(lambda text: reviewing.reply(self._session, first.id, text))
        box.resolved.connect(lambda settled: reviewing.resolve(self._session, first.id, resolved=settled))
        self.boxes[first.id] = box
        return box

    def _about(self, place: Place) -> str:
        comments = self._session.response.answer(place.question).comments
        clause = next((comment.clause for comment in comments if comment.id == place.comment), "")
        return f"{_PARTS[place.part]}, {clause}" if clause else _PARTS[place.part]

    def _add_new(self, new: _New | None) -> None:
        if new is None:
            return
        self.writing = WritingBox("Your comment", "Comment", new.text)
        self.writing.field.textChanged.connect(self._keep_new)
        self.writing.posted.connect(self._post)
        self.writing.given_up.connect(self._give_up)
        words = f"“{shortened(new.quote, _QUOTE_SHOWN)}”"
        about = label(breakable(words if new.quote else f"On the whole text: {self._about(new.place)}"), "muted")
        frame = QFrame()
        frame.setObjectName("thread")
        frame.setLayout(column(about, self.writing, margins=(12, 10, 12, 8), spacing=6))
        self._put(frame)

    def _keep_new(self) -> None:
        if self.writing is not None and self._question in self._new:
            self._new[self._question].text = self.writing.text

    def _post(self, text: str) -> None:
        new = self._new.pop(self._question)
        reviewing.comment(self._session, new.place, new.quote, new.start, text)
        self.left.emit(new.place)

    def _give_up(self) -> None:
        new = self._new.pop(self._question)
        self._build()
        self.left.emit(new.place)

    def _turn_resolved(self) -> None:
        self._with_resolved = not self._with_resolved
        self._build()

    def _focused(self) -> str:
        if self.writing is not None and self.writing.field.hasFocus():
            return "new"
        return next((name for name, box in self.boxes.items() if holds_focus(box)), "")

    def _focus(self, name: str) -> None:
        """Give the focus back to where it was, as far as that is still there."""
        if name == "new" and self.writing is not None:
            self.writing.field.setFocus()
        elif name in self.boxes:
            box = self.boxes[name]
            (box.writing.field if box.writing is not None else box.reply).setFocus()
        elif name and (links := self.findChildren(QPushButton)):
            links[-1].setFocus()  # the thread is settled, and shown on request
