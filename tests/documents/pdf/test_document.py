"""The text of a PDF: clauses, pages, columns, tables, pictures, and files that cannot be read."""

from __future__ import annotations

import contextlib
import random
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib import pdfencrypt
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from respondent_app.documents.pdf.document import read_pdf
from respondent_app.model.document import Document
from respondent_app.model.errors import UnreadableFileError
from respondent_app.model.word_diff import Did, Words
from tests.documents.pdf.made_redlines import Sheet
from tests.made_documents.legal_text import Prose, labels, outline
from tests.made_documents.word_file import Block, Grid, word_file

_OFFICE = shutil.which("soffice")
_LINE = 12


def _read(sheet: Sheet) -> Document:
    return read_pdf(sheet.data(), "made up.pdf")


def _write_lines(sheet: Sheet, lines: list[tuple[float, str]], top: float = 740) -> None:
    for number, (left, text) in enumerate(lines):
        sheet.write(text, left, top - number * _LINE)


_FULL = "which runs on to the very end of the line so that no other word has room on"
_EDGE = 520


def _filled(left: float, text: str) -> tuple[float, str]:
    """Make the last word of a line so long that the line is full."""
    while left + stringWidth(text, "Helvetica", 10) < _EDGE - 8:
        text += "n"
    return left, text


def test_numbers_are_told_from_figures_at_the_start_of_a_line() -> None:
    sheet = Sheet()
    _write_lines(
        sheet,
        [
            (72, "3 Notices"),
            _filled(72, "3.1 The panel shall send a notice"),
            _filled(100, "14 days after the request, or at the latest within"),
            (100, "3.2 hours of it."),
            _filled(72, "3.2 The panel shall keep a copy on"),
            (100, "paper."),
            (100, "(a) in its office; and"),
            (100, "(b) with the operator."),
        ],
    )
    document = _read(sheet)
    assert [p.label for p in document.current] == ["3", "3.1", "3.2", "(a)", "(b)"]
    assert document.current[1].text.endswith("3.2 hours of it.")
    assert [p.reference for p in document.current] == ["3", "3.1", "3.2", "3.2(a)", "3.2(b)"]
    assert [p.is_heading for p in document.current] == [True, False, False, False, False]


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    sheet = Sheet()
    for page in range(1, 6):
        sheet.write("Made-up document, version 1", 72, 800, size=8)
        sheet.write(f"{page}.1 The text of page {page}.", 72, 700)
        sheet.write(f"Page {page} of 5", 280, 30, size=8)
        sheet.next_page()
    assert [p.text for p in _read(sheet).current] == [f"The text of page {page}." for page in range(1, 6)]


def test_an_appendix_holds_what_follows_it() -> None:
    sheet = Sheet()
    lines = ["14.2 The operator shall keep it.", "Appendix A", "The table below applies."]
    for number, text in enumerate(lines):
        sheet.write(text, 72, 740 - 30 * number)
    places = [(p.reference, p.within) for p in _read(sheet).current]
    assert places == [("14.2", ""), ("Appendix A", ""), ("", "Appendix A")]


def test_a_paragraph_goes_on_over_the_page() -> None:
    sheet = Sheet()
    _write_lines(sheet, [(72, f"1.1 The operator shall keep a record {_FULL}")], top=72)
    sheet.next_page()
    _write_lines(sheet, [(72, "the page before this one."), (72, f"1.2 The operator shall keep it safe {_FULL}")])
    texts = [p.text for p in _read(sheet).current]
    assert texts[0].endswith("on the page before this one.")
    assert len(texts) == 2


def test_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    words = [f"Sentence {number} of the column is long" for number in range(20)]
    for number in range(10):
        sheet.write(words[number], 72, 740 - number * _LINE)
        sheet.write(words[number + 10], 320, 740 - number * _LINE)
    text = " ".join(p.text for p in _read(sheet).current)
    assert text == " ".join(words)


def test_the_cells_of_a_ruled_table_are_told_apart() -> None:
    sheet = Sheet()
    for column, edge in enumerate((72, 200, 400)):
        sheet.canvas.line(edge, 640, edge, 700)
        for row in range(3):
            if column < 2:
                sheet.write(f"cell {row} {column}", edge + 5, 685 - row * 20)
    for row in range(4):
        sheet.line(72, 400, 700 - row * 20)
    cells = {(p.cell.row, p.cell.column): p.text for p in _read(sheet).current if p.cell}
    assert cells == {(row, column): f"cell {row} {column}" for row in range(3) for column in range(2)}


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("the regis-", "tration agent", "the registration agent"),
        ("a non-", "compliance notice", "a non-compliance notice"),
    ],
)
def test_a_word_cut_at_the_end_of_a_line_is_joined_as_it_is_written_elsewhere(
    before: str, after: str, joined: str
) -> None:
    sheet = Sheet()
    _write_lines(sheet, [(72, "Every registration and every non-compliance is kept.")])
    _write_lines(sheet, [(72, f"Every party tells, {_FULL[:68]} {before}"), (72, after)], top=700)
    assert joined in _read(sheet).current[-1].text


