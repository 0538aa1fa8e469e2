"""What was left in a text by mistake: placeholders, and personal details in what the public will read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from respondent_app.model.consultation import Consultation
from respondent_app.model.finding import Finding, Room, Weight
from respondent_app.model.place import Place
from respondent_app.model.response import Response, Scope
from respondent_app.review.wording import covered, key, open_texts, where

_PLACEHOLDER = re.compile(
    r"\[(?:tb[cd]|x{2,}|insert\b[^\]\n]{0,80}|add\b[^\]\n]{0,80}|name|date|number|figure|…|\.{3}|\?+)\]"
    r"|\b(?:TODO|FIXME|TB[CD]|tb[cd]|X{2,4})\b|\?{3,}|lorem ipsum",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"x+|todo|fixme", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”\n]*”|‘[^’\n]*’|\"[^\"\n]*\"")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"(?<![\w.])(?:\+44[ ()0-]{0,5}|\(?0)[1-9](?:[ ()-]{0,2}\d){8,9}(?![\w])")


def findings(response: Response, consultation: Consultation) -> Iterator[Finding]:
    """Yield placeholders anywhere, and personal details in public text."""
    for place in response.places():
        if _placeholder(response.text_at(place), consultation):
            message = f"A placeholder is left in {where(place, response)}."
            yield Finding(f"placeholder:{key(place)}", Weight.SHOULD, message, Room.ANSWERING, place)
    known = _known(response, consultation)
    for place, text in open_texts(response):
        yield from _personal(text, place, known, response)
    yield from _personal_reasons(response, known)


def _placeholder(text: str, consultation: Consultation) -> bool:
    """Whether a placeholder of our own stands in `text`: one that quotes the publisher's text is none."""
    hits = list(_PLACEHOLDER.finditer(text))
    if not hits:
        return False
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    return any(
        _is_meant(hit) and not _within(hit, quoted) and _with_word_before(text, hit) not in consultation.text
        for hit in hits
    )


def _is_meant(hit: re.Match[str]) -> bool:
    """“XX” and “TODO” are placeholders, “xx” and “todo” words or kisses."""
    return not _SHOUTED.fullmatch(hit[0]) or hit[0].isupper()


def _within(hit: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start() and hit.end() <= end for start, end in spans)


def _with_word_before(text: str, hit: re.Match[str]) -> str:
    before = text[max(0, hit.start() - 40) : hit.start()].rsplit(None, 1)
    return f"{before[-1]} {hit[0]}" if before else hit[0]


def _personal(text: str, place: Place, known: set[str], response: Response) -> Iterator[Finding]:
    if _has_address(text, known):
        message = (
            f"An e-mail address or telephone number stands in {where(place, response)}, which the public will read."
        )
        yield Finding(f"personal:{key(place)}", Weight.SHOULD, message, Room.ANSWERING, place)


def _has_address(text: str, known: set[str]) -> bool:
    if "@" in text and any(match[0].casefold() not in known for match in _EMAIL.finditer(text)):
        return True
    return any(_digits(match[0]) not in known for match in _TELEPHONE.finditer(text))


def _known(response: Response, consultation: Consultation) -> set[str]:
    """What is no news to the public, and the person's own details, which `exposure` tells about."""
    own = response.respondent
    emails = {consultation.respond_to, consultation.enquiries, own.email.strip()}
    return {email.casefold() for email in emails} | {_digits(own.telephone)}


def _digits(telephone: str) -> str:
    return re.sub(r"\D", "", telephone)


def _personal_reasons(response: Response, known: set[str]) -> Iterator[Finding]:
    for mark in response.marks:
        public = f"{mark.reason.public_explanation}\n{mark.reason.substitute}"
        if mark.scope is not Scope.RESPONSE and _has_address(public, known):
            message = (
                f"An e-mail address or telephone number stands in what is published for {covered(mark, response)}."
            )
            yield Finding(f"personal:{mark.id}", Weight.SHOULD, message, Room.CONFIDENTIALITY, mark=mark.id)
