"""Marked words too short to be searched for in a file as bytes: a name like “Acme”, a figure like “42p”.

In what the person wrote they can be looked for all the same, as whole words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from respondent_app.model.consultation import Consultation
from respondent_app.model.response import Response, Scope

LONGEST = 5
_FEWEST_SIGNS = 3
_FEWEST_DIGITS = 2
_AROUND = " \t.,;:!?()[]“”‘’\"'"
_LOOK_ALIKE = {"'": "['‘’]", "-": "[-‐‑‒–—]"}
_STRAIGHT = str.maketrans("‘’‐‑‒–—", "''-----")
_NOT_THE_PUBLISHERS = frozenset({"points"})
# Words that stand in any answer, and those by which our forms name positions and kinds of comment.
_EVERYDAY_WORDS = """
a about above after again against ago all also always am among an and any are as ask at away back be been best
both but by came can case come cost could data date day days did do does done down draft due each early else end
even ever every few find first five for four free from full gave get give given go goes good got had has have he
held help her here high him his how i if in into is it its just keep kept know large last late later least less
let like list long low made main make many may me might month more most much must my name near need never new
next nine no none nor not note now of off often old on once one only open or other our out over own paid part
past pay plan point put rate read right role said same saw say see seem seen send sent set shall she short show
side since six small so some soon still such sure take ten term terms test text than that the their them then
there these they thing this those three time to too took total two type typo under until up upon us use used
user users very via view want was way we week weeks well went were what when where which while who whole whom
whose why will wish with within word words work would year years yes yet you your agree clause drafting policy
timing stated
"""
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())


def short_words(text: str) -> str:
    """Return a short marked text on one line, without signs around it; empty if it is long or says nothing."""
    phrase = " ".join(text.split()).strip(_AROUND)
    signs = [sign for sign in phrase if sign.isalnum()]
    if len(signs) > LONGEST or "\n" in text.strip():
        return ""
    if len(signs) < _FEWEST_SIGNS and sum(map(str.isdigit, signs)) < _FEWEST_DIGITS:
        return ""
    return "" if all(word in _EVERYDAY for word in re.findall(r"[^\W_]+", phrase.casefold())) else phrase


def marked_short_words(response: Response) -> Iterator[tuple[str, str]]:
    """Yield the id of each mark whose words are short, and those words."""
    for mark in response.marks:
        text = ""
        if mark.scope is Scope.PASSAGE:
            text = response.text_at(mark.place)[max(0, mark.start) : max(0, mark.end)]
        elif mark.scope is Scope.ORGANISATION:
            text = response.respondent.organisation
        if words := short_words(text):
            yield mark.id, words


def is_telling(words: str) -> bool:
    """Whether short words look like a name or a figure, so that finding them elsewhere is no coincidence."""
    return any(sign.isupper() or sign.isdigit() for sign in words)


@functools.lru_cache(maxsize=256)
def whole_words(words: str) -> re.Pattern[str]:
    """Match short words where they stand by themselves, in either case and however they are spaced."""
    pieces = re.findall(r"[^\W_]+|[^\w\s]|_", words.translate(_STRAIGHT))
    loose = r"\s*".join(_LOOK_ALIKE.get(piece) or re.escape(piece) for piece in pieces)
    return re.compile(rf"(?<!\w)(?<!\d[.,]){loose}(?!\w)(?![.,]\d)", re.IGNORECASE)


@functools.lru_cache(maxsize=4)
def published_words(consultation: Consultation) -> str:
    """Return all that the publisher says in a consultation; our own notes on it are left out."""
    named = (getattr(consultation, field.name) for field in fields(consultation)
             if field.name not in _NOT_THE_PUBLISHERS)  # fmt: skip
    return "\n".join(text for value in named for text in _texts(value))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
