"""The drawn lines of a page: what underlines, strikes out and rules tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdfium2 import raw

_THIN = 3.0  # points: a line of text is never struck out with anything thicker
_MOST_OBJECTS = 60_000
_MOST_SEGMENTS = 4_000
_MOST_NESTING = 5

Colour = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points from the lower left corner."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A thin straight line, horizontal or vertical, as drawn or as a filled rectangle."""

    left: float
    bottom: float
    right: float
    top: float
    colour: Colour

    @property
    def middle(self) -> float:
        """The height of the line's middle."""
        return (self.bottom + self.top) / 2


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page besides text. `coloured` counts the text objects that are not black."""

    across: list[Stroke] = field(default_factory=list)
    upright: list[Stroke] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    coloured: int = 0
    hidden_text: int = 0
    shown_text: int = 0
    cut_short: bool = False
    visited: int = 0


def drawing(page: raw.FPDF_PAGE) -> Drawing:
    """Collect the lines, pictures and coloured text objects of a page, those inside forms too."""
    found = Drawing()
    count = raw.FPDFPage_CountObjects(page)
    for number in range(min(count, _MOST_OBJECTS + 1)):
        _visit(raw.FPDFPage_GetObject(page, number), IDENTITY, found, 0)
    return found


def _visit(item: raw.FPDF_PAGEOBJECT, matrix: Matrix, found: Drawing, depth: int) -> None:
    found.visited += 1
    if found.visited > _MOST_OBJECTS:
        found.cut_short = True
        return
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        _path(item, matrix, found)
    elif kind == raw.FPDF_PAGEOBJ_TEXT:
        _text(item, found)
    elif kind == raw.FPDF_PAGEOBJ_IMAGE:
        if box := _bounds(item, matrix):
            found.pictures.append(box)
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MOST_NESTING:
        inner = _times(_own_matrix(item), matrix)
        count = max(0, raw.FPDFFormObj_CountObjects(item))
        for number in range(count):
            if found.cut_short:
                return
            _visit(raw.FPDFFormObj_GetObject(item, number), inner, found, depth + 1)


def _text(item: raw.FPDF_PAGEOBJECT, found: Drawing) -> None:
    if raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        found.hidden_text += 1
        return
    found.shown_text += 1
    found.coloured += is_coloured(_colour(raw.FPDFPageObj_GetFillColor, item))


def _path(item: raw.FPDF_PAGEOBJECT, matrix: Matrix, found: Drawing) -> None:
    box = _bounds(item, matrix)
    if box is None:
        return
    filled, stroked = _drawn_as(item)
    if not (filled or stroked):
        return
    colour = _colour(raw.FPDFPageObj_GetStrokeColor if stroked else raw.FPDFPageObj_GetFillColor, item)
    left, bottom, right, top = box
    if top - bottom <= _THIN or right - left <= _THIN:
        _keep(box, colour, found)
        return
    for part in _parts(item, matrix):
        if part[3] - part[1] <= _THIN or part[2] - part[0] <= _THIN:
            _keep(part, colour, found)
        elif stroked and not filled:
            _keep_outline(part, colour, found)


def _keep(box: Box, colour: Colour, found: Drawing) -> None:
    left, bottom, right, top = box
    if min(colour) > _WHITE:
        return
    (found.across if right - left >= top - bottom else found.upright).append(Stroke(left, bottom, right, top, colour))


def _keep_outline(box: Box, colour: Colour, found: Drawing) -> None:
    """Keep the four sides of a rectangle: so some programs draw the border of a cell."""
    left, bottom, right, top = box
    for side in ((left, bottom, right, bottom), (left, top, right, top), (left, bottom, left, top)):
        _keep(side, colour, found)
    _keep((right, bottom, right, top), colour, found)


def _drawn_as(item: raw.FPDF_PAGEOBJECT) -> tuple[bool, bool]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    return bool(fill.value), bool(stroke.value)


def _parts(item: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[Box]:
    """Yield the boxes of the pieces of a path: one path may draw the lines of a whole page."""
    whole = _times(_own_matrix(item), matrix)
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(min(max(0, raw.FPDFPath_CountSegments(item)), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(item, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield _around(points)
            points = []
        points.append(_at(x.value, y.value, whole))
    if points:
        yield _around(points)


def _bounds(item: raw.FPDF_PAGEOBJECT, matrix: Matrix) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    box = (left.value, bottom.value, right.value, top.value)
    return box if matrix is IDENTITY else moved(box, matrix)


def moved(box: Box, matrix: Matrix) -> Box:
    """Return the box around `box` as `matrix` places it."""
    left, bottom, right, top = box
    return _around([_at(x, y, matrix) for x, y in ((left, bottom), (left, top), (right, bottom), (right, top))])


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return (min(across), min(up), max(across), max(up))


def _at(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def _own_matrix(item: raw.FPDF_PAGEOBJECT) -> Matrix:
    given = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, given):
        return IDENTITY
    return (given.a, given.b, given.c, given.d, given.e, given.f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    if then is IDENTITY:
        return first
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


_WHITE = 250
_TINT = 60  # of 255: less difference between red, green and blue is grey


def _colour(getter: object, item: raw.FPDF_PAGEOBJECT) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not callable(getter) or not getter(item, red, green, blue, alpha):
        return (0, 0, 0)
    return (red.value, green.value, blue.value)


def is_coloured(colour: Colour) -> bool:
    """Whether a person would call it a colour, and not black, grey or white."""
    return max(colour) - min(colour) >= _TINT
