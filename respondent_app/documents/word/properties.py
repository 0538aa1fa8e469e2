"""What a paragraph says of itself: its style, list and outline level, before and after a tracked change of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from respondent_app.documents.word import names
from respondent_app.documents.word.markup import CURRENT, STAYS, TRACKED, Standing
from respondent_app.documents.word.styles import whole

_STYLE, _LIST, _LIST_ID, _LIST_LEVEL, _OUTLINE, _LANGUAGE = (
    f"{names.W}{name}" for name in ("pStyle", "numPr", "numId", "ilvl", "outlineLvl", "lang")
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
    """The layout in each view, and how the paragraph's mark stands: without it, the next paragraph goes on.

    `language` is that of the mark, for numbers printed in words; empty where the mark does not say.
    """

    proposed: Layout = PLAIN
    current: Layout = PLAIN
    mark: Standing = STAYS
    language: str = ""

    def layout(self, view: int) -> Layout:
        """The layout in one view."""
        return self.current if view == CURRENT else self.proposed


UNSAID = Properties()


def read_properties(element: etree._Element) -> Properties:
    """Read a `w:pPr`."""
    layout, mark, language, earlier, list_is_new = _read(element)
    if earlier is not None:
        held = next((child for child in earlier if child.tag == names.PARAGRAPH_PROPERTIES), None)
        return Properties(layout, PLAIN if held is None else _read(held)[0], mark, language)
    if list_is_new:
        return Properties(layout, _layout(layout.style, None, None, layout.outline), mark, language)
    return _properties(layout, mark, language)


def _read(element: etree._Element) -> tuple[Layout, Standing, str, etree._Element | None, bool]:
    """Return the layout as it stands, the mark, its language, the layout's change, and whether its list is new."""
    style = list_id = list_level = outline = None
    mark, language, earlier, list_is_new = STAYS, "", None, False
    for child in element:
        tag = child.tag
        if tag == _STYLE:
            style = child.get(names.VALUE)
        elif tag == _LIST:
            list_id, list_level, list_is_new = _list(child)
        elif tag == _OUTLINE:
            outline = whole(child.get(names.VALUE))
        elif tag == names.RUN_PROPERTIES:
            mark, language = _mark(child)
        elif tag == names.PARAGRAPH_CHANGE:
            earlier = child
    return _layout(style, list_id, list_level, outline), mark, language, earlier, list_is_new


@lru_cache(maxsize=1024)
def _layout(style: str | None, list_id: str | None, list_level: int | None, outline: int | None) -> Layout:
    return Layout(style, list_id, list_level, outline)


@lru_cache(maxsize=1024)
def _properties(layout: Layout, mark: Standing, language: str) -> Properties:
    return Properties(layout, layout, mark, language)


def _list(element: etree._Element) -> tuple[str | None, int | None, bool]:
    list_id, list_level, is_new = None, None, False
    for child in element:
        if child.tag == _LIST_ID:
            list_id = child.get(names.VALUE)
        elif child.tag == _LIST_LEVEL:
            list_level = whole(child.get(names.VALUE))
        elif child.tag == names.INSERTED:
            is_new = True
    return list_id, list_level, is_new


def _mark(element: etree._Element) -> tuple[Standing, str]:
    standing, language = STAYS, ""
    for child in element:
        tag = child.tag
        if tag in TRACKED:
            standing = standing.within(child)
        elif tag == _LANGUAGE:
            language = child.get(names.VALUE) or ""
    return standing, language
