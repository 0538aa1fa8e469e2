"""Text as WordprocessingML: paragraphs and runs, with the direction of the script and the style of what is marked."""

from __future__ import annotations

import itertools
import re
import unicodedata
from copy import deepcopy

from lxml import etree

from respondent_app.model.submission import Span, Spans
from respondent_app.model.text import clean
from respondent_app.writing.brackets import lines

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RIGHT_TO_LEFT = frozenset({"R", "AL", "RLE", "RLO", "RLI"})
# What a w:bidi must come before in the properties of a paragraph, as the schema orders them.
_AFTER_BIDI = frozenset(
    f"{{{W}}}{name}"
    for name in (
        "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
        "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr",
        "pPrChange",
    )
)  # fmt: skip
_RUN_ORDER = {
    f"{{{W}}}{name}": rank
    for rank, name in enumerate((
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
        "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern",
        "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em",
        "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange",
    ))
}  # fmt: skip
_NOT_LATIN = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


def w(name: str) -> str:
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def paragraphs_like(pattern: etree._Element, spans: Spans) -> list[etree._Element]:
    """Return `spans` as paragraphs with the properties of `pattern`: at least one, if need be an empty one."""
    return [paragraph_like(pattern, line) for line in lines(spans) or ((),)]


def paragraph_like(pattern: etree._Element, spans: Spans) -> etree._Element:
    """Return one paragraph with the properties of `pattern`."""
    paragraph = etree.Element(w("p"))
    properties = pattern.find(w("pPr"))
    if properties is not None:
        paragraph.append(deepcopy(properties))
    if runs_right_to_left("".join(span.text for span in spans)):
        set_right_to_left(paragraph)
    run_properties = pattern.find(f"{w('r')}/{w('rPr')}")
    for span in spans:
        for right_to_left, text in by_direction(clean(span.text)):
            paragraph.append(run(text, run_properties, _style(span), right_to_left=right_to_left))
    return paragraph


def run(
    text: str, properties: etree._Element | None = None, style: str = "", *, right_to_left: bool = False
) -> etree._Element:
    """Return a run of text, its tabs kept."""
    element = etree.Element(w("r"))
    if properties is not None or style or right_to_left:
        own = deepcopy(properties) if properties is not None else etree.Element(w("rPr"))
        if style:
            own.insert(0, etree.Element(w("rStyle"), {w("val"): style}))
        if right_to_left:
            put_in_order(own, etree.Element(w("rtl")))
        element.append(own)
    for index, piece in enumerate(text.split("\t")):
        if index:
            etree.SubElement(element, w("tab"))
        if piece:
            etree.SubElement(element, w("t"), {_SPACE: "preserve"}).text = piece
    return element


def put_in_order(properties: etree._Element, wanted: etree._Element) -> None:
    """Put one property into those of a run, in the order of the schema, in place of one of its name."""
    for old in properties.findall(wanted.tag):
        properties.remove(old)
    rank = _RUN_ORDER.get(wanted.tag, len(_RUN_ORDER))
    at = next((i for i, child in enumerate(properties) if _RUN_ORDER.get(child.tag, len(_RUN_ORDER)) > rank), None)
    properties.insert(len(properties) if at is None else at, wanted)


def _style(span: Span) -> str:
    if span.withheld:
        return "Withheld"
    return "Confidential" if span.confidential else ""


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    if not _NOT_LATIN.search(text):
        return False
    strong = (kind for kind in map(unicodedata.bidirectional, text) if kind == "L" or kind in _RIGHT_TO_LEFT)
    return next(strong, "L") in _RIGHT_TO_LEFT


def by_direction(text: str) -> list[tuple[bool, str]]:
    """Cut text where its direction turns; what has no direction goes with what stands before it."""
    if not _NOT_LATIN.search(text):
        return [(False, text)]
    turned = False
    directions: list[bool] = []
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _RIGHT_TO_LEFT or kind in {"L", "EN", "AN"}:
            turned = kind in _RIGHT_TO_LEFT
        directions.append(turned)
    grouped = itertools.groupby(zip(directions, text, strict=True), key=lambda pair: pair[0])
    return [(direction, "".join(character for _, character in pairs)) for direction, pairs in grouped]


def set_right_to_left(paragraph: etree._Element) -> None:
    """Let a paragraph run from right to left."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    for said in properties.findall(w("bidi")):  # LibreOffice says of each paragraph that it does not
        properties.remove(said)
    at = next((i for i, child in enumerate(properties) if child.tag in _AFTER_BIDI), len(properties))
    properties.insert(at, etree.Element(w("bidi")))
