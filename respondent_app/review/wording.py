"""How a finding names a place, and what of a text the public would read."""

from __future__ import annotations

from collections.abc import Iterator

from respondent_app.model.place import Part, Place
from respondent_app.model.response import Mark, Response, Scope

_PARTS = {
    Scope.ANSWER: "all of the answer to",
    Scope.RATIONALE: "all of the rationale for",
    Scope.STANCE: "the positions taken in",
    Scope.COMMENTS: "all comments by clause in",
}


def where(place: Place, response: Response) -> str:
    """Name a text as a person would: “the comment on clause 14.3 (Q2)”."""
    if place.part is Part.ANSWER:
        return f"the answer to {place.question}"
    if place.part is Part.RATIONALE:
        return f"the rationale for {place.question}"
    number = clause_of(place, response)
    clause = f"clause {number}" if number else "a clause that is not named yet"
    part = {
        Part.COMMENT: f"the comment on {clause}",
        Part.PROPOSED: f"the proposed wording for {clause}",
        Part.COMMENT_RATIONALE: f"the rationale of the comment on {clause}",
    }[place.part]
    return f"{part} ({place.question})"


def key(place: Place) -> str:
    """Return a place as one word, for the ids of findings."""
    return f"{place.question}:{place.part}:{place.comment}".rstrip(":")


def clause_of(place: Place, response: Response) -> str:
    """The clause that a comment is about; empty if none is named."""
    comments = response.answer(place.question).comments
    return next((comment.clause.strip() for comment in comments if comment.id == place.comment), "")


def covered(mark: Mark, response: Response) -> str:
    """Name what a mark covers."""
    if mark.scope is Scope.RESPONSE:
        return "the whole response"
    if mark.scope is Scope.ORGANISATION:
        return "the organisation’s name"
    if mark.scope is Scope.QUESTION:
        return f"the whole of {mark.question}"
    if mark.scope in _PARTS:
        return f"{_PARTS[mark.scope]} {mark.question}"
    if mark.scope is Scope.COMMENT:
        return where(Place(mark.question, Part.COMMENT, mark.comment), response)
    return f"a passage in {where(mark.place, response)}"


def place_of(mark: Mark) -> Place | None:
    """The text at which a mark can be looked at; None for one that lies on no single text."""
    if mark.scope in {Scope.RESPONSE, Scope.ORGANISATION}:
        return None
    if mark.scope is Scope.COMMENT:
        return Place(mark.question, Part.COMMENT, mark.comment)
    if mark.scope is Scope.RATIONALE:
        return Place(mark.question, Part.RATIONALE)
    return mark.place if mark.scope is Scope.PASSAGE else Place(mark.question, Part.ANSWER)


def open_texts(response: Response) -> Iterator[tuple[Place, str]]:
    """Yield each text as the public would read it. A line break stands for a marked passage."""
    whole = [mark for mark in response.marks if mark.scope is not Scope.PASSAGE]
    passages: dict[Place, list[Mark]] = {}
    for mark in response.marks:
        if mark.scope is Scope.PASSAGE:
            passages.setdefault(mark.place, []).append(mark)
    for place in response.places():
        if not any(mark.covers(place) for mark in whole):
            yield place, _without(response.text_at(place), passages.get(place, []))


def _without(text: str, passages: list[Mark]) -> str:
    kept, at = [], 0
    for mark in sorted(passages, key=lambda mark: mark.start):
        kept.append(text[at : max(at, mark.start)])
        at = max(at, mark.end)
    kept.append(text[at:])
    return "\n".join(kept)
