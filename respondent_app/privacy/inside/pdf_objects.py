"""The objects of a PDF as they lie in its bytes, whether a page still shows them or not."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from respondent_app.privacy.inside.text import LARGEST

_OBJECT = re.compile(rb"(?<!\d)\d{1,10}\s+\d{1,5}\s+obj\b")
_STREAM = re.compile(rb"\bstream\r?\n")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")
_FILTERS = re.compile(rb"/(?:Filter|F)\s*(?:\[([^\]]*)\]|(/\w+))")
_NAME = re.compile(rb"/(\w+)")
_STRING = re.compile(
    rb"(?:/([A-Za-z]+)\s*)?"
    rb"(\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)|<(?![<\s]*<)[0-9A-Fa-f\s]*+>)",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r?\n|\r)|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_CODED_NAME = re.compile(rb"/([^\s/<>\[\](){}%]*#[0-9A-Fa-f]{2}[^\s/<>\[\](){}%]*|[^\s/<>\[\](){}%]{12,})")
_PICTURE_FILTERS = (b"DCTDecode", b"DCT", b"JPXDecode", b"JBIG2Decode", b"CCITTFaxDecode", b"CCF")
_NO_WORDS = re.compile(rb"/(?:FontFile\d?|Length1|XRef|Type1C|CIDFontType0C|OpenType)\b")
# Numbers of glyphs: what they show is read from the page.
_GLYPHS = re.compile(rb"^\((?!\\376\\377|\xfe\xff)[^)]{0,12}(?:\\00|\0)|^<00")
_UNSEEN = "a part of it that does not show on the page"
_LABELS = {
    b"Contents": "a remark on a page",
    b"RC": "a remark on a page",
    b"Subj": "a remark on a page",
    b"T": "a form field",
    b"V": "a form field",
    b"DV": "a form field",
    b"TU": "a form field",
    b"Opt": "a form field",
    b"Alt": "a description for screen readers",
    b"ActualText": "a description for screen readers",
    b"F": "the name of an attached file",
    b"UF": "the name of an attached file",
    b"URI": "a link",
} | dict.fromkeys((b"Author", b"Subject", b"Keywords", b"Creator", b"Producer", b"Company"), "its properties")
_OF_A_BOOKMARK = re.compile(rb"/(?:Parent|Dest|Next|Prev)\b")


@dataclass(frozen=True, slots=True)
class PdfObject:
    """One object: its words and names (`body`) and, if it has one, its stream, unpacked as far as it could be."""

    body: bytes
    stream: bytes | None = None
    opened: bool = True
    is_picture: bool = False

    @property
    def has_words(self) -> bool:
        """Whether words may stand in the stream: not in pictures and type faces."""
        return self.stream is not None and self.opened and not self.is_picture and not _NO_WORDS.search(self.body)


def objects(content: bytes) -> Iterator[PdfObject]:
    """Yield every object of a PDF, those of earlier states and those inside packed objects too."""
    starts = [found.end() for found in _OBJECT.finditer(content)]
    covered = 0
    for number, start in enumerate(starts):
        if start < covered:
            continue  # chance bytes inside a stream
        end = starts[number + 1] if number + 1 < len(starts) else len(content)
        found = _STREAM.search(content, start, max(end, start))
        if found is None:
            yield PdfObject(content[start:end])
            continue
        body = content[start : found.start()]
        covered, packed = _stream(content, body, found.end())
        yield _opened(body, packed)
    yield PdfObject(b"\n".join(re.findall(rb"trailer(.*?)startxref", content, re.DOTALL)))


def stray_bytes(content: bytes) -> bytes:
    """Return what stands in front of the first object and behind the last end of a PDF, and its remarks."""
    first = _OBJECT.search(content)
    head = content[: first.start()] if first else content
    remarks = b"\n".join(re.findall(rb"(?:^|[\r\n])%([ -~]{8,})", content))
    return b"\n".join((head, remarks, content[content.rfind(b"%%EOF") + 5 :] if b"%%EOF" in content else b""))


def strings_of(held: PdfObject) -> Iterator[tuple[str, str]]:
    """Yield the strings of an object with a name for where they stand; those of a page as one."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    drawn = held.stream if held.has_words and held.stream else b""
    found = [*_STRING.findall(held.body), *(each for each in _STRING.findall(drawn) if not _GLYPHS.search(each[1]))]
    for key, string in found:
        if words := _said(string):
            groups[_label(key, held.body)].append(words)
    for name in _CODED_NAME.findall(b"\n".join((held.body, drawn)) if b"/ObjStm" in held.body else held.body):
        plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), name)
        groups[_UNSEEN].append(plain.decode("utf-8", errors="replace"))
    for label, said in groups.items():
        yield label, "\n".join(said)


