"""What an OLE compound file holds: Office before 2007, Outlook messages, and newer files that are encrypted.

[MS-CFB]: a directory of 128-byte entries, each with a name in UTF-16 and its length, names its streams and storages.
Sectors are multiples of 512 bytes, so entries lie at multiples of 128 in the file wherever the directory is. Looking
there for names works in damaged files too.
"""

from __future__ import annotations

import enum
import re

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128


class Content(enum.Enum):
    """What is inside."""

    WORD = enum.auto()
    SHEET = enum.auto()
    SLIDES = enum.auto()
    MAIL = enum.auto()
    ENCRYPTED = enum.auto()
    RIGHTS_MANAGED = enum.auto()
    OTHER = enum.auto()


# The class of the root entry: what program the file belongs to, even if it holds objects of other programs.
_CLASSES = {
    bytes.fromhex("0609020000000000c000000000000046"): Content.WORD,  # Word 97
    bytes.fromhex("0009020000000000c000000000000046"): Content.WORD,  # Word 6
    bytes.fromhex("2008020000000000c000000000000046"): Content.SHEET,  # Excel 97
    bytes.fromhex("1008020000000000c000000000000046"): Content.SHEET,  # Excel 5
    bytes.fromhex("108d81649b4fcf1186ea00aa00b929e8"): Content.SLIDES,
    bytes.fromhex("0b0d020000000000c000000000000046"): Content.MAIL,
}
_STREAMS = {
    "WordDocument": Content.WORD,
    "Workbook": Content.SHEET,
    "Book": Content.SHEET,
    "PowerPoint Document": Content.SLIDES,
    "__properties_version1.0": Content.MAIL,
}


def content(data: bytes) -> Content:
    """Say what a compound file holds. Protection goes before everything, the root's class before names."""
    if _entry(data, "EncryptedPackage") >= 0:
        managed = _entry(data, "DRMEncryptedTransform") >= 0 or _entry(data, "DRMEncryptedDataSpace") >= 0
        return Content.RIGHTS_MANAGED if managed else Content.ENCRYPTED
    if _entry(data, "\x09DRMContent") >= 0:
        return Content.RIGHTS_MANAGED
    if _is_encrypted_word(data):
        return Content.ENCRYPTED
    root = _entry(data, "Root Entry")
    known = _CLASSES.get(data[root + 80 : root + 96]) if root >= 0 else None
    if known:
        return known
    found = {at: kind for name, kind in _STREAMS.items() if (at := _entry(data, name)) >= 0}
    return found[min(found)] if found else Content.OTHER


def _is_encrypted_word(data: bytes) -> bool:
    """Whether a Word document of before 2007 has a password: a flag of its text says so ([MS-DOC], 2.5.2)."""
    entry = _entry(data, "WordDocument")
    if entry < 0:
        return False
    sector = int.from_bytes(data[entry + 116 : entry + 120], "little")
    start = (sector + 1) << min(int.from_bytes(data[30:32], "little"), 16)
    is_word = data[start : start + 2] in {b"\xec\xa5", b"\xdc\xa5"}
    return is_word and bool(data[start + 11 : start + 12] > b"\0" and data[start + 11] & 1)


def _entry(data: bytes, name: str) -> int:
    """Where the directory entry with this name starts, or -1. Letter case does not count in such names."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    for match in re.finditer(re.escape(wanted), data, re.IGNORECASE):
        at = match.start()
        if at % _ENTRY == 0 and int.from_bytes(data[at + 64 : at + 66], "little") == len(wanted):
            return at
    return -1
