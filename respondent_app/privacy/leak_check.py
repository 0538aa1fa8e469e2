"""The files for the public, opened again and searched for what is confidential.

This guards against mistakes of this program and of the person: a passage that is marked in one answer and stands in the
open in another. It cannot see a paraphrase, nor find words so short or so common that they stand in any file; those are
kept out by the way the public version is made, and the report names them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from respondent_app.privacy.file_text import Kind, texts
from respondent_app.privacy.needles import Needles
from respondent_app.privacy.places import Locator
from respondent_app.privacy.secret_words import Secret, secrets

__all__ = ["Hit", "LeakReport", "Secret", "is_restricted", "search", "secrets", "words_of"]

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
    """What a search found; what it could not search for (`unchecked`); files or parts it could not read (`unread`).

    `pictures` are the files that hold pictures: what those show, no search can see.
    """

    hits: tuple[Hit, ...] = ()
    unchecked: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()

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
    needles = Needles(tuple(hidden), public_words)
    searched = set(files.values())
    hits: set[Hit] = set()
    unread: set[str] = set()
    pictures: set[str] = set()
    for name, content in files.items():
        locator = Locator(content, headings)
        shown = "a file" if needles.in_text(name, Kind.KEPT) else name
        needles.forget_texts()
        for text in texts(name, content, lambda part, held: is_restricted(part) or held in searched):
            if not text.readable:
                unread.add(" > ".join((shown, *text.place)))
            if text.picture:
                pictures.add(shown)
            for what, pattern in needles.in_text(text.text, text.kind).items():
                hits |= {Hit(shown, needles.told(place), what) for place in locator.places(text, pattern)}
    return LeakReport(_nearest(hits), needles.unchecked, tuple(sorted(unread)), tuple(sorted(pictures)))


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
