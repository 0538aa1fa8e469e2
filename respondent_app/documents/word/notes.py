"""Footnotes and endnotes: which are called in a view, in what order, and with what number (ECMA-376, part 1, 17.11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from respondent_app.documents.numerals.formats import printed
from respondent_app.documents.word import names
from respondent_app.documents.word.inline import NoteMark
from respondent_app.documents.word.markup import Standing
from respondent_app.documents.word.names import W
from respondent_app.model.document import Part

_TYPE, _FORMAT, _START = f"{W}type", f"{W}numFmt", f"{W}numStart"
_PRINTED_NOTES = frozenset({None, "normal"})


@dataclass(frozen=True, slots=True)
class NoteKind:
    """Footnotes or endnotes: what calls them, what holds them, and how they are numbered unless the file says more."""

    part: Part
    mark: str
    element: str
    properties: str
    related: str
    word: str
    number_format: str


FOOTNOTES = NoteKind(
    Part.FOOTNOTE, names.FOOTNOTE_REFERENCE, f"{W}footnote", f"{W}footnotePr", "footnotes", "Footnote", "decimal"
)
ENDNOTES = NoteKind(
    Part.ENDNOTE, names.ENDNOTE_REFERENCE, f"{W}endnote", f"{W}endnotePr", "endnotes", "Endnote", "lowerRoman"
)


@dataclass(frozen=True, slots=True)
class Calls:
    """The places where one kind of note is called, in reading order, and how these notes are numbered."""

    kind: NoteKind
    marks: tuple[NoteMark, ...]
    number_format: str
    start: int

    def identifiers(self) -> tuple[str, ...]:
        """Every note that is called, once, by its first call."""
        return tuple(dict.fromkeys(mark.identifier for mark in self.marks))

    def standing(self, identifier: str) -> Standing:
        """How a note stands: as its call does; one that is called twice stands where either call does."""
        found = [mark.standing for mark in self.marks if mark.identifier == identifier]
        if len(found) == 1:
            return found[0]
        bits = 0
        for one in found:
            bits |= one.bits
        return Standing(bits)

    def numbers(self, view: int) -> dict[str, str]:
        """Give the printed number of each note in a view; empty for a note with a sign of its own."""
        found: dict[str, str] = {}
        number = self.start
        for mark in self.marks:
            if not mark.standing.bits & view:
                continue
            label = "" if mark.own_mark else printed(number, self.number_format)
            number += not mark.own_mark
            found.setdefault(mark.identifier, label)
        return found


def calls(kind: NoteKind, marks: Iterable[NoteMark], says: Sequence[etree._Element | None]) -> Calls:
    """Gather the calls of one kind. `says` are the parts that may hold its number format, the weightiest first."""
    number_format, start = kind.number_format, 1
    for root in reversed(says):
        for given in root.iter(kind.properties) if root is not None else ():
            number_format = next((one.get(names.VALUE) or "" for one in given.iter(_FORMAT)), number_format)
            start = next((_whole(one.get(names.VALUE)) for one in given.iter(_START)), start)
    return Calls(kind, tuple(mark for mark in marks if mark.tag == kind.mark), number_format, start)


def notes_by_identifier(kind: NoteKind, root: etree._Element) -> dict[str, etree._Element]:
    """Find the notes in their part, without the lines that separate them from the text."""
    return {
        note.get(names.IDENTIFIER) or "": note
        for note in root.iterchildren(kind.element)
        if note.get(_TYPE) in _PRINTED_NOTES
    }


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() else 1
