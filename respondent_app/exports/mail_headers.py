"""The headers of the e-mail draft, folded so that every mail program reads them as they were meant.

Python's own folding may lose a space between two encoded words of a subject, and cuts the name of an attachment into
pieces that some mail programs do not put together again.
"""

from __future__ import annotations

import base64
from email.policy import EmailPolicy

_LONGEST_PLAIN = 68
_LONGEST_LINE = 900
_MOST_BYTES = 42  # of text in one encoded word, which is 75 signs at most
_WITH_PARAMETERS = frozenset({"content-type", "content-disposition"})


class DraftPolicy(EmailPolicy):
    """How the draft is written out: 7-bit, with the line ends that mail wants."""

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return one header as bytes, its lines folded."""
        if name.lower() == "subject":
            return f"{name}: {encoded(str(value))}\r\n".encode("ascii")
        parameters = str(value).split("; ")
        if name.lower() in _WITH_PARAMETERS and _are_plain(parameters):
            folded = ";\r\n ".join(parameters)
            return f"{name}: {folded}\r\n".encode("ascii")
        return super().fold_binary(name, value)


def encoded(text: str) -> str:
    """Return the words of a header in ASCII. Spaces lie inside the encoded words, so that none can get lost."""
    if text.isascii() and text.isprintable() and len(text) <= _LONGEST_PLAIN and "=?" not in text:
        return text
    words = (base64.b64encode(piece.encode()).decode() for piece in _pieces(text))
    return "\r\n ".join(f"=?utf-8?b?{word}?=" for word in words)


def _pieces(text: str) -> list[str]:
    """Cut text so that each piece fits into one encoded word; a character is never cut in two."""
    pieces = [""]
    for character in text:
        if len((pieces[-1] + character).encode()) > _MOST_BYTES:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _are_plain(parameters: list[str]) -> bool:
    return all(each.isascii() and each.isprintable() and len(each) <= _LONGEST_LINE for each in parameters)
