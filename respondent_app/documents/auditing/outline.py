"""Where the clauses of a text stand: which belong to Section 14, which is the definition of a term."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from respondent_app.documents.auditing.references import Key, Sort, Sought, part_and_key
from respondent_app.model.comparison import Clause, ClauseChange, Kind
from respondent_app.model.document import Part
from respondent_app.model.text import fold

_PART_HEADING = re.compile(
    r"(?P<part>(?:appendix|annexe?|schedule|attachment|exhibit) (?:[a-z]{1,2}|\d{1,2}[a-z]?|[ivx]+))"
    r"(?: ?[-:.|] ?.*| \(.*|$)|(?P<titled>(?:appendix|annexe?|schedule) (?:[a-z]|\d{1,2}|[ivx]+)) (?:[\w'-]+ ?){1,8}$"
)
_PAGE_NUMBER = re.compile(r"(?:\s|\.{2,})\d{1,4}$")
_IN_FRONT = re.compile(r"^(?:\d+(?:\.\d+)*[a-z]?\.?\s+)?")


@dataclass(frozen=True, slots=True)
class Place:
    """A clause of one side: its appendix or schedule ("" in the body), its number or that which it belongs to."""

    change: int
    clause: Clause
    part: str
    key: Key


@dataclass(frozen=True, slots=True)
class Scope:
    """What a reference covers: `own` are the changes of the clause itself, `below` those of the clauses in it."""

    sought: Sought
    own: tuple[int, ...] = ()
    below: tuple[int, ...] = ()
    printed: str = ""

    @property
    def all(self) -> tuple[int, ...]:
        """All changes covered, in reading order."""
        return tuple(sorted({*self.own, *self.below}))

    @property
    def found(self) -> bool:
        """Whether the text has such a clause."""
        return bool(self.own or self.below)


@dataclass(slots=True)
class Outline:
    """The clauses of one side in their order."""

    places: tuple[Place, ...]
    _by_key: dict[tuple[str, Key], list[Place]] = field(init=False, default_factory=dict)
    _by_position: dict[int, Place] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for place in self.places:
            self._by_position[place.clause.position] = place
            for length in range(len(place.key) + 1):
                self._by_key.setdefault((place.part, place.key[:length]), []).append(place)

    def find(self, sought: Sought) -> tuple[Place, ...]:
        """Return the clauses meant: the clause and those in it, a heading alone, a definition."""
        if sought.sort is Sort.EVERYWHERE:
            return self.places
        if sought.sort is Sort.DEFINITION:
            return tuple(place for place in self.places if _defines(place.clause.text, fold(sought.name)))
        if sought.name:
            return tuple(place for place in self.places if _is_named(place, sought))
        found = self._within(sought)
        return tuple(place for place in found if _heads(place, sought)) if sought.sort is Sort.HEADING else found

    def at(self, position: int) -> Place | None:
        """Return where the clause at a position of the text stands."""
        return self._by_position.get(position)

    def _within(self, sought: Sought) -> tuple[Place, ...]:
        exact = self._by_key.get((sought.part, sought.key)) if sought.key or sought.part else None
        if exact or sought.part or not sought.key:
            return tuple(exact or ())
        # A table may leave out the appendix where only one of them has a clause of this number.
        elsewhere = [part for part, key in self._by_key if key == sought.key]
        return tuple(self._by_key[elsewhere[0], sought.key]) if len(elsewhere) == 1 else ()


def outline(changes: Sequence[ClauseChange], *, proposed: bool) -> Outline:
    """Return the clauses of the proposed or of the current side, each with the place where it stands."""
    sides = (
        (index, clause)
        for index, change in enumerate(changes)
        for clause in (change.proposed if proposed else change.current)
    )
    ordered = sorted(sides, key=lambda each: each[1].position)
    return Outline(tuple(_placed(ordered)))


def part_heading(text: str) -> str:
    """Return the appendix or schedule that a heading opens, folded; empty where it opens none."""
    match = _PART_HEADING.match(fold(text)[:200])
    if match is None or _PAGE_NUMBER.search(text.strip()):
        return ""
    return match["part"] or match["titled"] or ""


def without_number(text: str) -> str:
    """Return the folded words of a heading or of its line in a table of contents, without number and page."""
    return _IN_FRONT.sub("", _PAGE_NUMBER.sub("", fold(text)).rstrip(" .")).strip()


def scope(sought: Sought, here: Outline, there: Outline, changes: Sequence[ClauseChange]) -> Scope:
    """Return what a reference covers when it is read as a number of the side `here`.

    What only the other side has, a clause deleted or inserted, has no number on this one: it is covered where it
    stands below the same clause of the other side.
    """
    found = here.find(sought)
    own = {place.change for place in found if _is_itself(place, sought)}
    below = {place.change for place in found} - own
    printed = next(
        (place.clause.reference for place in found if place.key == sought.key and place.clause.reference), ""
    )
    for place in there.find(_as_there(sought, found, there)):
        if changes[place.change].kind in {Kind.DELETED, Kind.INSERTED}:
            (own if _is_itself(place, sought) else below).add(place.change)
    return Scope(sought, tuple(sorted(own)), tuple(sorted(below - own)), printed)


def _as_there(sought: Sought, found: tuple[Place, ...], there: Outline) -> Sought:
    """Return the same clause by its number on the other side, where the comparison pairs it with another number."""
    if not sought.key or sought.sort is not Sort.CLAUSE:
        return sought
    heads = {place.change for place in found if place.key == sought.key and place.clause.reference}
    for place in there.places:
        if place.change in heads and place.key:
            return Sought(sought.sort, place.part, place.key, sought.name)
    return sought


def _is_itself(place: Place, sought: Sought) -> bool:
    if sought.sort is not Sort.CLAUSE:
        return True
    return bool(sought.key) and place.key == sought.key


def _placed(ordered: list[tuple[int, Clause]]) -> Iterator[Place]:
    openings = _openings([clause for _, clause in ordered])
    part, key = "", Key()
    numbered = False  # whether the appendix has had a number of its own; before that, what it is within lies outside
    for number, (change, clause) in enumerate(ordered):
        if clause.part is not Part.BODY:
            yield Place(change, clause, *(part_and_key(clause.place) if clause.place else ("", ())))
            continue
        if number in openings:
            part, key, numbered = openings[number], (), False
        named_part, own = part_and_key(clause.place)
        part = named_part or part
        numbered = numbered or bool(clause.reference)
        if own and part and not numbered:
            own = ()
        if own or named_part or number in openings:
            key = own
        elif clause.is_heading:  # a heading without a number ends the clause before it, not the section
            key = key[:1]
        yield Place(change, clause, part, key)


def _openings(clauses: Sequence[Clause]) -> dict[int, str]:
    """Return where each appendix begins: at its heading, else at the last line that looks like one.

    A table of contents names the appendices too, but never as headings and always before them.
    """
    found: dict[str, int] = {}
    headed: set[str] = set()
    for number, clause in enumerate(clauses):
        part = part_heading(f"{clause.label} {clause.text}".strip()) if clause.part is Part.BODY else ""
        if part and (clause.is_heading or part not in headed):
            found[part] = found[part] if part in headed else number
            headed |= {part} if clause.is_heading else set()
    return {number: part for part, number in found.items()}


def _heads(place: Place, sought: Sought) -> bool:
    if place.key != sought.key:
        return False
    return place.clause.is_heading or bool(not sought.key and part_heading(place.clause.text))


def _is_named(place: Place, sought: Sought) -> bool:
    if sought.part and place.part != sought.part:
        return False
    return place.clause.is_heading and without_number(place.clause.text) == without_number(sought.name)


def _defines(text: str, term: str) -> bool:
    """Whether a clause begins with the term that it defines."""
    folded = fold(text[: len(term) + 60]).lstrip("\"' ")
    if not folded.startswith(term):
        return False
    rest = folded[len(term) :].lstrip("\"' ")
    return not rest or bool(re.match(r"\||:|means\b|shall mean|has the|is defined|or \"|\(|-|and \"|shall have", rest))
