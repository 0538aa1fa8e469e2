"""How letters are set in a workbook, as far as changes are marked by it."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree


@dataclass(frozen=True, slots=True)
class Font:
    """How letters are set, as far as changes are marked by it. `colour` is empty for what passes as black or white."""

    struck: bool = False
    underlined: bool = False
    colour: str = ""


PLAIN = Font()


def font_of(properties: etree._Element | None) -> Font:
    """Read a font, of a style (`font`) or of a stretch of text (`rPr`)."""
    if properties is None:
        return PLAIN
    strike, line, colour = (child_of(properties, name) for name in ("strike", "u", "color"))
    underlined = line is not None and line.get("val") != "none"
    font = Font(strike is not None and is_on(strike, "val", absent=True), underlined, _colour(colour))
    return PLAIN if font == PLAIN else font


# Index 0 and 8 are black, 1 and 9 white, 64 and 65 those of the window; the themes' first four are text and paper,
# and 10 and 11 links. Tints of text colours are greys.
_PLAIN_INDEXES = {"0", "1", "8", "9", "64", "65"}
_PLAIN_THEMES = {"0", "1", "2", "3", "10", "11"}


def _colour(element: etree._Element | None) -> str:
    if element is None or is_on(element, "auto"):
        return ""
    if theme := element.get("theme"):
        return "" if theme in _PLAIN_THEMES else f"theme {theme}"
    if index := element.get("indexed"):
        return "" if index in _PLAIN_INDEXES else f"index {index}"
    red_green_blue = (element.get("rgb") or "")[-6:].lower()
    is_grey = red_green_blue[:2] == red_green_blue[2:4] == red_green_blue[4:]
    return "" if is_grey else red_green_blue


def is_on(element: etree._Element, name: str, *, absent: bool = False) -> bool:
    """Whether an XML attribute switches something on; `absent` is what holds without it."""
    value = element.get(name)
    return absent if value is None else value not in {"0", "false", "off"}


def child_of(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child of a name, in whichever namespace."""
    return element.find(f"{{*}}{name}")
