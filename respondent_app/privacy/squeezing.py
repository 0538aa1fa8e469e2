"""Text without what can stand between its letters: spaces, line ends, tags, hyphens, signs that do not show."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")
_COMMON = "’‘“”–—…•£€½é\u00a0\u00ad\u200b\u2011"
_PUNCTUATION = "".join(sign for sign in _COMMON if not sign.isalnum())
_NOT_ASCII_WORD = bytes(code for code in range(128) if not chr(code).isalnum())


def squeeze(text: str) -> str:
    """Reduce text to its letters and digits, in one case and one Unicode form."""
    if not text.isascii():
        for sign in _PUNCTUATION:
            if sign in text:
                text = text.replace(sign, "")
    if text.isascii():
        return text.lower().encode("ascii").translate(None, _NOT_ASCII_WORD).decode("ascii")
    folded = unicodedata.normalize("NFKC", text).casefold()
    # Letters that come apart into letter and accent when folded come together again here.
    return _NOT_WORD.sub("", unicodedata.normalize("NFC", folded))


def loose(squeezed: str, *, bounded: bool = False) -> re.Pattern[str]:
    """Return a pattern that finds squeezed words in folded text, `bounded` only as whole words."""
    between = r"[\W_]*".join(map(re.escape, squeezed))
    return re.compile(rf"(?<![^\W_]){between}(?![^\W_])" if bounded else between)
