"""Opening a PDF, and the one lock under which PDFium is used."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from respondent_app.model.errors import UnreadableFileError

PDFIUM = threading.RLock()
"""PDFium must never be called from two threads at once: whoever calls it holds this."""

MOST_PAGES = 5_000
_MOST_BYTES = 1 << 30
_HEAD = 1024  # readers accept some bytes in front of "%PDF-" (ISO 32000-1, annex H.3.4.1)
_NOT_READ = "Nothing was read from it."


@contextlib.contextmanager
def opened(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open the PDF in `data` and close it afterwards. Raises UnreadableFileError, which names the file."""
    _check_size(data, name)
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


def _check_size(data: bytes, name: str) -> None:
    if not data:
        raise UnreadableFileError(
            f"{name} is empty.", meaning="There is nothing to read.", advice="Fetch the file again, then try again."
        )
    if len(data) > _MOST_BYTES:
        raise UnreadableFileError(f"{name} is larger than 1 GB.", meaning=_NOT_READ, advice="Split it, then try again.")
    if b"%PDF-" not in data[:_HEAD]:
        raise UnreadableFileError(
            f"{name} is no PDF, whatever its name says.",
            meaning=_NOT_READ,
            advice="Fetch the file again, or open it in the program it was made with and save it as PDF.",
        )


def _check_pages(pages: int, name: str) -> None:
    if pages > MOST_PAGES:
        raise UnreadableFileError(
            f"{name} has {pages:,} pages.",
            meaning=f"Files of more than {MOST_PAGES:,} pages are not read.",
            advice="Split it into parts, then try again.",
        )
    if not pages:
        raise UnreadableFileError(
            f"{name} has no pages.", meaning=_NOT_READ, advice="Fetch the file again, then try again."
        )


def _refusal(error: pypdfium2.PdfiumError, name: str) -> UnreadableFileError:
    if getattr(error, "err_code", None) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
        return UnreadableFileError(
            f"{name} is protected with a password.",
            meaning="It cannot be opened without it.",
            advice="Open it in a PDF reader with the password, print or save it as a PDF without one, and use that.",
        )
    return UnreadableFileError(
        f"{name} is damaged.",
        meaning="It begins like a PDF but cannot be opened.",
        advice="Fetch the file again. If it opens in a PDF reader, print it to a new PDF and use that.",
    )
