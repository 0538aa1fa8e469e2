"""Tables of a form as a grid: which cell stands beside, above and under which."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Self

from lxml import etree

from respondent_app.model.template import Field
from respondent_app.templates import wording
from respondent_app.templates.word.lines import lets_strike
from respondent_app.templates.word.words import shown
from respondent_app.writing.word_text import w

_WRAPPERS = frozenset({w("sdt"), w("sdtContent"), w("ins"), w("customXml"), w("moveTo")})
_FEWEST_HEADS = 2
_LABEL_AND_ROOM = 2
_MOST_ABOVE = 20


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the column it begins in, and whether it only goes on the cell above it."""

    element: etree._Element
    column: int
    text: str
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table."""

    rows: list[list[Cell]]

    @classmethod
    def of(cls, table: etree._Element) -> Self:
        """Read a table."""
        return cls([list(_cells(row)) for row in _children(table, w("tr"))])

    def heads(self) -> dict[int, str]:
        """Return the heads of the columns by number; nothing if the first row is no row of heads."""
        if len(self.rows) < _FEWEST_HEADS or len(self.rows[0]) < _FEWEST_HEADS:
            return {}
        first = self.rows[0]
        if any(wording.is_hint(cell.text) and not wording.is_head(cell.text) for cell in first):
            return {}
        return {cell.column: cell.text for cell in first}

    def first_empty_row(self, start: int) -> list[Cell] | None:
        """Return the first row from `start` in which nothing stands but a number."""
        for row in self.rows[start:]:
            if all(_is_free(cell.text) for cell in row):
                return row
        return None

    def has_words_below(self, start: int) -> bool:
        """Whether any row from `start` holds words, so that it is no empty table."""
        return any(not _is_free(cell.text) for row in self.rows[start:] for cell in row)

    def is_room(self, number: int, cell: Cell, heads: dict[int, str]) -> bool:
        """Whether a cell is there to be filled: it is free, or stands where the words left of it or above it ask.

        Words may have been typed into it already.
        """
        if wording.is_hint(cell.text):
            return True
        if number and (field := wording.column_of(heads.get(cell.column, ""))) is not None and cell.column:
            return field not in {Field.COMMENT_QUESTION, Field.COMMENT_NUMBER, Field.COMMENT_CLAUSE}
        row = self.rows[number]
        left = next((one for one in reversed(row) if one.column < cell.column), None)
        asks = left is not None and len(row) == _LABEL_AND_ROOM and left.column == 0
        return asks and left is not None and _is_label(left.text)

    def label_of(self, number: int, cell: Cell, rooms: Collection[int]) -> str:
        """Return the words that ask for what goes into a cell: those left of it, else those above it.

        `rooms` are the columns of the row that are there to be filled, whatever has been typed into them.
        """
        row = [one for one in self.rows[number] if one.column < cell.column and one.column not in rooms]
        left = [one.text for one in row if not wording.is_hint(one.text)]
        if left:
            return left[-1]
        return next((one.text for one in self.above(number, cell) if not wording.is_hint(one.text)), "")

    def above(self, number: int, cell: Cell) -> Iterator[Cell]:
        """Yield the cells above a cell, the nearest first, without those in which one chooses by deleting."""
        for row in reversed(self.rows[max(0, number - _MOST_ABOVE) : number]):
            yield from (one for one in row if one.column == cell.column and not lets_strike(one.text))

    def has_room_below(self, number: int, cell: Cell) -> bool:
        """Whether the cell under a cell is free."""
        below = self.rows[number + 1] if number + 1 < len(self.rows) else []
        return any(one.column == cell.column and wording.is_hint(one.text) for one in below)


def _is_label(text: str) -> bool:
    """Whether a few words ask for a detail or for an answer."""
    words = wording.plain(text)
    is_short = 0 < len(words) <= wording.LONGEST_LABEL
    return is_short and (wording.detail_of(text) is not None or wording.part_of(text) is not None)


def _is_free(text: str) -> bool:
    return wording.is_hint(text) or text.strip(" .").isdigit()


def _cells(row: etree._Element) -> Iterator[Cell]:
    column = 0
    for element in _children(row, w("tc")):
        span = element.find(f"{w('tcPr')}/{w('gridSpan')}")
        merged = element.find(f"{w('tcPr')}/{w('vMerge')}")
        goes_on = merged is not None and merged.get(w("val"), "continue") == "continue"
        yield Cell(element, column, shown(element), goes_on)
        width = span.get(w("val"), "1") if span is not None else "1"
        column += int(width) if width.isdigit() else 1


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)
