"""Independent readers of what the package holds."""

from __future__ import annotations

import io
import zipfile

from lxml import etree
from openpyxl import load_workbook

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(document: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return etree.fromstring(archive.read(name))


def document_paragraphs(document: bytes) -> list[str]:
    """Return the text of every paragraph of the body, tables included."""
    body = part(document, "word/document.xml")
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p")]


def tables(document: bytes) -> dict[str, list[list[str]]]:
    """Return the cells of every table by its title; of tables with the same title, the last."""
    found = {}
    for table in part(document, "word/document.xml").iter(f"{W}tbl"):
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        assert caption is not None
        rows = [[cell_text(cell) for cell in row.iterchildren(f"{W}tc")] for row in table.iterchildren(f"{W}tr")]
        found[caption.get(f"{W}val", "")] = rows
    return found


def cell_text(cell: etree._Element) -> str:
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in cell.iter(f"{W}p"))


def all_text(content: bytes) -> str:
    """Return the running text of every XML part of a zip file, whatever its kind."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = (archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels")))
        return "\n".join("".join(str(text) for text in etree.fromstring(part).itertext()) for part in parts)


def sheet_rows(workbook: bytes, sheet: str) -> list[list[str]]:
    """Return the cells of a sheet, its header first, empty ones as empty texts."""
    read = load_workbook(io.BytesIO(workbook))[sheet]
    return [["" if value is None else str(value) for value in row] for row in read.iter_rows(values_only=True)]
