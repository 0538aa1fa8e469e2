"""What is confidential: marks without a reason, and confidential words that would still come into the open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from respondent_app.model.finding import Finding, Room, Weight
from respondent_app.model.response import Mark, Place, Response, Scope
from respondent_app.model.text import fold
from respondent_app.review.wording import covered, open_texts, place_of, where

# Shorter words stand everywhere by chance: they are safe because the public version is built without them.
SHORTEST_SECRET = 6
# A sentence this long does not stand in two places by chance.
_TELLING_SENTENCE = 30
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")


@dataclass(frozen=True, slots=True)
class _Secrets:
    """The folded words that one mark withholds: `phrase` as a whole, and its longer sentences."""

    mark: Mark
    phrase: str
    sentences: frozenset[str]


def findings(response: Response) -> Iterator[Finding]:
    """Yield what to settle about the marks of a response."""
    for mark in response.marks:
        yield from _reason(mark, response)
        yield from _extent(mark, response)
    yield from _still_open(response)


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
    """Find confidential words that stand unmarked elsewhere, or in what the mark itself puts in their place."""
    secrets = [_secrets(mark, response) for mark in response.marks if mark.scope is not Scope.RESPONSE]
    if not secrets:
        return
    texts = [(place, fold(text), _sentences(text)) for place, text in open_texts(response)]
    for secret in secrets:
        for place, text, sentences in texts:
            if _shows(secret, text, sentences):
                yield _about(
                    secret.mark,
                    f"open:{place.question}:{place.part}:{place.comment}",
                    f"Words of {covered(secret.mark, response)} also stand unmarked in {where(place, response)}.",
                    place=place,
                )
        yield from _in_public_reasons(secret, response)


def _in_public_reasons(secret: _Secrets, response: Response) -> Iterator[Finding]:
    for mark in response.marks:
        for what, text in _published(mark):
            if text and _shows(secret, fold(text), _sentences(text)):
                yield _about(
                    mark,
                    f"reason-tells:{what}:{secret.mark.id}".replace(" ", "-"),
                    f"The {what} for {covered(mark, response)} repeats words that are confidential.",
                )


def _published(mark: Mark) -> tuple[tuple[str, str], ...]:
    return (
        ("published reason", mark.reason.public_explanation),
        ("public wording", mark.reason.substitute),
        ("end of confidentiality", mark.reason.until),
    )


def _shows(secret: _Secrets, text: str, sentences: frozenset[str]) -> bool:
    return (len(secret.phrase) >= SHORTEST_SECRET and secret.phrase in text) or bool(secret.sentences & sentences)


def _secrets(mark: Mark, response: Response) -> _Secrets:
    words = _withheld(mark, response)
    phrase = fold(words) if mark.scope in {Scope.PASSAGE, Scope.ORGANISATION} else ""
    return _Secrets(mark, phrase, _sentences(words))


def _sentences(text: str) -> frozenset[str]:
    folded = (fold(sentence).rstrip(".!?; ") for sentence in _SENTENCE_END.split(text))
    return frozenset(sentence for sentence in folded if len(sentence) >= _TELLING_SENTENCE)
