"""Addresses of places in a Word document: the part, the way down by child number, and an offset if need be.

`word/document.xml#0/3/2/1` is an element; `word/document.xml#0/7@12` is the sign at offset 12 of the text of one.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree


def address(part: str, element: etree._Element, offset: int | None = None) -> str:
    """Return the address of `element` in the part called `part`."""
    steps: list[int] = []
    here = element
    while (parent := here.getparent()) is not None:
        steps.append(parent.index(here))
        here = parent
    found = f"{part}#{'/'.join(map(str, reversed(steps)))}"
    return found if offset is None else f"{found}@{offset}"


def element_at(roots: Mapping[str, etree._Element], found: str) -> etree._Element:
    """Return the element at an address; `LookupError` if the form has none there."""
    part, _, way = found.partition("#")
    here = roots[part]
    for step in filter(None, way.partition("@")[0].split("/")):
        here = here[int(step)]
    return here


def offset_of(found: str) -> int | None:
    """Return the offset an address names, if it does."""
    _, at, offset = found.rpartition("@")
    return int(offset) if at else None
