"""The words around what was found in a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_BEFORE, _LENGTH = 60, 220
_SEARCHED = 20_000  # code points: what stands further down is not worth waiting for


def snippet(text: str, words: Iterable[str]) -> str:
    """Return about two lines of `text` around the first of `words` in it, its beginning if none is found."""
    if len(text) <= _LENGTH:
        return " ".join(text.split())
    folded = folded_alike(text[:_SEARCHED])
    at = min((where for word in words if (where := _begins_at(folded, folded_alike(word))) >= 0), default=0)
    start = _word_start(text, max(0, at - _BEFORE))
    end = _word_end(text, start + _LENGTH)
    return f"{'…' if start else ''}{' '.join(text[start:end].split())}{'…' if end < len(text.rstrip()) else ''}"


def folded_alike(text: str) -> str:
    """Return a text in small letters without accents, one letter for one, so that positions hold."""
    if text.isascii():
        return text.lower()
    return "".join(unicodedata.normalize("NFD", letter)[0].lower()[:1] for letter in text)


def _begins_at(text: str, word: str) -> int:
    """Return where a word of `text` begins with `word`; -1 if none does."""
    at = text.find(word) if word else -1
    while at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return at


def _word_start(text: str, at: int) -> int:
    space = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at))
    return space + 1 if at and at - space < _BEFORE else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", 0, at)
    return space if at - space < _BEFORE else at
