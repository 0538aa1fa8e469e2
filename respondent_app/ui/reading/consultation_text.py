"""The publisher's text, as one document that can be searched, enlarged and pointed at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QMouseEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from respondent_app.ui.theme import Appearance

_REFERENCE = re.compile(r"\d+(?:\.\d+)+[A-Z]?")
_MARKDOWN = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
_COLUMN_SHARES = (7, 17, 38, 38)
_ZOOM_RANGE = (-3, 12)


class ConsultationText(QTextBrowser):
    """Shows Markdown. `row_chosen` tells which row of the change table was clicked, `reference_chosen` which clause."""

    row_chosen = Signal(int)
    reference_chosen = Signal(str)
    link_chosen = Signal(str)

    def __init__(self, markdown: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._zoom = 0
        self._matches: list[QTextCursor] = []
        self._match = -1
        self._pointed: list[QTextEdit.ExtraSelection] = []
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._choose_link)
        self.setAccessibleName("Consultation text")
        self.document().setDocumentMargin(18)
        self.document().setMarkdown(markdown, _MARKDOWN)
        appearance.changed.connect(self._dress)
        self._dress()

    def headings(self) -> Iterator[tuple[int, str, int]]:
        """Yield level, text and position of each heading."""
        block = self.document().begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            if level:
                yield level, block.text(), block.position()
            block = block.next()

    def go_to(self, position: int) -> None:
        """Bring a position of the document to the top of the view."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        if not position:
            self.verticalScrollBar().setValue(0)
            return
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + self.cursorRect(cursor).top() - 12)

    def find_all(self, words: str) -> int:
        """Highlight every place where `words` stand, go to the first at or after the view, and return how many."""
        self._matches = list(self._found(words)) if words.strip() else []
        self._match = -1
        if self._matches:
            top = self.cursorForPosition(QPoint(0, 0)).position()
            self._match = next((n for n, m in enumerate(self._matches) if m.selectionStart() >= top), 0)
            self._show(self._matches[self._match])
        self._paint()
        return len(self._matches)

    def step_match(self, by: int) -> int:
        """Go to the next (1) or previous (-1) match and return its number, from 1; 0 if there is none."""
        if not self._matches:
            return 0
        self._match = (self._match + by) % len(self._matches)
        self._show(self._matches[self._match])
        self._paint()
        return self._match + 1

    @property
    def match_number(self) -> int:
        """The match in view, from 1; 0 if there is none."""
        return self._match + 1

    def point_at(self, words: str) -> bool:
        """Bring the publisher's words into view and highlight them; False if they are not found."""
        cursor = self._locate(words)
        if cursor is None:
            return False
        self._point([cursor])
        return True

    def point_at_row(self, number: int) -> bool:
        """Bring a row of the change table into view and highlight it; False if there is none of that number."""
        table = self._change_table()
        row = next((r for r in range(1, table.rows()) if _row_number(table, r) == number), 0) if table else 0
        if table is None or not row:
            return False
        self._point([_cell_cursor(table, row, column) for column in range(table.columns())])
        return True

    def zoom(self, steps: int) -> None:
        """Make the text larger or smaller."""
        low, high = _ZOOM_RANGE
        self._zoom = max(low, min(high, self._zoom + steps))
        self._dress()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection() and not self.anchorAt(event.position().toPoint()):
            self.choose_at(self.cursorForPosition(event.position().toPoint()))

    def choose_at(self, cursor: QTextCursor) -> None:
        """Tell which row of the change table or which clause stands at a cursor."""
        table = self._change_table()
        if table is not None and cursor.currentTable() == table:
            number = _row_number(table, table.cellAt(cursor).row())
            if number:
                self.row_chosen.emit(number)
            return
        within = cursor.positionInBlock()
        for match in _REFERENCE.finditer(cursor.block().text()):
            if match.start() <= within <= match.end():
                self.reference_chosen.emit(match[0])

    def _choose_link(self, url: QUrl) -> None:
        self.link_chosen.emit(url.toString().removeprefix("mailto:"))

    def _found(self, words: str) -> Iterator[QTextCursor]:
        cursor = self.document().find(words)
        while not cursor.isNull():
            yield cursor
            cursor = self.document().find(words, cursor)

    def _locate(self, words: str) -> QTextCursor | None:
        """Find words even where a line of the document breaks them: the longest beginning that stands in one line."""
        parts = words.split()
        while parts:
            cursor = self.document().find(" ".join(parts))
            if not cursor.isNull():
                return cursor
            parts = parts[: len(parts) * 2 // 3]
        return None

    def _change_table(self) -> QTextTable | None:
        frames = self.document().rootFrame().childFrames()
        return next((frame for frame in frames if isinstance(frame, QTextTable)), None)

    def _point(self, cursors: list[QTextCursor]) -> None:
        self._pointed = [self._highlight(cursor, self._appearance.colours.chosen) for cursor in cursors]
        for selection in self._pointed if len(cursors) > 1 else []:
            selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # noqa: FBT003  Qt's own
        self._show(cursors[0])
        self._paint()

    def _show(self, cursor: QTextCursor) -> None:
        """Bring a place to the upper third of the view."""
        start = QTextCursor(cursor)
        start.setPosition(cursor.selectionStart())
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(start).top() - self.viewport().height() // 3)

    def _paint(self) -> None:
        colours = self._appearance.colours
        matches = [
            self._highlight(m, colours.primary, colours.on_primary)
            if number == self._match
            else self._highlight(m, colours.attention_soft, colours.text)
            for number, m in enumerate(self._matches)
        ]
        self.setExtraSelections([*self._pointed, *matches])

    def _highlight(self, cursor: QTextCursor, ground: str, text: str = "") -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format.setBackground(QColor(ground))
        if text:
            selection.format.setForeground(QColor(text))
        return selection

    def _dress(self) -> None:
        top = self.cursorForPosition(QPoint(0, 0)).position()
        font = self.font()
        font.setPointSizeF(10.5 * self._appearance.scale + self._zoom)
        self.document().setDefaultFont(font)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress_table(frame)
        self._space_blocks()
        self._paint()
        self.go_to(top)

    def _dress_table(self, table: QTextTable) -> None:
        look = table.format()
        look.setBorder(1)
        look.setBorderBrush(QBrush(QColor(self._appearance.colours.line)))
        look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        look.setBorderCollapse(True)
        look.setCellSpacing(0)
        look.setCellPadding(7)
        look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shares = _COLUMN_SHARES if table.columns() == len(_COLUMN_SHARES) else [100 / table.columns()] * table.columns()
        look.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, share) for share in shares])
        table.setFormat(look)

    def _space_blocks(self) -> None:
        """Give headings air above, and lines a comfortable height."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        block: QTextBlock = self.document().begin()
        while block.isValid():
            look = block.blockFormat()
            heading = look.headingLevel()
            look.setLineHeight(118, 1)  # per cent of the line: QTextBlockFormat.LineHeightTypes.ProportionalHeight
            if heading:
                look.setTopMargin(self._appearance.px(18 if heading < 3 else 12))  # noqa: PLR2004  level 3 and below
                look.setBottomMargin(self._appearance.px(6))
            cursor.setPosition(block.position())
            cursor.setBlockFormat(look)
            block = block.next()
        cursor.endEditBlock()


def _row_number(table: QTextTable, row: int) -> int:
    text = table.cellAt(row, 0).firstCursorPosition().block().text().strip().rstrip(".")
    return int(text) if text.isdigit() else 0


def _cell_cursor(table: QTextTable, row: int, column: int) -> QTextCursor:
    cell = table.cellAt(row, column)
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    return cursor
