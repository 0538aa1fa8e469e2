"""Whether a reference means the document in which it stands: "Clause 5.1", not "Clause 5.1 of the Code"."""

from __future__ import annotations

import re

_TITLE = r"(?:[ \xa0]*\([A-Z][^()\n]{1,80}\))?,?"
_THIS = re.compile(rf"{_TITLE}[ \xa0]+(?:above|below|hereof|hereto|(?:of|to|in)[ \xa0]+(?:this|these)\b)")
_OTHER = re.compile(
    rf"{_TITLE}[ \xa0]+(?:thereof|thereto|of\b"
    r"|(?:to|in|within|under|from)[ \xa0]+(?:(?:the|that|each|an?|any|its|their|such)[ \xa0]+)?[A-Z])"
    r"|[ \xa0]*\((?:of|to|in|under)\b"
)
_OTHER_BEFORE = re.compile(
    r"(?:\b(?!NOT\b|AND\b|OR\b)[A-Z]{2,}\d?|\w[’']s|\b(?:Acts?|Code|Licen[cs]e|Agreement|Contract|Deed|Order|Rules|"
    r"Regulations?|Directive|Bill|Treaty|Convention)"
    r"|\b(?:Schedule|Appendix|Annex|Part|Attachment|Section|Chapter)[ \xa0]+[\w.]{1,6})"
    r"(?:[ \xa0]+(?:19|20)\d\d)?,?[ \xa0]+\Z"
)
_PARAGRAPH = 3_000


def whose(text: str, start: int, end: int) -> bool | None:
    """Return whether a reference says that it means this document; None if it means another, or is quoted.

    `start` and `end` are those of the reference in the text.
    """
    if _THIS.match(text, end):
        return True
    if _OTHER.match(text, end) or _OTHER_BEFORE.search(text, max(0, start - 60), start):
        return None
    line = text.rfind("\n", max(0, start - _PARAGRAPH), start) + 1
    return None if text.count("“", line, start) > text.count("”", line, start) else False
