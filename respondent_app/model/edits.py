"""Edits to a response that must keep its marks in step with its text. Pure functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from respondent_app.model.response import (
    Answer,
    ClauseComment,
    Mark,
    Part,
    Place,
    Response,
    Scope,
)


def with_text(response: Response, place: Place, text: str) -> Response:
    """Return `response` with the text at `place` replaced and the marks on it moved along.

    The change is taken to be one stretch: what stands before and after it keeps its place. Text typed strictly inside
    a marked passage is marked too; where a marked passage is partly replaced, the replacement is marked with it, so
    that nothing confidential comes into the open by an edit.
    """
    before = response.text_at(place)
    if before == text:
        return response
    start, removed, added = _changed_stretch(before, text)
    marks = tuple(_shifted(m, place, start, removed, added) for m in response.marks)
    edited = replace(response, marks=tuple(m for m in marks if m.scope is not Scope.PASSAGE or m.end > m.start))
    return _set_text(edited, place, text)


def with_marks_at(response: Response, place: Place, text: str, passages: tuple[Mark, ...]) -> Response:
    """Return `response` with text and marked passages of `place` set together, as an undo step restores them."""
    others = tuple(m for m in response.marks if m.scope is not Scope.PASSAGE or m.place != place)
    return replace(_set_text(response, place, text), marks=others + passages)


def with_mark(response: Response, mark: Mark) -> Response:
    """Return `response` with `mark` added, or in place of the one with its id."""
    if any(m.id == mark.id for m in response.marks):
        return replace(response, marks=tuple(mark if m.id == mark.id else m for m in response.marks))
    return replace(response, marks=(*response.marks, mark))


def without_mark(response: Response, mark_id: str) -> Response:
    """Return `response` without the mark called `mark_id`."""
    return replace(response, marks=tuple(m for m in response.marks if m.id != mark_id))


def with_comment(response: Response, question: str, comment: ClauseComment) -> Response:
    """Return `response` with a clause comment added, or in place of the one with its id (its texts included)."""
    answer = response.answer(question)
    known = any(c.id == comment.id for c in answer.comments)
    comments = (
        tuple(comment if c.id == comment.id else c for c in answer.comments) if known else (*answer.comments, comment)
    )
    return response.with_answer(question, replace(answer, comments=comments))


def without_comment(response: Response, question: str, comment_id: str) -> Response:
    """Return `response` without a clause comment and the marks on it."""
    answer = response.answer(question)
    kept = replace(answer, comments=tuple(c for c in answer.comments if c.id != comment_id))
    marks = tuple(m for m in response.marks if not (m.question == question and m.comment == comment_id))
    return replace(response.with_answer(question, kept), marks=marks)


def _set_text(response: Response, place: Place, text: str) -> Response:
    answer = response.answer(place.question)
    return response.with_answer(place.question, _answer_with_text(answer, place, text))


def _answer_with_text(answer: Answer, place: Place, text: str) -> Answer:
    if place.part is Part.ANSWER:
        return replace(answer, text=text)
    if place.part is Part.RATIONALE:
        return replace(answer, rationale=text)
    edited = tuple(c.with_text(place.part, text) if c.id == place.comment else c for c in answer.comments)
    return replace(answer, comments=edited)


def _changed_stretch(before: str, after: str) -> tuple[int, int, int]:
    """Return where the texts part, how many code points go, and how many come."""
    shorter = min(len(before), len(after))
    start = _agreement(shorter, lambda n: before[:n] == after[:n])
    tail = _agreement(shorter - start, lambda n: before[len(before) - n :] == after[len(after) - n :])
    return start, len(before) - start - tail, len(after) - start - tail


def _agreement(limit: int, agrees: Callable[[int], bool]) -> int:
    """Return the greatest length up to `limit` for which two texts agree, by halving: texts can be long."""
    low = 0
    while low < limit:
        middle = (low + limit + 1) // 2
        if agrees(middle):
            low = middle
        else:
            limit = middle - 1
    return low


def _shifted(mark: Mark, place: Place, start: int, removed: int, added: int) -> Mark:
    if mark.scope is not Scope.PASSAGE or mark.place != place:
        return mark
    return replace(mark, start=_new_start(mark, start, removed, added), end=_new_end(mark, start, removed, added))


def _new_start(mark: Mark, start: int, removed: int, added: int) -> int:
    if start + removed <= mark.start:
        return mark.start + added - removed
    return min(mark.start, start)


def _new_end(mark: Mark, start: int, removed: int, added: int) -> int:
    if start >= mark.end:
        return mark.end
    if start + removed <= mark.start:
        return mark.end + added - removed
    return max(start + added, mark.end + added - removed)
