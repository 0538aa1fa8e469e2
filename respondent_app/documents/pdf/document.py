"""Read a PDF into a document: its text by paragraph with clause numbers, and the changes that it marks."""

from __future__ import annotations

from respondent_app.documents.pdf.balloons import remove_balloons
from respondent_app.documents.pdf.body import passages
from respondent_app.documents.pdf.building import Builder
from respondent_app.documents.pdf.certainty import notes, reading
from respondent_app.documents.pdf.margins import remove_margins
from respondent_app.documents.pdf.opening import PDFIUM, opened
from respondent_app.documents.pdf.pages import Page, read_page
from respondent_app.documents.pdf.palette import mark, palette
from respondent_app.documents.pdf.renumbering import renumber
from respondent_app.documents.progress import Progress, unheard
from respondent_app.model.document import Document, FileKind

_TELL_EVERY = 20  # pages, some tenths of a second


def read_pdf(data: bytes, name: str, progress: Progress = unheard) -> Document:
    """Return what a PDF says, before and after the changes it marks.

    Marked are words that a line in a colour, or in the colour of its own letters, strikes out or underlines, and what
    remarks strike out or put in. Raises UnreadableFileError.
    """
    pages = _pages(data, name, progress)
    remove_balloons(pages)
    lines = [line for page in pages for line in page.lines]
    meaning = palette(lines)
    mark(lines, meaning)
    readings = tuple(reading(page, meaning) for page in pages)
    progress(f"Putting together {name}")
    remove_margins(pages)
    found = passages(pages)
    renumber(found)
    current, proposed, redline, revisions = Builder(found).views()
    return Document(
        name,
        FileKind.PDF,
        current,
        current if not revisions else proposed,
        redline if revisions else (),
        revisions,
        readings,
        notes(pages, meaning),
    )


def _pages(data: bytes, name: str, progress: Progress) -> list[Page]:
    pages = []
    with opened(data, name) as document:
        with PDFIUM:
            count = len(document)
        for index in range(count):
            if index % _TELL_EVERY == 0:
                progress(f"Reading page {index + 1} of {count}")
            with PDFIUM:
                pages.append(read_page(document, index))
    return pages
