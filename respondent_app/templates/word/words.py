"""The words of a form as they show: without what is deleted, with blanks for tabs and line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from respondent_app.writing.word_text import w

_LEFT_OUT = frozenset({w("del"), w("moveFrom"), w("pPr"), w("rPr"), w("instrText"), w("sdtPr"), w("tblPr"), w("tcPr")})
_SPACES = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_LIST_ITEM = re.compile(r"(?:[-•*–] |\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] )")
_BOX = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"


def shown(element: etree._Element) -> str:
    """Return the text of an element; paragraphs are parted by line breaks."""
    return raw(element).strip("\n")


def raw(element: etree._Element) -> str:
    """Return the text of an element with every sign where it stands."""
    return "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    tag = element.tag
    if tag == w("t"):
        yield element.text or ""
    elif tag in _SPACES:
        yield _SPACES[tag]
    elif tag not in _LEFT_OUT and tag != _BOX:
        for child in element:
            yield from _pieces(child)
        if tag == w("p"):
            yield "\n"


def typed_text(place: etree._Element | Sequence[etree._Element] | None) -> str:
    """Return what was typed into a place: paragraphs parted by an empty line, items of a list by a line break."""
    if place is None:
        return ""
    blocks = [place] if isinstance(place, etree._Element) else place  # noqa: SLF001  lxml's own name of the type
    found: list[tuple[str, bool]] = []
    for block in blocks:
        paragraphs = [block] if block.tag == w("p") else list(block.iter(w("p")))
        if not paragraphs:
            found.append((raw(block), False))
        for paragraph in paragraphs:
            text, is_item = shown(paragraph), is_list_item(shown(paragraph))
            if text.strip() and is_numbered(paragraph) and not is_item:
                text, is_item = f"- {text}", True
            if text.strip():
                found.append((text, is_item))
    typed = ""
    for number, (text, is_item) in enumerate(found):
        between = "\n" if number and is_item and found[number - 1][1] else "\n\n"
        typed += (between if number else "") + text
    return typed.strip("\n")


def is_list_item(text: str) -> bool:
    """Whether a line begins as an item of a list does."""
    return _LIST_ITEM.match(text) is not None


def is_numbered(paragraph: etree._Element) -> bool:
    """Whether a paragraph is an item of one of Word's own lists."""
    number = paragraph.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    return number is not None and number.get(w("val")) != "0"


def properties(control: etree._Element) -> etree._Element | None:
    """Return the properties of a content control."""
    return control.find(w("sdtPr"))


def shows_a_hint(control: etree._Element) -> bool:
    """Whether a content control shows its placeholder, so that nothing has been typed into it."""
    found = properties(control)
    hint = None if found is None else found.find(w("showingPlcHdr"))
    return hint is not None and hint.get(w("val"), "1") not in {"0", "false", "off"}


def is_heading(paragraph: etree._Element) -> bool:
    """Whether a paragraph is set as a heading."""
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    outline = paragraph.find(f"{w('pPr')}/{w('outlineLvl')}")
    named = style is not None and style.get(w("val"), "").lower().startswith(("heading", "title", "berschrift"))
    return named or outline is not None
