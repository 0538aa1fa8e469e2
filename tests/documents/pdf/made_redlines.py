"""Small made-up PDF redlines, written by several programs, and the words that they mark."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from respondent_app.model.document import Document
from respondent_app.model.word_diff import Did, Words

RED, BLUE, GREEN, BLACK = "#c00000", "#0000ff", "#00a000", "#000000"
_CHANGES = 40
_WORDS = [
    "supplier",
    "operator",
    "party",
    "network",
    "device",
    "register",
    "notice",
    "panel",
    "agent",
    "code",
    "service",
    "system",
    "migration",
    "data",
    "request",
    "process",
    "meter",
    "record",
    "timing",
    "plan",
    "action",
    "interface",
    "storage",
    "entry",
    "mandate",
    "schedule",
    "release",
    "version",
    "cutover",
    "window",
]


@dataclass(frozen=True, slots=True)
class Colours:
    """In which colours a program marks what comes and what goes."""

    come: str = BLUE
    go: str = RED


def changes(seed: int = 3) -> tuple[tuple[Words, ...], ...]:
    """Return ten made-up paragraphs with forty runs of words that come and forty that go."""
    rng = random.Random(seed)
    number = iter(range(10_000))

    def some(most: int) -> str:
        return " ".join(f"{rng.choice(_WORDS)}{next(number)}" for _ in range(rng.randint(1, most)))

    paragraphs = []
    for _ in range(10):
        pieces = [Words(Did.STAY, f"The {some(4)} ")]
        for _ in range(_CHANGES // 10):
            pieces += [Words(Did.GO, some(4)), Words(Did.STAY, f" {some(6)} "), Words(Did.COME, some(4))]
            pieces += [Words(Did.STAY, f" {some(8)} ")]
        paragraphs.append((*pieces, Words(Did.STAY, "end.")))
    return tuple(paragraphs)


def words(paragraphs: Sequence[Sequence[Words]], did: Did) -> list[str]:
    """Return the single words of one fate."""
    return [word for pieces in paragraphs for piece in pieces if piece.did is did for word in piece.text.split()]


def found(document: Document, did: Did) -> list[str]:
    """Return the single words that were read with one fate."""
    return words(document.redline, did)


def by_reportlab(paragraphs: Sequence[Sequence[Words]], colours: Colours = Colours()) -> bytes:
    """Typeset with the paragraphs of reportlab."""
    style = getSampleStyleSheet()["BodyText"]
    story = [Paragraph("".join(_tagged(piece, colours) for piece in pieces), style) for pieces in paragraphs]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build(story)
    return buffer.getvalue()


def _tagged(piece: Words, colours: Colours) -> str:
    if piece.did is Did.STAY:
        return piece.text
    tag, colour = ("u", colours.come) if piece.did is Did.COME else ("strike", colours.go)
    return f'<font color="{colour}"><{tag} color="{colour}">{piece.text}</{tag}></font>'


def by_qt(paragraphs: Sequence[Sequence[Words]], colours: Colours = Colours()) -> bytes:
    """Print with Qt; an application must be running."""
    document = QTextDocument()
    document.setDefaultFont(QFont("Sans Serif", 9))  # not that of the application, which other tests change
    cursor = QTextCursor(document)
    apart = QTextBlockFormat()
    apart.setBottomMargin(8)
    cursor.setBlockFormat(apart)
    for pieces in paragraphs:
        for piece in pieces:
            cursor.insertText(piece.text, _format(piece.did, colours))
        cursor.insertBlock()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20))
    document.print_(writer)
    buffer.close()
    return bytes(content.data())


def _format(did: Did, colours: Colours) -> QTextCharFormat:
    form = QTextCharFormat()
    if did is not Did.STAY:
        colour = QColor(colours.come if did is Did.COME else colours.go)
        form.setForeground(colour)
        form.setFontUnderline(did is Did.COME)
        form.setFontStrikeOut(did is Did.GO)
    return form


class Sheet:
    """A canvas of reportlab on which tests put words, lines and remarks where they want them."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=A4, invariant=1)

    def write(self, text: str, left: float, base: float, *, size: float = 10, font: str = "Helvetica") -> float:
        """Put a text; return where it ends."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(left, base, text)
        return left + float(self.canvas.stringWidth(text, font, size))

    def line(self, left: float, right: float, height: float, *, colour: str = BLACK, width: float = 0.5) -> None:
        """Draw a thin horizontal line."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(width)
        self.canvas.line(left, height, right, height)

    def marked(self, text: str, left: float, base: float, *, rise: float, colour: str, ink: str = BLACK) -> float:
        """Put a text with a line, `rise` points above its baseline."""
        self.canvas.setFillColor(ink)
        right = self.write(text, left, base)
        self.canvas.setFillColor(BLACK)
        self.line(left, right, base + rise, colour=colour)
        return right

    def remark(self, kind: str, box: tuple[float, float, float, float], text: str = "") -> None:
        """Put a remark on the page, as readers of PDFs do: StrikeOut, Caret, Highlight …"""
        left, bottom, right, top = box
        entries: dict[str, object] = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName(kind),
            "Rect": PDFArray(box),
            "Contents": PDFString(text),
            "T": PDFString("A made-up reviewer"),
            "F": 4,
        }
        if kind != "Caret":
            entries["QuadPoints"] = PDFArray((left, top, right, top, left, bottom, right, bottom))
        self.canvas._addAnnotation(PDFDictionary(entries))

    def next_page(self) -> None:
        """Begin another page."""
        self.canvas.showPage()

    def data(self) -> bytes:
        """Return the finished file."""
        self.canvas.save()
        return self._buffer.getvalue()
