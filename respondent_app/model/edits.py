"""Edits to a response that must keep its marks in step with its text. Pure functions."""

from __future__ import annotations

from dataclasses import replace

from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, ClauseComment, Mark, Response, Scope
from respondent_app.model.stretches import Stretch, changed_stretch, changed_stretches


def with_text(
    response: Response, place: Place, text: str, *, cursor: int | None = None, held: frozenset[str] = frozenset()
) -> Response:
    """Return `response` with the text at `place` replaced and the marks on it moved along.

    The change is taken to be one stretch, which ends at `cursor` (code points) where the texts allow for more than one
    reading; where much is replaced at once, as by pasting a revised text, the words that stayed are told apart. Text
    typed strictly inside a marked passage is marked too; where a marked passage is partly replaced, the replacement is
    marked with it; what goes on a marked word or figure belongs to it. The marks in `held` (ids) also take what is
    typed at their end. A mark that lost all its words stays, covering nothing, until a person settles it: nothing
    confidential comes into the open by an edit.
    """
    before = response.text_at(place)
    if before == text:
        return response
    marks, now = response.marks, before
    for stretch in reversed(changed_stretches(before, text, cursor)):
        marks = tuple(_shifted(m, now, stretch, held) if _is_at(m, place) else m for m in marks)
        now = now[: stretch.start] + stretch.come + now[stretch.start + stretch.removed :]
    return _set_text(replace(response, marks=marks), place, text)


def held_after(before: Response, after: Response, place: Place, cursor: int, held: frozenset[str]) -> frozenset[str]:
    """Return the marks at `place` that shall take what is typed next at `cursor`.

    They are those whose words were just taken away or replaced at their end: whoever retypes the end of a passage
    still writes the passage. `held` are those of the edit before.
    """
    change = changed_stretch(before.text_at(place), after.text_at(place), cursor)
    old = {mark.id: mark for mark in before.passages(place)}
    ending_here = (mark.id for mark in after.passages(place) if mark.end == cursor)
    return frozenset(i for i in ending_here if i in held or _loses_words(old.get(i), change))


def _loses_words(mark: Mark | None, change: Stretch) -> bool:
    return mark is not None and change.start < mark.end and change.start + change.removed > mark.start


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


def with_comment_back(response: Response, earlier: Response, question: str, comment_id: str) -> Response:
    """Return `response` with a clause comment and its marks as `earlier` held them, at its old position."""
    position = [c.id for c in earlier.answer(question).comments].index(comment_id)
    comments = list(response.answer(question).comments)
    comments.insert(position, earlier.answer(question).comment(comment_id))
    marks = tuple(m for m in earlier.marks if m.question == question and m.comment == comment_id)
    answer = replace(response.answer(question), comments=tuple(comments))
    return replace(response.with_answer(question, answer), marks=response.marks + marks)


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


def _goes_on_at(end: int, before: str, change: Stretch) -> bool:
    """Whether words were only put in right at `end`, going on the word before them."""
    return not change.removed and change.start == end and _is_one_word(before[end - 1 : end] + change.come[:1])


def _leads_up_to(start: int, before: str, change: Stretch) -> bool:
    """Whether words were only put in right before `start`, beginning the word that stands there."""
    return not change.removed and change.start == start and _is_one_word(change.come[-1:] + before[start : start + 1])


def _is_one_word(pair: str) -> bool:
    return len(pair) == 2 and pair.isalnum()  # noqa: PLR2004  two neighbours


def _is_at(mark: Mark, place: Place) -> bool:
    return mark.scope is Scope.PASSAGE and mark.place == place


def _shifted(mark: Mark, before: str, change: Stretch, held: frozenset[str]) -> Mark:
    return replace(mark, start=_new_start(mark, before, change, held), end=_new_end(mark, before, change, held))


def _new_start(mark: Mark, before: str, change: Stretch, held: frozenset[str]) -> int:
    takes_it = _leads_up_to(mark.start, before, change) or (mark.start == mark.end and mark.id in held)
    if change.start == mark.start and takes_it:
        return mark.start
    if change.start + change.removed <= mark.start:
        return mark.start + len(change.come) - change.removed
    return min(mark.start, change.start)


def _new_end(mark: Mark, before: str, change: Stretch, held: frozenset[str]) -> int:
    added = len(change.come)
    if change.start == mark.end and not change.removed:
        takes_it = mark.id in held or (mark.start < mark.end and _goes_on_at(mark.end, before, change))
        return mark.end + added if takes_it else max(mark.end, _new_start(mark, before, change, held))
    if change.start >= mark.end:
        return mark.end
    if change.start + change.removed <= mark.start:
        return mark.end + added - change.removed
    return max(change.start + added, mark.end + added - change.removed)
