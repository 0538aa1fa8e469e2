"""Every text in a file, wherever the format hides it: parts, properties, attributes, names, headers, encodings.

What cannot be read is told as unread. It is never passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from respondent_app.privacy.inside.archives import PACKED, ZIP, is_tar, packed_texts, tar_texts, zip_texts
from respondent_app.privacy.inside.encodings import encoded_texts
from respondent_app.privacy.inside.mail import is_mail, mail_texts
from respondent_app.privacy.inside.markup import flow, is_markup, markup_texts
from respondent_app.privacy.inside.pictures import is_picture, picture_texts
from respondent_app.privacy.inside.rich_text import START as RICH_TEXT
from respondent_app.privacy.inside.rich_text import rich_texts
from respondent_app.privacy.inside.text import (
    DEEPEST,
    LARGEST,
    Kind,
    Path,
    Skip,
    Text,
    decoded,
    raw_texts,
    unread,
)

__all__ = ["Kind", "Skip", "Text", "flow", "markup_texts", "texts"]

_PDF = b"%PDF-"
_SIGN_OF_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PAGE_ENDINGS = (".txt", ".csv", ".tsv", ".md", ".text", ".log", ".ics", ".vcf", ".tex")
# Bytes without words of anybody: type faces, what a printer is set to, what a desktop keeps beside files.
_WORDLESS = (".odttf", ".ttf", ".otf", ".woff", ".woff2", ".fntdata")
_OF_THE_DESKTOP = ("~$", ".~lock", ".ds_store", "desktop.ini")


def texts(name: str, content: bytes, skip: Skip = lambda _name, _content: False) -> Iterator[Text]:
    """Yield every text of a file, its name first; attachments of a mail that `skip` accepts are passed over."""
    yield Text(("the name of the file",), Kind.KEPT, name)
    yield from _Reader(skip).read((), name, content)


class _Reader:
    """Reads a file, and the files in it, and the files in those."""

    def __init__(self, skip: Skip) -> None:
        self._skip = skip

    def read(self, place: Path, name: str, content: bytes) -> Iterator[Text]:
        """Yield the texts of one file, by what its bytes say that it is."""
        if len(place) > DEEPEST or len(content) > LARGEST:
            yield unread(place)
        elif content.startswith(ZIP):
            yield from zip_texts(place, content, self.read)
        elif content.lstrip(b"\xef\xbb\xbf\r\n \0").startswith(_PDF) or _PDF in content[:1024]:
            yield from self._pdf_texts(place, content)
        elif content.startswith(tuple(PACKED)):
            yield from packed_texts(place, name, content, self.read)
        elif is_tar(content):
            yield from tar_texts(place, content, self.read)
        elif is_picture(name, content):
            yield from picture_texts(place, content)
        elif is_mail(name, content):
            yield from mail_texts(place, content, self.read, self._skip)
        else:
            yield from self._plain_texts(place, name, content)

    def _pdf_texts(self, place: Path, content: bytes) -> Iterator[Text]:
        from respondent_app.privacy.inside.pdf import pdf_texts

        yield from pdf_texts(place, content, self.read)

    def _plain_texts(self, place: Path, name: str, content: bytes) -> Iterator[Text]:
        text = decoded(content)
        if content.startswith(RICH_TEXT):
            yield from rich_texts(place, content)
        if is_markup(text):
            yield from markup_texts(place, text)
        else:
            yield Text(place, Kind.VISIBLE if name.lower().endswith(_PAGE_ENDINGS) else Kind.KEPT, text)
            if text.lstrip().startswith(("{", "[")):
                yield from _json_texts(place, text)
        if _is_bytes(content):
            yield from raw_texts(place, content)
            if not _says_nothing(name):
                yield unread(place)
        yield from encoded_texts(place, text, self.read)


def _is_bytes(content: bytes) -> bool:
    """Whether a file is no text in any encoding that is known here."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return bool(_SIGN_OF_BYTES.search(content))


def _says_nothing(name: str) -> bool:
    known = name.lower()
    return (
        known.endswith(_WORDLESS) or "printersettings" in known or known.rpartition("/")[2].startswith(_OF_THE_DESKTOP)
    )


def _json_texts(place: Path, text: str) -> Iterator[Text]:
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
