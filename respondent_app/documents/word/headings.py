"""Which paragraphs are headings: by outline level, on the paragraph or in its style, or by a built-in style's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from respondent_app.documents.word import names
from respondent_app.documents.word.names import W
from respondent_app.documents.word.properties import Layout

_BODY_TEXT = 9
_BUILT_IN = re.compile(r"heading ([1-9])", re.IGNORECASE)
_NAMED = frozenset({"title", "toc heading", "tt heading"})


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None
    outline: int | None


class Headings:
    """The outline levels of one document's styles."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        self._levels: dict[str | None, int | None] = {None: None}
        for element in styles.iterchildren(f"{W}style") if styles is not None else ():
            if element.get(f"{W}type", "paragraph") == "paragraph":
                self._styles[element.get(f"{W}styleId") or ""] = _read(element)
                if element.get(f"{W}default") in {"1", "true", "on"}:
                    self._default = element.get(f"{W}styleId")
        self._levels[None] = self._of_style(self._default)

    def level(self, layout: Layout) -> int | None:
        """Return a heading's level, counted from 0; None of what is no heading."""
        level = layout.outline if layout.outline is not None else self._known(layout.style)
        return level if level is not None and 0 <= level < _BODY_TEXT else None

    def _known(self, style: str | None) -> int | None:
        if style not in self._levels:
            self._levels[style] = self._of_style(style if style in self._styles else self._default)
        return self._levels[style]

    def _of_style(self, style: str | None) -> int | None:
        seen: set[str] = set()
        while style is not None and style in self._styles and style not in seen:
            seen.add(style)
            if self._styles[style].outline is not None:
                return self._styles[style].outline
            style = self._styles[style].based_on
        return None


def _read(element: etree._Element) -> _Style:
    based_on, outline, name = (element.find(path) for path in (f"{W}basedOn", f"{W}pPr/{W}outlineLvl", f"{W}name"))
    said = None if outline is None else outline.get(names.VALUE)
    level = int(said) if said is not None and said.isdecimal() else None
    return _Style(
        None if based_on is None else based_on.get(names.VALUE),
        level if level is not None else _of_name(None if name is None else name.get(names.VALUE)),
    )


def _of_name(name: str | None) -> int | None:
    """Return the level that a built-in style has by its name, whatever the language of the program."""
    found = _BUILT_IN.fullmatch(name or "")
    if found:
        return int(found[1]) - 1
    return 0 if (name or "").lower() == "title" else None
