"""What paragraph styles say: their lists, their language, and which are those of headings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from respondent_app.documents.word import names
from respondent_app.documents.word.names import W

_NO_LANGUAGE = "en-GB"
_LONGEST_NUMBER = 10
_BODY_TEXT = 9
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """A style: the list and level it names itself, None where it names none, and the language of its text.

    `outline` is the outline level that it gives, counted from 0, or that a built-in style has by its name.
    """

    style_id: str
    based_on: str | None
    num_id: str | None
    level: int | None
    language: str
    outline: int | None


class Styles:
    """The styles of a document by their ids. `language` is that of text which names none."""

    def __init__(self, styles: dict[str, Style], default: str | None, language: str) -> None:
        self._styles = styles
        self._default = default
        self.language = language
        self._outlines: dict[str | None, int | None] = {}

    @classmethod
    def read(cls, styles: etree._Element | None) -> Styles:
        """Read the part; without one there are no styles."""
        if styles is None:
            return cls({}, None, _NO_LANGUAGE)
        elements = [element for element in styles.iterchildren(f"{W}style") if element.get(f"{W}styleId")]
        read = {style.style_id: style for style in map(_style, elements)}
        default = next((e.get(f"{W}styleId") for e in elements if _is_default(e)), None)
        return cls(read, default, attribute(styles, "docDefaults/rPrDefault/rPr/lang") or _NO_LANGUAGE)

    def chain(self, style: str | None) -> tuple[Style, ...]:
        """Return a style and those it is based on, nearest first; None and unknown ids are the default style.

        A chain that closes in a circle ends where it would repeat.
        """
        found: dict[str, Style] = {}
        at = style if style in self._styles else self._default
        while at is not None and at in self._styles and at not in found:
            found[at] = self._styles[at]
            at = self._styles[at].based_on
        return tuple(found.values())

    def heading_level(self, style: str | None, outline: int | None) -> int | None:
        """Return a heading's level by its style and its own outline level, both from 0; None of other text."""
        if outline is None:
            if style not in self._outlines:
                known = (each.outline for each in self.chain(style) if each.outline is not None)
                self._outlines[style] = next(known, None)
            outline = self._outlines[style]
        return outline if outline is not None and 0 <= outline < _BODY_TEXT else None

    def numbered(self, style: str) -> str | None:
        """The list that a numbering style names (17.9.21)."""
        return next((s.num_id for s in self.chain(style) if s.num_id), None) if style in self._styles else None


def attribute(element: etree._Element, path: str, name: str = "val") -> str | None:
    """An attribute of the element at a path of local names, None where either is missing."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{name}")


def whole(text: str | None) -> int | None:
    """Read a whole number as it stands in a file, None if it is none or beyond what Word writes."""
    try:
        return None if text is None or len(text) > _LONGEST_NUMBER else int(text)
    except ValueError:
        return None


def switched_on(element: etree._Element, path: str) -> bool:
    """Whether an on/off property is there and not switched off (17.17.4)."""
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return found is not None and found.get(names.VALUE, "1") not in {"0", "false", "off"}


def _style(element: etree._Element) -> Style:
    return Style(
        style_id=element.get(f"{W}styleId", ""),
        based_on=attribute(element, "basedOn"),
        num_id=attribute(element, "pPr/numPr/numId"),
        level=whole(attribute(element, "pPr/numPr/ilvl")),
        language=attribute(element, "rPr/lang") or "",
        outline=_outline(element),
    )


def _outline(element: etree._Element) -> int | None:
    said = whole(attribute(element, "pPr/outlineLvl"))
    name = attribute(element, "name") or ""
    found = _HEADING.fullmatch(name)
    if said is not None or not found:
        return 0 if said is None and name.lower() == "title" else said
    return int(found[1]) - 1


def _is_default(element: etree._Element) -> bool:
    return element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in {"1", "true", "on"}
