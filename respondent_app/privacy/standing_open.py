"""Where exactly confidential words stand in the open in what a person wrote, so that they can be marked there too."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from respondent_app.model.place import Place
from respondent_app.model.response import Response
from respondent_app.model.text import fold
from respondent_app.privacy import marks as seen
from respondent_app.privacy.needles import Needles
from respondent_app.privacy.secret_words import Secret


@dataclass(frozen=True, slots=True)
class StandingOpen:
    """Words at `place`, from `start` to `end` (code points), that would leak the mark called `what`."""

    what: str
    place: Place
    start: int
    end: int


def standing_open(response: Response, hidden: Sequence[Secret], public_words: str) -> tuple[StandingOpen, ...]:
    """Return where what is `hidden` stands unmarked, as the search of the files would find it there."""
    needles = Needles(tuple(hidden), public_words)
    return tuple(
        StandingOpen(what, place, first + start, first + end)
        for place in response.places()
        for first, text in _open_pieces(response, place)
        for what, start, end in _joined(sorted(_found_in(text, needles)))
    )


def _joined(found: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """Join what overlaps: a run of words is found piece by piece."""
    wide: tuple[str, int, int] | None = None
    for what, start, end in found:
        if wide and wide[0] == what and start < wide[2]:
            wide = (what, wide[1], max(wide[2], end))
            continue
        if wide:
            yield wide
        wide = (what, start, end)
    if wide:
        yield wide


def _open_pieces(response: Response, place: Place) -> Iterator[tuple[int, str]]:
    """Yield what no mark covers of a text, with where it starts."""
    text = response.text_at(place)
    if not text or any(mark.covers(place) for mark in response.marks):
        return
    at = 0
    for run in seen.runs(text, response.passages(place)):
        yield at, text[at : run.start]
        at = run.end
    yield at, text[at:]


def _found_in(text: str, needles: Needles) -> Iterator[tuple[str, int, int]]:
    found = list(needles.all_in_text(text))
    if not found:
        return
    folded, origin = _folded(text)
    for what, pattern in found:
        for match in pattern.finditer(folded):
            if match.end() > match.start():
                yield what, origin[match.start()], origin[match.end() - 1] + 1


def _folded(text: str) -> tuple[str, list[int]]:
    """Return folded text, and for each of its signs the position in `text` that it comes from."""
    signs: list[str] = []
    origin: list[int] = []
    for start, cluster in _clusters(text):
        here = " " if cluster.isspace() else fold(cluster)
        if here == " " and (not signs or signs[-1] == " "):
            continue
        signs.extend(here)
        origin.extend(start + min(at, len(cluster) - 1) for at in range(len(here)))
    return "".join(signs), origin


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sign with the accents that follow it, and where it starts."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield start, text[start:at]
            start = at
