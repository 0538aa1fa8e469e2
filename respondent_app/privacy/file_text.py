"""Every text in a file, wherever the format hides it: parts, properties, attributes, names, headers, encodings."""

from __future__ import annotations

import base64
import binascii
import enum
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Skip = Callable[[str, bytes], bool]


class Kind(enum.Enum):
    """How a text is met: read on the page, kept in the file, or only there as bytes."""

    VISIBLE = enum.auto()
    KEPT = enum.auto()
    RAW = enum.auto()


@dataclass(frozen=True, slots=True)
class Text:
    """Some text of a file. `place` is the path to it, outermost first; `readable` is false for what cannot be read."""

    place: tuple[str, ...]
    kind: Kind
    text: str
    readable: bool = True


DEEPEST = 6
LARGEST = 256 * 1024 * 1024
_ZIP_START = b"PK\x03\x04"
_COMPOUND_START = b"\xd0\xcf\x11\xe0"
_BLOCK_END = re.compile(r"</(?:\w+:)?(?:p|tc|si|is|v|f|text|li|td|div)\s*>|<(?:\w+:)?br\b[^>]*>", re.IGNORECASE)
_GAP = re.compile(r"<(?:\w+:)?(?:tab|cr)\b[^>]*/>")
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r"""=\s*(?:"([^"]*)"|'([^']*)')""")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_STRING_INDEX = re.compile(r"""<c\b[^>]*\bt="s"[^>]*>\s*<v>\d+</v>""")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}(?:\r?\n[A-Za-z0-9+/_-]+)*={0,2}")
_MARKUP_START = re.compile(r"\s*(?:\ufeff)?\s*<[?!\w]")


def texts(name: str, content: bytes, skip: Skip = lambda _name, _content: False) -> Iterator[Text]:
    """Yield every text of a file, its name first; attachments of a mail that `skip` accepts are passed over."""
    yield Text(("the name of the file",), Kind.KEPT, name)
    yield from _texts((), name, content, skip)


def _texts(place: tuple[str, ...], name: str, content: bytes, skip: Skip) -> Iterator[Text]:
    if len(place) > DEEPEST or len(content) > LARGEST:
        yield Text(place, Kind.RAW, "", readable=False)
    elif content.startswith(_ZIP_START):
        yield from _zip_texts(place, content, skip)
    elif name.lower().endswith(".eml"):
        yield from _mail_texts(place, content, skip)
    else:
        yield from _plain_texts(place, name, content, skip)


