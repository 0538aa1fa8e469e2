"""Everything in a Word document that is printed, as it lies in the file: body, notes, text boxes, headers, footers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from respondent_app.documents.formats.package import Package
from respondent_app.documents.progress import Progress
from respondent_app.documents.word import names
from respondent_app.documents.word.looks import without_looks
from respondent_app.documents.word.markup import STAYS, Standing
from respondent_app.documents.word.notes import ENDNOTES, FOOTNOTES, Calls, calls, notes_by_identifier
from respondent_app.documents.word.objects import Fingerprints
from respondent_app.documents.word.plain import plain_texts
from respondent_app.documents.word.revisions import format_changes
from respondent_app.documents.word.story import RawParagraph, Story, Tally
from respondent_app.model.document import Part

_TELL_EVERY = 500


@dataclass(slots=True)
class Parts:
    """The paragraphs of each kind of part. Notes are kept by the identifier by which the text calls them."""

    body: list[RawParagraph] = field(default_factory=list)
    notes: list[tuple[Calls, dict[str, list[RawParagraph]]]] = field(default_factory=list)
    boxes: list[RawParagraph] = field(default_factory=list)
    headers: list[RawParagraph] = field(default_factory=list)
    footers: list[RawParagraph] = field(default_factory=list)
    formats: dict[etree._Element, list[etree._Element]] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    def everything(self) -> Iterator[RawParagraph]:
        """Give all paragraphs: the body first."""
        yield from self.body
        for _, notes in self.notes:
            for note in notes.values():
                yield from note
        yield from self.boxes
        yield from self.headers
        yield from self.footers


class PartsReader:
    """Reads the parts of one document, each once."""

    def __init__(self, package: Package, main: etree._Element, progress: Progress) -> None:
        self._package = package
        self._path = package.main_part
        self._main = main
        self._progress = progress
        self._tally = Tally()
        self._parts = Parts()
        self._waiting: list[tuple[Story, etree._Element, Standing]] = []

    def read(self, body: etree._Element) -> Parts:
        """Read everything; what the body calls (notes, text boxes) after it."""
        parts = self._parts
        parts.body = self._read(self._story(self._path, self._main), body, Part.BODY)
        settings = related_xml(self._package, "settings")
        marks = [mark for raw in parts.body for mark in raw.found.notes]
        for kind in (FOOTNOTES, ENDNOTES):
            parts.notes.append(self._notes(calls(kind, marks, (body, settings)) if marks else Calls(kind, (), "", 1)))
        parts.headers = self._margins(names.HEADER_REFERENCE, Part.HEADER)
        parts.footers = self._margins(names.FOOTER_REFERENCE, Part.FOOTER)
        for story, box, standing in self._waiting:  # grows while boxes inside boxes are found
            parts.boxes += self._read(story, box, Part.TEXT_BOX, standing)
        parts.left_out = self._tally.left_out
        return parts

    def _read(
        self, story: Story, element: etree._Element, part: Part, standing: Standing = STAYS
    ) -> list[RawParagraph]:
        found: list[RawParagraph] = []
        waiting = len(self._waiting)
        for raw in story.read(element, part, standing):
            found.append(raw)
            if len(found) % _TELL_EVERY == 0:
                self._progress(f"Reading paragraph {len(found):,}")
            if raw.found.boxes:
                self._waiting += [(story, box, stands) for box, stands in raw.found.boxes]
        if story.must_read_again():
            del self._waiting[waiting:]
            return self._read(story, element, part, standing)
        return found

    def _story(self, path: str, root: etree._Element) -> Story:
        formats = format_changes(root)
        self._parts.formats.update(formats)
        return Story(Fingerprints(self._package, path), self._tally, plain_texts(root), formats)

    def _notes(self, called: Calls) -> tuple[Calls, dict[str, list[RawParagraph]]]:
        found: dict[str, list[RawParagraph]] = {}
        path = _related(self._package, called.kind.related) if called.marks else ""
        if path:
            root = self._package.xml(path, without_looks)
            story, notes = self._story(path, root), notes_by_identifier(called.kind, root)
            for identifier in called.identifiers():
                if identifier in notes:
                    standing = called.standing(identifier)
                    found[identifier] = self._read(story, notes[identifier], called.kind.part, standing)
        return called, found

    def _margins(self, reference: str, part: Part) -> list[RawParagraph]:
        """Read the headers or footers that sections name, each once, in the order of the sections."""
        targets = {one.identifier: one.target for one in self._package.relationships(self._path)}
        paths = dict.fromkeys(
            targets.get(element.get(names.RELATION_ID) or "", "") for element in self._main.iter(reference)
        )
        found: list[RawParagraph] = []
        for path in paths:
            if path and self._package.has(path):
                root = self._package.xml(path, without_looks)
                found += self._read(self._story(path, root), root, part)
        return found


def related_xml(package: Package, kind: str) -> etree._Element | None:
    """Parse the part of one kind that belongs to the main part; None where there is none."""
    path = _related(package, kind)
    return package.xml(path) if path else None


def _related(package: Package, kind: str) -> str:
    return next((path for path in package.related(package.main_part, kind) if package.has(path)), "")
