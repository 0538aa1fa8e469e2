"""Filling a Word form: only its places are edited, and an annex is added for what has none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from respondent_app.model.errors import TemplateError
from respondent_app.model.submission import Spans, Submission, plain
from respondent_app.model.template import (
    Content,
    Field,
    FilledTemplate,
    Placing,
    PublisherForm,
    SlotKind,
)
from respondent_app.templates import wording
from respondent_app.templates.annexed import title_of
from respondent_app.templates.choosing import option_for
from respondent_app.templates.said import Annexed, Said
from respondent_app.templates.word.addresses import element_at, offset_of
from respondent_app.templates.word.annex import add_annex
from respondent_app.templates.word.boxes import choose, strike, tick
from respondent_app.templates.word.opening import opened
from respondent_app.templates.word.texts import put
from respondent_app.templates.word.words import shown
from respondent_app.writing.word_text import w

_TAGS = {w("tc"), w("p"), w("sdt"), w("r")}


@dataclass(frozen=True, slots=True)
class _Place:
    placing: Placing
    content: Content
    element: etree._Element


def fill(form: PublisherForm, submission: Submission) -> FilledTemplate:
    """Return the form with a submission in it; see `publisher_form.fill`."""
    file = opened(form.content, form.name)
    places = [_place(placing, placing.content, file.path, file.root) for placing in form.mapping.placings
              if placing.content is not None]  # fmt: skip
    said = Said(submission, {place.content for place in places})
    rows = [place for place in places if place.placing.slot.kind is SlotKind.COLUMN]
    _fill_rows(rows, said.comments())
    others = [place for place in places if place.placing.slot.kind is not SlotKind.COLUMN]
    annexed = [*said.annex(), *(_too_long(place, said) for place in others if not _fill(place, said))]
    body = file.root.find(w("body"))
    comments = said.comments() if said.comments_annexed else ()
    if body is not None:
        add_annex(body, annexed, comments)
    told = [piece.told for piece in annexed] + (["the comments by clause"] if comments else [])
    return FilledTemplate(file.saved(), "docx", tuple(told))


def _place(placing: Placing, content: Content, path: str, root: etree._Element) -> _Place:
    try:
        element = element_at({path: root}, placing.slot.id)
    except (LookupError, ValueError) as error:
        raise _another_form() from error
    if element.tag not in _TAGS:
        raise _another_form()
    return _Place(placing, content, element)


def _another_form() -> TemplateError:
    return TemplateError(
        "The form is not the one whose places were confirmed.",
        meaning="Nothing was written.",
        advice="Choose the form again and look at its places once more.",
    )


def _fill(place: _Place, said: Said) -> bool:
    """Fill one place; False if it has no room for what belongs there."""
    slot, content = place.placing.slot, place.content
    if slot.kind is SlotKind.TICK:
        tick(place.element, offset_of(slot.id), ticked=said.is_so(content))
        return True
    spans = said.text_for(content)
    if slot.kind is SlotKind.TEXT:
        return put(place.element, spans)
    option = option_for(content, plain(spans), slot.options)
    if slot.kind is SlotKind.STRIKE:
        strike(place.element, slot.options, option)
    else:
        choose(place.element, option)
    return bool(option) or not plain(spans).strip()


def _too_long(place: _Place, said: Said) -> Annexed:
    label = place.placing.slot.label or "a place without a label"
    told = f"what belongs to “{label}”, as it does not fit there"
    return Annexed(title_of(place.content) or label, said.text_for(place.content), told)


# One row for each comment


def _fill_rows(columns: Sequence[_Place], comments: Sequence[Mapping[Field, Spans]]) -> None:
    """Fill a table of comments from its first free row; rows are added as needed."""
    if not columns:
        return
    first = next(columns[0].element.iterancestors(w("tr")), None)
    if first is None:
        return
    cells = list(first.iter(w("tc")))
    at = {place.content.field: cells.index(place.element) for place in columns if place.element in cells}
    pattern = deepcopy(first)
    rows = list(_free_rows(first))
    while len(rows) < len(comments):
        rows[-1].addnext(added := deepcopy(pattern))
        rows.append(added)
    for row, comment in zip(rows, comments, strict=False):
        own = list(row.iter(w("tc")))
        for field, number in at.items():
            put(own[number], comment[field])


def _free_rows(first: etree._Element) -> Iterator[etree._Element]:
    yield first
    count = len(list(first.iter(w("tc"))))
    for row in first.itersiblings(w("tr")):
        free = all(wording.is_hint(text) or text.strip(" .").isdigit() for cell in row.iter(w("tc"))
                   for text in (shown(cell),))  # fmt: skip
        if not free or len(list(row.iter(w("tc")))) != count:
            return
        yield row
