"""What is confidential: marks without a reason, and confidential words that would still come into the open."""

from __future__ import annotations

from collections.abc import Iterator

from respondent_app.model.consultation import Consultation
from respondent_app.model.finding import Finding, Room, Weight
from respondent_app.model.place import Place
from respondent_app.model.response import Mark, Response, Scope
from respondent_app.model.short_words import published_words
from respondent_app.review.repeated import told_in_public, unmarked_repeats
from respondent_app.review.wording import covered, key, place_of, where

_FIELDS = {"public_explanation": "published reason", "substitute": "public wording"}


def findings(response: Response, consultation: Consultation) -> Iterator[Finding]:
    """Yield what to settle about the marks of a response."""
    for mark in response.marks:
        yield from _reason(mark, response)
        yield from _extent(mark, response)
    public_words = published_words(consultation)
    yield from _still_open(response, public_words)
    yield from _told(response, public_words)


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
        # A passage without words stops the export: whoever deleted them may have moved them elsewhere.
        weight = Weight.MUST if mark.scope is Scope.PASSAGE else Weight.SHOULD
        said = f"A confidential mark covers no words: {covered(mark, response)}."
        yield _about(mark, "nothing", f"{said} Remove it, or mark the words it meant.", weight)


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
    if mark.scope is Scope.STANCE:
        return "\n".join(response.answer(mark.question).stance.values())
    return "\n".join(response.text_at(place) for place in response.places() if mark.covers(place))


def _still_open(response: Response, public_words: str) -> Iterator[Finding]:
    """Find confidential words that stand unmarked elsewhere."""
    only_short: dict[tuple[str, Place], bool] = {}
    for repeat in unmarked_repeats(response, public_words):
        where_it_stands = (repeat.mark, repeat.place)
        only_short[where_it_stands] = repeat.is_short and only_short.get(where_it_stands, True)
    for (mark_id, place), is_short in sorted(only_short.items()):
        if not mark_id:
            yield _own_details(place, response)
            continue
        yield _open(response.mark(mark_id), place, response, is_short=is_short)


def _open(mark: Mark, place: Place, response: Response, *, is_short: bool) -> Finding:
    """A word or two may stand elsewhere by chance: that is for the person to say."""
    said = "What is marked as" if is_short else "Words of"
    stands = "also stands in the open" if is_short else "also stand unmarked"
    message = f"{said} {covered(mark, response)} {stands} in {where(place, response)}."
    return _about(mark, f"open:{key(place)}", message, Weight.SHOULD if is_short else Weight.MUST, place)


def _own_details(place: Place, response: Response) -> Finding:
    message = f"Your own contact details stand in {where(place, response)}, which the public will read."
    return Finding(f"own-details:{key(place)}", Weight.MUST, message, Room.ANSWERING, place)


def _told(response: Response, public_words: str) -> Iterator[Finding]:
    """Find confidential words in what the marks themselves say in public."""
    for mark_id, field in sorted({(told.mark, told.field) for told in told_in_public(response, public_words)}):
        mark = response.mark(mark_id)
        message = f"The {_FIELDS[field]} for {covered(mark, response)} repeats words that are confidential."
        yield _about(mark, f"tells:{field}", message)
