"""The walk through one part of a document: its paragraphs in order, with the tables they stand in.

Everything that can hold paragraphs is put on a stack, so that two hundred tables inside one another are no trouble.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from respondent_app.documents.word import names
from respondent_app.documents.word.inline import NOTHING, Inline, InlineReader, first_choice
from respondent_app.documents.word.markup import BOTH, STAYS, TRACKED, Standing
from respondent_app.documents.word.names import W
from respondent_app.documents.word.objects import Fingerprints
from respondent_app.documents.word.properties import UNSAID, Properties, read_properties
from respondent_app.model.document import Cell, Part

_GOES_ON = frozenset({f"{W}customXml", f"{W}smartTag", names.CONTROL_CONTENT, f"{W}dir", f"{W}bdo"})
_INLINE = frozenset({names.RUN, names.MATHS, names.MATHS_PARAGRAPH, f"{W}hyperlink", f"{W}fldSimple"})
_SPAN, _SKIPPED = f"{W}gridSpan", f"{W}gridBefore"
_ELSEWHERE = frozenset({f"{W}altChunk", f"{W}subDoc"})


@dataclass(slots=True)
class RawParagraph:
    """A paragraph as it lies in the file, with everything tracked in it.

    `standing` is that of what it stands in (a row, a text box); `container` tells cells, boxes and stories apart:
    only paragraphs of one container can flow into one another.
    """

    source: int
    part: Part
    container: int
    standing: Standing
    properties: Properties
    found: Inline
    cell: Cell | None = None
    text: str = ""
    changed: bool = False
    element: etree._Element | None = None

    def shown(self, view: int) -> str:
        """The text in one view, without looking at the paragraph's mark."""
        if not self.changed:
            return self.text
        return "".join(text for text, standing in self.found.pieces if standing.bits & view)

    def holds(self, view: int) -> bool:
        """Whether there is anything in it in one view."""
        if not self.changed:
            return bool(self.text or self.found.pieces)
        return any(standing.bits & view for _, standing in self.found.pieces)


@dataclass(slots=True)
class Tally:
    """What is counted through all parts of one document, and what the walk met on its way."""

    paragraphs: int = 0
    tables: int = 0
    containers: int = 0
    left_out: set[str] = field(default_factory=set)

    def container(self) -> int:
        """Give the number of a new container."""
        self.containers += 1
        return self.containers


@dataclass(slots=True)
class _Table:
    number: int
    rows: int = 0


