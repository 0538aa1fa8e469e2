"""When two texts say the same but for their typography."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′‵`´"), "'") | dict.fromkeys(map(ord, "“”„‟″‶«»"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), "")
_JOINED = {ord("ﬀ"): "ff", ord("ﬁ"): "fi", ord("ﬂ"): "fl", ord("ﬃ"): "ffi", ord("ﬄ"): "ffl", ord("…"): "..."}
_BESIDE_SIGNS = re.compile(r" ?([^\w\s]) ?")
_PLAIN = _QUOTES | _DASHES | _UNSEEN | _JOINED


def plain(text: str) -> str:
    """The text with straight quotes, hyphens for dashes, single spaces and small letters.

    Superscripts and fractions keep their form: "10²" is not "102".
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_PLAIN)
    return " ".join(text.casefold().split())


def same_but_for_typography(current: str, proposed: str) -> bool:
    """Whether only quotes, dashes and the spaces beside them differ.

    A capital makes a defined term of a word, and a space parts two figures: neither is typography.
    """
    return _set_alike(current) == _set_alike(proposed)


def _set_alike(text: str) -> str:
    plainly = unicodedata.normalize("NFC", text).translate(_PLAIN)
    return _BESIDE_SIGNS.sub(r"\1", " ".join(plainly.split()))
