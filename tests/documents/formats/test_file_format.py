from __future__ import annotations

import io
import zipfile

import pytest

from respondent_app.documents.formats.file_format import FileFormat, recognise
from respondent_app.documents.formats.unread import not_read

READ = {FileFormat.WORD, FileFormat.SHEET, FileFormat.PDF, FileFormat.SCHEMA, FileFormat.LEGACY_WORD}
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}.main+xml"
SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>'


def zipped(**members: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def package(content_type: str, part: str = "/odd/place.xml") -> bytes:
    listing = f'<Types xmlns="{TYPES}"><Override PartName="{part}" ContentType="{content_type}"/></Types>'
    return zipped(**{"[Content_Types].xml": listing, part[1:]: "<x/>"})


def compound(*entries: str, root_class: bytes = bytes(16), between: int = 0) -> bytes:
    """Make the bytes of a compound file's header and directory, with nothing in its streams."""
    directory = b""
    for name in ("Root Entry", *entries):
        text = name.encode("utf-16-le") + b"\0\0"
        own = root_class if name == "Root Entry" else bytes(16)
        directory += text.ljust(64, b"\0") + len(text).to_bytes(2, "little") + bytes(14) + own + bytes(32)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512 + between * 512, b"\0") + directory


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (package(WORD_TYPE.format("document")), FileFormat.WORD),
        (package(WORD_TYPE.format("template")), FileFormat.WORD),
        (package("application/vnd.ms-word.document.macroEnabled.main+xml"), FileFormat.WORD),
        (package(SHEET_TYPE.format("sheet")), FileFormat.SHEET),
        (package("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), FileFormat.SHEET),
        (package("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), FileFormat.SHEET_BINARY),
        (
            package("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
            FileFormat.SLIDES,
        ),
        (b"sfx stub" + package(WORD_TYPE.format("document")), FileFormat.WORD),
        (zipped(**{"a.docx": b"", "b.docx": b""}), FileFormat.ZIP_OF_FILES),
        (zipped(), FileFormat.ZIP_OF_FILES),
        (
            zipped(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": "<x/>"}),
            FileFormat.OPEN_DOCUMENT,
        ),
        (zipped(mimetype="application/epub+zip"), FileFormat.ZIP_OF_FILES),
        (package(WORD_TYPE.format("document"))[:-40], FileFormat.DAMAGED_ZIP),
        (b"PK\x03\x04 and no more", FileFormat.DAMAGED_ZIP),
    ],
)
def test_what_is_zipped_is_told_apart_by_what_it_declares(data: bytes, expected: FileFormat) -> None:
    assert recognise(data) is expected


WORD_CLASS = bytes.fromhex("0609020000000000c000000000000046")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (compound("WordDocument"), FileFormat.LEGACY_WORD),
        (compound("1Table", "WordDocument", between=9), FileFormat.LEGACY_WORD),
        (compound("WordDocument", "Workbook"), FileFormat.LEGACY_WORD),
        (compound("Workbook", "WordDocument", root_class=WORD_CLASS), FileFormat.LEGACY_WORD),
        (compound("Workbook"), FileFormat.LEGACY_SHEET),
        (compound("Book"), FileFormat.LEGACY_SHEET),
        (compound("PowerPoint Document"), FileFormat.SLIDES),
        (compound("__properties_version1.0", "__nameid_version1.0"), FileFormat.OUTLOOK),
        (compound("EncryptionInfo", "EncryptedPackage"), FileFormat.ENCRYPTED_OFFICE),
        (compound("encryptioninfo", "ENCRYPTEDPACKAGE"), FileFormat.ENCRYPTED_OFFICE),
        (compound("DRMEncryptedTransform", "EncryptedPackage"), FileFormat.RIGHTS_MANAGED),
        (compound("Something"), FileFormat.UNKNOWN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileFormat.UNKNOWN),
    ],
)
def test_compound_files_are_told_apart_by_their_directory(data: bytes, expected: FileFormat) -> None:
    assert recognise(data) is expected


@pytest.mark.parametrize(("flags", "expected"), [(1, FileFormat.ENCRYPTED_OFFICE), (0, FileFormat.LEGACY_WORD)])
def test_a_password_of_an_old_word_file_is_seen(flags: int, expected: FileFormat) -> None:
    data = bytearray(compound("WordDocument").ljust(1024, b"\0"))
    data[30] = 9  # sectors of 512 bytes
    entry = data.index("WordDocument".encode("utf-16-le"))
    data[entry + 116] = 1  # the second sector after the header
    assert recognise(bytes(data) + b"\0" * 512) is FileFormat.LEGACY_WORD
    text = b"\xec\xa5" + bytes(9) + bytes([flags])
    assert recognise(bytes(data) + text.ljust(512, b"\0")) is expected


def test_a_name_in_the_text_of_a_compound_file_is_no_entry_of_its_directory() -> None:
    data = compound("WordDocument") + b"\1" * 30 + "EncryptedPackage".encode("utf-16-le") + b"\0\0"
    assert recognise(data) is FileFormat.LEGACY_WORD


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", FileFormat.EMPTY),
        (bytes(9000), FileFormat.ONLY_ZEROS),
        (b"%PDF-1.7\n", FileFormat.PDF),
        (b"\r\n\xff\xfejunk" * 9 + b"%PDF-1.4\n", FileFormat.PDF),
        (b"{\\rtf1\\ansi", FileFormat.RTF),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), FileFormat.PICTURE),
        (b"\xff\xd8\xff\xe0", FileFormat.PICTURE),
        (b"\0\0\0\x18ftypheic", FileFormat.PICTURE),
        (b"RIFF\0\0\0\0WEBP", FileFormat.PICTURE),
        (b"RIFF\0\0\0\0WAVE", FileFormat.SOUND),
        (b"7z\xbc\xaf\x27\x1c", FileFormat.ARCHIVE),
        (b"Rar!\x1a\x07\x01\0", FileFormat.ARCHIVE),
        (b"MZ\x90\0", FileFormat.APPLICATION),
        (b"bplist00\xd1", FileFormat.ICLOUD),
        (b"[InternetShortcut]\r\nURL=https://example.org", FileFormat.CLOUD_LINK),
        (b'{"url": "https://docs.example.org/document/d/1"}', FileFormat.CLOUD_LINK),
        (b"\x0bMade-up one".ljust(162, b"\0"), FileFormat.OWNER),
        (bytes(range(1, 33)) * 40, FileFormat.UNKNOWN),
        (b"From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n\r\nText", FileFormat.MAIL),
        (b"Received: by x\r\n\tfor y\r\nMIME-Version: 1.0\r\n\r\n", FileFormat.MAIL),
        (b"From sample@example.org Mon Aug 12 09:00:00 2019\nSubject: x\n", FileFormat.MAIL),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", FileFormat.WEB_ARCHIVE),
        (b"Clause 1: the text. Subject: nothing", FileFormat.PLAIN_TEXT),
        ("1. Café – “quoted”".encode("cp1252"), FileFormat.PLAIN_TEXT),
        ("A line\nanother".encode("utf-16"), FileFormat.PLAIN_TEXT),
        (b"a,b\n1,2\n", FileFormat.PLAIN_TEXT),
        (b"  \n<!DOCTYPE html><html><body>Sign in</body></html>", FileFormat.WEB_PAGE),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', FileFormat.WEB_PAGE),
        (b"<!-- saved from x --><HTML>", FileFormat.WEB_PAGE),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', FileFormat.WORD_XML),
        (b"<?xml version='1.0'?><pkg:package/>", FileFormat.WORD_XML),
        (b"<?xml version='1.0'?><root/>", FileFormat.OTHER_XML),
    ],
)  # fmt: skip
def test_other_files_are_told_apart_by_how_they_begin(data: bytes, expected: FileFormat) -> None:
    assert recognise(data) is expected


