"""One thread of comments: the words it is about, what was said, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from respondent_app.model.team import ReviewComment
from respondent_app.session import reviewing
from respondent_app.session.reviewing import Thread
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.layouts import WrappingRow, column, holder
from respondent_app.ui.widgets.rows import name_field, note_field
from respondent_app.ui.widgets.text import badge, breakable, label, rule, shortened

_QUOTE_SHOWN = 140
_NAME_SHOWN = 30
_MARGINS = (12, 10, 12, 8)


class WritingBox(QWidget):
    """A field for a comment or reply, with the button that posts it. Ctrl+Enter posts too, Escape gives up."""

    posted = Signal(str)
    given_up = Signal()

    def __init__(self, name: str, post: str, text: str = "") -> None:
        super().__init__()
        self.field: QPlainTextEdit = note_field(text, lines=3, placeholder=name)
        self.field.setMaximumHeight(self.field.minimumHeight())
        name_field(self.field, name, "Ctrl+Enter posts it, Escape gives up")
        self.post = button(post, self._post)
        self.cancel = link("Cancel", self.given_up.emit, name=f"Cancel: {name}")
        self.setLayout(column(self.field, WrappingRow(self.post, self.cancel), spacing=6))
        for keys, act in (("Ctrl+Return", self._post), ("Ctrl+Enter", self._post), ("Escape", self.given_up.emit)):
            shortcut = QShortcut(QKeySequence(keys), self.field)
            shortcut.setContext(shortcut.context().WidgetShortcut)
            shortcut.activated.connect(act)
        self.field.textChanged.connect(self._follow)
        self._follow()

    @property
    def text(self) -> str:
        """What was written so far."""
        return self.field.toPlainText()

    def _follow(self) -> None:
        self.post.setEnabled(bool(self.text.strip()))

    def _post(self) -> None:
        if self.text.strip():
            self.posted.emit(self.text.strip())


class ThreadBox(QFrame):
    """A thread as it is; it is made anew when the thread changes. `unfinished` is a reply that was being written."""

    show_words = Signal()
    replied = Signal(str)
    resolved = Signal(bool)

    def __init__(self, thread: Thread, about: str, *, found: bool, unfinished: str | None = None) -> None:
        super().__init__()
        self.setObjectName("thread")
        self.setProperty("resolved", thread.first.resolved)
        self._first = thread.first
        self.writing: WritingBox | None = None
        self._name = f"{thread.first.by or 'somebody'}: {shortened(thread.first.text, _QUOTE_SHOWN)}"
        self._column: QVBoxLayout = column(margins=_MARGINS, spacing=6)
        self._column.addWidget(self._heading(about, found=found))
        if thread.first.quote:
            self._column.addWidget(_quote(thread.first.quote))
            if not found:
                self._column.addWidget(label("The words commented on have changed.", "small"))
        for number, comment in enumerate((thread.first, *thread.replies)):
            if number:
                self._column.addWidget(rule())
            self._column.addWidget(_said(comment))
        self.reply = link("Reply", lambda: self.write(""), name=f"Reply to {self._name}")
        self.settle = self._settle_link()
        self._actions = holder(WrappingRow(self.reply, self.settle))
        self._column.addWidget(self._actions)
        self.setLayout(self._column)
        if unfinished is not None:
            self.write(unfinished)

    @property
    def unfinished(self) -> str | None:
        """The reply that is being written, None if none is."""
        return self.writing.text if self.writing is not None else None

    def write(self, text: str) -> None:
        """Open the field for a reply."""
        if self.writing is None:
            self.writing = WritingBox("Your reply", "Reply", text)
            self.writing.posted.connect(self._post)
            self.writing.given_up.connect(self._give_up)
            self._column.addWidget(self.writing)
            self._actions.hide()
        self.writing.show()
        self.writing.field.setFocus()

    def _heading(self, about: str, *, found: bool) -> QWidget:
        go = link(about, self.show_words.emit, name=f"Show the words: {self._name}" if found else f"Go to {about}")
        parts = [go, badge("Resolved", "good")] if self._first.resolved else [go]
        return holder(WrappingRow(*parts))

    def _settle_link(self) -> QWidget:
        if self._first.resolved:
            return link("Open again", lambda: self.resolved.emit(False), name=f"Open again: {self._name}")  # noqa: FBT003
        return link("✓ Resolve", lambda: self.resolved.emit(True), name=f"Resolve: {self._name}")  # noqa: FBT003

    def _post(self, text: str) -> None:
        self._close()
        self.replied.emit(text)

    def _give_up(self) -> None:
        self._close()
        self._actions.show()
        self.reply.setFocus()

    def _close(self) -> None:
        if self.writing is not None:
            self._column.removeWidget(self.writing)
            self.writing.hide()
            self.writing.deleteLater()
            self.writing = None


def _said(comment: ReviewComment) -> QWidget:
    who = label(shortened(comment.by or "Somebody", _NAME_SHOWN), "label", wrap=False)
    at = label(reviewing.when(comment.at), "small", wrap=False)
    said = QWidget()
    said.setLayout(column(WrappingRow(who, at, spacing=8), label(breakable(comment.text)), spacing=2))
    return said


def _quote(words: str) -> QWidget:
    made = label(breakable(f"“{shortened(words, _QUOTE_SHOWN)}”"), "muted")
    made.setObjectName("quote")
    return made
