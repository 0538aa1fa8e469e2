"""One version of the response as a sheet to read: it knows which words of the response stand where on it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from respondent_app.model.place import Place
from respondent_app.ui.confidentiality.lines import Kind, Line, Look, Piece
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.positions import to_code_points, utf16_length
from respondent_app.ui.widgets.rows import name_field

# One for one, so that positions hold; Qt would take some of these for a paragraph of their own.
_ONE_LINE = str.maketrans("\r\u2028\u2029\ufdd0\ufdd1", "     ")
_LINE_HEIGHT = 135.0


@dataclass(frozen=True, slots=True)
class Selected:
    """A range, in code points, of the text at one place."""

    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Laid:
    """A piece and where it stands on the sheet, in Qt's positions."""

    piece: Piece
    start: int
    end: int


class Sheet(QTextBrowser):
    """Text to read, select and step through. Marked words announce their numbers when the cursor comes to them."""

    came_to = Signal(int)

    def __init__(self, appearance: Appearance, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._lines: tuple[Line, ...] = ()
        self._laid: list[_Laid] = []
        self._chosen = 0
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setMinimumSize(120, 80)
        name_field(self, name, description)
        self.cursorPositionChanged.connect(self._tell)
        appearance.changed.connect(self._dress)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show other lines, without a jump: what was in view stays in view."""
        if lines != self._lines:
            self._lines = lines
            self._lay_out()

    def choose(self, number: int, *, reveal: bool) -> None:
        """Single out the words of mark `number` (0 for none), and bring them into view if wanted."""
        self._chosen = number
        self._paint()
        first = next((laid for laid in self._laid if number and number in laid.piece.numbers), None)
        if first is not None and reveal:
            self._reveal(first)

    def selected(self) -> tuple[Selected, ...]:
        """Return the selected words of the response: one range for each text that the selection touches."""
        cursor = self.textCursor()
        found: dict[Place, Selected] = {}
        for laid in self._laid:
            place, start, end = laid.piece.place, cursor.selectionStart(), cursor.selectionEnd()
            if place is None or laid.end <= start or end <= laid.start:
                continue
            first = _offset(laid, max(start, laid.start))
            last = _offset(laid, min(end, laid.end))
            before = found.get(place)
            found[place] = Selected(place, before.start if before else first, last)
        return tuple(found.values())

    def select(self, place: Place, start: int, end: int) -> None:
        """Select a range, in code points, of the text at `place`."""
        cursor = self.textCursor()
        cursor.setPosition(self._position(place, start, at_end=False))
        cursor.setPosition(self._position(place, end, at_end=True), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy words only: the colours of this sheet mean nothing elsewhere."""
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys of the page to the page."""
        if event.key() in (Qt.Key.Key_F7, Qt.Key.Key_F8):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _position(self, place: Place, offset: int, *, at_end: bool) -> int:
        for laid in self._laid:
            within = offset - laid.piece.start
            if laid.piece.place == place and 0 <= within <= len(laid.piece.text):
                if within == len(laid.piece.text) and not at_end:
                    continue
                return laid.start + utf16_length(laid.piece.text[:within])
        return self.textCursor().position()

    def _lay_out(self) -> None:
        bar = self.verticalScrollBar()
        scrolled, position = bar.value(), self.textCursor().position()
        was_blocked = self.blockSignals(True)  # noqa: FBT003  Qt takes it so
        self.clear()
        self._laid = []
        self.document().setDocumentMargin(self._appearance.px(16))
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for index, line in enumerate(self._lines):
            self._write(cursor, line, first=index == 0)
        self._narrow_gaps()
        cursor.endEditBlock()
        self._paint()
        self._restore(scrolled, position)
        self.blockSignals(was_blocked)

    def _restore(self, scrolled: int, position: int) -> None:
        self.document().size()  # lays out the whole text, so that the scroll bar knows its range
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scrolled)

    def _write(self, cursor: QTextCursor, line: Line, *, first: bool) -> None:
        blocks = self._block_format(line.kind, first=first)
        if first:
            cursor.setBlockFormat(blocks)
        else:
            cursor.insertBlock(blocks)
        for piece in line.pieces:
            start = cursor.position()
            cursor.insertText(piece.text.translate(_ONE_LINE), self._char_format(line.kind, piece.look))
            self._laid.append(_Laid(piece, start, cursor.position()))

    def _narrow_gaps(self) -> None:
        """An empty line between two paragraphs is a gap, not a line."""
        gap = QTextBlockFormat()
        gap.setLineHeight(self._appearance.px(7), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        block = self.document().begin()
        while block.isValid():
            if not block.text().strip():
                QTextCursor(block).mergeBlockFormat(gap)
            block = block.next()

    def _block_format(self, kind: Kind, *, first: bool) -> QTextBlockFormat:
        px = self._appearance.px
        above = {Kind.QUESTION: 0 if first else 20, Kind.PART: 10, Kind.NAME: 6, Kind.TEXT: 2}[kind]
        made = QTextBlockFormat()
        made.setTopMargin(px(above))
        made.setBottomMargin(px(2))
        made.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if kind in (Kind.QUESTION, Kind.PART):
            made.setHeadingLevel(1 if kind is Kind.QUESTION else 2)
        return made

    def _char_format(self, kind: Kind, look: Look) -> QTextCharFormat:
        colours = self._appearance.colours
        points = self.font().pointSizeF()
        made = QTextCharFormat()
        made.setForeground(QColor(colours.text))
        made.setFontPointSize(points * {Kind.QUESTION: 1.15, Kind.NAME: 0.9}.get(kind, 1.0))
        if kind in (Kind.QUESTION, Kind.PART):
            made.setFontWeight(QFont.Weight.DemiBold)
        if kind is Kind.NAME or look is Look.MUTED:
            made.setForeground(QColor(colours.muted))
        if look in (Look.CONFIDENTIAL, Look.NUMBER):
            _as_confidential(made, colours.confidential, colours.confidential_soft)
        if look is Look.NUMBER:
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            made.setFontWeight(QFont.Weight.Bold)
            made.setFontUnderline(False)
        if look is Look.WITHHELD:
            made.setForeground(QColor(colours.on_withheld))
            made.setBackground(QColor(colours.withheld))
            made.setFontPointSize(points * 0.95)
        return made

    def _paint(self) -> None:
        chosen = [laid for laid in self._laid if self._chosen and self._chosen in laid.piece.numbers]
        self.setExtraSelections([self._singled_out(laid) for laid in chosen])

    def _singled_out(self, laid: _Laid) -> QTextEdit.ExtraSelection:
        colours = self._appearance.colours
        made = QTextCharFormat()
        made.setBackground(QColor(colours.confidential))
        made.setForeground(QColor(colours.card))
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(laid.start)
        cursor.setPosition(laid.end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = made
        return selection

    def _reveal(self, laid: _Laid) -> None:
        """Scroll so that the words stand in the upper part of the view, unless they are in view already."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(laid.start)
        top = self.cursorRect(cursor).top()
        height = self.viewport().height()
        if not 0 <= top <= height - 3 * self.fontMetrics().lineSpacing():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top - height // 4)

    def _tell(self) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            return
        at = cursor.position()
        for laid in self._laid:
            if laid.piece.numbers and laid.start <= at < laid.end:
                self.came_to.emit(laid.piece.numbers[-1])
                return

    def _dress(self) -> None:
        self._lay_out()


def _as_confidential(made: QTextCharFormat, colour: str, ground: str) -> None:
    made.setForeground(QColor(colour))
    made.setBackground(QColor(ground))
    made.setFontUnderline(True)
    made.setUnderlineColor(QColor(colour))


def _offset(laid: _Laid, position: int) -> int:
    return laid.piece.start + to_code_points(laid.piece.text, position - laid.start)
