"""Find words in a long text as a reader would: whatever quotation marks, dashes and line ends stand between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ALIKE = ("'‘’‚‛′", '"“”„‟″', "-‐‑‒–—−")
_FEWEST_WORDS = 3


def occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield start and end (code points) of each place in `text` where `words` stand; none for empty words."""
    parts = words.split()
    if parts:
        for match in re.finditer(r"\s+".join(map(_pattern, parts)), text, re.IGNORECASE):
            yield match.span()


def place_of(text: str, quote: str) -> tuple[int, int] | None:
    """Return where `quote` stands first; if not all of it does, where its longest beginning does."""
    parts = quote.split()
    for length in range(len(parts), min(len(parts), _FEWEST_WORDS) - 1, -1):
        found = next(occurrences(text, " ".join(parts[:length])), None)
        if found is not None:
            return found
    return None


def _pattern(word: str) -> str:
    return "".join(map(_letter, word))


def _letter(letter: str) -> str:
    alike = next((group for group in _ALIKE if letter in group), "")
    return f"[{re.escape(alike)}]" if alike else re.escape(letter)