def _zip_texts(place: tuple[str, ...], content: bytes, skip: Skip) -> Iterator[Text]:
    yield from _raw_texts(place, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                yield Text(place, Kind.RAW, "", readable=False)
                return
            yield Text((*place, "the comment of the archive"), Kind.KEPT, _decoded(archive.comment))
            for entry in archive.infolist():
                yield Text((*place, "the name of a part"), Kind.KEPT, entry.filename)
                yield Text((*place, "the comment of a part"), Kind.KEPT, _decoded(entry.comment + entry.extra))
                yield from _texts((*place, entry.filename), entry.filename, archive.read(entry), skip)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
        yield Text(place, Kind.RAW, "", readable=False)


def _plain_texts(place: tuple[str, ...], name: str, content: bytes, skip: Skip) -> Iterator[Text]:
    text = _decoded(content)
    if _MARKUP_START.match(text):
        yield from markup_texts(place, text)
    else:
        yield Text(place, Kind.KEPT, text)
        if name.lower().endswith(".json"):
            yield from _json_texts(place, text)
    if b"\0" in content or content.startswith(_COMPOUND_START):
        yield from _raw_texts(place, content)
    yield from _base64_texts(place, text, skip)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    return content.replace(b"\0", b"").decode("utf-8-sig", errors="replace")


def _raw_texts(place: tuple[str, ...], content: bytes) -> Iterator[Text]:
    """Yield bytes as text in the encodings of the field, at both alignments of the wide one."""
    yield Text(place, Kind.RAW, content.replace(b"\0", b"").decode("utf-8", errors="ignore"))
    for encoding in ("utf-16-le", "utf-16-be"):
        for start in (0, 1):
            yield Text(place, Kind.RAW, content[start:].decode(encoding, errors="ignore"))


def markup_texts(place: tuple[str, ...], text: str) -> Iterator[Text]:
    """Yield what a reader sees of XML or HTML, then what only the file keeps: attributes, comments and names."""
    opened = _CDATA.sub(lambda match: html.escape(match[1]), text)
    yield Text(place, Kind.VISIBLE, flow(opened))
    yield Text(place, Kind.KEPT, html.unescape(_TAG.sub(" ", opened)))
    values = (first or second for first, second in _ATTRIBUTE.findall(text))
    yield Text((*place, "an attribute"), Kind.KEPT, html.unescape("\n".join(values)))
    yield Text((*place, "a comment in the XML"), Kind.KEPT, "\n".join(_COMMENT.findall(text)))
    names = dict.fromkeys(_ATTRIBUTE.sub(" ", tag) for tag in _TAG.findall(text))
    yield Text((*place, "a name in the XML"), Kind.RAW, html.unescape("\n".join(names)))


def flow(markup: str) -> str:
    """Return the running text of XML or HTML, a paragraph or cell a line, words whole across runs."""
    lines = _BLOCK_END.sub("\n", _STRING_INDEX.sub("", _COMMENT.sub("", markup.replace("\n", " "))))
    return html.unescape(_TAG.sub("", _GAP.sub(" ", lines)))


def _json_texts(place: tuple[str, ...], text: str) -> Iterator[Text]:
    try:
        tree = json.loads(text)
    except ValueError:
        return
    yield Text(place, Kind.KEPT, "\n".join(_json_strings(tree)))


def _json_strings(tree: object) -> Iterator[str]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield str(key)
            yield from _json_strings(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _json_strings(value)
    else:
        yield str(tree)


def _base64_texts(place: tuple[str, ...], text: str, skip: Skip) -> Iterator[Text]:
    for blob in dict.fromkeys(_BASE64.findall(text)):
        packed = re.sub(r"\s", "", blob).rstrip("=").translate(str.maketrans("-_", "+/"))
        try:
            content = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
        except (binascii.Error, ValueError):
            continue
        yield from _blob_texts((*place, "Base64"), content, skip)


def _blob_texts(place: tuple[str, ...], content: bytes, skip: Skip) -> Iterator[Text]:
    if content.startswith(_ZIP_START):
        yield from _texts(place, "", content, skip)
        return
    try:
        yield Text(place, Kind.KEPT, content.decode("utf-8"))
    except UnicodeDecodeError:
        yield Text(place, Kind.RAW, content.replace(b"\0", b"").decode("utf-8", errors="ignore"))
    if b"\0" in content or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from _raw_texts(place, content)


def _mail_texts(place: tuple[str, ...], content: bytes, skip: Skip) -> Iterator[Text]:
    from email import message_from_bytes
    from email.policy import default

    message = message_from_bytes(content, policy=default)
    rest = content.replace(b"\r\n", b"\n")
    for part in message.walk():
        name = part.get_filename() or ""
        yield Text((*place, "a mail header"), Kind.VISIBLE, "\n".join(str(value) for value in part.values()))
        yield Text((*place, "a mail header"), Kind.KEPT, "\n".join(map(str, part.keys())))
        if part.is_multipart():
            yield Text((*place, "between the mail's parts"), Kind.KEPT, f"{part.preamble or ''}\n{part.epilogue or ''}")
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        rest = rest.replace(
            str(part.get_payload()).replace("\r\n", "\n").strip().encode("ascii", "ignore") or b"\0", b""
        )
        if not skip(name, payload):
            yield from _part_texts(
                (*place, name or "text of the mail"), part.get_content_maintype(), name, payload, skip
            )
    left = rest.decode("utf-8", errors="ignore")
    yield Text((*place, "the mail as bytes"), Kind.RAW, left)
    yield from _base64_texts(place, left, skip)


def _part_texts(place: tuple[str, ...], kind: str, name: str, payload: bytes, skip: Skip) -> Iterator[Text]:
    if kind == "text":
        yield Text(place, Kind.VISIBLE, _decoded(payload))
    yield from _texts(place, name, payload, skip)
