"""From the words around a place in a form to what belongs there; the same for Word documents and workbooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from respondent_app.model.consultation import Consultation, Question
from respondent_app.model.response import Stance
from respondent_app.model.template import DETAIL_FIELDS, Content, Field, Placing, Slot, SlotKind, TemplateMap
from respondent_app.templates import wording

_NOTHING: tuple[Content | None, bool] = (None, False)
_IN_TABLES = {
    Field.COMMENT_TEXT: Field.ANSWER,
    Field.COMMENT_RATIONALE: Field.RATIONALE,
    Field.COMMENT_CONFIDENTIAL: None,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may take something, with the words around it.

    `slot.label` are the words that ask (the cell to the left, the line above, the words before a blank). `above` are
    headings and question texts that stand before it, the nearest last; `column` is the head of its column in a table;
    `choice` are the words right at a box to tick.
    """

    slot: Slot
    above: tuple[str, ...] = ()
    column: str = ""
    choice: str = ""


def placed(candidates: Sequence[Candidate], consultation: Consultation) -> tuple[Placing, ...]:
    """Return what belongs into each place, in the order of the form; each content is placed once."""
    return _with_answers(_in_order(candidates, consultation))


def _with_answers(placings: Sequence[Placing]) -> tuple[Placing, ...]:
    """Let a place for reasons take the whole answer where a question has no other: “Please explain your answer”."""
    contents = {placing.content for placing in placings}
    return tuple(
        replace(placing, content=Content(Field.ANSWER, content.question))
        if (content := placing.content) is not None
        and content.field is Field.RATIONALE
        and Content(Field.ANSWER, content.question) not in contents
        else placing
        for placing in placings
    )


def _in_order(candidates: Sequence[Candidate], consultation: Consultation) -> Sequence[Placing]:
    taken: set[Content] = set()
    placings: list[Placing] = []
    reader = _Reader(consultation)
    for candidate in candidates:
        content, sure = reader.content_of(candidate)
        if content in taken:
            content, sure = None, False
        if content is not None:
            taken.add(content)
        placings.append(Placing(candidate.slot, content, sure))
    return placings


def matched(mapping: TemplateMap, found: TemplateMap) -> TemplateMap:
    """Carry what a person confirmed for a form over to a copy of it that somebody typed into.

    Places are recognised by their words, kind and order: what was typed may have moved them.
    """
    waiting: dict[tuple[SlotKind, str], list[Placing]] = {}
    for placing in mapping.placings:
        waiting.setdefault(_key(placing.slot), []).append(placing)
    carried = []
    for placing in found.placings:
        known = waiting.get(_key(placing.slot))
        carried.append(replace(known.pop(0), slot=placing.slot) if known else replace(placing, content=None))
    return TemplateMap(mapping.form, tuple(carried))


def _key(slot: Slot) -> tuple[SlotKind, str]:
    return slot.kind, wording.plain(slot.label)


