"""Confidential words that also stand where the public would read them, and exactly where, so that one click mends it.

Looks for a marked passage word for word, for telling figures inside it ("61 %", "£2.4 million", "412,000"), and for
long runs of its words. Dates, years and clause numbers stand in every response by chance and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from respondent_app.model.response import Mark, Place, Reason, Response, Scope

# Shorter phrases stand everywhere by chance; a figure tells more than a word of its length.
_SHORTEST_PHRASE = 6
# That many words in the same order are no coincidence.
_LONG_RUN = 6

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
_PLAIN = str.maketrans("‘’“”‐‑‒–—", "''\"\"-----")


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


def unmarked_repeats(response: Response) -> tuple[Repeat, ...]:
    """Return where confidential words also stand unmarked, in the order of the marks, then of the response."""
    texts = [(place, response.text_at(place), _closed(response, place)) for place in response.places()]
    texts = [(place, text, closed) for place, text, closed in texts if text and closed != [(0, len(text))]]
    return tuple(
        Repeat(mark, text[start:end], place, start, end)
        for mark, secret in _secrets(response)
        for place, text, closed in texts
        for start, end in _widest(_found(secret, text))
        if not any(start < shut_end and shut_start < end for shut_start, shut_end in closed)
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
    """What to look for: patterns that tell by themselves, and the first words of each long run."""

    patterns: tuple[re.Pattern[str], ...]
    runs: frozenset[tuple[str, ...]]


def _secrets(response: Response) -> list[tuple[str, _Secret]]:
    marked = [(mark.id, _secret(words)) for mark in response.marks for words in _words(mark, response)]
    if response.contact_public:
        return marked
    details = (response.respondent.email, response.respondent.telephone, response.respondent.name)
    return marked + [("", _secret(detail, figures=False)) for detail in details if detail.strip()]


def _words(mark: Mark, response: Response) -> tuple[str, ...]:
    if mark.scope is Scope.PASSAGE:
        return (response.text_at(mark.place)[mark.start : mark.end],)
    if mark.scope is Scope.ORGANISATION:
        return (response.respondent.organisation,)
    return ()  # what is withheld as a whole may share its ordinary words with the rest


def _secret(words: str, *, figures: bool = True) -> _Secret:
    phrase = " ".join(words.split())
    phrases = {phrase} if len(phrase) >= _SHORTEST_PHRASE else set()
    if figures:
        phrases |= {match[0] for match in _FIGURE.finditer(words)}
    tokens = [token for token, _, _ in _tokens(words)]
    runs = frozenset(tuple(tokens[at : at + _LONG_RUN]) for at in range(len(tokens) - _LONG_RUN + 1))
    return _Secret(tuple(_pattern(each) for each in sorted(phrases)), runs)


def _pattern(phrase: str) -> re.Pattern[str]:
    """Match `phrase` however it is spaced, in either case and with any kind of quote and dash."""
    pieces = re.findall(r"\w+|[^\w\s]", phrase.translate(_PLAIN))
    spaced = [_LOOK_ALIKE.get(piece) or re.escape(piece) for piece in pieces]
    return re.compile(r"(?<!\w)(?<!\d[.,])" + r"\s*".join(spaced) + r"(?!\w)(?![.,]\d)", re.IGNORECASE)


def _found(secret: _Secret, text: str) -> Iterator[tuple[int, int]]:
    for pattern in secret.patterns:
        yield from (match.span() for match in pattern.finditer(text))
    if secret.runs:
        tokens = _tokens(text)
        for at in range(len(tokens) - _LONG_RUN + 1):
            window = tokens[at : at + _LONG_RUN]
            if tuple(token for token, _, _ in window) in secret.runs:
                yield window[0][1], window[-1][2]


def _tokens(text: str) -> list[tuple[str, int, int]]:
    return [(match[0].translate(_PLAIN).casefold(), *match.span()) for match in _WORD.finditer(text)]


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
