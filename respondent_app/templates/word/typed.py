"""Text as somebody would have typed it into a place: in the looks of the place, in paragraphs, lines and lists."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise

from lxml import etree

from respondent_app.model.submission import Span, Spans
from respondent_app.model.text import clean
from respondent_app.templates.word.words import is_list_item, shown
from respondent_app.writing.word_text import by_direction, put_in_order, run, runs_right_to_left, set_right_to_left, w

_BETWEEN = 120  # twentieths of a point
_HANGING = 360  # twentieths of a point
_MARKED = {"val": "clear", "color": "auto", "fill": "FFF2CC"}
_HINT_LOOKS = tuple(map(w, ("rStyle", "color", "i", "iCs", "highlight", "shd", "vanish", "webHidden", "rPrChange")))


def looks_of(place: etree._Element, *, of_a_hint: bool) -> etree._Element | None:
    """Return the properties that runs have in a place, without the looks of a hint to type over."""
    found = place.find(f".//{w('r')}/{w('rPr')}")
    if found is None:
        found = place.find(f".//{w('pPr')}/{w('rPr')}")
    if found is None:
        return None
    looks = etree.Element(w("rPr"))
    looks.extend(deepcopy(child) for child in found if not _is_revision(child))
    for name in _HINT_LOOKS if of_a_hint else (w("rPrChange"),):
        for child in looks.findall(name):
            looks.remove(child)
    return looks


def _is_revision(element: etree._Element) -> bool:
    return element.tag in {w("ins"), w("del"), w("moveFrom"), w("moveTo"), w("rPrChange")}


def paragraphs(pattern: etree._Element | None, looks: etree._Element | None, spans: Spans) -> list[etree._Element]:
    """Return a text as paragraphs with the properties of `pattern`: at least one, if need be an empty one."""
    return [_paragraph(pattern, looks, block) for block in _blocks(spans) or [()]]


def set_apart(made: list[etree._Element]) -> None:
    """Leave some space between the paragraphs of one answer in a cell, where the form says nothing of it.

    Cells of tables have no space between paragraphs as a rule: an answer of several would read as one.
    """
    for paragraph, following in pairwise(made):
        if is_list_item(shown(paragraph)) and is_list_item(shown(following)):
            continue
        own = paragraph.find(w("pPr"))
        if own is None:
            own = etree.Element(w("pPr"))
            paragraph.insert(0, own)
        spacing = own.find(w("spacing"))
        if spacing is None:
            spacing = etree.Element(w("spacing"))
            after = (i for i, child in enumerate(own) if child.tag in _AFTER_INDENT or child.tag == w("ind"))
            own.insert(next(after, len(own)), spacing)
        if spacing.get(w("after")) is None:
            spacing.set(w("after"), str(_BETWEEN))


def _paragraph(pattern: etree._Element | None, looks: etree._Element | None, spans: Spans) -> etree._Element:
    paragraph = etree.Element(w("p"))
    own = pattern.find(w("pPr")) if pattern is not None else None
    if own is not None:
        kept = deepcopy(own)
        for change in (*kept.findall(w("pPrChange")), *kept.findall(w("sectPr"))):
            kept.remove(change)
        for own_looks in kept.findall(w("rPr")):
            for change in filter(_is_revision, list(own_looks)):
                own_looks.remove(change)  # each of them has a number of its own, and no second paragraph may bear it
        paragraph.append(kept)
    text = "".join(span.text for span in spans)
    if is_list_item(text) and (own is None or own.find(w("numPr")) is None):
        _hang(paragraph)
    if runs_right_to_left(text):
        set_right_to_left(paragraph)
    paragraph.extend(runs(looks, spans))
    return paragraph


def runs(looks: etree._Element | None, spans: Spans) -> Iterator[etree._Element]:
    """Yield a text as runs; line breaks stay within the paragraph."""
    for span in spans:
        for number, line in enumerate(clean(span.text).split("\n")):
            if number:
                broken = etree.Element(w("r"))
                if looks is not None:
                    broken.append(deepcopy(looks))
                etree.SubElement(broken, w("br"))
                yield broken
            for right_to_left, words in by_direction(line) if line else ():
                made = run(words, looks, right_to_left=right_to_left)
                if span.confidential or span.withheld:
                    _shade(made)
                yield made


def _shade(made: etree._Element) -> None:
    """Set marked words apart with nothing but direct looks: the publisher's file has no styles of ours."""
    looks = made.find(w("rPr"))
    if looks is None:
        looks = etree.Element(w("rPr"))
        made.insert(0, looks)
    put_in_order(looks, etree.Element(w("shd"), {w(name): value for name, value in _MARKED.items()}))


def _hang(paragraph: etree._Element) -> None:
    own = paragraph.find(w("pPr"))
    if own is None:
        own = etree.Element(w("pPr"))
        paragraph.insert(0, own)
    if own.find(w("ind")) is None:
        after = next((i for i, child in enumerate(own) if child.tag in _AFTER_INDENT), len(own))
        own.insert(after, etree.Element(w("ind"), {w("left"): str(_HANGING), w("hanging"): str(_HANGING)}))


_AFTER_INDENT = frozenset(
    map(w, (
        "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
        "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    ))
)  # fmt: skip


def _blocks(spans: Spans) -> list[Spans]:
    """Part a text into paragraphs: at empty lines, and round the items of a list."""
    lines = _lines(spans)
    blocks: list[list[Span]] = []
    open_block = False
    for line in lines:
        text = "".join(span.text for span in line)
        if not text.strip():
            open_block = False
            continue
        if open_block and not is_list_item(text) and not is_list_item(_text(blocks[-1])):
            blocks[-1] += (Span("\n"), *line)
        else:
            blocks.append(list(line))
        open_block = True
    return [tuple(block) for block in blocks]


def _text(spans: list[Span]) -> str:
    return "".join(span.text for span in spans)


def _lines(spans: Spans) -> list[list[Span]]:
    lines: list[list[Span]] = [[]]
    for span in spans:
        first, *others = clean(span.text).split("\n")
        lines[-1].append(_like(span, first))
        lines.extend([_like(span, other)] for other in others)
    return [[span for span in line if span.text] for line in lines]


def _like(span: Span, text: str) -> Span:
    return Span(text, span.confidential, span.withheld, span.numbers)