@pytest.mark.parametrize(
    "data",
    [
        SCHEMA.encode(),
        b"\xef\xbb\xbf" + SCHEMA.encode(),
        ('<?xml version="1.0" encoding="UTF-16"?>' + SCHEMA).encode("utf-16"),
        ('<?xml version="1.0" encoding="UTF-16LE"?>' + SCHEMA).encode("utf-16-le"),
        ("<!-- a licence -->\n" + SCHEMA.replace("xs:", "").replace("xmlns:xs", "xmlns")).encode(),
        ("<!-- " + "a long licence " * 2000 + "-->" + SCHEMA).encode(),
        ("<!DOCTYPE xs:schema PUBLIC 'x' 'y' [<!ENTITY a '<b>'>\n]>" + SCHEMA).encode(),
    ],
)
def test_a_schema_is_known_however_it_is_written(data: bytes) -> None:
    assert recognise(data) is FileFormat.SCHEMA


@pytest.mark.parametrize("kind", [kind for kind in FileFormat if kind not in READ])
def test_every_other_format_has_an_error_that_names_the_file_and_says_what_to_do(kind: FileFormat) -> None:
    error = not_read(kind, "Annex 3.docx")
    assert error.what.startswith("“Annex 3.docx” ")
    assert all(sentence.endswith(".") for sentence in (error.what, error.meaning, error.advice))


def test_a_format_that_was_taken_for_another_has_an_error_too() -> None:
    assert not_read(FileFormat.PDF, "x").advice
