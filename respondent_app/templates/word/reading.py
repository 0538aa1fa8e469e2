"""Reading a Word form back: what somebody typed into its places, and into the annex."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from respondent_app.model.template import COMMENT_FIELDS, Content, Field, Placing, PublisherForm, SlotKind, TypedAnswers
from respondent_app.templates import wording
from respondent_app.templates.annexed import content_of
from respondent_app.templates.said import COLUMNS, parted_answer, parted_comment
from respondent_app.templates.word.addresses import element_at
from respondent_app.templates.word.annex import COMMENTS, TITLE
from respondent_app.templates.word.opening import opened
from respondent_app.templates.word.places import control_place, field_result
from respondent_app.templates.word.words import shown, shows_a_hint, typed_text
from respondent_app.writing.brackets import without_brackets
from respondent_app.writing.word_text import w

_TELLING = {Field.COMMENT_TEXT, Field.COMMENT_PROPOSED, Field.COMMENT_RATIONALE, Field.COMMENT_CLAUSE}


def read_back(form: PublisherForm) -> TypedAnswers:
    """Return what stands in a form; see `publisher_form.read_back`."""
    file = opened(form.content, form.name)
    values: dict[Content, str] = {}
    columns: list[tuple[Placing, etree._Element]] = []
    for placing in form.mapping.placings:
        if placing.content is None:
            continue
        element = element_at({file.path: file.root}, placing.slot.id)
        if placing.slot.kind is SlotKind.COLUMN:
            columns.append((placing, element))
        else:
            values.update(_value(placing, placing.content, element))
    body = file.root.find(w("body"))
    annexed, comments = _annex(body) if body is not None else ({}, ())
    return TypedAnswers({**annexed, **values}, (*_rows(columns), *comments))


def _value(placing: Placing, content: Content, element: etree._Element) -> Iterator[tuple[Content, str]]:
    slot = placing.slot
    if slot.kind is SlotKind.TICK:
        if slot.holds:
            yield Content(content.field, content.question, content.part), content.choice
        return
    text = without_brackets(_typed(placing, element))
    if not wording.says_nothing(text):
        yield from _parted(content, text)


def _parted(content: Content, text: str) -> Iterator[tuple[Content, str]]:
    if content.field is not Field.ANSWER:
        yield content, text
        return
    parts = parted_answer(text)
    yield from ((Content(field, content.question), said) for field, said in parts.items() if said.strip())


def _typed(placing: Placing, element: etree._Element) -> str:
    """Return what stands in one place now."""
    if placing.slot.kind is SlotKind.STRIKE:
        return left_over(element, placing.slot.options)
    if element.tag == w("sdt"):
        if shows_a_hint(element):
            return ""
        made = control_place(element)
        return typed_text(element.find(w("sdtContent"))) if made and made.kind is SlotKind.TEXT else shown(element)
    if element.tag == w("r"):
        return placing.slot.holds if placing.slot.kind is SlotKind.CHOICE else field_result(element)
    return placing.slot.holds if element.tag == w("p") else typed_text(element)


def left_over(line: etree._Element, options: Sequence[str]) -> str:
    """Return the one option that is neither struck out nor deleted; nothing if it cannot be told."""
    struck = "".join(
        shown(run) for run in line.iter(w("r")) if (own := run.find(w("rPr"))) is not None and _is_struck(own)
    )
    there = shown(line)
    left = [option for option in options if option in there and option not in struck]
    return left[0] if len(left) == 1 else ""


def _is_struck(looks: etree._Element) -> bool:
    marks = (looks.find(w("strike")), looks.find(w("dstrike")))
    return any(mark is not None and mark.get(w("val"), "1") not in {"0", "false", "off"} for mark in marks)


# Rows of comments


def _rows(columns: Sequence[tuple[Placing, etree._Element]]) -> tuple[Mapping[Field, str], ...]:
    if not columns:
        return ()
    first = next(columns[0][1].iterancestors(w("tr")), None)
    if first is None:
        return ()
    cells = list(first.iter(w("tc")))
    at = {placing.content.field: cells.index(cell) for placing, cell in columns if placing.content and cell in cells}
    found = (_row(row, at) for row in (first, *first.itersiblings(w("tr"))))
    return tuple(row for row in found if _says_something(row))


def _row(row: etree._Element, at: Mapping[Field, int]) -> dict[Field, str]:
    cells = list(row.iter(w("tc")))
    values = {field: without_brackets(typed_text(cells[n])) for field, n in at.items() if n < len(cells)}
    said = {field: text for field, text in values.items() if text.strip() and not wording.is_hint(text)}
    if Field.COMMENT_TEXT in said:
        said |= {field: text for field, text in parted_comment(said[Field.COMMENT_TEXT]).items() if text}
    return said


def _says_something(row: Mapping[Field, str]) -> bool:
    return bool(
        row.keys() & {Field.COMMENT_TEXT, Field.COMMENT_PROPOSED, Field.COMMENT_RATIONALE, Field.COMMENT_CLAUSE}
    )


# The annex


def _annex(body: etree._Element) -> tuple[dict[Content, str], tuple[Mapping[Field, str], ...]]:
    start = next((p for p in body.iterchildren(w("p")) if shown(p) == TITLE), None)
    if start is None:
        return {}, ()
    values: dict[Content, list[etree._Element]] = {}
    here: Content | None = None
    comments: tuple[Mapping[Field, str], ...] = ()
    for block in start.itersiblings(w("p"), w("tbl")):
        if block.tag == w("tbl"):
            comments = _comments(block)
        elif (content := content_of(shown(block))) is not None:
            here = content
            values[here] = []
        elif shown(block) in {COMMENTS, "Confidentiality"}:
            here = None
        elif here is not None:
            values[here].append(block)
    texts = ((content, without_brackets(typed_text(blocks))) for content, blocks in values.items())
    return dict(piece for content, text in texts for piece in _parted(content, text)), comments


def _comments(table: etree._Element) -> tuple[Mapping[Field, str], ...]:
    rows = list(table.iterchildren(w("tr")))
    fields = [field for field in COLUMNS if field in COMMENT_FIELDS]
    at = {field: number for number, field in enumerate(fields)}
    return tuple(found for row in rows[1:] if _says_something(found := _row(row, at)))
