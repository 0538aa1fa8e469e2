"""Where a clause stands: its full reference, the clause that an unnumbered paragraph belongs to, the heading above.

Numbers come from Word's lists or were typed by hand; both mix in one document. A list says at which level its numbers
are. For the others the numbers speak for themselves: "(b)" follows "(a)", "5.2" follows "5.1", and what follows nothing
starts a level below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from respondent_app.documents.clause_numbers.labels import Label, taken_apart
from respondent_app.documents.clause_numbers.tree import Entry, Path, Spot, continues, in_list, in_row
from respondent_app.documents.clause_numbers.typed import is_title, possible_number, typed_number

_UNUSED = re.compile(r"\bnot (?:in )?use|\b(?:reserved|deleted|spare|blank)\b", re.IGNORECASE)


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
        self._schedule: tuple[str, Path] | None = None

    def typed_number(self, text: str) -> tuple[str, int] | None:
        """Return the typed number as `typed_number` does, and also one that only the sequence makes likely."""
        certain = typed_number(text)
        if certain:
            return certain
        possible = possible_number(text)
        if possible is None:
            return None
        label = taken_apart(possible[0])
        titled = is_title(text[possible[1] :])
        return possible if label and continues(self._loose, label, titled=titled) else None

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
        entry = self._listed(parsed, level, of_list, is_heading=is_heading) if of_list and not typed else None
        entry = entry or self._by_number(parsed, level, "" if typed else of_list, is_heading=is_heading)
        self._leave_listed_schedules(entry, heading_text)
        return Placed(entry.reference, "", self._heading, entry.level)

    def _listed(self, label: Label, level: int, of_list: str, *, is_heading: bool) -> Entry | None:
        spot = in_list(self._path, of_list, level)
        return self._put(spot, label, level, of_list, is_heading=is_heading) if spot else None

    def _by_number(self, label: Label, level: int, of_list: str, *, is_heading: bool) -> Entry:
        *outer, last = label.unfolded
        for part in outer:
            spot = in_row(self._loose, part)
            if spot.is_at(part):
                self._path = self._loose = spot.reached
            else:
                self._put(spot, part, 0, "", is_heading=False)
        spot = in_row(self._loose, last, is_heading=is_heading)
        return self._put(spot, last, level, of_list, is_heading=is_heading)

    def _put(self, spot: Spot, label: Label, level: int, of_list: str, *, is_heading: bool) -> Entry:
        entry = spot.entry(label, of_list, level, is_heading=is_heading)
        self._path = self._loose = (*spot.above, entry)
        return entry

    def _leave_listed_schedules(self, entry: Entry, title: str) -> None:
        """Go back before schedules that only are listed: one right after the other, with nothing in between."""
        listed, self._schedule = self._schedule, None
        if not entry.label.holds or _UNUSED.search(title):
            return
        before = self._path[:-1]
        if listed and listed[0] == entry.label.name:
            before = self._path = self._loose = listed[1]
        self._schedule = entry.label.name, before

    def unnumbered(self, *, is_heading: bool, heading_text: str, level: int) -> Placed:
        """Place a paragraph without a number. `level` is that of a heading, counted from 1; 0 for other text."""
        if heading_text or not is_heading:
            self._schedule = None
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
