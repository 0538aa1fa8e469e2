"""Words written in another alphabet of signs: Base64, hexadecimal, per cent, quoted-printable, escapes of programs."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from urllib.parse import unquote_plus

from respondent_app.privacy.inside.text import Kind, Path, Read, Text, decoded, raw_texts

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}(?:\r?\n[A-Za-z0-9+/_-]+)*={0,2}")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}[ \t\r\n:]?){12,}")
_PER_CENT = re.compile(r"%[0-9A-Fa-f]{2}")
_QUOTED = re.compile(r"=(?:[0-9A-F]{2}|\r?\n)")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|U([0-9A-Fa-f]{8}))")
_OFFICE_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIGEST_LENGTHS = frozenset({32, 40, 56, 64, 96, 128})
_OPENED = (b"PK\x03\x04", b"%PDF-", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"{\\rtf")


def encoded_texts(place: Path, text: str, read: Read) -> Iterator[Text]:
    """Yield what stands encoded in a text."""
    yield from _base64_texts(place, text, read)
    yield from _hex_texts(place, text, read)
    if _PER_CENT.search(text):
        yield Text((*place, "percent signs"), Kind.KEPT, unquote_plus(text))
    if _QUOTED.search(text):
        unquoted = quopri.decodestring(text.encode("utf-8", errors="ignore"))
        yield Text((*place, "quoted-printable"), Kind.KEPT, decoded(unquoted))
    if _ESCAPE.search(text):
        yield Text((*place, "escapes"), Kind.KEPT, _ESCAPE.sub(_sign, text))
    if _OFFICE_ESCAPE.search(text):
        yield Text((*place, "escapes"), Kind.KEPT, _OFFICE_ESCAPE.sub(_sign, text))


def _sign(match: re.Match[str]) -> str:
    code = int(next(group for group in match.groups() if group), 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else " "  # noqa: PLR2004  surrogates


def _base64_texts(place: Path, text: str, read: Read) -> Iterator[Text]:
    for blob in dict.fromkeys(_BASE64.findall(text)):
        packed = re.sub(r"\s", "", blob).rstrip("=").translate(str.maketrans("-_", "+/"))
        if len(packed) % 4 == 1:
            packed = packed[:-1]
        try:
            content = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
        except (binascii.Error, ValueError):
            continue
        yield from _blob_texts((*place, "Base64"), content, read)


def _hex_texts(place: Path, text: str, read: Read) -> Iterator[Text]:
    for blob in dict.fromkeys(_HEX.findall(text)):
        packed = re.sub(r"[\s:]", "", blob)
        if len(packed) not in _DIGEST_LENGTHS or not packed.isalnum():
            yield from _blob_texts((*place, "hexadecimal"), bytes.fromhex(packed[: len(packed) & ~1]), read)


def _blob_texts(place: Path, content: bytes, read: Read) -> Iterator[Text]:
    if content.startswith(_OPENED):
        yield from read(place, "", content)
        return
    yield Text(place, Kind.RAW, decoded(content))
    if b"\0" in content or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from raw_texts(place, content)
