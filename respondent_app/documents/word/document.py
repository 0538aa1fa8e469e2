"""Read a Word document: both views of all that is printed in it, with clause numbers and tracked changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from lxml import etree

from respondent_app.documents.formats.package import Package
from respondent_app.documents.progress import Progress, unheard
from respondent_app.documents.word import names
from respondent_app.documents.word.looks import without_looks
from respondent_app.documents.word.markup import BOTH, CURRENT, PROPOSED
from respondent_app.documents.word.notes import Calls
from respondent_app.documents.word.numbering import Numbering
from respondent_app.documents.word.parts import Parts, PartsReader, related_xml
from respondent_app.documents.word.revisions import revisions
from respondent_app.documents.word.story import RawParagraph, stands_apart
from respondent_app.documents.word.views import View
from respondent_app.model.document import Document, FileKind, Paragraph
from respondent_app.model.errors import UnreadableFileError
from respondent_app.model.word_diff import Did, Words

_DID = {BOTH: Did.STAY, CURRENT: Did.GO, PROPOSED: Did.COME}
_LEFT_OUT = (
    "A part of this document is kept inside it in another format or in another file and was not read. "
    "Open the document in Word, save it, and read it again to see that part too."
)


def read_word(data: bytes, name: str, progress: Progress = unheard) -> Document:
    """Read a document (.docx, .docm, .dotx, .dotm; transitional or strict); `name` is how errors call the file.

    Current is the text with every tracked change rejected, proposed with every one accepted. Paragraphs of the body
    come first, then those of footnotes, endnotes, text boxes, headers and footers. Raises UnreadableFileError.
    """
    package = Package.open(data, name)
    progress("Opening the document")
    main = _main(package)
    body = main.find(names.BODY)
    if body is None:
        raise _no_document(name)
    parts = PartsReader(package, main, progress).read(body)
    progress("Working out clause numbers")
    numbering = Numbering.read(related_xml(package, "numbering"), related_xml(package, "styles"))
    apart = any(map(stands_apart, parts.everything()))
    proposed = tuple(_paragraphs(parts, PROPOSED, numbering))
    current = tuple(_paragraphs(parts, CURRENT, numbering)) if apart else proposed
    return Document(
        name,
        FileKind.WORD,
        proposed if current == proposed else current,
        proposed,
        tuple(_redline(parts.body)) if any(map(_is_marked, parts.body)) else (),
        tuple(revisions(parts.everything(), parts.formats)),
        notes=(_LEFT_OUT,) if parts.left_out else (),
    )


def _main(package: Package) -> etree._Element:
    """Find the document in its package by what the package says of it, never by a part's name."""
    path = package.main_part
    if not path:
        raise _no_document(package.name)
    root = package.xml(path, without_looks)
    if root.tag != names.DOCUMENT:
        raise _no_document(package.name)
    return root


def _paragraphs(parts: Parts, view: int, numbering: Numbering) -> Iterator[Paragraph]:
    yield from View(view, numbering).paragraphs(parts.body)
    for called, notes in parts.notes:
        yield from _notes(called, notes, View(view, numbering))
    for others in (parts.boxes, parts.headers, parts.footers):
        yield from View(view, numbering).paragraphs(others)


def _notes(called: Calls, notes: dict[str, list[RawParagraph]], view: View) -> Iterator[Paragraph]:
    for identifier, label in called.numbers(view.view).items():
        reference = f"{called.kind.word} {label}" if label else called.kind.word
        for paragraph in view.paragraphs(notes.get(identifier, ())):
            yield replace(paragraph, label=label, reference=reference, within="", typed=0)


def _is_marked(raw: RawParagraph) -> bool:
    return raw.changed or raw.properties.mark.bits != BOTH


def _redline(raws: Iterable[RawParagraph]) -> Iterator[tuple[Words, ...]]:
    for raw in raws:
        if not raw.changed:
            yield (Words(Did.STAY, raw.text),) if raw.text else ()
        elif any(standing.bits for _, standing in raw.found.pieces):
            yield tuple(_words(raw))


def _words(raw: RawParagraph) -> Iterator[Words]:
    pieces: Sequence[tuple[str, int]] = [(text, standing.bits) for text, standing in raw.found.pieces if text]
    shown = (piece for piece in pieces if piece[1])
    for bits, run in groupby(shown, key=lambda piece: piece[1]):
        yield Words(_DID[bits], "".join(text for text, _ in run))


def _no_document(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"“{name}” holds no Word document.",
        meaning="It is a package of files, but the text of a document is not among them.",
        advice="Download or copy the file again; or open it in Word, save it under another name, and choose that file.",
    )
