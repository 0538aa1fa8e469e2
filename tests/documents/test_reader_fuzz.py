"""Files broken by chance: whatever is in them, they are read, or refused with one clear error, soon."""

from __future__ import annotations

import io
import random
import time
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from respondent_app.documents.reader import read_bytes
from respondent_app.documents.word import legacy
from respondent_app.model.document import Document
from respondent_app.model.errors import UnreadableFileError
from tests.documents.made_sheets import saved, workbook
from tests.documents.schemas import test_document as test_schema
from tests.documents.sheets import test_document as test_sheet

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FILES = sorted(path for path in CORPUS.rglob("*.docx") if path.stat().st_size < 60_000)
SECONDS = 5.0  # for one file of at most 60 kB, on a machine that does other things as well
bounded = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(autouse=True)
def without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "libreoffice", lambda: None)


def survives(data: bytes) -> Document | None:
    """Read what may be broken; anything but a document or our own error fails the test."""
    start = time.monotonic()
    try:
        document = read_bytes(data, "sample.docx")
    except UnreadableFileError as error:
        assert "sample.docx" in error.what  # noqa: PT017 - any file may as well be read
        document = None
    assert time.monotonic() - start < SECONDS
    return document


def made_pdf() -> bytes:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="ReportLab is not installed")
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pageCompression=0)
    page.drawString(72, 700, "1. A made-up clause.")
    page.line(72, 703, 150, 703)
    page.save()
    return buffer.getvalue()


@cache
def originals() -> tuple[bytes, ...]:
    made = (saved(workbook(test_sheet.ROWS)), test_schema.SAMPLE.encode(), made_pdf())
    return (*made * 4, *(path.read_bytes() for path in FILES))


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Break some bytes: other values, a stretch twice, a stretch gone, the end gone."""
    broken = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(broken) + 1)
        length = chance.choice((1, 1, 2, 8, 64))
        match chance.randrange(6):
            case 0:
                broken[at : at + length] = chance.randbytes(length)
            case 1:
                del broken[at : at + length]
            case 2:
                broken[at:at] = broken[at : at + length]
            case 3:
                broken[at:at] = chance.choice(ODD)
            case 4:
                broken[at : at + length] = bytes(length)
            case _ if chance.random() < 0.2:
                del broken[at:]
    return bytes(broken)


ODD = (
    b"<", b">", b"&", b"\xff\xfe", b"]]>", b"<!--", b"&#0;", b"&x;", b'"', b"-1", b"99999999999", b"</w:p>", b"<w:p>",
    b'<w:ins w:id="1">', b"</w:tbl>", b"<w:tbl>", b'<w:fldChar w:fldCharType="begin"/>', b"<w:tr>", b"</c>",
    b'<c t="s">', b"<v>-1</v>", b"<xs:element/>", b"endobj", b"stream", b"NaN", b"%PDF-", b"PK\x03\x04",
    b"\xe2\x80\xae",
)  # fmt: skip


def packed_again(data: bytes, chance: random.Random, spoil: Callable[[bytes, random.Random], bytes]) -> bytes:
    """Break parts inside a package and pack it again, so that the damage gets past the zip's checksums."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        chosen = set(chance.sample(names, k=min(len(names), chance.choice((1, 1, 2, 4)))))
        for name in old.namelist():
            if name in chosen and chance.random() < 0.1:
                continue
            content = old.read(name)
            new.writestr(name, spoil(content, chance) if name in chosen else content)
    return buffer.getvalue()


def swapped_tags(data: bytes, chance: random.Random) -> bytes:
    """Move elements about without breaking the XML: what is well formed goes deeper into a reader."""
    pieces = data.split(b"<w:p>") if chance.random() < 0.5 else data.split(b"<w:r>")
    chance.shuffle(pieces[1:-1])
    names = [
        b"w:ins",
        b"w:del",
        b"w:p",
        b"w:r",
        b"w:t",
        b"w:tc",
        b"w:tr",
        b"w:tbl",
        b"w:moveFrom",
        b"w:sdt",
        b"c",
        b"row",
    ]
    first, second = chance.sample(names, 2)
    joined = b"<w:p>".join(pieces)
    for start in (b"<", b"</"):
        for end in (b">", b" ", b"/>"):
            joined = joined.replace(start + first + end, start + second + end)
    return joined


@bounded
@given(data=st.binary(max_size=2000))
@example(data=b"PK\x05\x06" + bytes(18))
@example(data=b"%PDF-")
@example(data=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
@example(data=b"<?xml version='1.0' encoding='EBCDIC-CP-BE'?><schema/>")
@example(data=b"<?xml version='1.0' encoding='utf-16'?><xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'/>")
def test_any_bytes(data: bytes) -> None:
    survives(data)


@bounded
@given(
    text=st.text(max_size=400),
    start=st.sampled_from(["", "<xs:schema ", "<?xml ", "From: ", "{\\rtf", "%PDF-1.7 ", "<html "]),
)
def test_any_text(text: str, start: str) -> None:
    survives((start + text).encode("utf-8", "surrogatepass"))


@bounded
@given(number=st.integers(0, 10_000), seed=st.integers(0, 2**32))
def test_files_with_broken_bytes(number: int, seed: int) -> None:
    files = originals()
    survives(spoilt(files[number % len(files)], random.Random(seed)))


@bounded
@given(number=st.integers(0, 10_000), seed=st.integers(0, 2**32), spoil=st.sampled_from([spoilt, swapped_tags]))
def test_packages_with_broken_parts(number: int, seed: int, spoil: Callable[[bytes, random.Random], bytes]) -> None:
    packages = [data for data in originals() if data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data))]
    data = packages[number % len(packages)]
    try:
        survives(packed_again(data, random.Random(seed), spoil))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError):  # the original was broken already
        survives(data)


@bounded
@given(seed=st.integers(0, 2**32))
def test_broken_schemas(seed: int) -> None:
    survives(spoilt(test_schema.SAMPLE.encode(), random.Random(seed)))
