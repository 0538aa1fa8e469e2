"""What a file is, told from its bytes. Its name says nothing that can be relied on."""

from __future__ import annotations

import codecs
import enum
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable

from respondent_app.documents.formats import compound_file

_HEAD = 4096
# ISO 32000 asks for the header on the first line; readers have always accepted it within the first 1,024 bytes.
_PDF_WITHIN = 1024
_BROKEN_MEMBER = (
    KeyError, RuntimeError, zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, zlib.error,
    lzma.LZMAError,
)  # fmt: skip
_OWNER_SIZES = {162, 165}
_OWNER_NAME_ENDS = 54
_ZIP_LOCAL = b"PK\x03\x04"
_ZIP_EMPTY = b"PK\x05\x06"


class FileFormat(enum.StrEnum):
    """The formats that are told apart: four that are read, and those that deserve advice of their own."""

    WORD = "word"
    SHEET = "sheet"
    PDF = "pdf"
    SCHEMA = "schema"
    LEGACY_WORD = "legacy-word"

    ACCESS = "access"
    APPLICATION = "application"
    ARCHIVE = "archive"
    CLOUD_LINK = "cloud-link"
    DAMAGED_ZIP = "damaged-zip"
    EMPTY = "empty"
    ENCRYPTED_OFFICE = "encrypted-office"
    ICLOUD = "icloud"
    LEGACY_SHEET = "legacy-sheet"
    MAIL = "mail"
    OLD_OFFICE = "old-office"
    ONLY_ZEROS = "only-zeros"
    OPEN_DOCUMENT = "open-document"
    OTHER_XML = "other-xml"
    OUTLOOK = "outlook"
    OWNER = "owner"
    PICTURE = "picture"
    PLAIN_TEXT = "plain-text"
    POSTSCRIPT = "postscript"
    RIGHTS_MANAGED = "rights-managed"
    RTF = "rtf"
    SHEET_BINARY = "sheet-binary"
    SLIDES = "slides"
    SOUND = "sound"
    UNKNOWN = "unknown"
    WEB_ARCHIVE = "web-archive"
    WEB_PAGE = "web-page"
    WORD_XML = "word-xml"
    ZIP_OF_FILES = "zip-of-files"


_STARTS: tuple[tuple[bytes, FileFormat], ...] = (
    (b"{\\rtf", FileFormat.RTF),
    (b"%!PS", FileFormat.POSTSCRIPT),
    (b"\x89PNG\r\n\x1a\n", FileFormat.PICTURE),
    (b"\xff\xd8\xff", FileFormat.PICTURE),
    (b"GIF8", FileFormat.PICTURE),
    (b"II*\x00", FileFormat.PICTURE),
    (b"MM\x00*", FileFormat.PICTURE),
    (b"Rar!\x1a\x07", FileFormat.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileFormat.ARCHIVE),
    (b"\x1f\x8b", FileFormat.ARCHIVE),
    (b"BZh", FileFormat.ARCHIVE),
    (b"\xfd7zXZ\x00", FileFormat.ARCHIVE),
    (b"(\xb5/\xfd", FileFormat.ARCHIVE),
    (b"MSCF", FileFormat.ARCHIVE),
    (b"MZ", FileFormat.APPLICATION),
    (b"\x7fELF", FileFormat.APPLICATION),
    (b"\xcf\xfa\xed\xfe", FileFormat.APPLICATION),
    (b"ID3", FileFormat.SOUND),
    (b"OggS", FileFormat.SOUND),
    (b"bplist00", FileFormat.ICLOUD),
    (b"\x00\x01\x00\x00Standard ", FileFormat.ACCESS),
    (b"\xdb\xa5", FileFormat.OLD_OFFICE),  # Word 2
    (b"1\xbe\x00\x00", FileFormat.OLD_OFFICE),  # Write
    (b"\xffWPC", FileFormat.OLD_OFFICE),  # WordPerfect
    (b"\x09\x08\x06\x00", FileFormat.LEGACY_SHEET),  # Excel before 5, without a compound file around it
    (b"\x09\x08\x08\x00", FileFormat.LEGACY_SHEET),
)
_CLOUD = re.compile(
    rb'\s*\{\s*"(?:url|doc_id|resource_id|resource_key|email)"|\s*\[InternetShortcut\]|L\x00\x00\x00\x01\x14\x02'
)
_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<(?:head|body|meta|table|script)[\s>]", re.IGNORECASE)
_ROOT = re.compile(r"<(?![?!])(?:([\w.-]+):)?([\w.-]+)")
_NO_ROOT = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL)
_MAIL_FIELD = re.compile(r"(?m)^([A-Za-z][A-Za-z-]*):(?=[ \t\r\n])")
_MAIL_FIELDS = {
    "bcc", "cc", "content-type", "date", "delivered-to", "dkim-signature", "from", "message-id", "mime-version",
    "received", "reply-to", "return-path", "subject", "to", "x-mailer", "x-unsent",
}  # fmt: skip
_NOT_SENT = {"from", "to", "received", "message-id", "return-path", "delivered-to", "subject"}


