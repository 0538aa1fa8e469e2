"""The annex at the end of a Word form: what the form has no place for, in nothing but direct looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from respondent_app.model.submission import Span, Spans, plain
from respondent_app.model.template import Field
from respondent_app.templates.said import COLUMNS, Annexed
from respondent_app.templates.word.typed import paragraphs
from respondent_app.writing.word_text import put_in_order, w

TITLE = "Annex: what the form has no place for"
COMMENTS = "Comments by clause"
_WIDTHS = (560, 1120, 950, 1120, 2230, 2030, 1590)  # twentieths of a point, for a page of A4
_SIZE = {1: "28", 2: "22"}
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def add_annex(body: etree._Element, pieces: Sequence[Annexed], comments: Sequence[Mapping[Field, Spans]]) -> None:
    """Put an annex behind everything else in a form, on a page of its own."""
    if not pieces and not comments:
        return
    elements = [_heading(TITLE, 1, new_page=True)]
    for piece in pieces:
        elements += [_heading(piece.title, 2), *paragraphs(None, None, piece.text)]
    if comments:
        elements += [_heading(COMMENTS, 2), _table(comments), etree.Element(w("p"))]
    last = body[-1] if len(body) else None
    if last is not None and last.tag == w("sectPr"):
        for element in elements:
            last.addprevious(element)
    else:
        body.extend(elements)


def _heading(text: str, level: int, *, new_page: bool = False) -> etree._Element:
    paragraph = etree.Element(w("p"))
    own = etree.SubElement(paragraph, w("pPr"))
    etree.SubElement(own, w("keepNext"))
    if new_page:
        etree.SubElement(own, w("pageBreakBefore"))
    etree.SubElement(own, w("spacing"), {w("before"): "240", w("after"): "120"})
    looks = etree.Element(w("rPr"))
    put_in_order(looks, etree.Element(w("b")))
    put_in_order(looks, etree.Element(w("sz"), {w("val"): _SIZE[level]}))
    run = etree.SubElement(paragraph, w("r"))
    run.append(looks)
    etree.SubElement(run, w("t")).text = text
    return paragraph


def _table(comments: Sequence[Mapping[Field, Spans]]) -> etree._Element:
    table = etree.Element(w("tbl"))
    own = etree.SubElement(table, w("tblPr"))
    etree.SubElement(own, w("tblW"), {w("w"): str(sum(_WIDTHS)), w("type"): "dxa"})
    edges = etree.SubElement(own, w("tblBorders"))
    for edge in _EDGES:
        look = {w("val"): "single", w("sz"): "4", w("space"): "0", w("color"): "808080"}
        etree.SubElement(edges, w(edge), look)
    etree.SubElement(own, w("tblLayout"), {w("type"): "fixed"})
    grid = etree.SubElement(table, w("tblGrid"))
    for width in _WIDTHS:
        etree.SubElement(grid, w("gridCol"), {w("w"): str(width)})
    table.append(_row([(Span(head),) for head in COLUMNS.values()], is_head=True))
    table.extend(_row([cells.get(field, ()) for field in COLUMNS]) for cells in comments)
    return table


def _row(cells: Sequence[Spans], *, is_head: bool = False) -> etree._Element:
    row = etree.Element(w("tr"))
    if is_head:
        etree.SubElement(etree.SubElement(row, w("trPr")), w("tblHeader"))
    for width, spans in zip(_WIDTHS, cells, strict=True):
        cell = etree.SubElement(row, w("tc"))
        own = etree.SubElement(cell, w("tcPr"))
        etree.SubElement(own, w("tcW"), {w("w"): str(width), w("type"): "dxa"})
        cell.extend(paragraphs(None, _looks(bold=is_head), spans if plain(spans).strip() else ()))
    return row


def _looks(*, bold: bool) -> etree._Element:
    looks = etree.Element(w("rPr"))
    if bold:
        put_in_order(looks, etree.Element(w("b")))
    put_in_order(looks, etree.Element(w("sz"), {w("val"): "18"}))
    return looks
