"""Files that somebody else made or changed: every place in them is searched, or told as unread."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from respondent_app.exports import package
from respondent_app.privacy.leak_check import LeakReport
from respondent_app.privacy.told_places import place_in_words, told
from tests import samples
from tests.privacy.planted_elsewhere import OTHERS, PDFS, UNREADABLE, blank, drawn, word_file

CLEAN = "Nothing that anybody would keep from anyone else"


def check(name: str, content: bytes) -> LeakReport:
    return package.check_files({name: content}, samples.response(), samples.consultation())


@pytest.mark.parametrize("place", PDFS)
def test_a_secret_is_found_anywhere_in_a_pdf_and_the_place_is_told(place: str) -> None:
    make, where = PDFS[place]
    report = check("a.pdf", make(samples.PASSAGE))
    assert {hit.what for hit in report.hits} == {"Confidential 1"}
    assert not where or where in {place_in_words(hit) for hit in report.hits}
    assert check("a.pdf", make(CLEAN)).hits == ()


@pytest.mark.parametrize("place", OTHERS)
def test_a_secret_is_found_in_files_of_any_kind(place: str) -> None:
    name, make = OTHERS[place]
    assert {hit.what for hit in check(name, make(samples.PASSAGE)).hits} == {"Confidential 1"}
    clean = check(name, make(CLEAN))
    assert clean.is_clean
    # The empty document of python-docx brings a small picture of itself.
    assert clean.pictures == ((name,) if name.endswith(("png", "jpg", "docx")) else ())


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read_is_told(kind: str) -> None:
    name, content = UNREADABLE[kind]
    report = check(name, content)
    assert report.unread
    assert f"{name} cannot be read" in told(report.hits, report.unread)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("deleted", "a deleted passage"),
        ("hidden", "hidden text"),
        ("white", "white text"),
        ("property", "its properties"),
    ],
)
def test_what_word_hides_is_named_in_plain_words(how: str, said: str) -> None:
    assert {place_in_words(hit) for hit in check("a.docx", word_file(samples.PASSAGE, how)).hits} == {said}


def test_words_deleted_and_still_shown_are_told_in_both_places() -> None:
    import docx

    document = docx.Document(io.BytesIO(word_file(samples.PASSAGE, "deleted")))
    document.add_paragraph(samples.PASSAGE)
    buffer = io.BytesIO()
    document.save(buffer)
    assert {place_in_words(hit) for hit in check("a.docx", buffer.getvalue()).hits} == {"a deleted passage", "its text"}


def test_a_pdf_with_a_password_is_not_called_clean() -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn(blank, ""))) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="planted", user="planted"))
    assert not check("a.pdf", buffer.getvalue()).is_clean


def test_a_scanned_page_is_told_as_unread() -> None:
    with pikepdf.open(io.BytesIO(drawn(blank, ""))) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(b"0 0 100 100 re f")
        buffer = io.BytesIO()
        pdf.save(buffer)
    assert check("a.pdf", buffer.getvalue()).unread == ("a.pdf > page 1",)


def test_pictures_are_told_of() -> None:
    image = ImageReader(Image.new("RGB", (8, 8)))
    content = drawn(lambda canvas, _: canvas.drawImage(image, 72, 600), "")
    assert check("a.pdf", content) == LeakReport(pictures=("a.pdf",))