def recognise(data: bytes) -> FileFormat:
    """Say what format `data` is in; `UNKNOWN` if it looks like nothing that is known."""
    if not data:
        return FileFormat.EMPTY
    if not data[:_HEAD].strip(b"\0"):
        return FileFormat.ONLY_ZEROS if not data.strip(b"\0") else FileFormat.UNKNOWN
    if data.startswith(compound_file.SIGNATURE):
        return _COMPOUND[compound_file.content(data)]
    if data.startswith((_ZIP_LOCAL, _ZIP_EMPTY)):
        return _in_zip(data)
    return _by_first_bytes(data) or _by_text(data) or _zip_after_junk(data)


_COMPOUND = {
    compound_file.Content.WORD: FileFormat.LEGACY_WORD,
    compound_file.Content.SHEET: FileFormat.LEGACY_SHEET,
    compound_file.Content.SLIDES: FileFormat.SLIDES,
    compound_file.Content.MAIL: FileFormat.OUTLOOK,
    compound_file.Content.ENCRYPTED: FileFormat.ENCRYPTED_OFFICE,
    compound_file.Content.RIGHTS_MANAGED: FileFormat.RIGHTS_MANAGED,
    compound_file.Content.OTHER: FileFormat.UNKNOWN,
}


def _by_first_bytes(data: bytes) -> FileFormat | None:
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return FileFormat.PDF
    if _CLOUD.match(data):
        return FileFormat.CLOUD_LINK
    found = next((kind for start, kind in _STARTS if data.startswith(start)), None)
    if found is None and (data[4:8] == b"ftyp" or data[:4] == b"RIFF"):
        brand = data[8:12]
        return FileFormat.PICTURE if brand in {b"heic", b"heix", b"mif1", b"avif", b"WEBP"} else FileFormat.SOUND
    if found is None and data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return FileFormat.PICTURE
    return FileFormat.OWNER if found is None and _is_owner_file(data) else found


def _is_owner_file(data: bytes) -> bool:
    """Say whether this is what Word leaves beside an open document: a name, once in bytes and once in UTF-16."""
    name = data[1 : 1 + data[0]]
    fits = len(data) in _OWNER_SIZES and 0 < len(name) < _OWNER_NAME_ENDS
    return fits and name.isascii() and name.decode("ascii").isprintable()


