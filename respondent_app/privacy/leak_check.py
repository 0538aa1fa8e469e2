"""The files for the public, opened again and searched for what is confidential.

This guards against mistakes of this program and of the person: a passage that is marked in one answer and stands in the
open in another. It cannot see a paraphrase, nor find words so short or so common that they stand in any file; those are
kept out by the way the public version is made, and the report names them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from respondent_app.model.text import fold
from respondent_app.privacy.file_text import Kind, texts
from respondent_app.privacy.places import Locator
from respondent_app.privacy.secret_words import START, Secret, secrets, squeeze, starts

__all__ = ["Hit", "LeakReport", "Secret", "is_restricted", "search", "secrets", "words_of"]

SHORTEST = 6
_FEWEST_DIGITS = 2
_RESTRICTED = re.compile(r"_(?:CONFIDENTIAL|FULL)_v\d+_\d+\.\w+$")


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Confidential words found where they must not be. Says where and which mark, never the words."""

    file: str
    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.what} in {self.file} ({self.place})"


@dataclass(frozen=True, slots=True)
class LeakReport:
    """What a search found; what it could not search for (`unchecked`); and files or parts it could not read."""

    hits: tuple[Hit, ...] = ()
    unchecked: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether everything could be read and nothing was found."""
        return not self.hits and not self.unread


def is_restricted(name: str) -> bool:
    """Whether a file of a package is for the publisher only, by its name."""
    return bool(_RESTRICTED.search(name))


def search(
    files: Mapping[str, bytes], hidden: Iterable[Secret], public_words: str, headings: Sequence[str] = ()
) -> LeakReport:
    """Search every place of `files` for what is `hidden`; attachments for the publisher only are passed over.

    Words that stand in `public_words` anyway (the publisher's own text, labels of the forms) are not searched for.
    `headings` are the titles under which a place in a document may be named.
    """
    needles = _Needles(tuple(hidden), public_words)
    searched = set(files.values())
    hits: set[Hit] = set()
    unread: set[str] = set()
    for name, content in files.items():
        locator = Locator(content, headings)
        shown = "a file" if needles.in_text(name, Kind.KEPT) else name
        needles.forget_texts()
        for text in texts(name, content, lambda part, held: is_restricted(part) or held in searched):
            if not text.readable:
                unread.add(" > ".join((shown, *text.place)))
            for what, pattern in needles.in_text(text.text, text.kind).items():
                hits.add(Hit(shown, needles.told(locator.place(text, pattern)), what))
    return LeakReport(_nearest(hits), needles.unchecked, tuple(sorted(unread)))


def words_of(name: str, content: bytes) -> str:
    """Return everything that stands in a file, to be taken as known to the public: a blank form, for example."""
    return "\n".join(text.text for text in texts(name, content) if text.kind is not Kind.RAW)


def _nearest(hits: set[Hit]) -> tuple[Hit, ...]:
    """Drop a hit that says no more than another about the same words in the same file."""
    places: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for hit in hits:
        places[hit.file, hit.what].add(hit.place)
    return tuple(
        sorted(
            hit
            for hit in hits
            if not any(other != hit.place and other.startswith(hit.place) for other in places[hit.file, hit.what])
        )
    )


class _Needles:
    """Secrets sorted by how they can be searched for: long ones anywhere, short ones as words, figures on the page."""

    def __init__(self, hidden: tuple[Secret, ...], public_words: str) -> None:
        folded = fold(public_words)
        squeezed = squeeze(folded)
        known = starts(squeezed)
        self._long: dict[str, dict[str, str]] = defaultdict(dict)
        self._words: dict[re.Pattern[str], tuple[str, str]] = {}
        self._figures: dict[re.Pattern[str], str] = {}
        unchecked: dict[str, None] = {}
        for secret in hidden:
            tight = squeeze(secret.words)
            if tight.isdigit() and secret.number == 0:
                added = self._add_number(tight, secret.what, squeezed)
            elif _is_figure(tight):
                added = self._add_figure(secret, folded)
            elif len(tight) >= START:
                added = tight[:START] not in known or tight not in squeezed
                if added:
                    self._long[tight[:START]][tight] = secret.what
            else:
                added = self._add_word(secret, folded)
            if secret.whole and not added:
                unchecked[secret.what] = None
        self.unchecked = tuple(unchecked)
        self._clean: set[str] = set()

    def _add_number(self, digits: str, what: str, public: str) -> bool:
        """Add a telephone number: whatever country code stands before it, and however it is spaced."""
        if digits in public:
            return False
        self._words[re.compile(_loose(digits).pattern + r"(?!\d)")] = (digits, what)
        return True

    def _add_figure(self, secret: Secret, public: str) -> bool:
        pattern = re.compile(_figure_pattern(secret.words.strip(" .,;:()")))
        if sum(map(str.isdigit, secret.words)) < _FEWEST_DIGITS or pattern.search(public):
            return False
        self._figures[pattern] = secret.what
        return True

    def _add_word(self, secret: Secret, public: str) -> bool:
        tight = squeeze(secret.words)
        pattern = re.compile(rf"(?<![^\W_]){_loose(tight).pattern}(?![^\W_])")
        if pattern.search(public):
            return False
        if len(secret.words) < SHORTEST or len(tight) < SHORTEST:
            return self._add_figure(secret, public) if any(map(str.isdigit, tight)) else False
        self._words[pattern] = (tight, secret.what)
        return True

    def forget_texts(self) -> None:
        """Start on another file: the same text in it is another leak."""
        self._clean.clear()

    def in_text(self, text: str, kind: Kind) -> dict[str, re.Pattern[str]]:
        """Return what is found in `text`, each with a pattern that finds it in folded text."""
        if not text:
            return {}
        folded = fold(text)
        squeezed = squeeze(folded)
        found = {} if squeezed in self._clean else {what: _loose(tight) for tight, what in self._long_in(squeezed)}
        if not found:
            self._clean.add(squeezed)
        if kind is not Kind.RAW:
            found |= {
                what: pattern
                for pattern, (tight, what) in self._words.items()
                if tight in squeezed and pattern.search(folded)
            }
        if kind is Kind.VISIBLE:
            found |= {what: pattern for pattern, what in self._figures.items() if pattern.search(folded)}
        return found

    def _long_in(self, squeezed: str) -> Iterator[tuple[str, str]]:
        for start in starts(squeezed) & self._long.keys():
            yield from ((tight, what) for tight, what in self._long[start].items() if tight in squeezed)

    def told(self, place: str) -> str:
        """Return the place, unless its name itself holds what is confidential."""
        return "a part whose name gives it away" if self.in_text(place, Kind.KEPT) else place


def _is_figure(tight: str) -> bool:
    return bool(tight) and tight.isdigit() and len(tight) < START


def _figure_pattern(folded: str) -> str:
    """Return a pattern for a figure with or without its spaces and thousands separators, and no digit beside it."""
    spaced = r"\s*".join(map(re.escape, folded.split()))
    return rf"(?<![\w.,]){spaced.replace(',', '[, ]?')}(?!\w|[.,]\d)"


def _loose(tight: str) -> re.Pattern[str]:
    return re.compile(r"[\W_]*".join(map(re.escape, tight)))
