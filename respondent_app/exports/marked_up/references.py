"""Clause references as people type them: when two are the same, which stands first, how one is written out."""

from __future__ import annotations

import re

_CALLED = re.compile(
    r"^(?:new\s+)?(?:sub-?)?(?:clauses?|sections?|paragraphs?|paras?|cl|§+)\b[.:]?\s*|^§+\s*", re.IGNORECASE
)
_RANGE = re.compile(r"^(?P<front>(?:\w+\.)*)(?P<first>\d+)\s*(?:[-–—]|to)\s*(?P<again>(?:\w+\.)*)(?P<last>\d+)$")
_STEP = re.compile(r"\d+|[a-z]+")
_NUMBER = re.compile(r"^\(?\w{0,3}\d|^\([a-z]{1,5}\)")
_LONGEST_RANGE = 20

Order = tuple[tuple[int, int, str], ...]


def key(reference: str) -> str:
    """Return what is the same for two ways to write a reference: "Clause 5.1 (b) (i)" and "5.1(b)(i)" are one."""
    bare = _CALLED.sub("", " ".join(reference.split())).casefold()
    return re.sub(r"\s+", "", bare).rstrip(".:;,")


def each(reference: str) -> tuple[str, ...]:
    """Return the keys of all clauses that a reference stands for: "4.8 – 4.10" stands for three."""
    bare = _CALLED.sub("", " ".join(reference.split())).casefold().rstrip(".:;,")
    found = _RANGE.match(bare)
    if found is None or (found["again"] and found["again"] != found["front"]):
        return (key(reference),)
    first, last = int(found["first"]), int(found["last"])
    if not first < last < first + _LONGEST_RANGE:
        return (key(reference),)
    return tuple(f"{found['front']}{number}" for number in range(first, last + 1))


def order(reference: str) -> Order:
    """Return what sorts references as their text does: 4.2 before 4.10, both before 4.10(a), appendices last."""
    found = key(reference)
    if not _NUMBER.match(found):
        return ((2, 0, found),)
    steps = _STEP.findall(found)
    return ((1, 0, ""), *((1, int(step), "") if step.isdigit() else (2, 0, step) for step in steps))


def heading(reference: str) -> str:
    """Return how a reference stands as a heading: "Clause 14.3"; one that names what it is stays as it is."""
    written = " ".join(reference.split())
    if not written:
        return "No clause named"
    if not _NUMBER.match(written.casefold()):
        return written[0].upper() + written[1:]
    several = len(each(written)) > 1 or re.search(r",|\band\b|[–—]", written)
    return f"{'Clauses' if several else 'Clause'} {written}"
