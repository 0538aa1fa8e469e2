"""What a paragraph says of itself: its style, list and outline level, before and after a tracked change of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from respondent_app.documents.word import names
from respondent_app.documents.word.markup import CURRENT, STAYS, TRACKED, Standing

_STYLE, _LIST, _LIST_ID, _LIST_LEVEL, _OUTLINE = (
    f"{names.W}{name}" for name in ("pStyle", "numPr", "numId", "ilvl", "outlineLvl")
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Style, list and outline level as given on the paragraph itself; None where it gives none."""

    style: str | None = None
    list_id: str | None = None
    list_level: int | None = None
    outline: int | None = None


PLAIN = Layout()


@dataclass(frozen=True, slots=True)
class Properties:
    """The layout in each view, and how the paragraph's mark stands: without it, the next paragraph goes on."""

    proposed: Layout = PLAIN
    current: Layout = PLAIN
    mark: Standing = STAYS

    def layout(self, view: int) -> Layout:
        """The layout in one view."""
        return self.current if view == CURRENT else self.proposed


UNSAID = Properties()


def read_properties(element: etree._Element) -> Properties:
    """Read a `w:pPr`."""
    layout, mark, earlier = PLAIN, STAYS, None
    for child in element:
        tag = child.tag
        if tag == names.RUN_PROPERTIES:
            mark = _mark(child)
        elif tag == names.PARAGRAPH_CHANGE:
            earlier = next((inner for inner in child if inner.tag == names.PARAGRAPH_PROPERTIES), child)
    layout = _layout(element)
    current = _untracked(element, layout) if earlier is None else _layout(earlier)
    return Properties(layout, current, mark)


def _layout(element: etree._Element) -> Layout:
    style = list_id = list_level = outline = None
    for child in element:
        tag = child.tag
        if tag == _STYLE:
            style = child.get(names.VALUE)
        elif tag == _OUTLINE:
            outline = _number(child.get(names.VALUE))
        elif tag == _LIST:
            for one in child:
                if one.tag == _LIST_ID:
                    list_id = one.get(names.VALUE)
                elif one.tag == _LIST_LEVEL:
                    list_level = _number(one.get(names.VALUE))
    return Layout(style, list_id, list_level, outline)


def _untracked(element: etree._Element, layout: Layout) -> Layout:
    """Take away a list that was given as a tracked insertion (`w:numPr/w:ins`)."""
    if layout.list_id is None:
        return layout
    given = element.find(_LIST)
    if given is None or not any(child.tag == names.INSERTED for child in given):
        return layout
    return replace(layout, list_id=None, list_level=None)


def _mark(element: etree._Element) -> Standing:
    standing = STAYS
    for child in element:
        if child.tag in TRACKED:
            standing = standing.within(child)
    return standing


def _number(text: str | None) -> int | None:
    try:
        return None if text is None else int(text)
    except ValueError:
        return None