def _label(key: bytes, body: bytes) -> str:
    if key == b"Title":
        return "a bookmark" if _OF_A_BOOKMARK.search(body) else "its properties"
    return _LABELS.get(key, _UNSEEN)


def _said(string: bytes) -> str:
    if string.startswith(b"<"):
        digits = re.sub(rb"\s", b"", string[1:-1])
        value = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    else:
        value = _ESCAPE.sub(_unescaped, string[1:-1])
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", errors="replace")
    if value.startswith(b"\xff\xfe"):
        return value[2:].decode("utf-16-le", errors="replace")
    return value.removeprefix(b"\xef\xbb\xbf").decode("utf-8" if value.startswith(b"\xef\xbb\xbf") else "cp1252",
                                                      errors="replace")  # fmt: skip


def _unescaped(found: re.Match[bytes]) -> bytes:
    octal, line_end, sign = found.groups()
    if octal:
        return bytes([int(octal, 8) & 0xFF])
    return b"" if line_end else _ESCAPED.get(sign, sign)


def _stream(content: bytes, body: bytes, start: int) -> tuple[int, bytes]:
    """Return where a stream ends, and its bytes."""
    if told := _LENGTH.search(body):
        end = start + int(told[1])
        if content[end : end + 12].lstrip().startswith(b"endstream"):
            return end, content[start:end]
    end = content.find(b"endstream", start)
    end = len(content) if end < 0 else end
    return end, content[start:end]


def _opened(body: bytes, packed: bytes) -> PdfObject:
    listed = _FILTERS.search(body)
    filters = _NAME.findall(listed[1] or listed[2]) if listed else []
    is_picture = b"/Image" in body
    data = packed
    for each in filters:
        if each in _PICTURE_FILTERS:
            return PdfObject(body, data, is_picture=True)
        try:
            data = _unpacked(each, data)
        except (zlib.error, ValueError, binascii.Error):
            return PdfObject(body, data, opened=False, is_picture=is_picture)
    return PdfObject(body, data, is_picture=is_picture)


def _unpacked(name: bytes, data: bytes) -> bytes:
    """Unpack a stream; `ValueError` for a way of packing that is not known here."""
    if name in {b"FlateDecode", b"Fl"}:
        return zlib.decompressobj().decompress(data.lstrip(b"\r\n"), LARGEST)
    if name in {b"ASCIIHexDecode", b"AHx"}:
        return bytes.fromhex(re.sub(rb"\s|>.*", b"", data, flags=re.DOTALL).decode("ascii"))
    if name in {b"ASCII85Decode", b"A85"}:
        return base64.a85decode(data.strip().removeprefix(b"<~").partition(b"~>")[0])
    if name in {b"RunLengthDecode", b"RL"}:
        return _runs(data)
    raise ValueError


def _runs(data: bytes) -> bytes:
    """Unpack runs: a length and as many bytes, or a length beyond 128 and one byte that is repeated."""
    out = bytearray()
    at = 0
    while at < len(data) and data[at] != 128:  # noqa: PLR2004  the mark of the end
        length = data[at]
        if length < 128:  # noqa: PLR2004
            out += data[at + 1 : at + 2 + length]
            at += length + 2
        else:
            out += data[at + 1 : at + 2] * (257 - length)
            at += 2
    return bytes(out)