@dataclass(slots=True)
class _Row:
    number: int
    columns: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is."""

    container: int
    standing: Standing = STAYS
    cell: Cell | None = None
    table: _Table | None = None
    row: _Row | None = None


class Story:
    """Reads one part (the body, a header, the notes): every call reads one piece of it."""

    def __init__(
        self,
        fingerprints: Fingerprints,
        tally: Tally,
        plain: Mapping[etree._Element, str],
        watched: Mapping[etree._Element, object],
    ) -> None:
        self._inline = InlineReader(fingerprints)
        self._tally = tally
        self._plain = plain
        self._loose_words = False
        self._watched = watched

    def read(self, container: etree._Element, part: Part, standing: Standing = STAYS) -> Iterator[RawParagraph]:
        """Read what stands in the body, a note, a header, or a text box; `standing` is that of the whole."""
        start = _Place(self._tally.container(), standing)
        stack: list[tuple[Iterator[etree._Element], _Place]] = [(iter(container), start)]
        while stack:
            inside, place = stack[-1]
            for element in inside:
                if element.tag == names.PARAGRAPH:
                    yield self._paragraph(element, part, place)
                    continue
                if element.tag in _INLINE:
                    yield self._loose(element, part, place)
                    continue
                deeper = self._inside(element, str(element.tag), place)
                if deeper:
                    stack.append(deeper)
                    break
            else:
                stack.pop()

    def _paragraph(self, element: etree._Element, part: Part, place: _Place) -> RawParagraph:
        first = element[0] if len(element) else None
        properties = read_properties(first) if first is not None and first.tag == names.PARAGRAPH_PROPERTIES else UNSAID
        text = self._plain.get(element) if place.standing is STAYS else None
        if text is not None:
            return self._raw(element, part, place, properties, NOTHING, text)
        return self._raw(element, part, place, properties, self._inline.read(element, place.standing))

    def must_read_again(self) -> bool:
        """Whether words were met outside all paragraphs: then none may be taken for plain, which is seen to now."""
        again = self._loose_words and bool(self._plain)
        if again:
            self._plain = {}
        return again

    def _loose(self, element: etree._Element, part: Part, place: _Place) -> RawParagraph:
        """Read words or an equation that stand in no paragraph as one of their own."""
        self._loose_words = True
        return self._raw(element, part, place, UNSAID, self._inline.read((element,), place.standing))

    def _raw(
        self,
        element: etree._Element,
        part: Part,
        place: _Place,
        properties: Properties,
        found: Inline,
        text: str | None = None,
    ) -> RawParagraph:
        tally = self._tally
        raw = RawParagraph(tally.paragraphs, part, place.container, place.standing, properties, found, place.cell)
        tally.paragraphs += 1
        if text is None:
            raw.changed = any(standing is not STAYS for _, standing in found.pieces)
            raw.text = "".join([text for text, _ in found.pieces])
            tally.left_out |= found.left_out
        else:
            raw.text = text
        if self._watched and element in self._watched:
            raw.element = element
        return raw

    def _inside(
        self, element: etree._Element, tag: str, place: _Place
    ) -> tuple[Iterator[etree._Element], _Place] | None:
        """Return what is inside something that can hold paragraphs, and where that is."""
        if tag == names.TABLE:
            self._tally.tables += 1
            table = _Table(self._tally.tables - 1)
            return iter(element), replace(place, table=table, row=None, container=self._tally.container())
        if tag == names.ROW:
            return iter(element), self._row(element, place)
        if tag == names.CELL:
            return iter(element), self._cell(element, place)
        if tag in TRACKED:
            return iter(element), replace(place, standing=place.standing.within(element))
        if tag in _ELSEWHERE:
            self._tally.left_out.add(etree.QName(element).localname)
        return _passed_through(element, tag, place)

    def _row(self, element: etree._Element, place: _Place) -> _Place:
        table = place.table or _Table(self._tally.tables)
        row = _Row(table.rows)
        table.rows += 1
        standing = place.standing
        for child in element.iterchildren(names.ROW_PROPERTIES):
            for one in child:
                if one.tag in TRACKED:
                    standing = standing.within(one)
                elif one.tag == _SKIPPED:
                    row.columns += _count(one)
        return replace(place, table=table, row=row, standing=standing)

    def _cell(self, element: etree._Element, place: _Place) -> _Place:
        row = place.row or _Row(0)
        standing, span = place.standing, 1
        for child in element.iterchildren(names.CELL_PROPERTIES):
            for one in child:
                if one.tag in TRACKED:
                    standing = standing.within(one)
                elif one.tag == _SPAN:
                    span = max(_count(one), 1)
        cell = Cell(place.table.number if place.table else 0, row.number, row.columns)
        row.columns += span
        return _Place(self._tally.container(), standing, cell)


def _passed_through(element: etree._Element, tag: str, place: _Place) -> tuple[Iterator[etree._Element], _Place] | None:
    if tag in _GOES_ON:
        return iter(element), place
    inside: Iterable[etree._Element] | None = None
    if tag == names.CONTROL:
        inside = next(element.iterchildren(names.CONTROL_CONTENT), None)
    elif tag == names.ALTERNATES:
        inside = first_choice(element)
    return None if inside is None else (iter(inside), place)


def _count(element: etree._Element) -> int:
    said = element.get(names.VALUE) or ""
    return min(int(said), 1000) if said.isdecimal() else 0


def stands_apart(raw: RawParagraph) -> bool:
    """Whether a paragraph differs between the views: its words, its mark or its layout."""
    properties = raw.properties
    return (
        raw.changed
        or raw.standing.bits != BOTH
        or properties.mark.bits != BOTH
        or properties.current != properties.proposed
    )
