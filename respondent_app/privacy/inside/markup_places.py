"""Where in an Office file words stand that do not show on the page, in the words of the field."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from respondent_app.privacy.inside.markup import flow

_DELETED = re.compile(r"<w:(del|moveFrom)\s[^>]*(?<!/)>(.*?)</w:\1>", re.DOTALL)
_RUN = re.compile(r"<w:r(?:\s[^>]*)?>.*?</w:r>", re.DOTALL)
_ON = r"""(?:\s*/>|\s[^>]*w:val=["'](?:1|true|on)["'])"""
_HIDDEN = re.compile(rf"<w:(?:vanish|webHidden|specVanish){_ON}")
_WHITE = re.compile(r"""<w:color\s[^>]*w:val=["'][Ff]{6}["']""")
_ELEMENTS = tuple(
    (name, re.compile(pattern, re.DOTALL))
    for name, pattern in (
        ("a field", r"<w:instrText\b[^>]*>.*?</w:instrText>"),
        ("a formula", r"<f\b[^>/]*>.*?</f>"),
        ("a list for choosing", r"<formula[12]\b[^>]*>.*?</formula[12]>"),
        ("the head or foot of its pages", r"<(?:odd|even|first)(?:Header|Footer)\b[^>]*>.*?</\w+>"),
        ("a defined name", r"<definedName\b[^>]*>.*?</definedName>"),
    )
)
_TAG = re.compile(r"<(?:\w+:)?(\w+)\s([^>]*)>")
_ATTRIBUTE = re.compile(r"""(?:\w+:)?(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_BY_ATTRIBUTE = {"author": "the name of an author", "descr": "the description of a picture", "instr": "a field"}
_BY_TAG = {
    "bookmarkStart": "a bookmark",
    "docPr": "the description of a picture",
    "cNvPr": "the description of a picture",
    "tag": "the name of a field",
    "alias": "the name of a field",
    "hyperlink": "a link",
    "Relationship": "a link",
    "docVar": "a setting of the document",
    "dataValidation": "a list for choosing",
    "definedName": "a defined name",
}
IN_SIGHT = "its text"
PLACE_NAMES = frozenset(
    {IN_SIGHT, "a deleted passage", "hidden text", "white text", *_BY_ATTRIBUTE.values(), *_BY_TAG.values()}
    | {name for name, _ in _ELEMENTS}
)


def unseen(markup: str) -> Iterator[tuple[str, str]]:
    """Yield what a page does not show, each with a name for it."""
    if deleted := "".join(found[2] for found in _DELETED.finditer(markup)):
        yield "a deleted passage", flow(deleted)
    runs = _RUN.findall(markup) if "<w:r" in markup else []
    for name, pattern in (("hidden text", _HIDDEN), ("white text", _WHITE)):
        if some := "".join(run for run in runs if pattern.search(run)):
            yield name, flow(some)
    for name, pattern in _ELEMENTS:
        if held := "\n".join(pattern.findall(markup)):
            yield name, flow(held)


def without_unseen(markup: str) -> str:
    """Return markup without what a page does not show."""
    left = _DELETED.sub("", markup)
    left = _RUN.sub(lambda run: "" if _HIDDEN.search(run[0]) or _WHITE.search(run[0]) else run[0], left)
    for _, pattern in _ELEMENTS:
        left = pattern.sub("", left)
    return left


def attributes(markup: str) -> Iterator[tuple[str, str]]:
    """Yield the values of attributes that have a name in the field, with that name."""
    for tag, held in _TAG.findall(markup):
        for name, first, second in _ATTRIBUTE.findall(held):
            if known := _BY_TAG.get(tag) or _BY_ATTRIBUTE.get(name):
                yield known, html.unescape(first or second)
