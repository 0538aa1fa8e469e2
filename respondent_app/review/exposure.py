"""What is confidential: marks without a reason, and confidential words that would still come into the open."""

from __future__ import annotations

from collections.abc import Iterator

from respondent_app.model.finding import Finding, Room, Weight
from respondent_app.model.response import Mark, Place, Response, Scope
from respondent_app.review.repeated import told_in_public, unmarked_repeats
from respondent_app.review.wording import covered, key, place_of, where

_FIELDS = {"public_explanation": "published reason", "substitute": "public wording"}


def findings(response: Response) -> Iterator[Finding]:
    """Yield what to settle about the marks of a response."""
    for mark in response.marks:
        yield from _reason(mark, response)
        yield from _extent(mark, response)
    yield from _still_open(response)
    yield from _told(response)


def _reason(mark: Mark, response: Response) -> Iterator[Finding]:
    what = covered(mark, response)
    if not mark.reason.explanation.strip():
        yield _about(
            mark,
            "explanation",
            f"It is not said why {what} is confidential. A request without a reason carries little weight.",
        )
    if not mark.reason.public_explanation.strip():
        yield _about(
            mark,
            "public-explanation",
            f"The reason that may be published is missing for {what}.",
            Weight.SHOULD,
        )


def _extent(mark: Mark, response: Response) -> Iterator[Finding]:
    if mark.scope is Scope.RESPONSE:
        yield _about(
            mark,
            "wide",
            "The whole response is marked confidential. A claim on everything is the weakest: "
            "consider marking only the passages that need it.",
            Weight.SHOULD,
        )
    elif not _withheld(mark, response).strip():
        yield _about(mark, "nothing", f"A confidential mark covers no words: {covered(mark, response)}.", Weight.SHOULD)


def _about(mark: Mark, what: str, message: str, weight: Weight = Weight.MUST, place: Place | None = None) -> Finding:
    return Finding(
        f"{what}:{mark.id}", weight, message, Room.CONFIDENTIALITY, place=place or place_of(mark), mark=mark.id
    )


def _withheld(mark: Mark, response: Response) -> str:
    """The words that a mark keeps from the public."""
    if mark.scope is Scope.PASSAGE:
        return response.text_at(mark.place)[mark.start : mark.end]
    if mark.scope is Scope.ORGANISATION:
        return response.respondent.organisation
    return "\n".join(response.text_at(place) for place in response.places() if _covers(mark, place))


def _covers(mark: Mark, place: Place) -> bool:
    if mark.scope is Scope.COMMENT:
        return (place.question, place.comment) == (mark.question, mark.comment)
    return mark.scope is Scope.RESPONSE or place.question == mark.question


def _still_open(response: Response) -> Iterator[Finding]:
    """Find confidential words that stand unmarked elsewhere."""
    seen = {(repeat.mark, repeat.place) for repeat in unmarked_repeats(response)}
    for mark_id, place in sorted(seen):
        if not mark_id:
            yield _own_details(place, response)
            continue
        mark = response.mark(mark_id)
        yield _about(
            mark,
            f"open:{key(place)}",
            f"Words of {covered(mark, response)} also stand unmarked in {where(place, response)}.",
            place=place,
        )


def _own_details(place: Place, response: Response) -> Finding:
    message = f"Your own contact details stand in {where(place, response)}, which the public will read."
    return Finding(f"own-details:{key(place)}", Weight.MUST, message, Room.ANSWERING, place)


def _told(response: Response) -> Iterator[Finding]:
    """Find confidential words in what the marks themselves say in public."""
    for mark_id, field in sorted({(told.mark, told.field) for told in told_in_public(response)}):
        mark = response.mark(mark_id)
        message = f"The {_FIELDS[field]} for {covered(mark, response)} repeats words that are confidential."
        yield _about(mark, f"tells:{field}", message)
