"""Confidential words that also stand where the public would read them, and exactly where, so that one click mends it.

Looks for a marked passage word for word, for telling figures inside it ("61 %", "£2.4 million", "412,000"), and for
long runs of its words. Dates, years and clause numbers stand in every response by chance and are left alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from respondent_app.model.response import Mark, Place, Reason, Response, Scope

# Shorter phrases stand everywhere by chance; a figure tells more than a word of its length.
_SHORTEST_PHRASE = 6
# That many words in the same order are no coincidence; with a figure among them, fewer will do.
_RUN = 6
_FIGURE_RUN = 4
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+|\n")
_SHORTEST_SENTENCE = 4

_FIGURE = re.compile(
    r"""[£€$]\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:k|m|bn|thousand|million|billion)\b)?
      | (?<![\w.,])\d[\d,]*(?:\.\d+)?\s?(?:%|per\ ?cent\b|pence\b|p/kWh\b)
      | (?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w])
      | (?<![\w.,])(?!(?:19|20)\d\d(?!\d))\d{4,}(?![\w])
      | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
      | (?<!\w)\+?\d[\d\ ]{8,}\d(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:['’.,]\w+)*")
_LOOK_ALIKE = {"'": "['‘’]", '"': '["“”]', "-": "[-‐‑‒–—]"}
_STRAIGHT = str.maketrans("‘’“”‐‑‒–—", "''\"\"-----")


@dataclass(frozen=True, slots=True)
class Repeat:
    """Words of a mark that stand unmarked at `place`, from `start` to `end` (code points).

    `mark` is the mark's id, empty for a contact detail, which is withheld without a mark. `words` are as they stand
    there.
    """

    mark: str
    words: str
    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """Marked words that stand in what a mark says in public: `field` is the name of a field of `Reason`."""

    mark: str
    field: str
    words: str


def unmarked_repeats(response: Response, public_words: str = "") -> tuple[Repeat, ...]:
    """Return where confidential words also stand unmarked, in the order of the marks, then of the response.

    What stands in `public_words`, such as the consultation's own text, gives nothing away and is left out.
    """
    known = _known(public_words)
    texts = [(place, response.text_at(place), _closed(response, place)) for place in response.places()]
    texts = [(place, text, closed) for place, text, closed in texts if text and closed != [(0, len(text))]]
    return tuple(
        Repeat(mark, text[start:end], place, start, end)
        for mark, secret in _secrets(response)
        for place, text, closed in texts
        for start, end in _widest(_found(secret, text, closed))
        if _plain(text[start:end]) not in known
    )


def told_in_public(response: Response) -> tuple[Told, ...]:
    """Return where a public reason, or what is said instead, repeats marked words."""
    secrets = _secrets(response)
    return tuple(
        Told(mark.id, field, text[start:end])
        for mark in response.marks
        for field, text in _published(mark.reason)
        for start, end in _widest(hit for _, secret in secrets for hit in _found(secret, text))
    )


def without_told(response: Response, mark_id: str) -> Response:
    """Return `response` with an ellipsis in place of the marked words that a mark says in public."""
    mark = response.mark(mark_id)
    secrets = _secrets(response)
    kept = {
        field: _cut(text, _widest(hit for _, secret in secrets for hit in _found(secret, text)))
        for field, text in _published(mark.reason)
    }
    reason = replace(mark.reason, public_explanation=kept["public_explanation"], substitute=kept["substitute"])
    edited = replace(mark, reason=reason)
    return replace(response, marks=tuple(edited if m.id == mark_id else m for m in response.marks))


@dataclass(frozen=True, slots=True)
class _Secret:
    """What to look for: patterns that tell by themselves, and runs of words."""

    patterns: tuple[re.Pattern[str], ...]
    runs: frozenset[tuple[str, ...]]


def _secrets(response: Response) -> list[tuple[str, _Secret]]:
    marked = [(mark.id, _secret(mark, response)) for mark in response.marks]
    if response.contact_public:
        return marked
    details = (response.respondent.email, response.respondent.telephone, response.respondent.name)
    return marked + [("", _Secret(_patterns({_one_line(d)}), frozenset())) for d in details if d.strip()]


def _secret(mark: Mark, response: Response) -> _Secret:
    if mark.scope is Scope.PASSAGE:
        words = response.text_at(mark.place)[mark.start : mark.end]
        return _Secret(_patterns(_phrases(words), _figures(words)), _runs(words))
    if mark.scope is Scope.ORGANISATION:
        return _Secret(_patterns({_one_line(response.respondent.organisation)}), frozenset())
    # What is withheld as a whole shares its ordinary words with the rest: only long runs tell.
    texts = [response.text_at(place) for place in response.places() if _covers(mark, place)]
    return _Secret((), frozenset(run for text in texts for run in _runs(text)))


def _phrases(words: str) -> set[str]:
    sentences = {s for s in _SENTENCE_END.split(words) if len(s.split()) >= _SHORTEST_SENTENCE}
    return {_one_line(phrase).strip(" .;:,") for phrase in {words, *words.split("\n"), *sentences}}


def _figures(words: str) -> frozenset[str]:
    return frozenset(match[0] for match in _FIGURE.finditer(words))


def _runs(words: str) -> frozenset[tuple[str, ...]]:
    tokens = [token for token, _, _ in _tokens(words)]
    return frozenset(
        run
        for length in (_FIGURE_RUN, _RUN)
        for run in zip(*(tokens[first:] for first in range(length)), strict=False)
        if length == _RUN or any(map(str.isdigit, "".join(run)))
    )


def _patterns(phrases: set[str], figures: frozenset[str] = frozenset()) -> tuple[re.Pattern[str], ...]:
    kept = {phrase for phrase in phrases if len(phrase) >= _SHORTEST_PHRASE} | figures
    return tuple(_pattern(phrase) for phrase in sorted(kept))


def _pattern(phrase: str) -> re.Pattern[str]:
    """Match `phrase` however it is spaced, in either case and with any kind of quote and dash."""
    pieces = re.findall(r"\w+|[^\w\s]", phrase.translate(_STRAIGHT))
    spaced = [_LOOK_ALIKE.get(piece) or re.escape(piece) for piece in pieces]
    return re.compile(r"(?<!\w)(?<!\d[.,])" + r"\s*".join(spaced) + r"(?!\w)(?![.,]\d)", re.IGNORECASE)


def _found(secret: _Secret, text: str, closed: Iterable[tuple[int, int]] = ()) -> Iterator[tuple[int, int]]:
    """Yield where a text shows the secret, in the stretches that are not `closed`."""
    at = 0
    for shut_start, shut_end in (*sorted(closed), (len(text), len(text))):
        yield from ((at + start, at + end) for start, end in _found_in(secret, text[at:shut_start]))
        at = max(at, shut_end)


def _found_in(secret: _Secret, text: str) -> Iterator[tuple[int, int]]:
    for pattern in secret.patterns:
        yield from (match.span() for match in pattern.finditer(text))
    if secret.runs:
        tokens = _tokens(text)
        for length in (_FIGURE_RUN, _RUN):
            for at in range(len(tokens) - length + 1):
                window = tokens[at : at + length]
                if tuple(token for token, _, _ in window) in secret.runs:
                    yield window[0][1], window[-1][2]


def _one_line(text: str) -> str:
    return " ".join(text.split())


@functools.lru_cache(maxsize=2)
def _known(public_words: str) -> str:
    return _plain(public_words)


def _plain(text: str) -> str:
    return _one_line(text.translate(_STRAIGHT).casefold())


def _tokens(text: str) -> list[tuple[str, int, int]]:
    return [(match[0].translate(_STRAIGHT).casefold(), *match.span()) for match in _WORD.finditer(text)]


def _widest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _closed(response: Response, place: Place) -> list[tuple[int, int]]:
    """Return the ranges of a text that are withheld."""
    if any(_covers(mark, place) for mark in response.marks):
        return [(0, len(response.text_at(place)))]
    return [(mark.start, mark.end) for mark in response.passages(place)]


def _covers(mark: Mark, place: Place) -> bool:
    if mark.scope is Scope.RESPONSE:
        return True
    if mark.scope is Scope.COMMENT:
        return bool(place.comment) and (mark.question, mark.comment) == (place.question, place.comment)
    return mark.scope is Scope.QUESTION and mark.question == place.question


def _published(reason: Reason) -> tuple[tuple[str, str], ...]:
    return (("public_explanation", reason.public_explanation), ("substitute", reason.substitute))


def _cut(text: str, spans: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    kept.append(text[at:])
    return "…".join(kept)
