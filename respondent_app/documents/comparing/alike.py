"""When two texts say the same but for their typography."""

from __future__ import annotations

import unicodedata

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′‵`´"), "'") | dict.fromkeys(map(ord, "“”„‟″‶«»"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), "")
_JOINED = {ord("ﬀ"): "ff", ord("ﬁ"): "fi", ord("ﬂ"): "fl", ord("ﬃ"): "ffi", ord("ﬄ"): "ffl", ord("…"): "..."}
_PLAIN = _QUOTES | _DASHES | _UNSEEN | _JOINED


def plain(text: str) -> str:
    """The text with straight quotes, hyphens for dashes, single spaces and small letters.

    Superscripts and fractions keep their form: "10²" is not "102".
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_PLAIN)
    return " ".join(text.casefold().split())


def same_but_for_typography(current: str, proposed: str) -> bool:
    """Whether only quotes, dashes, spaces and letter case differ."""
    before, after = plain(current), plain(proposed)
    return before == after or before.replace(" ", "") == after.replace(" ", "")
