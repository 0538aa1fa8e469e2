"""Fingerprints of what is no text, so that a changed picture, chart, diagram or equation is seen as a change.

A fingerprint tells content, not looks: the bytes of a picture, the data of a chart or diagram, the structure of an
equation. Sizes, positions and the identifiers that Word deals out anew at every save do not count.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lxml import etree

from respondent_app.documents.formats.package import Package
from respondent_app.documents.word import names
from respondent_app.documents.word.markup import BOTH, CURRENT, PROPOSED, STAYS, TRACKED

_DIGITS = 16
_VOLATILE = frozenset({"id", "name", "descr", "title", "spid", "style", "anchorId", "editId", "relativeHeight"})
_PLACING = frozenset({"extent", "effectExtent", "positionH", "positionV", "docPr", "cNvPr", "xfrm", "wrapTopAndBottom"})
_KINDS = {
    "image": "picture",
    "hdphoto": "picture",
    "chart": "chart",
    "chartEx": "chart",
    "diagramData": "diagram",
    "oleObject": "embedded object",
    "package": "embedded object",
    "control": "control",
}
_LOOKS = frozenset({"diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "hyperlink", "theme"})


class Fingerprints:
    """Makes the fingerprints of one part's objects; equal content has equal fingerprints in every file."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._targets = {one.identifier: one for one in package.relationships(part)}
        self._known: dict[str, str] = {}

    def of_drawing(self, element: etree._Element) -> str:
        """Fingerprint a drawing, picture or embedded object; empty where it only frames a text box or is a rule."""
        found = [self._related(value) for one in _shapes(element) for value in _relations(one)]
        kinds = [kind for kind, _ in found if kind]
        if kinds:
            content = "".join(sorted({digest for kind, digest in found if kind}))
            return f"{kinds[0]} {_digest(content.encode())}"
        if next(element.iter(names.BOX_CONTENT), None) is not None:
            return ""
        shape = "".join(_told(one) for one in _shapes(element))
        return f"drawing {_digest(shape.encode())}"

    def _related(self, identifier: str) -> tuple[str, str]:
        target = self._targets.get(identifier)
        if target is None or target.kind in _LOOKS:
            return "", ""
        kind = _KINDS.get(target.kind, "object")
        if target.outside:
            return kind, target.target
        if target.target not in self._known:
            found = self._package.has(target.target)
            self._known[target.target] = _digest(self._package.part(target.target)) if found else "missing"
        return kind, self._known[target.target]


def equation(element: etree._Element) -> tuple[str, str]:
    """Fingerprint an equation in the current and in the proposed view, its characters told in a row."""
    if next(element.iter(*TRACKED), None) is None:
        told = _equation(element, BOTH)
        return told, told
    return _equation(element, CURRENT), _equation(element, PROPOSED)


def _equation(element: etree._Element, view: int) -> str:
    said = list(_maths(element, view))
    characters = "".join(text for _, text in said)
    return f"equation {characters} {_digest(''.join(tag + text for tag, text in said).encode())}"


def _maths(element: etree._Element, view: int) -> Iterator[tuple[str, str]]:
    """Tell an equation's structure and text in one view, without how its characters look."""
    waiting: list[etree._Element | None] = [element]
    while waiting:
        one = waiting.pop()
        if one is None:
            yield "/", ""
            continue
        tag = str(one.tag)
        if tag in TRACKED:
            if STAYS.within(one).bits & view:
                waiting += reversed(one)
        elif tag.startswith(names.M) and not tag.endswith("}ctrlPr"):
            yield f"<{tag[len(names.M) :]} {_values(one)}>", (one.text or "").strip()
            waiting.append(None)
            waiting += reversed(one)


def _shapes(element: etree._Element) -> Iterator[etree._Element]:
    """Go through a drawing, leaving out text boxes (they are read as text) and second choices."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += [child for child in reversed(one) if child.tag not in {names.BOX_CONTENT, names.FALLBACK}]


def _relations(element: etree._Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        if str(name).startswith(names.R_NS):
            yield str(value)


def _told(element: etree._Element) -> str:
    name = etree.QName(element).localname
    if name in _PLACING:
        return ""
    said = (
        f"{etree.QName(key).localname}={value}"
        for key, value in sorted((str(key), str(value)) for key, value in element.attrib.items())
        if etree.QName(key).localname not in _VOLATILE
    )
    return f"<{name} {' '.join(said)}>{(element.text or '').strip()}"


def _values(element: etree._Element) -> str:
    return " ".join(str(value) for value in element.attrib.values())


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=_DIGITS // 2).hexdigest()
