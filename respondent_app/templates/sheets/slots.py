"""Every place of a workbook that may take something, with the words around it."""

from __future__ import annotations

from respondent_app.model.consultation import Consultation
from respondent_app.model.template import Field, Slot, SlotKind
from respondent_app.templates import wording
from respondent_app.templates.placing import Candidate
from respondent_app.templates.said import POSITION, RATIONALE
from respondent_app.templates.sheets.grid import At, Grid, reference

_MOST_ABOVE = 6
_FEWEST_HEADS = 2
_NEXT_LABEL = 3  # rows
_OF_COMMENTS = frozenset({Field.COMMENT_CLAUSE, Field.COMMENT_NUMBER, Field.COMMENT_PROPOSED})
_IN_ROWS = frozenset({Field.COMMENT_TEXT, Field.COMMENT_RATIONALE})


class Finder:
    """Walks through one sheet. `typed` says that somebody has filled cells in."""

    def __init__(self, grid: Grid, consultation: Consultation, *, typed: bool) -> None:
        self._grid = grid
        self._consultation = consultation
        self._typed = typed
        self._above: list[str] = []
        self._taken: set[At] = set()
        self._found: list[Candidate] = []

    def candidates(self) -> list[Candidate]:
        """Return the places of the sheet, row by row."""
        heads: dict[int, str] = {}
        row = 1
        while row <= self._grid.rows:
            here = {c: text for c in range(1, self._grid.columns + 1) if (text := self._grid.text((row, c)))}
            new_heads = self._heads(here)
            if new_heads and self._comments(row, new_heads):
                return self._found
            heads = new_heads or heads
            if not new_heads:
                self._row(row, here, heads)
            row += 1
        return self._found

    def _heads(self, here: dict[int, str]) -> dict[int, str]:
        """Return the heads of columns, if a row is one of heads."""
        if any(wording.is_hint(text) and not wording.is_head(text) for text in here.values()):
            return {}
        fields = {column: wording.column_of(text) for column, text in here.items()}
        known = {field for field in fields.values() if field}
        if len(known) >= _FEWEST_HEADS and known & _IN_ROWS and not any(map(self._named, here.values())):
            return here
        return {}

    def _comments(self, row: int, heads: dict[int, str]) -> bool:
        """Take a table with a row for each comment: one whose first row is free, or typed into."""
        fields = {wording.column_of(text) for text in heads.values()}
        below = [self._grid.text((row + 1, column)) for column in heads]
        if Field.COMMENT_TEXT not in fields or not fields & _OF_COMMENTS:
            return False
        if any(self._named(text) for text in below) or (not self._typed and any(not _is_free(t) for t in below)):
            return False
        for column, head in heads.items():
            if self._grid.takes((row + 1, column)):
                self._add((row + 1, column), head, head, SlotKind.COLUMN)
        return True

    def _row(self, row: int, here: dict[int, str], heads: dict[int, str]) -> None:
        question = next((text for text in here.values() if self._named(text)), "")
        if question and heads:
            for column, head in heads.items():
                if wording.column_of(head) in _IN_ROWS or wording.part_of(head) is not None:
                    self._offer((row, column), question, head)
        for column, text in here.items():
            if (row, column) in self._taken:
                continue
            self._beside((row, column), text)
            self._above = [*self._above, " ".join(text.split())][-_MOST_ABOVE:]

    def _beside(self, at: At, text: str) -> None:
        """Offer the free cell right of words that ask, else the one below them."""
        near = self._near(at)
        if not self._asks(text) and not any(self._grid.options.get(one) for one in near):
            return
        if self._named(text) and self._label_follows(at[0]):
            return
        for place in near:
            if self._is_room(place, for_this=place[0] == at[0] or self._grid.spans.get(at, 1) > 1):
                self._offer(place, text, "")
                return

    def _near(self, at: At) -> tuple[At, At]:
        """Return the cells right of a cell and below it, the likelier one first."""
        right, below = self._grid.right_of(at), (at[0] + 1, at[1])
        span = self._grid.spans.get(at, 1)
        is_below = right[1] > self._grid.columns or (span > 1 and self._grid.spans.get(below, 1) == span)
        return (below, right) if is_below else (right, below)

    def _label_follows(self, row: int) -> bool:
        """Whether the next words under a question are a label of their own for the answer: “Response”."""
        for number in range(row + 1, min(row + _NEXT_LABEL, self._grid.rows) + 1):
            here = [text for column in range(1, self._grid.columns + 1) if (text := self._grid.text((number, column)))]
            if here:
                is_label = wording.part_of(here[0]) is Field.ANSWER and not self._named(here[0])
                return is_label and (wording.is_bare_label(here[0]) or here[0].rstrip().endswith(":"))
        return False

    def _is_room(self, at: At, *, for_this: bool) -> bool:
        text = self._grid.text(at)
        if not self._grid.takes(at) or at in self._taken:
            return False
        if wording.is_hint(text) or (self._typed and text.startswith((POSITION, RATIONALE))):
            return True
        # An answer may well speak of an answer, or of a company.
        is_label = _is_label(text) if for_this else self._asks_shortly(text)
        return self._typed and not is_label and not self._named(text)

    def _offer(self, at: At, label: str, column: str) -> None:
        if at in self._taken or not self._grid.takes(at):
            return
        kind = SlotKind.CHOICE if self._grid.options.get(at) else SlotKind.TEXT
        self._add(at, label, column, kind)

    def _add(self, at: At, label: str, column: str, kind: SlotKind) -> None:
        text = self._grid.text(at)
        holds = "" if wording.says_nothing(text) or kind is SlotKind.COLUMN else text
        slot = Slot(reference(self._grid, at), kind, " ".join(label.split()), holds, self._grid.options.get(at, ()))
        self._taken.add(at)
        self._found.append(Candidate(slot, tuple(self._above), column))

    def _asks(self, text: str) -> bool:
        return bool(self._named(text)) or self._asks_shortly(text)

    def _asks_shortly(self, text: str) -> bool:
        asks = wording.detail_of(text) is not None or wording.part_of(text) is not None
        return asks and (len(text) <= wording.LONGEST_LABEL or "?" in text)

    def _named(self, text: str) -> str:
        return wording.question_of(text, self._consultation)


def _is_free(text: str) -> bool:
    return wording.is_hint(text) or text.strip(" .").isdigit()


def _is_label(text: str) -> bool:
    return wording.is_bare_label(text) or text.rstrip().endswith(":")
