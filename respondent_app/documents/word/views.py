"""The two views of a document: each paragraph as it stands before and after every tracked change.

A paragraph's mark holds its layout and ends it. Where the mark is not in a view, the paragraph flows on into the next
one, as it does in Word when a deleted mark is accepted or an inserted one rejected; what is left takes the layout of
the mark that remains. Nothing flows out of a table cell or into a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from respondent_app.documents.clause_numbers.references import References
from respondent_app.documents.word.inline import NOTHING
from respondent_app.documents.word.markup import CURRENT
from respondent_app.documents.word.numbering import Counter, Numbering
from respondent_app.documents.word.story import RawParagraph
from respondent_app.model.document import Paragraph


@dataclass(slots=True)
class View:
    """Makes the paragraphs of one view of one kind of part, numbers and references running on from one to the next."""

    view: int
    numbering: Numbering
    counter: Counter = field(init=False)
    references: References = field(init=False)

    def __post_init__(self) -> None:
        self.counter, self.references = Counter(self.numbering), References()

    def paragraphs(self, raws: Iterable[RawParagraph]) -> Iterator[Paragraph]:
        """Give the paragraphs of this view in order."""
        for group in _flowing_together(raws, self.view):
            if len(group) == 1:
                yield self._paragraph(group[0], group[0].shown(self.view), group)
            else:
                yield self._paragraph(group[-1], "".join(raw.shown(self.view) for raw in group), group)

    def _paragraph(self, last: RawParagraph, text: str, group: Sequence[RawParagraph]) -> Paragraph:
        properties = last.properties
        layout = properties.layout(self.view)
        level, references = self.numbering.styles.heading_level(layout.style, layout.outline), self.references
        item = self.numbering.item(layout.list_id, layout.list_level, layout.style, properties.language)
        label = self.counter.label(item) if item is not None else ""
        heads, typed = level is not None, 0
        if label and item is not None:
            placed = references.place(
                label, item.level, typed=False, is_heading=heads, heading_text=text, of_list=item.counted_as
            )
        elif number := references.typed_number(text):
            label, typed = number
            placed = references.place(label, 0, typed=True, is_heading=heads, heading_text=text[typed:])
        else:
            label = ""
            placed = references.unnumbered(is_heading=heads, heading_text=text, level=0 if level is None else level + 1)
        return Paragraph(
            text,
            last.part,
            label,
            placed.reference,
            placed.within,
            placed.heading,
            heads,
            placed.level,
            typed,
            last.cell,
            () if last.found is NOTHING and len(group) == 1 else self._objects(group),
            _sources(group, self.view),
        )

    def _objects(self, group: Sequence[RawParagraph]) -> tuple[str, ...]:
        return tuple(
            thing.current if self.view == CURRENT else thing.proposed
            for raw in group
            for thing in raw.found.things
            if thing.standing.bits & self.view
        )


def _flowing_together(raws: Iterable[RawParagraph], view: int) -> Iterator[list[RawParagraph]]:
    """Group the paragraphs that are one in a view."""
    group: list[RawParagraph] = []
    for raw in raws:
        if not raw.standing.bits & view:
            continue
        if group and group[-1].container != raw.container:
            if any(one.holds(view) for one in group):
                yield group
            group = []
        ends = raw.properties.mark.bits & view
        if ends and not group:
            yield [raw]
            continue
        group.append(raw)
        if ends:
            yield group
            group = []
    if any(one.holds(view) for one in group):
        yield group


def _sources(group: Sequence[RawParagraph], view: int) -> tuple[int, ...]:
    """Tell which paragraphs of the file gave something to one of a view; where none did, the one whose mark it has."""
    if len(group) == 1:
        return (group[0].source,)
    return tuple(raw.source for raw in group if raw.holds(view)) or (group[-1].source,)
