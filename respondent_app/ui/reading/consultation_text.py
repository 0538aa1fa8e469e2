"""The publisher's text, as one document that can be searched, enlarged and pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from respondent_app.model.consultation import Consultation
from respondent_app.ui.reading import text_look, text_search
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.positions import to_utf16

_REFERENCE = re.compile(r"\d+(?:\.\d+)+[A-Z]?")
_MARKDOWN = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
_POINTS = 10.5
_ZOOM_RANGE = (-3, 12)
_HEADING_LEVELS_SHOWN = (2, 3)
_FLAGS = Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard

Span = tuple[int, int]


class ConsultationText(QTextBrowser):
    """Shows a consultation. Tells which change or question was chosen in it, by click or with Enter at the cursor."""

    change_chosen = Signal(int)
    question_chosen = Signal(str)
    address_chosen = Signal(str)

    def __init__(self, consultation: Consultation, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._consultation = consultation
        self._appearance = appearance
        self._rows = {clause: change.number for change in consultation.changes for clause in change.clauses}
        self._zoom = 0
        self._matches: list[Span] = []
        self._match = -1
        self._passage: Span | None = None
        self._row = 0
        self.setOpenLinks(False)
        self.setTextInteractionFlags(_FLAGS)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName("Consultation text")
        self.anchorClicked.connect(self._choose_link)
        self.document().setDocumentMargin(18)
        self.document().setMarkdown(consultation.text, _MARKDOWN)
        self.moveCursor(QTextCursor.MoveOperation.Start)  # Markdown leaves it at the end
        appearance.changed.connect(self._dress)
        self._dress()

    def outline(self) -> Iterator[tuple[int, str, int]]:
        """Yield level, text and position of each heading, and of the title of the change table."""
        title = self._consultation.change_table_title
        for block in text_look.blocks(self.document()):
            level = block.blockFormat().headingLevel()
            if level in _HEADING_LEVELS_SHOWN:
                yield level, block.text(), block.position()
            elif title and block.text() == title:
                yield _HEADING_LEVELS_SHOWN[-1], title, block.position()

    def top(self) -> int:
        """Return the position in the document that stands at the top of the view."""
        return self.cursorForPosition(QPoint(0, self._appearance.px(24))).position()

    def go_to(self, position: int) -> None:
        """Bring a position of the document to the top of the view, and the cursor with it."""
        self.setTextCursor(self._cursor((position, position)))
        self._scroll_to(position)

    def find_all(self, words: str) -> int:
        """Highlight every place where `words` stand, go to the first at or below the top, and return how many."""
        self._matches = [self._in_document(span) for span in text_search.occurrences(self._plain, words)]
        top = self.top()
        self._match = (
            next((n for n, (start, _) in enumerate(self._matches) if start >= top), 0) if self._matches else -1
        )
        self._show_match()
        return len(self._matches)

    def step_match(self, by: int) -> None:
        """Go to the next (1) or previous (-1) match; after the last comes the first."""
        if self._matches:
            self._match = (self._match + by) % len(self._matches)
            self._show_match()

    @property
    def match_number(self) -> int:
        """The match in view, from 1; 0 if there is none."""
        return self._match + 1

    def point_at(self, words: str) -> bool:
        """Bring the publisher's words into view and highlight them; False if they are not found."""
        found = text_search.place_of(self._plain, words)
        if found is None:
            return False
        self._passage = self._in_document(found)
        self._colour_row(0)
        self._bring_into_view(self._passage[0])
        self._paint()
        return True

    def point_at_row(self, number: int) -> bool:
        """Bring a row of the change table into view and highlight it; False if there is none of that number."""
        table = self._change_table()
        row = text_look.row_with(table, number) if table is not None else 0
        if table is None or not row:
            return False
        self._passage = None
        self._colour_row(row)
        self._bring_into_view(table.cellAt(row, 0).firstPosition())
        self._paint()
        return True

    def zoom(self, steps: int) -> None:
        """Make the text larger or smaller by points."""
        low, high = _ZOOM_RANGE
        self._zoom = max(low, min(high, self._zoom + steps))
        self._dress()

    def target_at(self, cursor: QTextCursor) -> int | str:
        """Return the number of the change or the id of the question that a cursor stands on; 0 for neither."""
        table = self._change_table()
        if table is not None and cursor.currentTable() == table:
            return text_look.number_of(table, table.cellAt(cursor).row())
        block = cursor.block()
        if block.blockNumber() in self._questions:
            return self._questions[block.blockNumber()]
        at = cursor.positionInBlock()
        references = (m[0] for m in _REFERENCE.finditer(block.text()) if m.start() <= at <= m.end())
        return next((self._rows[r] for r in references if r in self._rows), 0)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Load nothing: a text that names a picture reaches neither the disk nor the network."""
        return None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        event.accept()
        at = event.position().toPoint()
        if (
            event.button() is Qt.MouseButton.LeftButton
            and not self.textCursor().hasSelection()
            and not self.anchorAt(at)
        ):
            self._choose(self.target_at(self.cursorForPosition(at)))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        if not self.anchorAt(at):
            leads = self.target_at(self.cursorForPosition(at))
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.IBeamCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self.textCursor().hasSelection():
            self._choose(self.target_at(self.textCursor()))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the reader's place when the lines break elsewhere."""
        place, height = self._place()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._scroll_to(place, height)

    def _choose(self, target: int | str) -> None:
        if isinstance(target, str):
            self.question_chosen.emit(target)
        elif target:
            self.change_chosen.emit(target)

    def _choose_link(self, url: QUrl) -> None:
        self.address_chosen.emit(url.toString().removeprefix("mailto:"))

    @cached_property
    def _plain(self) -> str:
        """The document's characters at the positions of its cursors; it never changes."""
        return self.document().toPlainText()

    @cached_property
    def _questions(self) -> dict[int, str]:
        """The paragraphs of each question: its text and the label above it."""
        found: dict[int, str] = {}
        for block in text_look.blocks(self.document()):
            for question in self._consultation.questions:
                if block.text() == question.text:
                    found |= {block.blockNumber(): question.id, block.blockNumber() - 1: question.id}
        return found

    def _in_document(self, span: Span) -> Span:
        return to_utf16(self._plain, span[0]), to_utf16(self._plain, span[1])

    def _change_table(self) -> QTextTable | None:
        return next(text_look.tables(self.document()), None)

    def _colour_row(self, row: int) -> None:
        table = self._change_table()
        if table is not None and self._row:
            text_look.colour_row(table, self._row, "")
        if table is not None and row:
            text_look.colour_row(table, row, self._appearance.colours.chosen)
        self._row = row

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _show_match(self) -> None:
        if self._matches:
            self._bring_into_view(self._matches[self._match][0])
        self._paint()

    def _place(self) -> tuple[int, int]:
        """Return where the reader is: the cursor if it is in view, else the top line; and how far below the edge."""
        cursor = self.textCursor().selectionStart()
        height = self._height_of(cursor)
        if not 0 <= height <= self.viewport().height():
            cursor = self.top() if self.verticalScrollBar().value() else 0
            height = self._height_of(cursor)
        return cursor, height

    def _height_of(self, position: int) -> int:
        return self.cursorRect(self._cursor((position, position))).top()

    def _bring_into_view(self, position: int) -> None:
        """Scroll to a place in the upper third of the view, unless it is well in view already."""
        room = self.viewport().height()
        height = self._height_of(position)
        if not 0 <= height <= room * 2 // 3:
            height = room // 3
        self.setTextCursor(self._cursor((position, position)))
        self._scroll_to(position, height)

    def _scroll_to(self, position: int, height: int = 12) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._height_of(position) - height if position else 0)

    def _paint(self) -> None:
        colours = self._appearance.colours
        found = [self._highlight(span, colours.attention_soft) for span in self._matches]
        if self._passage is not None:
            passage = self._highlight(self._passage, colours.attention_soft)
            passage.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            passage.format.setUnderlineColor(QColor(colours.attention_line))
            found.insert(0, passage)
        if self._matches:
            found.append(self._highlight(self._matches[self._match], colours.primary, colours.on_primary))
        self.setExtraSelections(found)

    def _highlight(self, span: Span, ground: str, text: str = "") -> QTextEdit.ExtraSelection:
        return text_look.highlight(self._cursor(span), ground, text or self._appearance.colours.text)

    def _dress(self) -> None:
        is_laid_out = self.isVisible() or self.verticalScrollBar().value() > 0  # hidden by another page, it still is
        place, height = self._place() if is_laid_out else (0, 0)
        font = self.font()
        font.setPointSizeF(_POINTS * self._appearance.scale + self._zoom)
        self.document().setDefaultFont(font)
        text_look.dress(self.document(), self._appearance)
        self._colour_row(self._row)
        self._paint()
        self._scroll_to(place, height)
