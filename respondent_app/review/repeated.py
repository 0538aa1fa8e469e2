"""Confidential words that also stand where the public would read them, and exactly where, so that one click mends it.

Looks for a marked passage word for word, for telling figures inside it ("61 %", "£2.4 million", "412,000"), and for
long runs of its words. Dates, years and clause numbers stand in every response by chance and are left alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from respondent_app.model.place import Place
from respondent_app.model.response import Mark, Reason, Response, Scope
from respondent_app.model.short_words import marked_short_words, whole_words

# Shorter phrases stand everywhere by chance; a figure tells more than a word of its length.
_SHORTEST_PHRASE = 6
# That many words in the same order are no coincidence; with a figure among them, fewer will do.
_RUN = 6
_FIGURE_RUN = 4
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+|\n")
_SHORTEST_SENTENCE = 4

_FIGURE = re.compile(
    r"""[£€$]\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:k|m|bn|thousand|million|billion)\b)?
      | (?<![\w.,])\d[\d,]*(?:\.\d+)?\s?(?:%|per\ ?cent\b|pence\b|p/kWh\b|p\b)
      | (?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w])
      | (?<![\w.,])(?!(?:19|20)\d\d(?!\d))\d{4,}(?![\w])
      | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
      | (?<!\w)\+?\d[\d\ ]{8,}\d(?!\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CLOSED = "\x00"
_WORD = re.compile(r"\w+(?:['’.,]\w+)*|\x00+")  # what is closed counts as a word that nobody writes
_LOOK_ALIKE = {"'": "['‘’]", '"': '["“”]', "-": "[-‐‑‒–—]"}
_STRAIGHT = str.maketrans("‘’“”‐‑‒–—", "''\"\"-----")

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Words of a mark that stand unmarked at `place`, from `start` to `end` (code points).

    `mark` is the mark's id, empty for a contact detail, which is withheld without a mark. `words` are as they stand
    there. `is_short` says that they are a word or two which may stand there by chance.
    """

    mark: str
    words: str
    place: Place
    start: int
    end: int
    is_short: bool = False

    def meets(self, other: Repeat) -> bool:
        """Whether both are about some of the same words on behalf of the same mark."""
        same = (self.mark, self.place) == (other.mark, other.place)
        return same and self.start < other.end and other.start < self.end


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
    secrets = _secrets(response)
    texts = [_Text(response.text_at(place), _closed(response, place), secrets) for place in response.places()]
    repeats = [
        Repeat(secret.mark, text.words[start:end], place, start, end, is_short=is_short)
        for secret in secrets
        for place, text in zip(response.places(), texts, strict=True)
        for is_short, (start, end) in text.hits(secret, public_words)
        if is_short or _plain(text.words[start:end]) not in known
    ]
    return tuple(repeats)


def told_in_public(response: Response, public_words: str = "") -> tuple[Told, ...]:
    """Return where a public reason, or what is said instead, repeats marked words."""
    secrets = _secrets(response)
    return tuple(
        Told(mark.id, field, text[start:end])
        for mark in response.marks
        for field, text in _published(mark.reason)
        for start, end in _shown(secrets, text, public_words)
    )


def without_told(response: Response, mark_id: str, public_words: str = "") -> Response:
    """Return `response` with an ellipsis in place of the marked words that a mark says in public."""
    mark = response.mark(mark_id)
    secrets = _secrets(response)
    kept = {field: _cut(text, _shown(secrets, text, public_words)) for field, text in _published(mark.reason)}
    reason = replace(mark.reason, public_explanation=kept["public_explanation"], substitute=kept["substitute"])
    edited = replace(mark, reason=reason)
    return replace(response, marks=tuple(edited if m.id == mark_id else m for m in response.marks))


@dataclass(frozen=True, slots=True)
class _Secret:
    """What to look for on behalf of a mark: phrases that tell by themselves, runs of words, and a `short` word."""

    mark: str
    phrases: frozenset[str]
    runs: frozenset[Run] = frozenset()
    short: str = ""


def _secrets(response: Response) -> list[_Secret]:
    short = _short(response)
    marked = [_with_short(_secret(mark, response), short.get(mark.id, "")) for mark in response.marks]
    if response.contact_public:
        return marked
    details = (response.respondent.email, response.respondent.telephone, response.respondent.name)
    return marked + [_Secret("", _long_enough({_one_line(detail)})) for detail in details if detail.strip()]


def _short(response: Response) -> dict[str, str]:
    """Return the short words of marks; the name of an organisation that is not withheld gives nothing away."""
    named = any(mark.scope is Scope.ORGANISATION for mark in response.marks)
    public = "" if named else response.respondent.organisation
    return {mark: words for mark, words in marked_short_words(response) if not whole_words(words).search(public)}


def _with_short(secret: _Secret, words: str) -> _Secret:
    return secret if not words or words in secret.phrases else replace(secret, short=words)


def _secret(mark: Mark, response: Response) -> _Secret:
    if mark.scope is Scope.PASSAGE:
        words = response.text_at(mark.place)[mark.start : mark.end]
        return _Secret(mark.id, _long_enough(_phrases(words)) | _figures(words), _runs(words))
    if mark.scope is Scope.ORGANISATION:
        return _Secret(mark.id, _long_enough({_one_line(response.respondent.organisation)}))
    # What is withheld as a whole shares its ordinary words with the rest: only long runs tell.
    texts = [response.text_at(place) for place in response.places() if mark.covers(place)]
    return _Secret(mark.id, frozenset(), frozenset(run for text in texts for run in _runs(text)))


class _Text:
    """A text to search. It is taken apart once, for all secrets; what is `closed` is passed over."""

    def __init__(self, words: str, closed: Iterable[tuple[int, int]], secrets: Iterable[_Secret]) -> None:
        self.words = words
        # A separator of the same length keeps positions and lets nothing match across what is closed.
        self._open = words
        for start, end in closed:
            self._open = self._open[:start] + _CLOSED * (end - start) + self._open[end:]
        self._squeezed = _squeezed(self._open)
        self._runs: dict[Run, list[tuple[int, int]]] = {}
        wanted = frozenset().union(*(secret.runs for secret in secrets))
        if wanted and self._squeezed.strip(_CLOSED):
            self._note_runs(wanted)

    def hits(self, secret: _Secret, public_words: str) -> Iterator[tuple[bool, tuple[int, int]]]:
        """Yield where the text shows the secret: `False` where that tells, `True` for its short word alone."""
        telling = _widest(self.found(secret))
        yield from ((False, span) for span in telling)
        if secret.short and not whole_words(secret.short).search(public_words):
            for match in whole_words(secret.short).finditer(self._open):
                if not any(start < match.end() and match.start() < end for start, end in telling):
                    yield True, match.span()

    def found(self, secret: _Secret) -> Iterator[tuple[int, int]]:
        """Yield where the text shows the secret."""
        for phrase in secret.phrases:
            if _squeezed(phrase) in self._squeezed:  # much faster than the pattern
                yield from (match.span() for match in _pattern(phrase).finditer(self._open))
        for run in secret.runs & self._runs.keys():
            yield from self._runs[run]

    def _note_runs(self, wanted: frozenset[Run]) -> None:
        tokens = _tokens(self._open)
        words = [token for token, _, _ in tokens]
        for length in (_FIGURE_RUN, _RUN):
            for at in range(len(words) - length + 1):
                run = tuple(words[at : at + length])
                if run in wanted:
                    self._runs.setdefault(run, []).append((tokens[at][1], tokens[at + length - 1][2]))


def _shown(secrets: list[_Secret], text: str, public_words: str) -> list[tuple[int, int]]:
    whole = _Text(text, (), secrets)
    return _widest(span for secret in secrets for _, span in whole.hits(secret, public_words))


def _phrases(words: str) -> set[str]:
    sentences = {s for s in _SENTENCE_END.split(words) if len(s.split()) >= _SHORTEST_SENTENCE}
    return {_one_line(phrase).strip(" .;:,") for phrase in {words, *words.split("\n"), *sentences}}


def _figures(words: str) -> frozenset[str]:
    return frozenset(match[0] for match in _FIGURE.finditer(words))


def _runs(words: str) -> frozenset[Run]:
    tokens = [token for token, _, _ in _tokens(words)]
    return frozenset(
        run
        for length in (_FIGURE_RUN, _RUN)
        for run in zip(*(tokens[first:] for first in range(length)), strict=False)
        if length == _RUN or any(map(str.isdigit, "".join(run)))
    )


def _long_enough(phrases: set[str]) -> frozenset[str]:
    return frozenset(phrase for phrase in phrases if len(phrase) >= _SHORTEST_PHRASE)


@functools.lru_cache(maxsize=512)
def _pattern(phrase: str) -> re.Pattern[str]:
    """Match `phrase` however it is spaced, in either case and with any kind of quote and dash."""
    pieces = re.findall(r"\w+|[^\w\s]", phrase.translate(_STRAIGHT))
    spaced = [_LOOK_ALIKE.get(piece) or re.escape(piece) for piece in pieces]
    return re.compile(r"(?<!\w)(?<!\d[.,])" + r"\s*".join(spaced) + r"(?!\w)(?![.,]\d)", re.IGNORECASE)


def _squeezed(text: str) -> str:
    return "".join(text.translate(_STRAIGHT).lower().split())


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
    """Return the ranges of a text that are withheld, none of them beyond its ends."""
    length = len(response.text_at(place))
    if any(mark.covers(place) for mark in response.marks):
        return [(0, length)]
    return [(max(0, mark.start), min(mark.end, length)) for mark in response.passages(place)]


def _published(reason: Reason) -> tuple[tuple[str, str], ...]:
    return (("public_explanation", reason.public_explanation), ("substitute", reason.substitute))


def _cut(text: str, spans: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    kept.append(text[at:])
    return "…".join(kept)
