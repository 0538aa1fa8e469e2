"""Changes that alter nothing a party must do: contents pages, versions, references that follow a new number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from respondent_app.documents.auditing.outline import Outline, Place, without_number
from respondent_app.documents.auditing.phrases import Run, Token
from respondent_app.documents.auditing.references import Key, key, part_and_key
from respondent_app.documents.auditing.texts import Texts
from respondent_app.documents.calendar_words import MONTHS
from respondent_app.model.comparison import Clause, ClauseChange, Kind
from respondent_app.model.document import Part
from respondent_app.model.text import fold

_OF_VERSIONS = frozenset({
    *map(str.casefold, MONTHS), *(month[:3].casefold() for month in MONTHS), "sept",
    "version", "draft", "final", "v", "date", "issue", "issued",
    "effective", "from", "of", "status", "page", "clean", "redline", "marked", "consultation",
})  # fmt: skip
_VERSION = re.compile(r"v?\d+(?:[.,/]\d+)*[a-z]?|\d+(?:st|nd|rd|th)|v\d+\w*")
_PAGED = re.compile(r"(?:[\s.…|]+)\d{1,4}\s*$")
_JOINERS = frozenset({"and", "or"})
_COVER_WORDS = 25


@dataclass(frozen=True)
class Apart:
    """What is set apart in a comparison, and why."""

    texts: Texts

    def is_front_matter(self, index: int) -> bool:
        """Whether a change is a line of the contents, or a version or date on the cover or in a page's margin."""
        change = self.texts.changes[index]
        if all(self._is_contents_line(clause, proposed=True) for clause in change.proposed) and all(
            self._is_contents_line(clause, proposed=False) for clause in change.current
        ):
            return True
        if not all(self._is_cover(clause, proposed=True) for clause in change.proposed):
            return False
        if not all(self._is_cover(clause, proposed=False) for clause in change.current):
            return False
        return self._is_version_change(index)

    def is_consequence(self, run: Run, change: ClauseChange) -> bool:
        """Whether a run only follows clauses to their new numbers: "Clause 7.14" becomes "Clause 7.15"."""
        if not run.gone or len(run.gone) != len(run.come):
            return False
        return all(self._follows(old, new, change) for old, new in zip(run.gone, run.come, strict=True))

    def is_joiner(self, run: Run, index: int) -> bool:
        """Whether a run is the "and" at the end of a list's item that moved because items come or go after it."""
        words = (*run.gone, *run.come)
        if len(words) != 1 or words[0].key not in _JOINERS or not _at_end(words[0]):
            return False
        return self._joins_a_changed_list(index, words[0].key)

    def _is_contents_line(self, clause: Clause, *, proposed: bool) -> bool:
        """Whether a clause repeats a heading with the number of its page."""
        if clause.is_heading or not _PAGED.search(clause.text):
            return False
        return without_number(clause.text) in (self._proposed_headings if proposed else self._current_headings)

    @cached_property
    def _proposed_headings(self) -> frozenset[str]:
        return _headings(self.texts.proposed)

    @cached_property
    def _current_headings(self) -> frozenset[str]:
        return _headings(self.texts.current)

    @cached_property
    def _first_numbered(self) -> tuple[int, int]:
        """Positions of the first numbered clause of either side; what stands before may be the cover."""
        return _first_numbered(self.texts.current), _first_numbered(self.texts.proposed)

    def _is_cover(self, clause: Clause, *, proposed: bool) -> bool:
        if clause.part in {Part.HEADER, Part.FOOTER}:
            return True
        return not clause.place and clause.position < self._first_numbered[proposed]

    def _is_version_change(self, index: int) -> bool:
        change = self.texts.changes[index]
        words = [token for run in self.texts.runs(index) for token in (*run.gone, *run.come)]
        if change.kind in {Kind.INSERTED, Kind.DELETED}:  # a line in the history of the document
            return len(words) <= _COVER_WORDS and " | " in (change.proposed or change.current)[0].text
        return all(_is_of_version(token) for token in words)

    def _follows(self, old: Token, new: Token, change: ClauseChange) -> bool:
        was, now = _numbered(old), _numbered(new)
        if not was or not now:
            return old.key == new.key
        if not (old.is_reference or _is_introduced(old)):
            return False
        if (was, now) in self._renumbered:
            return True
        parents = [part_and_key(side[0].place)[1] if side else () for side in (change.current, change.proposed)]
        return any(
            ((*parents[0][:i], *was), (*parents[1][:i], *now)) in self._renumbered
            for i in range(1, min(map(len, parents)) + 1)
        )

    @cached_property
    def _renumbered(self) -> frozenset[tuple[Key, Key]]:
        """The numbers before and after of every clause that the comparison pairs and that has another number now."""
        return frozenset(
            (was, now)
            for change in self.texts.changes
            for one, other in zip(change.current[:1], change.proposed[:1], strict=False)
            if (was := key(one.reference)) != (now := key(other.reference)) and was and now
        )

    def _joins_a_changed_list(self, index: int, joiner: str) -> bool:
        """Whether items of the same list come or go, and all its items are joined by the same word."""
        change = self.texts.changes[index]
        parents = [key(side[0].reference)[:-1] for side in (change.current, change.proposed) if side]
        siblings = [
            place for side in (self.texts.current, self.texts.proposed) for place in side.places
            if place.key[:-1] in parents and place.clause.reference
        ]  # fmt: skip
        comes_or_goes = any(self.texts.changes[p.change].kind in {Kind.INSERTED, Kind.DELETED} for p in siblings)
        return comes_or_goes and {word for place in siblings for word in _joined_by(place)} == {joiner}


def _headings(side: Outline) -> frozenset[str]:
    return frozenset(without_number(place.clause.text) for place in side.places if place.clause.is_heading)


def _first_numbered(side: Outline) -> int:
    return next((place.clause.position for place in side.places if place.clause.reference), 0)


def _is_of_version(token: Token) -> bool:
    return token.key in _OF_VERSIONS or bool(_VERSION.fullmatch(token.key))


def _numbered(token: Token) -> Key:
    return key(token.key) if any(letter.isdigit() for letter in token.key) or token.is_reference else ()


def _is_introduced(token: Token) -> bool:
    """Whether a bare number stands after "Section" or in a list of such numbers: "Sections 12, 13 and 14"."""
    before = fold(token.text[max(0, token.start - 40) : token.start])
    return bool(
        re.search(r"\b(?:clause|section|paragraph|article|condition|part)s?(?: ?[\d.,()-]+| and| to| or)* ?$", before)
    )


def _at_end(token: Token) -> bool:
    return not re.search(r"\w", token.text[token.end :])


def _joined_by(place: Place) -> Iterator[str]:
    match = re.search(r"\b(and|or)\W*$", place.clause.text.casefold())
    if match:
        yield match[1]
