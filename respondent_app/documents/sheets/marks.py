"""Which words of a workbook are marked as inserted or deleted.

Excel keeps no tracked changes that survive sending. Publishers mark changes by hand: deleted words struck through,
inserted words coloured or underlined. Colour alone is used for much else, so it counts only where something is struck.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from respondent_app.documents.sheets.fonts import PLAIN
from respondent_app.documents.sheets.workbook import Run, Sheet, SheetCell
from respondent_app.model.word_diff import Did, Words

COLOUR_UNREAD = (
    "Some words are coloured, but none is struck through or underlined: colour alone was not read as a change."
)
BY_HAND = (
    "Struck words were read as deleted and coloured or underlined ones as inserted: a workbook has no other sign of it."
)


@dataclass(frozen=True, slots=True)
class Marking:
    """How this workbook marks changes, if it does. `ordinary` is the colour that most of its text has."""

    strikes: bool = False
    underlines: bool = False
    ordinary: str = ""
    coloured: bool = False

    @property
    def used(self) -> bool:
        """Whether any change is marked."""
        return self.strikes or self.underlines

    @property
    def note(self) -> str:
        """What the person must know about how marks were read; empty if there is nothing to say."""
        if self.used:
            return BY_HAND
        return COLOUR_UNREAD if self.coloured else ""

    def words(self, cell: SheetCell, *, exempt: bool) -> tuple[Words, ...]:
        """What stays, comes and goes in a cell. In an `exempt` one, of headings or links, only strikes count."""
        if len(cell.runs) == 1:
            return (Words(self._did(cell.runs[0], exempt=exempt), cell.runs[0].text),)
        found: list[Words] = []
        for run in cell.runs:
            did = self._did(run, exempt=exempt)
            if found and found[-1].did is did:
                found[-1] = Words(did, found[-1].text + run.text)
            else:
                found.append(Words(did, run.text))
        return tuple(found)

    def _did(self, run: Run, *, exempt: bool) -> Did:
        if run.font is PLAIN or not self.used or not run.text:
            return Did.STAY
        if run.font.struck:
            return Did.GO
        coloured = run.font.colour not in {"", self.ordinary}
        if exempt or not (coloured or run.font.underlined):
            return Did.STAY
        return Did.COME if self.strikes or (coloured and run.font.underlined) else Did.STAY


def marking(sheets: Iterable[tuple[Sheet, int | None]]) -> Marking:
    """Find out how a workbook marks changes, from its sheets and the rows (from 0) of their headings."""
    weight: Counter[str] = Counter()
    strikes = underlines = coloured = False
    for sheet, heading in sheets:
        for cell in _cells(sheet.rows):
            exempt = is_exempt(sheet, cell, heading)
            for run in cell.runs:
                if run.font.struck:
                    strikes = strikes or bool(run.text.strip())
                    continue
                weight[run.font.colour] += len(run.text)
                coloured = coloured or (bool(run.font.colour) and not exempt)
                underlines = underlines or (bool(run.font.colour) and run.font.underlined and not exempt)
    ordinary = max(weight, key=lambda colour: weight[colour], default="")
    return Marking(strikes, underlines, ordinary, coloured and len(weight) > 1)


def is_exempt(sheet: Sheet, cell: SheetCell, heading: int | None) -> bool:
    """Whether colour and underline mean something else in a cell: above the data, in headings and in links."""
    return (cell.row, cell.column) in sheet.links or (heading is not None and cell.row <= heading)


def _cells(rows: Sequence[Sequence[SheetCell]]) -> Iterable[SheetCell]:
    return (cell for row in rows for cell in row)
