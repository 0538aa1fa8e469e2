"""What differs between the current and the proposed text, clause by clause."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from respondent_app.model.document import Part
from respondent_app.model.word_diff import Words


class Kind(enum.StrEnum):
    """What became of a clause."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    MOVED_EDITED = "moved-edited"
    SPLIT = "split"
    MERGED = "merged"
    RENUMBERED = "renumbered"
    FORMATTED = "formatted"


@dataclass(frozen=True, slots=True)
class Clause:
    """A unit that is compared: a paragraph, or a row of a table whose cells are joined with " | ".

    `position` counts the clauses of its text from 0. The other fields are those of `Paragraph`; `text` is without a
    number typed in front.
    """

    position: int
    text: str
    label: str = ""
    reference: str = ""
    within: str = ""
    heading: str = ""
    is_heading: bool = False
    level: int = 0
    part: Part = Part.BODY
    objects: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()

    @property
    def place(self) -> str:
        """The reference by which a person finds the clause: its own, or that of the clause it belongs to."""
        return self.reference or self.within


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause and what became of it.

    `current` and `proposed` hold one clause each; none where it was inserted or deleted, several where it was split
    or merged. `words` run through both texts. `typography` means that only quotes, dashes or spaces differ. `authors`
    are those of a file's own tracked changes.
    """

    kind: Kind
    current: tuple[Clause, ...]
    proposed: tuple[Clause, ...]
    words: tuple[Words, ...] = ()
    typography: bool = False
    authors: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The reference by which a person finds the change: the proposed one, else the current."""
        return next((clause.place for clause in (*self.proposed, *self.current) if clause.place), "")

    @property
    def objects_changed(self) -> bool:
        """Whether pictures, drawings or equations differ between clauses that belong together."""
        before = [each for clause in self.current for each in clause.objects]
        after = [each for clause in self.proposed for each in clause.objects]
        return bool(self.current) and bool(self.proposed) and before != after


@dataclass(frozen=True, slots=True)
class UnsurePair:
    """A deleted and an inserted clause that may be one clause rewritten: for a person to decide.

    `current` and `proposed` are positions of clauses; `likeness` is from 0 to 1.
    """

    current: int
    proposed: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """All clauses in reading order, the unchanged ones included; a moved clause stands where it is proposed."""

    current_name: str
    proposed_name: str
    changes: tuple[ClauseChange, ...]
    unsure: tuple[UnsurePair, ...] = ()
    notes: tuple[str, ...] = ()

    def count(self, kind: Kind) -> int:
        """How many clauses are of one kind."""
        return sum(change.kind is kind for change in self.changes)
