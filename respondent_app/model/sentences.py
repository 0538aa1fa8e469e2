"""Where the sentences of a text begin and end."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…؟。！？]+[\"'’”»)\]]*(?=\s)|[。！？]+|\n+")
_SHORT = re.compile(
    r"(?:^|[\s(\[“\"'])(?:e\.g|i\.e|cf|etc|vs|al|approx|no|nos|para|paras|cl|sec|art|app|fig|p|pp|vol|mr|mrs|ms|dr|st|[a-z])\.$",
    re.IGNORECASE,
)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the sentences of a text as ranges of code points, without the spaces around them.

    A line break ends a sentence too: headings and list items have no full stop. "e.g." and its like end none.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for end in [match.end() for match in _END.finditer(text) if _ends(text, match)] + [len(text)]:
        inside = text[start:end]
        if inside.strip():
            lead = len(inside) - len(inside.lstrip())
            found.append((start + lead, start + len(inside.rstrip())))
        start = end
    return tuple(found)


def _ends(text: str, match: re.Match[str]) -> bool:
    if text[match.start()] in "\n!?…؟。！？":
        return True
    follows = text[match.end() :].lstrip(" \t")[:1]
    if follows.islower():
        return False
    return not _SHORT.search(text[max(0, match.start() - 12) : match.start() + 1])