def _in_zip(data: bytes) -> FileFormat:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _by_members(archive, archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return FileFormat.DAMAGED_ZIP


def _zip_after_junk(data: bytes) -> FileFormat:
    """What an archive with something in front of it holds; `UNKNOWN` if there is no archive."""
    if _ZIP_LOCAL not in data[: 1 << 16] or not zipfile.is_zipfile(io.BytesIO(data)):
        return FileFormat.UNKNOWN
    return _in_zip(data)


def _by_members(archive: zipfile.ZipFile, names: list[str]) -> FileFormat:
    lower = {name.lower().replace("\\", "/").lstrip("/") for name in names}
    if not lower:
        return FileFormat.ZIP_OF_FILES
    if "mimetype" in lower or "meta-inf/manifest.xml" in lower:
        return FileFormat.OPEN_DOCUMENT if _is_open_document(archive, lower) else FileFormat.ZIP_OF_FILES
    if "[content_types].xml" not in lower:
        return FileFormat.ZIP_OF_FILES
    return _office_kind(archive, names, lower)


def _is_open_document(archive: zipfile.ZipFile, lower: set[str]) -> bool:
    if "content.xml" in lower:
        return True
    return b"opendocument" in _start(archive, "mimetype")


def _office_kind(archive: zipfile.ZipFile, names: Iterable[str], lower: set[str]) -> FileFormat:
    """Tell the Office formats apart by the content types that the package declares, not by where its parts lie."""
    listing = next(name for name in names if name.lower().lstrip("/") == "[content_types].xml")
    types = _start(archive, listing, most=1 << 20).replace(b"\0", b"")
    for sign, kind in _MAIN_TYPES:
        if re.search(sign, types):
            return kind
    for folder, kind in (("word/", FileFormat.WORD), ("xl/", FileFormat.SHEET), ("ppt/", FileFormat.SLIDES)):
        if any(name.startswith(folder) for name in lower):
            return kind
    return FileFormat.ZIP_OF_FILES


_MAIN_TYPES = (
    (rb"wordprocessingml\.(?:document|template)\.main|ms-word\.(?:document|template)\.macroEnabled", FileFormat.WORD),
    (rb"excel\.sheet\.binary\.macroEnabled\.main", FileFormat.SHEET_BINARY),
    (
        rb"spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?:sheet|template|addin)\.macroEnabled",
        FileFormat.SHEET,
    ),
    (rb"presentationml\.|ms-powerpoint\.|ms-visio\.", FileFormat.SLIDES),
)


def _start(archive: zipfile.ZipFile, name: str, most: int = _HEAD) -> bytes:
    try:
        with archive.open(name) as member:
            return member.read(most)
    except _BROKEN_MEMBER:
        return b""


def _by_text(data: bytes) -> FileFormat | None:
    text = decoded_start(data)
    if text is None:
        return None
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return _markup(data, start)
    if _HTML.match(start):
        return FileFormat.WEB_PAGE
    fields = {field.lower() for field in _MAIL_FIELD.findall(start)}
    if start.startswith("From ") or (len(fields & _MAIL_FIELDS) > 1 and _MAIL_FIELD.match(start)):
        return FileFormat.MAIL if fields & _NOT_SENT else FileFormat.WEB_ARCHIVE
    return FileFormat.PLAIN_TEXT


def _markup(data: bytes, start: str) -> FileFormat:
    if _HTML.match(_NO_ROOT.sub("", start).lstrip()) or _HTML.match(start):
        return FileFormat.WEB_PAGE
    root = _ROOT.search(_NO_ROOT.sub("", start)) or _ROOT.search(
        _NO_ROOT.sub("", decoded_start(data, most=1 << 18) or "")
    )
    name = root.group(2) if root else ""
    if name == "schema":
        return FileFormat.SCHEMA
    if name == "html":
        return FileFormat.WEB_PAGE
    return FileFormat.WORD_XML if name in {"wordDocument", "package", "document", "Workbook"} else FileFormat.OTHER_XML


def decoded_start(data: bytes, most: int = _HEAD) -> str | None:
    """The first `most` bytes as text, or `None` where they are no text in any encoding that files here come in."""
    head = data[:most]
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
        (b"<\0", "utf-16-le"),
        (b"\0<", "utf-16-be"),
    ):
        if head.startswith(mark):
            return head[: len(head) // 4 * 4].decode(encoding, errors="replace")
    if b"\0" in head:
        return None
    text = head.decode("utf-8", errors="replace") if _is_utf8(head) else head.decode("cp1252", errors="replace")
    strange = sum(not (c.isprintable() or c in "\t\r\n\f") for c in text)
    return text if strange <= len(text) // 50 else None


def _is_utf8(head: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)
    except UnicodeDecodeError:
        return False
    return True
