"""Text as it may stand in a response: what a person typed, without what no document can hold."""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\ufdd0\ufdd1]")
# XML 1.0 allows none of these, so neither Word nor Excel could open a file that held one.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_NOT_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")
_WORD = re.compile(r"[^\W_]+(?:['’\-.,/][^\W_]+)*")


def clean(text: str) -> str:
    """Return `text` with one kind of line break and without characters that no document can hold.

    Control characters go; lone surrogates and non-characters become U+FFFD, so that it shows that something stood
    there. Everything else stays, right-to-left text and joined emoji included.
    """
    if text.isascii() and text.isprintable():
        return text
    return _NOT_TEXT.sub(REPLACEMENT, _CONTROL.sub("", _LINE_BREAKS.sub("\n", text)))


def word_count(text: str) -> int:
    """Count words as a reader would: "14.3" and "re-designation" are one word each."""
    return sum(1 for _ in _WORD.finditer(text))


def paragraphs(text: str) -> tuple[str, ...]:
    """Split text at its line breaks into paragraphs, leaving out the empty ones."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


_FOLDED = str.maketrans({
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    "\N{SOFT HYPHEN}": None, "\N{ZERO WIDTH SPACE}": None, "\N{ZERO WIDTH NON-JOINER}": None,
    "\N{ZERO WIDTH JOINER}": None, "\N{WORD JOINER}": None, "\N{ZERO WIDTH NO-BREAK SPACE}": None,
})  # fmt: skip


def fold(text: str) -> str:
    """Reduce text to what two people would call the same words: case, spaces, quotes, hyphens, Unicode form."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_FOLDED).casefold().split())
