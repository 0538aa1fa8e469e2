"""The places of a publisher's form in words, and what may be put into each. No Qt."""

from __future__ import annotations

from collections.abc import Iterator

from respondent_app.model.consultation import Consultation, Question
from respondent_app.model.response import Category, Stance
from respondent_app.model.template import COMMENT_FIELDS, Content, Field, Placing, SlotKind, TemplateMap

NOTHING = "Leave as it is"
_DETAILS = {
    Field.ORGANISATION: "Organisation",
    Field.CATEGORY: "SEC party category",
    Field.NAME: "Your name",
    Field.ROLE: "Your role",
    Field.EMAIL: "E-mail address",
    Field.TELEPHONE: "Telephone number",
    Field.ADDRESS: "Address",
}
_COLUMNS = {
    Field.COMMENT_NUMBER: "Number of the comment",
    Field.COMMENT_QUESTION: "Question that the comment belongs to",
    Field.COMMENT_CLAUSE: "Clause",
    Field.COMMENT_TYPE: "What the comment is about",
    Field.COMMENT_TEXT: "Comment",
    Field.COMMENT_PROPOSED: "Proposed wording",
    Field.COMMENT_RATIONALE: "Rationale of the comment",
    Field.COMMENT_CONFIDENTIAL: "Whether the comment is confidential",
}
_STANCES = {Stance.AGREE: "you agree", Stance.DISAGREE: "you disagree", Stance.NO_VIEW: "you have no view"}
_CONFIDENCE = {
    "": "Whether anything is confidential (Yes or No)",
    "yes": "A tick if something is confidential",
    "no": "A tick if nothing is confidential",
}


def told(content: Content | None, consultation: Consultation) -> str:
    """Return in words what goes into a place."""
    if content is None:
        return NOTHING
    if content.field in COMMENT_FIELDS:
        return _COLUMNS[content.field]
    if content.field is Field.CONFIDENTIAL:
        return _CONFIDENCE.get(content.choice, _CONFIDENCE[""])
    if content.field is Field.CONFIDENTIAL_REASON:
        return "What is confidential and why"
    if content.question:
        return _of_question(content, consultation)
    return f"A tick if you are: {content.choice}" if content.choice else _DETAILS[content.field]


def choices(placing: Placing, consultation: Consultation) -> tuple[Content | None, ...]:
    """Return what may be put into a place, nothing first; what is there now is among it."""
    found = (None, *_fitting(placing.slot.kind, consultation))
    return found if placing.content in found else (*found, placing.content)


def label(placing: Placing, number: int) -> str:
    """Return how a place is named to a person: by the form's own words. `number` counts the places from 1."""
    slot = placing.slot
    asked = " ".join(slot.label.split())
    beside = slot.options[0] if slot.kind is SlotKind.TICK and slot.options else ""
    if beside and beside not in asked:
        asked = f"{asked} \N{BALLOT BOX} {beside}".strip()
    return asked or f"Place {number} of the form"


def put(mapping: TemplateMap, slot: str, content: Content | None) -> TemplateMap:
    """Return a mapping in which a person has said what goes into one place. Another place with the same has it not."""
    return TemplateMap(mapping.form, tuple(_after(placing, slot, content) for placing in mapping.placings))


def to_look_at(mapping: TemplateMap) -> tuple[Placing, ...]:
    """Return the places of which it is not sure what belongs there."""
    return tuple(placing for placing in mapping.placings if placing.content is not None and not placing.sure)


def without_place(mapping: TemplateMap, consultation: Consultation) -> tuple[str, ...]:
    """Name what a response may say and the form has no place for: it goes into an annex."""
    placed = {(placing.content.field, placing.content.question) for placing in mapping.placings if placing.content}
    lost = [f"the answer to {q.id}" for q in consultation.questions if (Field.ANSWER, q.id) not in placed]
    by_clause = any(question.comments_by_clause for question in consultation.questions)
    if by_clause and (Field.COMMENT_TEXT, "") not in placed:
        lost.append("comments by clause")
    if (Field.ORGANISATION, "") not in placed:
        lost.append("your organisation")
    return tuple(lost)


def _after(placing: Placing, slot: str, content: Content | None) -> Placing:
    if placing.slot.id == slot:
        return Placing(placing.slot, content, sure=True)
    if content is not None and placing.content == content:
        return Placing(placing.slot, None, sure=True)
    return placing


def _of_question(content: Content, consultation: Consultation) -> str:
    name = content.question
    if content.field is Field.ANSWER:
        return f"Answer to {name}"
    if content.field is Field.RATIONALE:
        return f"Rationale for {name}"
    parts = {part.id: part.label for part in _question(name, consultation).stance}
    on = f"{name}: {parts[content.part]}" if parts.get(content.part) and len(parts) > 1 else name
    return f"A tick if {_STANCES[Stance(content.choice)]} ({on})" if content.choice else f"Position on {on}"


def _question(name: str, consultation: Consultation) -> Question:
    return next(question for question in consultation.questions if question.id == name)


def _fitting(kind: SlotKind, consultation: Consultation) -> Iterator[Content]:
    if kind is SlotKind.COLUMN:
        yield from (Content(field) for field in _COLUMNS)
        return
    ticks = kind is SlotKind.TICK
    if kind is SlotKind.TEXT:
        yield from (Content(field) for field in _DETAILS)
        yield Content(Field.CONFIDENTIAL_REASON)
    elif ticks:
        yield from (Content(Field.CATEGORY, choice=category.value) for category in Category if category)
    else:
        yield Content(Field.CATEGORY)
    yield from (Content(Field.CONFIDENTIAL, choice=choice) for choice in (("yes", "no") if ticks else ("",)))
    for question in consultation.questions:
        yield from _fitting_question(kind, question)


def _fitting_question(kind: SlotKind, question: Question) -> Iterator[Content]:
    if kind is SlotKind.TEXT:
        yield Content(Field.ANSWER, question.id)
        yield Content(Field.RATIONALE, question.id)
    parts = [part.id for part in question.stance]
    values = [stance.value for stance in _STANCES] if kind is SlotKind.TICK else [""]
    for part in (*parts, "") if len(parts) > 1 else parts:
        yield from (Content(Field.STANCE, question.id, part, value) for value in values)
