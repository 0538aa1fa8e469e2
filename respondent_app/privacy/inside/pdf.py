"""PDF: what its pages say, in every state that the file keeps, and everything else that its objects hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from respondent_app.privacy.inside.pdf_objects import objects, stray_bytes, strings_of
from respondent_app.privacy.inside.pictures import picture_texts
from respondent_app.privacy.inside.text import Kind, Path, Read, Text, decoded, raw_texts, unread
from respondent_app.storage.pdfium import PDFIUM

if TYPE_CHECKING:
    import pypdfium2

    from respondent_app.privacy.inside.pdf_objects import PdfObject

MOST_STATES = 24
_STATE_END = re.compile(rb"%%EOF[ \t]*\r?\n?")
_EARLIER = "an earlier state of the file"


def pdf_texts(place: Path, content: bytes, read: Read) -> Iterator[Text]:
    """Yield the texts of a PDF."""
    ends = [found.end() for found in _STATE_END.finditer(content)]
    states = [content[:end] for end in ends[:-1] if len(content[end:].strip())]
    yield from _pages(place, content, newest=True)
    for state in states[-MOST_STATES:]:
        yield from _pages((*place, _EARLIER), state, newest=False)
    if len(states) > MOST_STATES or b"/Encrypt" in content:
        yield unread(place)
    for held in objects(content):
        yield from _object_texts(place, held, read)
    yield from raw_texts(place, stray_bytes(content))


def _pages(place: Path, content: bytes, *, newest: bool) -> Iterator[Text]:
    """Yield the words of all pages, hidden ones too. An earlier state that cannot be opened alone is no fault."""
    import pypdfium2

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            found = [unread(place)] if newest else []
        else:
            try:
                found = list(_page_texts(place, document))
            except pypdfium2.PdfiumError:
                found = [unread(place)]
            finally:
                document.close()
    yield from found


def _page_texts(place: Path, document: pypdfium2.PdfDocument) -> Iterator[Text]:
    said: list[str] = []
    for number in range(len(document)):
        page = document[number]
        words = page.get_textpage().get_text_range()
        where = (*place, f"page {number + 1}")
        yield Text(where, Kind.VISIBLE, words)
        if not words.strip() and next(iter(page.get_objects(max_depth=1)), None) is not None:
            yield unread(where)
        said.append(words)
    yield Text((*place, "its pages"), Kind.KEPT, "\n".join(said))


def _object_texts(place: Path, held: PdfObject, read: Read) -> Iterator[Text]:
    for label, words in strings_of(held):
        yield Text((*place, label), Kind.KEPT, words)
    if held.stream is None:
        return
    if held.is_picture:
        yield from picture_texts((*place, "a picture"), held.stream)
    elif not held.opened:
        yield unread(place)
    elif b"/EmbeddedFile" in held.body:
        yield from read((*place, "an attached file"), "", held.stream)
    elif b"/Metadata" in held.body or held.stream.lstrip().startswith(b"<"):
        yield from read((*place, "its properties"), "properties.xml", held.stream)
    elif held.has_words:
        yield Text((*place, "a part of it that does not show on the page"), Kind.RAW, decoded(held.stream))
