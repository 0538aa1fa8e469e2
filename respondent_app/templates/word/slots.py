"""Every place of a Word form that may take something, with the words around it, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from respondent_app.model.template import Field, Slot, SlotKind
from respondent_app.templates import wording
from respondent_app.templates.placing import Candidate
from respondent_app.templates.word.addresses import address
from respondent_app.templates.word.annex import TITLE
from respondent_app.templates.word.asking import Asking
from respondent_app.templates.word.lines import (
    choice_at,
    is_choice,
    label_before,
    labelled,
    lets_strike,
    options_of,
    question_before,
)
from respondent_app.templates.word.places import Inline, Made, control_place, inlines
from respondent_app.templates.word.tables import Cell, Grid
from respondent_app.templates.word.words import is_heading, shown, typed_text
from respondent_app.writing.word_text import w

_SHORT = 12  # signs: "Q2" in a column for the question
_OF_COMMENTS = frozenset({Field.COMMENT_CLAUSE, Field.COMMENT_NUMBER, Field.COMMENT_PROPOSED})
_WRAPPERS = frozenset({w("ins"), w("moveTo"), w("customXml"), w("smartTag")})


class Finder(Asking):
    """Walks through a form once. `part` is the name of the part that addresses begin with.

    In a form that somebody has `typed` into, what stands under a question that has no place of another kind is taken
    for the answer.
    """

    def candidates(self, body: etree._Element) -> tuple[Candidate, ...]:
        """Return the places in the body of a form."""
        self._blocks(body)
        self._take_spare()
        self._end_answer()
        return tuple(self._found)

    def _blocks(self, parent: etree._Element) -> None:
        for block in parent:
            if self._is_over or (block.tag == w("p") and shown(block) == TITLE):
                self._is_over = True  # what follows is our own annex
                return
            if block.tag == w("p"):
                if self._typed and self._is_typed(block):
                    self._answer.append(block)
                    continue
                self._end_answer()
                self._paragraph(block)
                continue
            self._end_answer()
            if block.tag == w("tbl"):
                self._table(block)
            elif block.tag == w("sdt"):
                self._control(block)
            elif block.tag in _WRAPPERS:
                self._blocks(block)

    def _control(self, control: etree._Element) -> None:
        made = control_place(control)
        content = control.find(w("sdtContent"))
        if made is not None:
            self._spare = None
            self._add(made, self._last(), choice=self._last())
        elif content is not None:
            self._blocks(content)

    # What somebody typed between the paragraphs of a form

    def _is_typed(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph is, or goes on, what somebody typed under a question or a label."""
        text = shown(paragraph)
        if not text.strip():
            return bool(self._answer)
        if is_heading(paragraph) or any(piece.made for piece in inlines(paragraph)) or lets_strike(text):
            return False
        if self._answer:
            return not self._is_label(text)
        asked = self._asks(self._last()) and not self._has_place
        return asked and not self._is_label(text) and not wording.is_hint(text)

    def _end_answer(self) -> None:
        """Take what was typed as one place that holds it."""
        if self._answer:
            holds = typed_text(self._answer)
            self._spare = None
            self._add(Made(self._answer[0], SlotKind.TEXT, holds), self._last())
            self._answer = []

    # Paragraphs in the text

    def _paragraph(self, paragraph: etree._Element) -> None:
        text = shown(paragraph)
        pieces = inlines(paragraph)
        if any(piece.made for piece in pieces):
            only_boxes = all(piece.made is None or piece.made.kind is SlotKind.TICK for piece in pieces)
            if not only_boxes or self._named(self._last()):
                self._spare = None
            self._take_spare()
            self._inside(pieces, self._last())
            if not is_choice(pieces):
                self._note(text)
        elif not text.strip():
            self._offer(paragraph)
        elif self._is_line(paragraph, text):
            self._spare = None
        elif wording.is_hint(text) and self._asks(self._last()) and not self._is_head(paragraph, text):
            self._spare = None
            self._add(Made(paragraph, SlotKind.TEXT), self._last())
        else:
            self._take_spare_before(text)
            self._note(text, paragraph)

    def _offer(self, paragraph: etree._Element) -> None:
        """Keep an empty line under a question as a place to answer, unless something better follows."""
        label = self._last()
        if self._spare is None and self._asks(label) and not self._has_place:
            slot = Slot(address(self._part, paragraph), SlotKind.TEXT, label)
            self._spare = Candidate(slot, tuple(self._above))

    def _take_spare_before(self, text: str) -> None:
        """A label such as “Response:” takes the place over from the question above it."""
        if (
            wording.part_of(text)
            and len(text) < len(self._last())
            and self._named(self._last())
            and not self._named(text)
        ):
            self._spare = None
        self._take_spare()

    def _take_spare(self) -> None:
        if self._spare is not None:
            self._found.append(self._spare)
            self._spare = None

    def _is_line(self, paragraph: etree._Element, text: str, beside: str = "") -> bool:
        """Take a line that asks and holds its own room: “Name: ____”, “Name:”, “Yes / No (delete as appropriate)”."""
        if lets_strike(text):
            label = question_before(text) or beside or self._last()
            self._add(Made(paragraph, SlotKind.STRIKE, "", options_of(text)), label)
            self._note(label)
            return True
        blank = wording.blank_in(text)
        label = text[: blank[0]] if blank else text
        asks = wording.detail_of(label) is not None and len(label) <= wording.LONGEST_LABEL
        if self._typed and not blank and (parted := labelled(text)):
            self._add(Made(paragraph, SlotKind.TEXT, parted[1]), parted[0])
        elif asks and (blank or (label.rstrip().endswith(":") and self._stands_alone(paragraph))):
            self._add(Made(paragraph, SlotKind.TEXT), label.strip())
        elif blank and not label.strip() and self._asks(self._last()):
            self._add(Made(paragraph, SlotKind.TEXT), self._last())
        else:
            return False
        return True

    # What is made to be filled, inside a paragraph

    def _inside(self, pieces: list[Inline], label: str, column: str = "") -> bool:
        """Take the places inside a paragraph; whether there are any."""
        if not any(piece.made for piece in pieces):
            return False
        first = next(at for at, piece in enumerate(pieces) if piece.made)
        for at, piece in enumerate(pieces):
            if piece.made:
                # What stands between boxes are the choices, and what stands before all of them asks.
                before = label_before(pieces, first if piece.made.kind is SlotKind.TICK else at)
                self._add(piece.made, before or label, column, choice_at(pieces, at))
        return True

    # Tables

    def _table(self, table: etree._Element) -> None:
        grid = Grid.of(table)
        count = len(self._found)
        if not self._comments(grid):
            heads = self._heads(grid)
            for number, row in enumerate(grid.rows):
                self._row(grid, number, row, heads if number else {})
        if len(self._found) > count:
            self._spare_before(count)
        else:
            self._take_spare()

    def _spare_before(self, count: int) -> None:
        """An empty line before a table with places is there for looks, unless the table is about something else."""
        spare, self._spare = self._spare, None
        first = self._found[count].slot
        if spare is not None and any(map(self._is_detail, (first.label, spare.slot.label))):
            self._found.insert(count, spare)

    def _heads(self, grid: Grid) -> dict[int, str]:
        """Return the heads of a table's columns; a first row that asks a question is none."""
        heads = grid.heads()
        return {} if any(map(self._named, heads.values())) else heads

    def _comments(self, grid: Grid) -> bool:
        """Take a table that has a row for each comment."""
        heads = grid.heads()
        fields = {column: wording.column_of(text) for column, text in heads.items()}
        told = {field for field in fields.values() if field}
        if Field.COMMENT_TEXT not in told or not told & _OF_COMMENTS or len(grid.rows) < 2:  # noqa: PLR2004  a head, a row
            return False
        if any(self._named(cell.text) for row in grid.rows[1:] for cell in row if len(cell.text) > _SHORT):
            return False  # a table of questions
        row = grid.first_empty_row(1) if not self._typed else grid.rows[1]
        row = row or grid.rows[1]
        if not self._typed and grid.has_words_below(1):
            return False
        for cell in row:
            self._add(Made(cell.element, SlotKind.COLUMN), heads.get(cell.column, ""), heads.get(cell.column, ""))
        return True

    def _row(self, grid: Grid, number: int, row: list[Cell], heads: dict[int, str]) -> None:
        free = [cell for cell in row if grid.is_room(number, cell, heads) or self._is_answer(grid, number, cell, heads)]
        rooms = {cell.column for cell in free if not self._is_short_label(cell.text)}
        choices = {cell.column for cell in row if lets_strike(cell.text)}
        for cell in row:
            if cell.goes_on:
                continue
            label = grid.label_of(number, cell, rooms | choices) or self._last()
            has_room = bool(rooms) or grid.has_room_below(number, cell)
            self._cell(cell, label, heads.get(cell.column, ""), is_room=cell.column in rooms, has_room=has_room)
            if cell.text.strip() and cell.column not in rooms:
                self._note(cell.text)

    def _is_answer(self, grid: Grid, number: int, cell: Cell, heads: dict[int, str]) -> bool:
        """Whether somebody typed into a cell: below or beside a question, or the only one of a table after it."""
        if not self._typed or cell.goes_on or lets_strike(cell.text):
            return False
        left = [one for one in grid.rows[number] if one.column < cell.column and not lets_strike(one.text)]
        above = next(grid.above(number, cell), None) if number else None
        asking = left[-1] if left and not heads and self._is_question(left[-1]) else above
        if self._asks_anew(cell.text, asking.text if asking else ""):
            return False
        if number or left:
            return asking is not None and self._is_question(asking)
        return len(grid.rows) == len(grid.rows[0]) == 1 and self._asks(self._last()) and not self._has_place

    def _cell(self, cell: Cell, label: str, column: str, *, is_room: bool, has_room: bool) -> None:
        element = cell.element
        nested = element.find(w("tbl"))
        if nested is not None:
            self._blocks(element)
        elif any(self._made_in(element, label, column)):
            return
        elif is_room:
            holds = "" if wording.says_nothing(cell.text) else typed_text(element)
            self._add(Made(element, SlotKind.TEXT, holds), label, column)
        else:
            self._lines(element, cell.text, label, has_room=has_room)

    def _made_in(self, element: etree._Element, label: str, column: str) -> Iterator[bool]:
        """Take what is made to be filled in a cell; a line of words is the label of what follows it in the cell."""
        for block in element:
            if block.tag == w("p"):
                found = self._inside(inlines(block), label, column)
                yield found
                text = shown(block)
                if not found and text.strip() and not wording.is_hint(text):
                    label = text
            elif block.tag == w("sdt"):
                made = control_place(block)
                if made is not None:
                    self._add(made, label, column)
                    yield True
                elif (content := block.find(w("sdtContent"))) is not None:
                    yield from self._made_in(content, label, column)

    def _lines(self, element: etree._Element, text: str, label: str, *, has_room: bool) -> None:
        """Take the lines of a cell that ask and hold their own room."""
        paragraphs = list(element.iterchildren(w("p")))
        for paragraph in paragraphs:
            said = shown(paragraph)
            if said.strip() and self._is_line(paragraph, said, label):
                return
        if has_room or not self._asks(text):
            return
        if len(paragraphs) > 1 and not shown(paragraphs[-1]).strip():
            self._add(Made(_first_of_the_end(paragraphs), SlotKind.TEXT), text)


def _first_of_the_end(paragraphs: list[etree._Element]) -> etree._Element:
    """Return the first of the empty paragraphs at the end."""
    at = len(paragraphs)
    while at and not shown(paragraphs[at - 1]).strip():
        at -= 1
    return paragraphs[at]
