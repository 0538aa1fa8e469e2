"""How sure the reading of each page is, and what a person should know about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from respondent_app.documents.pdf.pages import Page
from respondent_app.documents.pdf.palette import Palette
from respondent_app.documents.pdf.remarks import RemarkKind
from respondent_app.model.document import PageReading

_PICTURE = 0.5  # of the page
_FEW_LETTERS = 40
_UNKNOWN = 0.05


def reading(page: Page, meaning: Palette) -> PageReading:
    """Say how sure the reading of a page is: the least certain thing decides."""
    doubts = sorted(_doubts(page, meaning))
    confidence, note = doubts[0] if doubts else (1.0, "")
    return PageReading(page.number, confidence, note)


def _doubts(page: Page, meaning: Palette) -> Iterator[tuple[float, str]]:
    number = page.number
    if page.damaged:
        yield 0.0, f"Page {number} is damaged and could not be read."
    if page.pictured >= _PICTURE and page.letters < _FEW_LETTERS:
        yield 0.0, f"Page {number} is a picture of text: its words cannot be read."
    if page.recognised and page.letters:
        yield 0.5, f"Page {number} is a picture; its words were recognised by a program and may be wrong."
    if page.unknown > _UNKNOWN:
        yield 0.2, f"Page {number} uses letters that the file does not explain: its words may be wrong."
    if page.cut_short:
        yield 0.3, f"Page {number} holds too much to be read in full."
    if page.has_balloons:
        yield 0.4, f"Page {number} has balloons beside the text: the deletions and comments in them are not read."
    yield from _marking_doubts(page, meaning)


def _marking_doubts(page: Page, meaning: Palette) -> Iterator[tuple[float, str]]:
    number = page.number
    spans = [span for line in page.lines for span in line.spans]
    if meaning.plain and any(not span.struck for span in spans):
        yield 0.6, f"Page {number} underlines in black: words put in and headings look alike."
    elif any(span.struck and not span.annotated for span in spans) and meaning.plain:
        yield 0.8, f"Page {number} strikes words out in black."
    if any(span.annotated for span in spans) or any(line.added for line in page.lines):
        yield 0.9, f"Changes on page {number} are remarks put on the page."
    if any(remark.kind is RemarkKind.HIGHLIGHTED for remark in page.remarks):
        yield 0.9, f"Page {number} has highlighted words: what they mean is for a person to judge."


def notes(pages: Sequence[Page], meaning: Palette) -> tuple[str, ...]:
    """Return sentences about the whole document."""
    found = []
    pictures = [page for page in pages if page.pictured >= _PICTURE and page.letters < _FEW_LETTERS]
    if pictures:
        found.append(f"{_count(len(pages), len(pictures))} a picture of text, whose words cannot be read.")
    if not meaning.marks and sum(page.coloured for page in pages) > len(pages):
        found.append("Words stand in colour, but no line strikes or underlines them: they are read as plain text.")
    return tuple(found)


def _count(pages: int, pictures: int) -> str:
    if pictures == pages:
        return "Every page is" if pages > 1 else "The page is"
    return f"{pictures} of {pages} pages are" if pictures > 1 else f"1 of {pages} pages is"
