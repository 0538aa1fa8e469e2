"""What a paragraph says of itself: its style, list and outline level, before and after a tracked change of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

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
    layout, mark, earlier, list_is_new = _read(element)
    if earlier is not None:
        held = next((child for child in earlier if child.tag == names.PARAGRAPH_PROPERTIES), None)
        return Properties(layout, PLAIN if held is None else _read(held)[0], mark)
    if list_is_new:
        return Properties(layout, _layout(layout.style, None, None, layout.outline), mark)
    return _properties(layout, mark)


def _read(element: etree._Element) -> tuple[Layout, Standing, etree._Element | None, bool]:
    """Return the layout as it stands, the mark, the tracked change of the layout, and whether its list is tracked."""
    style = list_id = list_level = outline = None
    mark, earlier, list_is_new = STAYS, None, False
    for child in element:
        tag = child.tag
        if tag == _STYLE:
            style = child.get(names.VALUE)
        elif tag == _LIST:
            list_id, list_level, list_is_new = _list(child)
        elif tag == _OUTLINE:
            outline = _number(child.get(names.VALUE))
        elif tag == names.RUN_PROPERTIES:
            mark = _mark(child)
        elif tag == names.PARAGRAPH_CHANGE:
            earlier = child
    return _layout(style, list_id, list_level, outline), mark, earlier, list_is_new


@lru_cache(maxsize=1024)
def _layout(style: str | None, list_id: str | None, list_level: int | None, outline: int | None) -> Layout:
    return Layout(style, list_id, list_level, outline)


@lru_cache(maxsize=1024)
def _properties(layout: Layout, mark: Standing) -> Properties:
    return Properties(layout, layout, mark)


def _list(element: etree._Element) -> tuple[str | None, int | None, bool]:
    list_id, list_level, is_new = None, None, False
    for child in element:
        if child.tag == _LIST_ID:
            list_id = child.get(names.VALUE)
        elif child.tag == _LIST_LEVEL:
            list_level = _number(child.get(names.VALUE))
        elif child.tag == names.INSERTED:
            is_new = True
    return list_id, list_level, is_new


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
