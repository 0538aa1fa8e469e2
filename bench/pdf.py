"""Reading a PDF redline that LibreOffice made of a long tracked document: what is found, and how fast."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.table import Figure
from respondent_app.documents.pdf.document import read_pdf
from respondent_app.model.document import Document
from respondent_app.model.word_diff import Did
from tests.made_documents.tracked import tracked_document

TIME_LIMIT = 300


def figures() -> Iterator[Figure]:
    """Measure, where LibreOffice is installed."""
    office = shutil.which("soffice")
    if office is None:
        yield Figure("PDF redline", float("nan"), 0, "", "not measured: LibreOffice is not installed")
        return
    made = tracked_document()
    with tempfile.TemporaryDirectory() as folder:
        data = _as_pdf(office, made.data, Path(folder))
    begin = time.perf_counter()
    document = read_pdf(data, "redline.pdf")
    seconds = time.perf_counter() - begin
    yield from _words("inserted", made.inserted, _marked(document, Did.COME))
    yield from _words("deleted", made.deleted, _marked(document, Did.GO))
    pages = len(document.pages)
    yield Figure("PDF, time for 50 pages", 50 * seconds / pages, 1.0, "s", f"{pages} pages in {seconds:.1f} s")


def _as_pdf(office: str, data: bytes, folder: Path) -> bytes:
    file = folder / "redline.docx"
    file.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=TIME_LIMIT)
    return file.with_suffix(".pdf").read_bytes()


def _marked(document: Document, did: Did) -> list[str]:
    words = [piece for paragraph in document.redline for piece in paragraph if piece.did is did]
    return [word for piece in words for word in piece.text.split()]


def _words(name: str, truth: Sequence[str], found: Sequence[str]) -> Iterator[Figure]:
    """Count words, whatever their order: a page has none that could be compared."""
    both = sum((Counter(truth) & Counter(found)).values())
    detail = f"{len(truth)} {name}, {len(found)} found, {both} of them right"
    yield Figure(f"PDF, {name} words missed", 1 - both / len(truth), 0.005, "", detail)
    yield Figure(f"PDF, {name} words too many", 1 - both / max(1, len(found)), 0.02, "", detail)
