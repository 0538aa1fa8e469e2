"""Comments by clause from a file, taken in row by row; whatever is not there any more stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from respondent_app.drafts.bringing_in.rows import Ours, Row, matched, ours
from respondent_app.drafts.bringing_in.taking import Taking, type_of
from respondent_app.drafts.bringing_in.typed_text import is_withheld, says_nothing, squeezed
from respondent_app.model.consultation import Consultation
from respondent_app.model.place import COMMENT_PARTS, Part, Place
from respondent_app.model.response import ClauseComment, CommentType, Mark, Response, Scope, new_id
from respondent_app.model.text import clean, fold

_CONFIDENTIAL = frozenset({"yes", "y", "confidential", "true", "x", "☒", "☑", "✓", "✔"})
_WHOLES = frozenset({Scope.RESPONSE, Scope.QUESTION})
_OPEN = frozenset({"no", "n", "not confidential", "none", "false"})


def take_comments(taking: Taking, rows: Sequence[Row], consultation: Consultation, *, told: bool = True) -> list[str]:
    """Take rows in and return which comment of the response (its id) each became, empty for those left alone.

    With `told`, comments of ours that no row is any more are named as kept.
    """
    rows = tuple(replace(row, question=_question(row.question, consultation)) for row in rows)
    known = tuple(numbered(taking.response, consultation))
    found = matched(rows, known)
    ids = [_take(taking, row, it, consultation) for row, it in zip(rows, found, strict=True)]
    if told and rows:
        there = {it.comment.id for it in found if it is not None}
        _tell_missing(taking, [it for it in known if it.comment.id not in there])
    return ids


def numbered(response: Response, consultation: Consultation) -> Iterator[Ours]:
    """Yield the comments of a response as a submission numbers them: those that say something, by question."""
    number = public_number = 0
    marked = {(mark.question, mark.comment) for mark in response.marks if mark.scope is Scope.COMMENT}
    for question in consultation.questions:
        shown = [
            comment
            for comment in response.answer(question.id).comments
            if not comment.is_empty or comment.clause.strip() or (question.id, comment.id) in marked
        ]
        left_out = _marked(response, question.id, _WHOLES)
        in_one_row = not left_out and _marked(response, question.id, frozenset({Scope.COMMENTS}))
        for comment in shown:
            number += 1
            public_number += not (left_out or in_one_row)
            yield ours(question.id, comment, number, 0 if left_out or in_one_row else public_number)
        public_number += in_one_row


def _marked(response: Response, question: str, scopes: frozenset[Scope]) -> bool:
    return any(mark.scope in scopes and mark.question in {"", question} for mark in response.marks)


def _take(taking: Taking, row: Row, it: Ours | None, consultation: Consultation) -> str:
    if it is not None:
        _change(taking, row, it)
        return it.comment.id
    if row.is_empty:
        return ""
    if row.withheld:
        what = "A row of comments holds placeholders of a public version, and it cannot be told which comment it is."
        taking.leave(row.question, f"{what} It was left out.", look=True)
        return ""
    return _add(taking, row, row.question or _usual_question(consultation))


def _change(taking: Taking, row: Row, it: Ours) -> None:
    taking.comment_field(it.question, it.comment.id, clause=row.clause, kind=row.type)
    for part, typed in row.texts.items():
        taking.text(Place(it.question, part, it.comment.id), typed)
    _confidential(taking, row, it.question, it.comment.id)


def _add(taking: Taking, row: Row, question: str) -> str:
    texts = {part: clean(text).strip() for part, text in row.texts.items() if not says_nothing(text)}
    comment = ClauseComment(new_id(), squeezed(clean(row.clause)), type_of(row.type) or CommentType.DRAFTING)
    for part in COMMENT_PARTS:
        comment = comment.with_text(part, texts.get(part, ""))
    if comment.is_empty:
        return ""
    if not taking.new_comment(question, comment):
        return ""
    _confidential(taking, row, question, comment.id)
    return comment.id


def _confidential(taking: Taking, row: Row, question: str, comment: str) -> None:
    """Mark a comment that the file calls confidential. What the file calls open stays marked: nobody was asked."""
    said = fold(row.confidential)
    on = f"The comment on clause {squeezed(row.clause)}" if row.clause.strip() else "A comment"
    passages = any(mark.question == question and mark.comment == comment for mark in taking.response.marks)
    covered = any(taking.covering(Place(question, Part.COMMENT, comment)))
    if said in _CONFIDENTIAL and not covered:
        mark = Mark(new_id(), Scope.COMMENT, question=question, comment=comment)
        taking.mark(mark, f"{on} in {question} is marked as confidential now, as the file says. Give the reason.")
    elif said == "part" and not passages and not covered:
        taking.leave(question, f"{on} in {question} is confidential in part, says the file: mark the words.")
    elif said in _OPEN and (passages or covered):
        taking.leave(question, f"{on} in {question} stays marked as confidential, though the file says that it is not.")


def _tell_missing(taking: Taking, missing: Sequence[Ours]) -> None:
    for it in missing:
        place = Place(it.question, Part.COMMENT, it.comment.id)
        if not it.comment.is_empty and not any(taking.covering(place)):
            on = f"clause {squeezed(it.comment.clause)}" if it.comment.clause.strip() else "a clause not named yet"
            taking.leave(it.question, f"The comment on {on} in {it.question} is not in the file. It was kept.")


def _question(words: str, consultation: Consultation) -> str:
    """Return the question that a cell names; empty if it names none of ours."""
    if is_withheld(words, ""):
        return ""
    wanted = _numbered(words)
    return next((question.id for question in consultation.questions if wanted and _numbered(question.id) == wanted), "")


def _numbered(question: str) -> str:
    return re.sub(r"^(?:question|q)\.?\s*|[\s.:]+$", "", fold(question))


def _usual_question(consultation: Consultation) -> str:
    """Return the question that comments by clause belong to where nobody says."""
    asked = [question.id for question in consultation.questions if question.comments_by_clause]
    return (asked or [question.id for question in consultation.questions])[0]
