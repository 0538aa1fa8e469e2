"""Remarks that a reader put on a page: struck out, underlined, put in here; and the page's links."""

from __future__ import annotations

import ctypes
import enum
from dataclasses import dataclass

from pypdfium2 import raw

from respondent_app.documents.pdf.strokes import Box, Colour

_MOST = 5_000  # remarks and links of one page
_MOST_TEXT = 1 << 18


class RemarkKind(enum.StrEnum):
    """What a remark does to the text under it."""

    STRUCK = "struck"
    UNDERLINED = "underlined"
    HIGHLIGHTED = "highlighted"
    CARET = "caret"
    NOTE = "note"


_KINDS = {
    raw.FPDF_ANNOT_STRIKEOUT: RemarkKind.STRUCK,
    raw.FPDF_ANNOT_UNDERLINE: RemarkKind.UNDERLINED,
    raw.FPDF_ANNOT_SQUIGGLY: RemarkKind.UNDERLINED,
    raw.FPDF_ANNOT_HIGHLIGHT: RemarkKind.HIGHLIGHTED,
    raw.FPDF_ANNOT_CARET: RemarkKind.CARET,
    raw.FPDF_ANNOT_TEXT: RemarkKind.NOTE,
    raw.FPDF_ANNOT_FREETEXT: RemarkKind.NOTE,
}


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark and the boxes it covers; `text` is what its author wrote."""

    kind: RemarkKind
    boxes: tuple[Box, ...]
    text: str = ""
    colour: Colour = (0, 0, 0)


def remarks(page: raw.FPDF_PAGE) -> tuple[list[Remark], list[Box]]:
    """Return the remarks of a page that can be seen, and the boxes of its links."""
    found: list[Remark] = []
    links: list[Box] = []
    for number in range(min(max(0, raw.FPDFPage_GetAnnotCount(page)), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        try:
            _sort(annotation, found, links)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return found, links


def _sort(annotation: raw.FPDF_ANNOTATION, found: list[Remark], links: list[Box]) -> None:
    subtype = raw.FPDFAnnot_GetSubtype(annotation)
    if subtype == raw.FPDF_ANNOT_LINK:
        links += _boxes(annotation)
    elif subtype in _KINDS and not raw.FPDFAnnot_GetFlags(annotation) & raw.FPDF_ANNOT_FLAG_HIDDEN:
        found.append(
            Remark(
                _KINDS[subtype],
                tuple(_boxes(annotation)),
                _string(annotation, b"Contents"),
                _colour(annotation),
            )
        )


def _boxes(annotation: raw.FPDF_ANNOTATION) -> list[Box]:
    """Return the boxes of the marked lines, or of the whole remark where it names none."""
    found: list[Box] = []
    points = raw.FS_QUADPOINTSF()
    for number in range(min(raw.FPDFAnnot_CountAttachmentPoints(annotation), _MOST)):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, number, points):
            across = (points.x1, points.x2, points.x3, points.x4)
            up = (points.y1, points.y2, points.y3, points.y4)
            found.append((min(across), min(up), max(across), max(up)))
    rectangle = raw.FS_RECTF()
    if not found and raw.FPDFAnnot_GetRect(annotation, rectangle):
        low, high = sorted((rectangle.bottom, rectangle.top))
        found.append((rectangle.left, low, rectangle.right, high))
    return found


def _string(annotation: raw.FPDF_ANNOTATION, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < size <= _MOST_TEXT:  # noqa: PLR2004 (the two bytes that end an empty string)
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace").strip()


def _colour(annotation: raw.FPDF_ANNOTATION) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFAnnot_GetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, red, green, blue, alpha):
        return (0, 0, 0)
    return (red.value, green.value, blue.value)
