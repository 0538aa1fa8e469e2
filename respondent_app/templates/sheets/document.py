"""A form that is an Excel workbook: where things go in it, filling it, reading it back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import coordinate_from_string

from respondent_app.model.consultation import Consultation
from respondent_app.model.errors import NoPlaceError
from respondent_app.model.submission import Spans, Submission, plain
from respondent_app.model.template import (
    Content,
    Field,
    FilledTemplate,
    PublisherForm,
    SlotKind,
    TemplateMap,
    TypedAnswers,
)
from respondent_app.templates import wording
from respondent_app.templates.annexed import content_of, title_of
from respondent_app.templates.choosing import option_for
from respondent_app.templates.placing import labels, placed
from respondent_app.templates.said import COLUMNS, Annexed, Said, parted_answer, parted_comment
from respondent_app.templates.sheets import cells
from respondent_app.templates.sheets.grid import Grid, grids
from respondent_app.templates.sheets.slots import Finder
from respondent_app.templates.word.opening import all_words
from respondent_app.writing.brackets import without_brackets

__all__ = ["all_words", "fill", "find", "read_back"]

_WIDTHS = (24, 60, 14, 14, 50, 50, 40)
_MOST_COMMENTS = 2000
_TELLING = {Field.COMMENT_TEXT, Field.COMMENT_PROPOSED, Field.COMMENT_RATIONALE, Field.COMMENT_CLAUSE}


def find(content: bytes, name: str, consultation: Consultation, *, typed: bool = False) -> TemplateMap:
    """Return which place of a form takes what; see `publisher_form.find`."""
    candidates = [
        candidate
        for grid in grids(content, name)
        if not grid.name.startswith(cells.ANNEX)
        for candidate in Finder(grid, consultation, typed=typed).candidates()
    ]
    placings = placed(candidates, consultation)
    if not any(placing.content for placing in placings):
        raise NoPlaceError(
            f"“{name}” has no place that Respondent knows how to fill.",
            meaning="Nothing was written.",
            advice="Choose the publisher’s response form, or go on with our own form.",
        )
    return TemplateMap(hashlib.sha256("\n".join(labels(candidates)).encode()).hexdigest(), placings)


def fill(form: PublisherForm, submission: Submission) -> FilledTemplate:
    """Return the form with a submission in it; see `publisher_form.fill`."""
    workbook = cells.opened(form.content, form.name)
    there = {grid.name: grid for grid in grids(form.content, form.name)}
    places = [(placing.slot, placing.content) for placing in form.mapping.placings if placing.content is not None]
    said = Said(submission, {content for _, content in places})
    annexed = list(said.annex())
    columns: dict[Field, str] = {}
    for slot, content in places:
        if slot.kind is SlotKind.COLUMN:
            columns[content.field] = slot.id
            continue
        spans = said.text_for(content)
        words = plain(spans)
        if slot.kind is SlotKind.CHOICE:
            words = option_for(content, words, slot.options)
        if cells.units(words) > cells.LONGEST or (plain(spans).strip() and not words):
            title = title_of(content) or slot.label
            annexed.append(Annexed(title, spans, f"what belongs to “{slot.label}”, as it does not fit there"))
            words = ""
        sheet, reference = _address(slot.id)
        cells.write(workbook.sheet(sheet), reference, words)
    rest = _fill_rows(workbook, there, columns, said.comments()) if columns else said.comments()
    if annexed or rest:
        cells.add_sheet(workbook, list(_annex_rows(annexed, rest)), _WIDTHS)
    told = [piece.told for piece in annexed] + (["the comments by clause"] if rest else [])
    return FilledTemplate(workbook.saved(), "xlsx", tuple(told))


def read_back(form: PublisherForm) -> TypedAnswers:
    """Return what stands in a form; see `publisher_form.read_back`."""
    there = {grid.name: grid for grid in grids(form.content, form.name)}
    values: dict[Content, str] = {}
    columns: dict[Field, str] = {}
    for placing in form.mapping.placings:
        slot, content = placing.slot, placing.content
        if content is None:
            continue
        if slot.kind is SlotKind.COLUMN:
            columns[content.field] = slot.id
        elif not wording.says_nothing(slot.holds):
            values |= _parted(content, without_brackets(slot.holds))
    rows = tuple(_typed_rows(there, columns)) if columns else ()
    annexed, more = _read_annex(there)
    return TypedAnswers({**annexed, **values}, (*rows, *more))


def _address(slot: str) -> tuple[str, str]:
    sheet, _, reference = slot.rpartition("!")
    return sheet, reference


def _parted(content: Content, text: str) -> dict[Content, str]:
    if content.field is not Field.ANSWER:
        return {content: text}
    return {Content(f, content.question): said for f, said in parted_answer(text).items() if said.strip()}


# One row for each comment


def _fill_rows(
    workbook: cells.Workbook,
    there: Mapping[str, Grid],
    columns: Mapping[Field, str],
    comments: Sequence[Mapping[Field, Spans]],
) -> Sequence[Mapping[Field, Spans]]:
    """Fill the free rows of a table of comments; return the comments for which there was no free row, or no room."""
    name, first = _first(columns)
    grid, sheet = there[name], workbook.sheet(name)
    letters = {field: coordinate_from_string(_address(slot)[1])[0] for field, slot in columns.items()}
    for count, comment in enumerate(comments):
        row = first + count
        at = [(row, column_index_from_string(letter)) for letter in letters.values()]
        fits = all(cells.units(plain(comment[field])) <= cells.LONGEST for field in letters)
        free = all(wording.is_hint(grid.text(one)) or grid.text(one).strip(" .").isdigit() for one in at)
        if not fits or not free or not all(map(grid.takes, at)):
            return comments[count:]
        for field, letter in letters.items():
            cells.write(sheet, f"{letter}{row}", plain(comment[field]), like=f"{letter}{first}")
    return ()


def _first(columns: Mapping[Field, str]) -> tuple[str, int]:
    sheet, reference = _address(next(iter(columns.values())))
    return sheet, coordinate_from_string(reference)[1]


def _typed_rows(there: Mapping[str, Grid], columns: Mapping[Field, str]) -> Iterator[Mapping[Field, str]]:
    name, first = _first(columns)
    grid = there[name]
    numbers = {f: column_index_from_string(coordinate_from_string(_address(s)[1])[0]) for f, s in columns.items()}
    for row in range(first, min(grid.rows, first + _MOST_COMMENTS) + 1):
        said = {field: without_brackets(grid.text((row, column))) for field, column in numbers.items()}
        said = {field: text for field, text in said.items() if text.strip() and not wording.is_hint(text)}
        if Field.COMMENT_TEXT in said:
            said |= {field: text for field, text in parted_comment(said[Field.COMMENT_TEXT]).items() if text}
        if said.keys() & _TELLING:
            yield said


# The annex


def _annex_rows(pieces: Sequence[Annexed], comments: Sequence[Mapping[Field, Spans]]) -> Iterator[Sequence[str]]:
    yield ("What the form has no place for",)
    for piece in pieces:
        yield (piece.title, plain(piece.text))
    if comments:
        yield ("Comments by clause",)
        yield tuple(COLUMNS.values())
        for comment in comments:
            yield tuple(plain(comment[field]) for field in COLUMNS)


def _read_annex(there: Mapping[str, Grid]) -> tuple[dict[Content, str], tuple[Mapping[Field, str], ...]]:
    grid = next((grid for name, grid in there.items() if name.startswith(cells.ANNEX)), None)
    if grid is None:
        return {}, ()
    values: dict[Content, str] = {}
    comments: list[Mapping[Field, str]] = []
    here: Content | None = None
    in_comments = False
    for row in range(1, grid.rows + 1):
        title, text = grid.text((row, 1)), grid.text((row, 2))
        if title == "No" and text == COLUMNS[Field.COMMENT_QUESTION]:
            in_comments = True
        elif in_comments:
            said = {f: without_brackets(grid.text((row, n))) for n, f in enumerate(COLUMNS, start=1)}
            comments.append({field: words for field, words in said.items() if words.strip()})
        elif title:
            here = content_of(title)
            values |= {here: text} if here is not None and text else {}
        elif here in values:  # a text that is too long for one cell goes on below it
            values[here] += text
    parted = {
        c: said for content, text in values.items() for c, said in _parted(content, without_brackets(text)).items()
    }
    return parted, tuple(row for row in comments if row.keys() & _TELLING)
