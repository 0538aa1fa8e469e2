"""What a walk through a Word form knows where it stands: what was asked above, and which words ask."""

from __future__ import annotations

from lxml import etree

from respondent_app.model.consultation import Consultation
from respondent_app.model.template import Field, Slot, SlotKind
from respondent_app.templates import wording
from respondent_app.templates.placing import Candidate
from respondent_app.templates.said import POSITION, RATIONALE
from respondent_app.templates.word.addresses import address
from respondent_app.templates.word.places import Made, inlines
from respondent_app.templates.word.tables import Cell
from respondent_app.templates.word.words import is_heading, shown
from respondent_app.writing.word_text import w

_MOST_ABOVE = 6
_LABEL_WORDS = 8
_SHORT = 12  # signs: "Q2" in a column for the question


class Asking:
    """What stands above, and the places found so far. `part` is the name of the part that addresses begin with."""

    def __init__(self, part: str, consultation: Consultation, *, typed: bool = False) -> None:
        self._part = part
        self._typed = typed
        self._answer: list[etree._Element] = []
        self._consultation = consultation
        self._above: list[str] = []
        self._found: list[Candidate] = []
        self._spare: Candidate | None = None
        self._is_over = False
        self._has_place = False  # whether what was last asked in the text has a place already

    def _is_label(self, text: str) -> bool:
        """Whether a line is one of the form and not of an answer: a question, or a few words that ask."""
        line = " ".join(text.split())
        if line.startswith((POSITION, RATIONALE)):
            return False
        if named := self._named(line):
            return not (self._answer and named == self._named(self._last()))  # who answers may quote the question
        words = wording.plain(line)
        asks = wording.detail_of(line) is not None or wording.part_of(line) is not None or self._goes_on(line)
        ends = ":" if self._named(self._last()) else (":", "?")  # an answer may ask something itself
        return asks and len(words.split()) <= _LABEL_WORDS and (line.endswith(ends) or wording.is_bare_label(line))

    def _goes_on(self, line: str) -> bool:
        """Whether a line asks for the reasons, after one that asks whether anything is confidential."""
        before = map(wording.detail_of, self._above[-2:])
        return wording.asks_why(line) and Field.CONFIDENTIAL in before

    def _is_head(self, paragraph: etree._Element, text: str) -> bool:
        """Whether “Your response” stands above the room for it, and is no hint to type over."""
        return wording.is_head(text) and not self._stands_alone(paragraph)

    def _asks(self, label: str) -> bool:
        is_short = len(label) <= wording.LONGEST_LABEL or "?" in label
        if self._named(label) or (is_short and wording.detail_of(label)) or self._goes_on(label):
            return True
        is_label = len(label) <= wording.LONGEST_LABEL and wording.part_of(label) is not None
        return is_label and any(self._named(text) for text in self._above)

    def _named(self, text: str) -> str:
        return wording.question_of(text, self._consultation)

    def _stands_alone(self, paragraph: etree._Element) -> bool:
        """Whether no room for the answer follows a label: neither an empty line, a table nor a control."""
        following = paragraph.getnext()
        if following is None or following.tag != w("p"):
            return following is None or following.tag == w("sectPr")
        text = shown(following)
        return bool(text.strip()) and not wording.is_hint(text) and not any(one.made for one in inlines(following))

    def _add(self, made: Made, label: str, column: str = "", choice: str = "") -> None:
        beside = (one_line(choice),) if made.kind is SlotKind.TICK and choice.strip() else made.options
        slot = Slot(address(self._part, made.element, made.offset), made.kind, one_line(label), made.holds, beside)
        self._found.append(Candidate(slot, tuple(self._above), one_line(column), one_line(choice)))
        self._has_place = self._has_place or made.kind is not SlotKind.TICK

    def _is_detail(self, label: str) -> bool:
        return (wording.detail_of(label) is not None or wording.asks_why(label)) and not self._named(label)

    def _asks_anew(self, text: str, asked: str) -> bool:
        """Whether the first lines of a text are a question, and not the one that is being answered."""
        named = self._named(" ".join(text.split("\n")[:2]))
        return bool(named) and named != self._named(asked) and not text.startswith((POSITION, RATIONALE))

    def _is_question(self, cell: Cell) -> bool:
        return len(cell.text) > _SHORT and bool(self._named(cell.text))

    def _is_short_label(self, text: str) -> bool:
        return len(text) <= wording.LONGEST_LABEL and self._is_label(text)

    def _last(self) -> str:
        return self._above[-1] if self._above else ""

    def _note(self, text: str, paragraph: etree._Element | None = None) -> None:
        words = one_line(text)
        if not words:
            return
        self._has_place = self._has_place and paragraph is None
        starts_anew = paragraph is not None and is_heading(paragraph) and not wording.part_of(words)
        if starts_anew and not self._named(words):
            self._above.clear()
        self._above.append(words)
        del self._above[:-_MOST_ABOVE]


def one_line(text: str) -> str:
    """Return a text with single blanks between its words."""
    return " ".join(text.split())
