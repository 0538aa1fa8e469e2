"""The editor for every answer: plain text, bound to the open response, with confidential passages painted in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, reduce
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from respondent_app.model import edits
from respondent_app.model.place import Place
from respondent_app.model.response import Mark, Response, Scope, new_id
from respondent_app.model.text import clean
from respondent_app.session.session import Change
from respondent_app.ui.desk import Desk
from respondent_app.ui.widgets.marked_clipboard import MIME_TYPE, carried, with_carried
from respondent_app.ui.widgets.painted_words import Layer, PaintedWords, marked_look, misspelt_look
from respondent_app.ui.widgets.positions import to_code_points, to_utf16, utf16_length

# One for one, so that positions hold: Qt's paragraph, line and frame separators are line breaks to everyone else.
_SEPARATORS = str.maketrans("\u2028\u2029\ufdd0\ufdd1", "\n\n\n\n")
_SPELLING_PAUSE_MS = 350
_SPELLING_LIMIT = 30_000


class MarkedTextEdit(QPlainTextEdit):
    """Edits the text at one place of the response. Marks are painted, never stored in the document."""

    focused = Signal(object)
    passages_changed = Signal()
    loaded = Signal()
    menu_built = Signal(object)

    def __init__(self, desk: Desk, place: Place, *, lines: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session = desk.session
        self.place = place
        self._text = ""
        self._loading = False
        self._typing = False
        self._typed_to = -1
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self._lines = lines
        self._spelling = QTimer(self)
        self._spelling.setSingleShot(True)
        self._spelling.timeout.connect(self._spell)
        self.painted = PaintedWords(self)
        self._load(self._session.response.text_at(place), 0)
        self.document().contentsChanged.connect(self._take_over)
        self.cursorPositionChanged.connect(self._look_where)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._spell_later())
        self._session.changed.connect(self._follow)
        self._session.text_restored.connect(self._restore)
        desk.appearance.changed.connect(self._dress)
        self._dress()

    @property
    def text(self) -> str:
        """What stands in the editor, in the model's characters."""
        return self._text

    def selection(self) -> tuple[int, int]:
        """Return the selected range in code points."""
        cursor = self.textCursor()
        text = self._text
        return to_code_points(text, cursor.selectionStart()), to_code_points(text, cursor.selectionEnd())

    def select(self, start: int, end: int) -> None:
        """Select a range given in code points, and bring it into view."""
        cursor = self.textCursor()
        cursor.setPosition(to_utf16(self._text, start))
        cursor.setPosition(to_utf16(self._text, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def selected_words(self) -> tuple[int, int]:
        """Return the selected range without the spaces at its ends: a double click takes one along."""
        return _trimmed(self._text, *self.selection())

    def mark_selection(self) -> Mark | None:
        """Mark the selected words as confidential and return the mark; None if nothing is selected."""
        start, end = self.selected_words()
        if start == end:
            return None
        mark = Mark(
            new_id(), Scope.PASSAGE, question=self.place.question, comment=self.place.comment,
            part=self.place.part, start=start, end=end,
        )  # fmt: skip
        self._session.edit_text(self.place, lambda r: edits.with_mark(r, mark))
        return mark

    def marks_at_cursor(self) -> tuple[Mark, ...]:
        """Return the marked passages the cursor or selection touches."""
        start, end = self.selection()
        return tuple(m for m in self._session.response.passages(self.place) if m.start <= end and start <= m.end)

    def unmark(self) -> None:
        """Remove the marks that the cursor touches, in one step."""
        ids = frozenset(mark.id for mark in self.marks_at_cursor())
        if ids:
            unmarked = partial(_unmarked, ids=ids)
            self._session.edit_text(self.place, unmarked)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the marks along with their words."""
        data = super().createMimeDataFromSelection()
        marks = carried(self._session.response, self.place, *self.selection())
        if marks:
            data.setData(MIME_TYPE, marks)
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """A file dropped on the text is meant for the window: its path is no part of an answer."""
        return not any(url.isLocalFile() for url in source.urls()) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only, without what no document can hold, and with the marks it had in this app."""
        text = clean(source.text())
        at = self.selection()[0]
        self.insertPlainText(text)
        marks = source.data(MIME_TYPE).data()
        if marks:
            pasted = partial(with_carried, place=self.place, at=at, length=len(text), data=bytes(marks))
            self._session.edit_text(self.place, pasted)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _undo_step(cast("QKeyEvent", event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _undo_step(event)
        if step == "undo":
            self._session.undo(self.place)
        elif step == "redo":
            self._session.redo(self.place)
        elif _is_soft_return(event):
            self.insertPlainText("\n")
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._spell_later()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self)
        self._spell_later()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.build_menu(self.cursorForPosition(event.pos()))
        menu.exec(event.globalPos())

    def build_menu(self, under: QTextCursor) -> QMenu:
        """Return the context menu for the word under the pointer."""
        menu = QMenu(self)
        self._add_spelling(menu, under)
        selected = self.textCursor().hasSelection()
        _add(menu, "Mark as confidential\tCtrl+M", self.mark_selection, enabled=selected)
        _add(menu, "Remove mark", self.unmark, enabled=bool(self.marks_at_cursor()))
        self.menu_built.emit(menu)
        menu.addSeparator()
        _add(menu, "Undo\tCtrl+Z", lambda: self._session.undo(self.place))
        _add(menu, "Redo\tCtrl+Y", lambda: self._session.redo(self.place))
        menu.addSeparator()
        _add(menu, "Cut\tCtrl+X", self.cut, enabled=selected)
        _add(menu, "Copy\tCtrl+C", self.copy, enabled=selected)
        _add(menu, "Paste\tCtrl+V", self.paste, enabled=self.canPaste())
        _add(menu, "Select all\tCtrl+A", self.selectAll)
        return menu

    def _add_spelling(self, menu: QMenu, under: QTextCursor) -> None:
        under.select(QTextCursor.SelectionType.WordUnderCursor)
        word = under.selectedText()
        if not word or self._session.spelling.is_known(word):
            return
        for suggestion in self._session.spelling.suggestions(word):
            _add(menu, suggestion, partial(under.insertText, suggestion))
        _add(menu, f"“{word}” is right", lambda: self._learn(word))
        menu.addSeparator()

    def _learn(self, word: str) -> None:
        self._session.spelling.learn(word)
        self._spell()

    def _document_text(self) -> str:
        return self.document().toRawText().translate(_SEPARATORS)

    def _load(self, text: str, cursor: int) -> None:
        self._loading = True
        self.setPlainText(text)
        self._text = text
        self.painted.forget()
        moved = self.textCursor()
        moved.setPosition(to_utf16(text, min(cursor, len(text))))
        self.setTextCursor(moved)
        self._loading = False
        self._fit()
        self.loaded.emit()

    def _take_over(self) -> None:
        if self._loading:
            return
        raw = self._document_text()
        text = clean(raw)
        position = to_code_points(raw, self.textCursor().position())
        if text != raw or self.document().characterCount() - 1 != utf16_length(raw):
            # Something no document can hold came in, such as half an emoji: show what is kept.
            self._load(text, position)
        self._text = text
        self._typed_to = self.textCursor().position()
        self._typing = True  # so that the marks it moves are painted once
        self._session.type_text(self.place, text, position)
        self._typing = False
        self._paint()
        self._spell_later()
        self._fit()

    def _look_where(self) -> None:
        """Tell the session when the person goes elsewhere in the text. That typing moves the cursor is no going."""
        if self._loading or self._typing or self.textCursor().position() == self._typed_to:
            return
        if self._document_text() == self._text:
            self._typed_to = -1
            self._session.cursor_moved(self.place)

    def _follow(self, change: Change) -> None:
        if self.place.question in change.questions:
            text = self._session.response.text_at(self.place)
            if text != self._text and not self.textCursor().block().layout().preeditAreaText():
                self._load(text, to_code_points(self._text, self.textCursor().position()))
                self._spell_later()
        if change.marks:
            if not self._typing:
                self._paint()
            self.passages_changed.emit()

    def _restore(self, place: Place, cursor: int) -> None:
        if place == self.place:
            text = self._session.response.text_at(place)
            self._load(text, min(cursor, len(text)))
            self._paint()
            self._spell_later()

    def _spell_later(self) -> None:
        self._spelling.start(_SPELLING_PAUSE_MS)

    def _paint(self) -> None:
        look = marked_look(self._desk.appearance.colours)
        ranges = ((mark.start, mark.end) for mark in self._session.response.passages(self.place))
        self.painted.paint(Layer.MARKED, self._text, ranges, look)

    def _spell(self) -> None:
        look = misspelt_look(self._desk.appearance.colours)
        mistakes = self._session.spelling.mistakes(self._text[:_SPELLING_LIMIT])
        self.painted.paint(Layer.MISSPELT, self._text, mistakes, look)

    def _dress(self) -> None:
        self._fit()
        self._paint()

    def _fit(self) -> None:
        """Grow with the text, from the given number of lines to three times as many, then scroll."""
        line = self.fontMetrics().lineSpacing()
        wanted = min(max(self.document().size().height() + 1, self._lines), self._lines * 3)
        height = round(wanted * line) + 28
        if self.minimumHeight() != height:
            self.setFixedHeight(height)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()


def _unmarked(response: Response, ids: frozenset[str]) -> Response:
    return reduce(edits.without_mark, ids, response)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_soft_return(event: QKeyEvent) -> bool:
    is_return = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return is_return and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


def _undo_step(event: QKeyEvent) -> str:
    if event.matches(QKeySequence.StandardKey.Undo):
        return "undo"
    is_redo = event.matches(QKeySequence.StandardKey.Redo) or (
        event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    )
    return "redo" if is_redo else ""


def _add(menu: QMenu, text: str, triggered: Callable[[], object], *, enabled: bool = True) -> None:
    action = menu.addAction(text)
    action.setEnabled(enabled)
    action.triggered.connect(lambda _=False: triggered())