def _picture(sheet: Sheet) -> None:
    sheet.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)


def test_a_scanned_page_is_told() -> None:
    sheet = Sheet()
    sheet.write("A page of text.", 72, 700)
    sheet.next_page()
    _picture(sheet)
    document = _read(sheet)
    assert document.pages[0].confidence == 1
    assert document.pages[1].confidence == 0
    assert document.pages[1].note == "Page 2 is a picture of text: its words cannot be read."
    assert document.notes == ("1 of 2 pages is a picture of text, whose words cannot be read.",)


def test_recognised_words_over_a_picture_are_doubted() -> None:
    sheet = Sheet()
    _picture(sheet)
    hidden = sheet.canvas.beginText(72, 700)
    hidden.setTextRenderMode(3)
    hidden.textLine("Words that a program recognised in the picture, more or less.")
    sheet.canvas.drawText(hidden)
    document = _read(sheet)
    assert 0 < document.pages[0].confidence < 1
    assert "recognised" in document.pages[0].note


def _encrypted(tmp_path: Path, user: str) -> bytes:
    path = tmp_path / "locked.pdf"
    canvas = Canvas(str(path), encrypt=pdfencrypt.StandardEncryption(user, ownerPassword="owner", canPrint=0))
    canvas.drawString(72, 700, "A page of text.")
    canvas.save()
    return path.read_bytes()


def test_a_file_that_asks_for_a_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"“locked\.pdf” is protected with a password"):
        read_pdf(_encrypted(tmp_path, "secret"), "locked.pdf")


def test_a_file_that_is_only_protected_from_printing_is_read(tmp_path: Path) -> None:
    assert read_pdf(_encrypted(tmp_path, ""), "locked.pdf").current[0].text == "A page of text."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 a Word file", "is damaged or incomplete"),
        (b"%PDF-1.7\nand then nothing of use", "is damaged"),
    ],
)
def test_what_is_no_pdf_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=rf"“odd\.pdf” {said}"):
        read_pdf(data, "odd.pdf")


def test_cancelling_stops_the_reading() -> None:
    sheet = Sheet()
    sheet.write("A page of text.", 72, 700)

    def stop(_step: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_pdf(sheet.data(), "made up.pdf", stop)


def _sample() -> bytes:
    sheet = Sheet()
    sheet.write("1.1 The panel decides.", 72, 700)
    sheet.marked("never", 200, 700, rise=2.8, colour="#c00000")
    sheet.remark("StrikeOut", (72, 697, 120, 709), "why?")
    _picture(sheet)
    return sheet.data()


_SAMPLE = _sample()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    edits=st.lists(st.tuples(st.integers(0, len(_SAMPLE) - 1), st.binary(max_size=6)), min_size=1, max_size=12),
    end=st.integers(20, len(_SAMPLE)),
)
def test_damaged_files_are_read_or_refused(edits: list[tuple[int, bytes]], end: int) -> None:
    data = bytearray(_SAMPLE)
    for place, fresh in edits:
        data[place : place + len(fresh)] = fresh
    with contextlib.suppress(UnreadableFileError):
        assert read_pdf(bytes(data[:end]), "damaged.pdf").pages


@pytest.mark.skipif(_OFFICE is None, reason="LibreOffice is not installed")
def test_the_clauses_of_a_clean_document_are_read(tmp_path: Path) -> None:
    rng = random.Random(4)
    clauses = outline(prose := Prose(rng), rng, 400)
    source = tmp_path / "clean.docx"
    blocks = [Block((Words(Did.STAY, clause.text),), clause.level, clause.typed) for clause in clauses]
    table = Grid(tuple(tuple(" ".join(prose.words(3)) for _ in range(3)) for _ in range(4)))
    source.write_bytes(word_file([*blocks, table]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(_OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    document = read_pdf(source.with_suffix(".pdf").read_bytes(), "clean.pdf")
    truth = Counter(zip(labels(clauses), (clause.text for clause in clauses), strict=True))
    seen = Counter((paragraph.label, paragraph.wording) for paragraph in document.current)
    assert document.current is document.proposed
    assert sum((truth & seen).values()) >= 0.99 * len(clauses)
    assert [p.wording for p in document.current if p.cell] == [cell for row in table.rows for cell in row]


@pytest.mark.timeout(20)
def test_a_long_word_before_a_wide_gap_takes_no_time() -> None:
    sheet = Sheet()
    sheet.write("abcAB12" * 60, 20, 700, size=1)
    sheet.write("text", 400, 700, size=1)
    assert [p.text for p in _read(sheet).current] == ["abcAB12" * 60, "text"]
