"""Where a clause stands: its full reference, the clause that an unnumbered paragraph belongs to, the heading above.

Numbers come from Word's lists or were typed by hand; both mix in one document. A list says at which level its numbers
are. For the others the numbers speak for themselves: "(b)" follows "(a)", "5.2" follows "5.1", and what follows nothing
starts a level below.
"""

from __future__ import annotations

from dataclasses import dataclass

from respondent_app.documents.clause_tree import Path, continues, in_list, in_row
from respondent_app.documents.number_labels import normalised, same_reference, taken_apart
from respondent_app.documents.typed_numbers import possible_number, typed_number

__all__ = ["Placed", "References", "normalised", "same_reference", "typed_number"]


@dataclass(frozen=True, slots=True)
class Placed:
    """The place of a paragraph. `level` counts from 1, 0 is other text; see `model.document.Paragraph`."""

    reference: str
    within: str
    heading: str
    level: int


class References:
    """The places of the paragraphs of one part in one view: feed it every paragraph in order."""

    def __init__(self) -> None:
        self._path: Path = ()
        self._loose: Path = ()
        self._heading = ""

    def typed_number(self, text: str) -> tuple[str, int] | None:
        """Return the typed number as `typed_number` does, and also one that only the sequence makes likely."""
        certain = typed_number(text)
        if certain:
            return certain
        possible = possible_number(text)
        if possible is None:
            return None
        label = taken_apart(possible[0])
        return possible if label and continues(self._loose, label) else None

    def place(
        self, label: str, level: int, *, typed: bool, is_heading: bool, heading_text: str, of_list: str = ""
    ) -> Placed:
        """Place a numbered paragraph.

        `level` counts from 0 as in its list (`ListItem.level`); of typed numbers it is not looked at. `of_list` tells
        lists apart (`ListItem.counted_as`): with it a list's own levels decide what stands under what.
        """
        if is_heading:
            self._heading = heading_text
        parsed = taken_apart(label)
        if parsed is None:
            return Placed("", self._within(), self._heading, 0 if typed else level + 1)
        spot = in_list(self._path, of_list, level) if of_list and not typed else None
        spot = spot or in_row(self._loose, parsed, is_heading=is_heading)
        entry = spot.entry(parsed, "" if typed else of_list, level, is_heading=is_heading)
        self._path = self._loose = (*spot.above, entry)
        return Placed(entry.reference, "", self._heading, entry.level)

    def unnumbered(self, *, is_heading: bool, heading_text: str, level: int) -> Placed:
        """Place a paragraph without a number. `level` is that of a heading, counted from 1; 0 for other text."""
        if not is_heading:
            return Placed("", self._within(), self._heading, 0)
        self._heading = heading_text
        kept = len(self._loose)
        while kept and not (self._loose[kept - 1].is_heading and self._loose[kept - 1].level < level):
            kept -= 1
        self._loose = self._loose[:kept]
        return Placed("", self._within(), heading_text, level)

    def _within(self) -> str:
        return self._loose[-1].reference if self._loose else ""
