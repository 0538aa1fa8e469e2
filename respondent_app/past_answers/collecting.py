"""Which texts of a response are kept for later, and what of them was confidential."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from respondent_app.model.past_answer import PastAnswer, PastMark, PastResponse
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Mark, Response, Scope
from respondent_app.model.text import clean

_NEVER_A_TEXT = frozenset({Scope.ORGANISATION, Scope.STANCE})
_OF_COMMENTS = frozenset({Scope.COMMENT, Scope.COMMENTS})


def collect(response: Response, source: PastResponse, asked: Mapping[str, str]) -> tuple[PastAnswer, ...]:
    """Return every text of `response` that says something, in reading order. `asked` is the wording by question.

    “No comment” is none of them. What was withheld as a whole is confidential as a whole here; a mark of which nobody
    can tell any more what it covered makes its whole text confidential.
    """
    return tuple(_texts(response, source, asked))


def _texts(response: Response, source: PastResponse, asked: Mapping[str, str]) -> Iterator[PastAnswer]:
    for place in response.places():
        answer = response.answer(place.question)
        text = response.text_at(place)
        if not text.strip() or (place.part is Part.ANSWER and answer.is_no_comment):
            continue
        clause = answer.comment(place.comment).clause if place.comment else ""
        marks = tuple(sorted(_marks(response, place, len(text)), key=lambda mark: (mark.start, mark.end)))
        question = clean(asked.get(place.question, ""))
        yield PastAnswer(source, place.question, place.part, text, question, clause, marks)


def _marks(response: Response, place: Place, length: int) -> Iterator[PastMark]:
    for mark in response.marks:
        if mark.scope is Scope.PASSAGE and mark.place == place:
            start, end = max(0, mark.start), min(mark.end, length)
            start, end = (start, end) if start < end else (0, length)
            yield PastMark(start, end, mark.reason.category)
        elif mark.scope is not Scope.PASSAGE and _covers(mark, place):
            yield PastMark(0, length, mark.reason.category)


def _covers(mark: Mark, place: Place) -> bool:
    """Whether a mark withholds a whole text. Of a scope that is not known here it is taken to do so."""
    if mark.scope in _NEVER_A_TEXT:
        return False
    if mark.scope is Scope.RESPONSE:
        return True
    if mark.question != place.question:
        return False
    if mark.scope in _OF_COMMENTS:
        return bool(place.comment) and mark.comment in {"", place.comment}
    if mark.scope in {Scope.ANSWER, Scope.RATIONALE}:
        return place.part.value == mark.scope.value
    return True