class _Reader:
    """Reads places in the order of the form and knows under which question it is."""

    def __init__(self, consultation: Consultation) -> None:
        self._consultation = consultation

    def content_of(self, candidate: Candidate) -> tuple[Content | None, bool]:
        slot = candidate.slot
        if slot.kind is SlotKind.COLUMN:
            return self._column(candidate)
        if slot.kind is SlotKind.TICK:
            return self._tick(candidate)
        if slot.kind in {SlotKind.CHOICE, SlotKind.STRIKE}:
            return self._choice(candidate)
        return self._text(candidate)

    def _column(self, candidate: Candidate) -> tuple[Content | None, bool]:
        field = wording.column_of(candidate.column or candidate.slot.label)
        return (Content(field), True) if field else _NOTHING

    def _tick(self, candidate: Candidate) -> tuple[Content | None, bool]:
        asks = self._asks_of_confidence(candidate)
        choice = candidate.choice
        if asks:
            value = wording.yes_or_no(choice) or ("yes" if "confidential" in wording.plain(choice) else "")
            return (Content(Field.CONFIDENTIAL, choice=value), True) if value else _NOTHING
        question = self._question(candidate)
        stance = wording.stance_of(choice) if question else None
        if question and stance and question.stance:
            part, sure = self._part(question, candidate)
            return Content(Field.STANCE, question.id, part, stance.value), sure
        category = wording.category_of(choice)
        if category and not question:
            return Content(Field.CATEGORY, choice=category.value), True
        return _NOTHING

    def _choice(self, candidate: Candidate) -> tuple[Content | None, bool]:
        options = candidate.slot.options
        if self._asks_of_confidence(candidate):
            return Content(Field.CONFIDENTIAL), True
        categories = sum(wording.category_of(option) is not None for option in options)
        if categories > 1 or wording.detail_of(candidate.slot.label) is Field.CATEGORY:
            return Content(Field.CATEGORY), categories > 1
        question = self._question(candidate)
        positions = {wording.stance_of(option) for option in options}
        if question and question.stance and positions >= {Stance.AGREE, Stance.DISAGREE}:
            part, sure = self._part(question, candidate)
            return Content(Field.STANCE, question.id, part), sure
        return _NOTHING

    def _text(self, candidate: Candidate) -> tuple[Content | None, bool]:
        label = candidate.slot.label
        own = self._named(label)
        detail = None if own else wording.detail_of(label)
        if detail is Field.CONFIDENTIAL or (detail is None and self._asks_for_reasons(candidate)):
            detail = Field.CONFIDENTIAL_REASON
        if detail in DETAIL_FIELDS or detail is Field.CONFIDENTIAL_REASON:
            return Content(detail), True
        question = own or self._question(candidate)
        if not question:
            return _NOTHING
        return self._in_question(question, candidate, is_own=own is not None)

    def _asks_for_reasons(self, candidate: Candidate) -> bool:
        """Whether “If yes, please explain” stands under the question whether anything is confidential."""
        near = [wording.detail_of(text) for text in candidate.above[-2:]]
        return wording.asks_why(candidate.slot.label) and Field.CONFIDENTIAL in near

    def _in_question(self, question: Question, candidate: Candidate, *, is_own: bool) -> tuple[Content | None, bool]:
        label, column = candidate.slot.label, self._head(candidate)
        if column and (field := wording.column_of(column)) in _IN_TABLES:
            asked = _IN_TABLES[field]
            return (Content(asked, question.id), True) if asked else _NOTHING
        said = column or label
        if column and wording.detail_of(column) is Field.CONFIDENTIAL:
            return _NOTHING
        part = None if is_own and not column else wording.part_of(said)
        if part is Field.STANCE and not question.stance:
            return _NOTHING
        if part is Field.STANCE:
            stance_part, sure = self._part(question, candidate)
            return Content(Field.STANCE, question.id, stance_part), sure
        if part is not None:
            return Content(part, question.id), True
        return Content(Field.ANSWER, question.id), is_own or not label.strip()

    def _head(self, candidate: Candidate) -> str:
        """Return the head of the column; the first row of a table may also be a question and no row of heads."""
        return "" if self._named(candidate.column) else candidate.column

    def _asks_of_confidence(self, candidate: Candidate) -> bool:
        near = (candidate.choice, candidate.slot.label, *candidate.above[-1:])
        fields = {Field.CONFIDENTIAL, Field.CONFIDENTIAL_REASON}
        return any(wording.detail_of(text) in fields for text in near) and not self._named(candidate.slot.label)

    def _question(self, candidate: Candidate) -> Question | None:
        near = (candidate.slot.label, candidate.column, *reversed(candidate.above))
        return next((question for text in near if (question := self._named(text))), None)

    def _named(self, text: str) -> Question | None:
        named = wording.question_of(text, self._consultation)
        return self._consultation.question(named) if named else None

    def _part(self, question: Question, candidate: Candidate) -> tuple[str, bool]:
        """Return which part of the question's position is asked for; unsure if the form does not tell them apart."""
        if len(question.stance) <= 1:
            return (question.stance[0].id if question.stance else ""), True
        words = (candidate.slot.label, candidate.column, *candidate.above[-1:])
        likeness = {part.id: max(_alike(part.label, text) for text in words) for part in question.stance}
        best = max(likeness, key=lambda part: likeness[part])
        return (best, True) if likeness[best] >= _ENOUGH_ALIKE else ("", False)


_ENOUGH_ALIKE = 0.6


def _alike(label: str, text: str) -> float:
    """How much of a label's words stand in `text`, from 0 to 1; a whole question holds the words of all its parts."""
    mine, theirs = set(wording.plain(label).split()), set(wording.plain(text).split())
    return len(mine & theirs) / max(len(mine), len(theirs), 1)


def labels(candidates: Sequence[Candidate]) -> Iterator[str]:
    """Yield the words around the places of a form: what tells it from other forms, whatever is typed into it."""
    for candidate in candidates:
        yield "|".join(map(wording.plain, (candidate.slot.kind, candidate.slot.label, candidate.column)))
