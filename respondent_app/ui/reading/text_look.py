"""How the publisher's text looks: its tables, the air around headings, and the row that is pointed at."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextEdit

from respondent_app.ui.theme import Appearance, Colours

_COLUMN_SHARES = (9, 21, 35, 35)
_LINE_HEIGHT = 118  # per cent
_MINOR_HEADING = 3


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Yield the paragraphs of a document, those in tables included."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def tables(document: QTextDocument) -> Iterator[QTextTable]:
    """Yield the tables of a document."""
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            yield frame


def dress(document: QTextDocument, appearance: Appearance) -> None:
    """Give tables their lines, headings air above, and lines a comfortable height."""
    for table in tables(document):
        _dress_table(table, appearance)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for block in blocks(document):
        cursor.setPosition(block.position())
        cursor.setBlockFormat(_spaced(block.blockFormat(), appearance))
        if block.blockFormat().headingLevel():
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(_heading_size(block.blockFormat().headingLevel()))
    cursor.endEditBlock()


def colour_row(table: QTextTable, row: int, ground: str) -> None:
    """Give the cells of a row a ground, or with an empty `ground` none."""
    cursor = table.firstCursorPosition()
    cursor.beginEditBlock()
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        look = cell.format()
        if ground:
            look.setBackground(QColor(ground))
        else:
            look.clearBackground()
        cell.setFormat(look)
    cursor.endEditBlock()


def highlight(cursor: QTextCursor, ground: str, text: str) -> QTextEdit.ExtraSelection:
    """Return a stretch of the document in other colours, for the view to draw over it."""
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format.setBackground(QColor(ground))
    selection.format.setForeground(QColor(text))
    return selection


def row_with(table: QTextTable, number: int) -> int:
    """Return the row whose first cell holds `number`, or 0."""
    return next((row for row in range(1, table.rows()) if number_of(table, row) == number), 0)


def number_of(table: QTextTable, row: int) -> int:
    """Return the number in the first cell of a row, or 0."""
    text = table.cellAt(row, 0).firstCursorPosition().block().text().strip().rstrip(".")
    return int(text) if text.isdecimal() else 0


def _spaced(look: QTextBlockFormat, appearance: Appearance) -> QTextBlockFormat:
    look.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    heading = look.headingLevel()
    if heading:
        look.setTopMargin(appearance.px(20 if heading < _MINOR_HEADING else 12))
        look.setBottomMargin(appearance.px(6))
    return look


def _heading_size(level: int) -> QTextCharFormat:
    """Return headings a little larger than the text: Qt's own take half a page when the text is large."""
    look = QTextCharFormat()
    look.setProperty(QTextFormat.Property.FontSizeAdjustment, max(0, _MINOR_HEADING - level))
    return look


def _dress_table(table: QTextTable, appearance: Appearance) -> None:
    look = table.format()
    look.setBorder(1)
    look.setBorderBrush(QBrush(QColor(appearance.colours.line)))
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderCollapse(True)
    look.setCellSpacing(0)
    look.setCellPadding(appearance.px(6))
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    look.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, n) for n in _shares(table.columns())]
    )
    look.setHeaderRowCount(1)
    table.setFormat(look)
    _dress_header(table, appearance.colours)


def _dress_header(table: QTextTable, colours: Colours) -> None:
    colour_row(table, 0, colours.ground)


def _shares(columns: int) -> tuple[float, ...]:
    """Return how many per cent each column gets: a change table has a number, a reference and two texts."""
    return _COLUMN_SHARES if columns == len(_COLUMN_SHARES) else (100 / columns,) * columns
