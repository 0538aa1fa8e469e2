"""The two texts as the audit looks at them: words, places and what is left to explain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from respondent_app.documents.auditing.outline import Outline, Place, Scope, outline, scope
from respondent_app.documents.auditing.phrases import Run
from respondent_app.documents.auditing.references import Sort, Sought, in_words
from respondent_app.documents.auditing.remainder import NONE, Remainder, Tally, of_texts, tally
from respondent_app.model.comparison import Clause, ClauseChange, Comparison, Kind

_FIRST_WORDS = 6


@dataclass(frozen=True)
class Texts:
    """A comparison with its outlines; the words of each clause are read once and only where they are asked for."""

    comparison: Comparison

    @property
    def changes(self) -> tuple[ClauseChange, ...]:
        """All clauses in reading order."""
        return self.comparison.changes

    @cached_property
    def current(self) -> Outline:
        """The places of the current text."""
        return outline(self.changes, proposed=False)

    @cached_property
    def proposed(self) -> Outline:
        """The places of the proposed text."""
        return outline(self.changes, proposed=True)

    @cached_property
    def _words(self) -> dict[int, Remainder]:
        return {}

    @cached_property
    def _runs(self) -> dict[int, tuple[Run, ...]]:
        return {}

    def words(self, change: int) -> Remainder:
        """Return the words of a change, nothing explained yet."""
        if change not in self._words:
            one = self.changes[change]
            self._words[change] = of_texts([c.text for c in one.current], [c.text for c in one.proposed])
        return self._words[change]

    def runs(self, change: int) -> tuple[Run, ...]:
        """Return which words of a clause differ."""
        if change not in self._runs:
            alike = self.changes[change].kind in {Kind.UNCHANGED, Kind.RENUMBERED, Kind.FORMATTED, Kind.MOVED}
            self._runs[change] = () if alike else self.words(change).runs
        return self._runs[change]

    def scope(self, sought: Sought, *, proposed: bool) -> Scope:
        """Return what a reference covers, read as a number of the proposed or of the current text."""
        here, there = (self.proposed, self.current) if proposed else (self.current, self.proposed)
        return scope(sought, here, there, self.changes)

    def tally(self, changes: Iterable[int], phrase: tuple[str, ...], apart_from: tuple[str, ...] = ()) -> Tally:
        """Count a phrase through several clauses."""
        return sum((tally(self.words(change), phrase, apart_from) for change in changes), NONE)

    def changed(self, changes: Iterable[int]) -> tuple[int, ...]:
        """Return those of some changes in which words come or go."""
        return tuple(change for change in changes if self.runs(change))

    def reference(self, change: int) -> str:
        """Return the number by which a person finds a change; its name where a number alone would lead astray."""
        place = self._place(change)
        if place is None or place.part or not place.key:
            return self.name(change)
        return self.changes[change].place

    def _place(self, change: int) -> Place | None:
        one = self.changes[change]
        side, clauses = (self.proposed, one.proposed) if one.proposed else (self.current, one.current)
        return next((found for clause in clauses if (found := side.at(clause.position))), None)

    def name(self, change: int) -> str:
        """Name the clause of a change as a sentence would: "Clause 6.4", "Appendix A, paragraph 2"."""
        one = self.changes[change]
        clauses, place = one.proposed or one.current, self._place(change)
        if place is None or not (place.key or place.part):
            return _by_words(clauses)
        number = place.clause.reference or place.clause.within
        named = in_words(Sought(Sort.CLAUSE, place.part, place.key), _bare(number, place.part))
        return f"a paragraph of {named}" if place.clause.is_heading and not place.clause.reference else named


def _bare(number: str, part: str) -> str:
    """Return a printed number without the name of its appendix, which stands in front of it anyway."""
    return "" if part and number.casefold().startswith(part) else number.strip().rstrip(".")


def _by_words(clauses: tuple[Clause, ...]) -> str:
    """Name a clause that has no number by its heading or its first words."""
    text = next((clause.text for clause in clauses if clause.text.strip()), "")
    words = text.split()
    start = " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "")
    heading = next((clause.heading for clause in clauses if clause.heading and not clause.is_heading), "")
    where = f" under “{heading}”" if heading else ""
    return f"the text “{start}”{where}" if start else "a passage without words"
