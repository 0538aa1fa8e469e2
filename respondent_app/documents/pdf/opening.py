"""Opening a PDF, under the one lock for PDFium."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from respondent_app.documents.formats.file_format import FileFormat, recognise
from respondent_app.documents.formats.unread import not_read
from respondent_app.model.errors import UnreadableFileError
from respondent_app.storage.pdfium import PDFIUM

__all__ = ["MOST_PAGES", "PDFIUM", "opened"]

MOST_PAGES = 5_000
_NOT_READ = "Nothing was read from it."


@contextlib.contextmanager
def opened(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open the PDF in `data` and close it afterwards. Raises UnreadableFileError, which names the file."""
    kind = recognise(data)
    if kind is not FileFormat.PDF:
        raise not_read(kind, name)
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _refusal(error, name) from error
    try:
        _check_pages(len(document), name)
        yield document
    finally:
        with PDFIUM:
            document.close()


def _check_pages(pages: int, name: str) -> None:
    if pages > MOST_PAGES:
        raise UnreadableFileError(
            f"“{name}” has {pages:,} pages.",
            meaning=f"Files of more than {MOST_PAGES:,} pages are not read.",
            advice="Split it into parts, then try again.",
        )
    if not pages:
        raise UnreadableFileError(
            f"“{name}” has no pages.", meaning=_NOT_READ, advice="Fetch the file again, then try again."
        )


def _refusal(error: pypdfium2.PdfiumError, name: str) -> UnreadableFileError:
    if getattr(error, "err_code", None) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
        return UnreadableFileError(
            f"“{name}” is protected with a password.",
            meaning="It cannot be opened without it.",
            advice="Open it in a PDF reader with the password, print or save it as a PDF without one, and use that.",
        )
    return UnreadableFileError(
        f"“{name}” is damaged.",
        meaning="It begins like a PDF but cannot be opened.",
        advice="Fetch the file again. If it opens in a PDF reader, print it to a new PDF and use that.",
    )
