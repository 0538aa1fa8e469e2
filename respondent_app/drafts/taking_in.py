"""Answers that a colleague typed into a file come into a draft: as edits, word by word, that a person can look at.

What the file does not say is not taken out of the draft, and what was withheld from whoever typed stays.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import fields

from respondent_app.drafts.bringing_in.comments import take_comments
from respondent_app.drafts.bringing_in.file_marks import take_marks
from respondent_app.drafts.bringing_in.positions import take_positions
from respondent_app.drafts.bringing_in.rows import Row
from respondent_app.drafts.bringing_in.taking import Taking
from respondent_app.drafts.bringing_in.typed_text import says_nothing
from respondent_app.model import team_edits
from respondent_app.model.consultation import Consultation, Question
from respondent_app.model.place import COMMENT_PARTS, Part, Place
from respondent_app.model.response import ClauseComment, Respondent, Response, new_id
from respondent_app.model.taken_in import Came, LeftAlone, TakenIn
from respondent_app.model.team import BROUGHT_IN, ReviewComment
from respondent_app.model.template import DETAIL_FIELDS, Content, Field, TypedAnswers
from respondent_app.model.text import clean, fold

__all__ = ["Came", "LeftAlone", "TakenIn", "taken_in", "taken_in_file", "with_notes"]

_PARTS = {Field.ANSWER: Part.ANSWER, Field.RATIONALE: Part.RATIONALE}
_COMMENT_PARTS = {
    Field.COMMENT_TEXT: Part.COMMENT,
    Field.COMMENT_PROPOSED: Part.PROPOSED,
    Field.COMMENT_RATIONALE: Part.COMMENT_RATIONALE,
}
_YES, _NO = frozenset({"yes", "y", "true", "x"}), frozenset({"no", "n"})
_MARK_IT = "Nothing is marked in this response: mark what is meant."


def taken_in(
    response: Response, typed: TypedAnswers, consultation: Consultation, *, refused: Container[str] = ()
) -> TakenIn:
    """Return `response` with what somebody typed into a form or a comments sheet.

    Texts change by the words that differ, so that marks and colleagues' words stay; spaces and line breaks alone are
    no change. An empty place empties nothing. A placeholder of a public version replaces nothing. Changes whose keys
    (`Came.key`) are `refused` do not come in.
    """
    taking = Taking(response, refused)
    _take_details(taking, typed)
    for question in consultation.questions:
        here = [(content, value) for content, value in typed.values.items() if content.question == question.id]
        _take_answer(taking, question, here)
    _take_unasked(taking, typed, consultation)
    take_comments(taking, [_row(cells) for cells in typed.comments], consultation)
    return _ordered(taking, consultation)


def taken_in_file(
    response: Response, file: Response, consultation: Consultation, *, refused: Container[str] = ()
) -> TakenIn:
    """Return `response` with the answers, details and marks of an answers file, which was read for `consultation`.

    Changes whose keys (`Came.key`) are `refused` do not come in.
    """
    taking = Taking(response, refused)
    for field in fields(Respondent):
        taking.detail(field.name, str(getattr(file.respondent, field.name)))
    ids: dict[str, str] = {}
    for question in consultation.questions:
        if question.id in file.answers:
            ids |= _take_question(taking, question, file, consultation)
    take_marks(taking, file, ids)
    return _ordered(taking, consultation)


def with_notes(taken: TakenIn, source: str, *, by: str, at: int, settled: bool = False) -> Response:
    """Return the response with a colleague's comment on each text that changed, so that every change is looked at.

    `source` is the name of the file, `by` whoever brought it in, `at` when, in milliseconds since 1970. `settled` says
    that somebody has looked already: then the comments only tell where the words come from.
    """
    response = taken.response
    for came in taken.came:
        if came.question:
            place = came.place or Place(came.question, Part.ANSWER)
            text = clean(f"{BROUGHT_IN}{source}. {came.what}")
            note = ReviewComment(
                new_id(), place.question, place.part, place.comment, came.quote, came.start, text, by, at,
                resolved=settled,
            )  # fmt: skip
            response = team_edits.with_review_comment(response, note)
    return response


def _take_details(taking: Taking, typed: TypedAnswers) -> None:
    ticked: dict[str, list[str]] = {}
    for content, value in typed.values.items():
        if content.field in DETAIL_FIELDS:
            said = _said(content, value)
            if said:
                ticked.setdefault(content.field.value, []).append(said)
        elif content.field is Field.CONFIDENTIAL and not content.question:
            _take_confidential(taking, "", fold(_said(content, value)))
    for name, values in ticked.items():
        if len({fold(each) for each in values}) > 1:
            taking.leave("", f"The file gives more than one {name}. It was left as it is.")
        else:
            taking.detail(name, values[0])


def _take_answer(taking: Taking, question: Question, here: list[tuple[Content, str]]) -> None:
    for content, value in here:
        if content.field in _PARTS:
            taking.text(Place(question.id, _PARTS[content.field]), value)
        elif content.field is Field.CONFIDENTIAL:
            _take_confidential(taking, question.id, fold(_said(content, value)))
    take_positions(taking, question, [pair for pair in here if pair[0].field is Field.STANCE])


def _take_confidential(taking: Taking, question: str, said: str) -> None:
    """Tell where a file and the marks disagree on whether anything is confidential. The marks stay as they are."""
    marked = any(question in {"", mark.question} for mark in taking.response.marks)
    of = question or "the response"
    if said in _YES and not marked:
        taking.leave(question, f"The file says that something in {of} is confidential. {_MARK_IT}")
    elif said in _NO and marked:
        taking.leave(question, f"The file says that nothing in {of} is confidential. The marks stay as they are.")


def _take_unasked(taking: Taking, typed: TypedAnswers, consultation: Consultation) -> None:
    asked = {"", *(question.id for question in consultation.questions)}
    for content, value in typed.values.items():
        if content.question not in asked and not says_nothing(value):
            taking.leave("", f"The file answers {content.question}, which this consultation does not ask.")


def _said(content: Content, value: str) -> str:
    """Return what a place says: what was typed there, or what a box stands for, if it is ticked."""
    if not content.choice:
        return value
    return content.choice if fold(value) not in {"", "no", "false", "0", "off"} else ""


def _row(cells: Mapping[Field, str]) -> Row:
    return Row(
        clause=cells.get(Field.COMMENT_CLAUSE, ""),
        texts={part: cells[field] for field, part in _COMMENT_PARTS.items() if field in cells},
        question=cells.get(Field.COMMENT_QUESTION, ""),
        number=cells.get(Field.COMMENT_NUMBER, ""),
        type=cells.get(Field.COMMENT_TYPE, ""),
        confidential=cells.get(Field.COMMENT_CONFIDENTIAL, ""),
    )


def _take_question(
    taking: Taking, question: Question, file: Response, consultation: Consultation
) -> Iterator[tuple[str, str]]:
    """Take the answer of a file in, and return which comment of the response each of its comments became."""
    answer = file.answer(question.id)
    taking.text(Place(question.id, Part.ANSWER), answer.text)
    taking.text(Place(question.id, Part.RATIONALE), answer.rationale)
    labels = {part.id: part.label for part in question.stance}
    for part, stance in answer.stance.items():
        taking.stance(question.id, part, labels.get(part, ""), stance)
    rows = [_file_row(question.id, comment) for comment in answer.comments]
    ids = take_comments(taking, rows, consultation, told=False)
    return zip((comment.id for comment in answer.comments), ids, strict=True)


def _file_row(question: str, comment: ClauseComment) -> Row:
    texts = {part: comment.text_of(part) for part in COMMENT_PARTS}
    return Row(comment.clause, texts, question, type=comment.type.value)


def _ordered(taking: Taking, consultation: Consultation) -> TakenIn:
    order = {question.id: at for at, question in enumerate(consultation.questions, start=1)}
    came = sorted(taking.came, key=lambda each: order.get(each.question, 0))
    left = sorted(dict.fromkeys(taking.left), key=lambda each: order.get(each.question, 0))
    return TakenIn(taking.response, tuple(came), tuple(left))
