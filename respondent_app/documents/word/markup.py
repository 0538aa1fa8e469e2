"""Tracked changes as they are written: who did what when, and in which of the two views something stands.

A view is one bit. What stays has both bits; an insertion takes away the current view's, a deletion the proposed one's;
what one author inserted and another deleted has neither (ECMA-376, part 1, 17.13.5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from lxml import etree

from respondent_app.documents.word import names
from respondent_app.model.document import RevisionKind

CURRENT, PROPOSED, BOTH = 1, 2, 3

_MEANS = {
    names.INSERTED: (PROPOSED, RevisionKind.INSERTED),
    names.MOVED_HERE: (PROPOSED, RevisionKind.MOVED_HERE),
    names.CELL_INSERTED: (PROPOSED, RevisionKind.INSERTED),
    names.DELETED: (CURRENT, RevisionKind.DELETED),
    names.MOVED_AWAY: (CURRENT, RevisionKind.MOVED_AWAY),
    names.CELL_DELETED: (CURRENT, RevisionKind.DELETED),
}
TRACKED = frozenset(_MEANS)


@dataclass(frozen=True, slots=True)
class Mark:
    """One author's change of some words, wherever its pieces lie."""

    kind: RevisionKind
    author: str
    when: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """In which views something stands (bits), and the changes that make it so, the outermost first."""

    bits: int = BOTH
    marks: tuple[Mark, ...] = ()

    def within(self, element: etree._Element) -> Standing:
        """Return how the content of a tracked change stands that is itself in something that stands so."""
        bits, kind = _MEANS[element.tag]
        return _narrowed(self, bits, mark_of(element, kind))


STAYS = Standing()


def mark_of(element: etree._Element, kind: RevisionKind) -> Mark:
    """Return who made a change, and when."""
    return _mark(kind, element.get(names.AUTHOR) or "", element.get(names.DATE) or "")


@lru_cache(maxsize=4096)
def _mark(kind: RevisionKind, author: str, date: str) -> Mark:
    try:
        # Word writes the clock of the author's wall, whatever zone it names.
        when = datetime.fromisoformat(date).replace(tzinfo=None)
    except ValueError:
        when = None
    return Mark(kind, author, when)


@lru_cache(maxsize=4096)
def _narrowed(standing: Standing, bits: int, mark: Mark) -> Standing:
    marks = standing.marks if mark in standing.marks else (*standing.marks, mark)
    return Standing(standing.bits & bits, marks)
