"""Judges of a filled form that know nothing of Respondent: two validators, the bytes of its parts, its markup."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree
from ooxml_integrity import check
from openxml_audit import OpenXmlValidator

from respondent_app.model.template import Placing, SlotKind

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_KEPT = {f"{W}{name}" for name in ("p", "tblPr", "tblGrid", "tcPr", "sectPr", "sdtPr")}
_ANNEX = {"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/styles.xml"}


def findings(content: bytes, ending: str, folder: Path) -> set[str]:
    """Return what the validators say of a file, without where in a part and how often."""
    path = folder / f"judged.{ending}"
    path.write_bytes(content)
    errors = OpenXmlValidator().validate(path).errors  # a validator remembers the file before
    said = [f"{error.part_uri} {error.description}" for error in errors]
    if ending == "docx":
        said += [f"{one.code} {one.part} {one.message}" for one in check(path)]
    # A sheet of ours is judged by what is known of the publisher's own sheets.
    return {re.sub(r"\d+", "n", re.sub(r"[\w/-]+\.xml", "a part", one)) for one in said}


def changed_parts(blank: bytes, filled: bytes) -> set[str]:
    """Return the parts whose bytes changed; all parts have to be there, in the same order, before any new one."""
    before, after = (zipfile.ZipFile(io.BytesIO(file)) for file in (blank, filled))
    names = before.namelist()
    assert after.namelist()[: len(names)] == names
    kinds = [[entry.compress_type for entry in file.infolist()[: len(names)]] for file in (before, after)]
    assert kinds[0] == kinds[1]
    return {name for name in names if before.read(name) != after.read(name)}


def allowed_parts(blank: bytes) -> set[str]:
    """Return the parts that may change: those in which places lie."""
    with zipfile.ZipFile(io.BytesIO(blank)) as file:
        if "word/document.xml" in file.namelist():
            return {"word/document.xml"}
        sheets = {name for name in file.namelist() if name.startswith("xl/worksheets/sheet")}
    return sheets | _ANNEX


def lost_markup(blank: bytes, filled: bytes, placings: Iterable[Placing]) -> list[bytes]:
    """Return what stood in the blank form outside its places, and stands no more in the filled one in that order."""
    with zipfile.ZipFile(io.BytesIO(blank)) as before, zipfile.ZipFile(io.BytesIO(filled)) as after:
        if "word/document.xml" in before.namelist():
            old, new = (etree.fromstring(file.read("word/document.xml")) for file in (before, after))
            return _not_in_order(_outside(old, placings), _pieces(new, set()))
        lost: list[bytes] = []
        for name in (one for one in before.namelist() if one.startswith("xl/worksheets/sheet")):
            old, new = (etree.fromstring(file.read(name)) for file in (before, after))
            lost += _not_in_order(_cells(old, placings), _cells(new, ()))
        return lost


def _cells(sheet: etree._Element, placings: Iterable[Placing]) -> Iterator[bytes]:
    taken = {placing.slot.id.rpartition("!")[2] for placing in placings}
    columns = {re.sub(r".*!|\d", "", one.slot.id) for one in placings if one.slot.kind is SlotKind.COLUMN}
    for element in sheet:
        if element.tag != f"{S}sheetData":
            yield _canonical(element)
            continue
        for cell in element.iter(f"{S}c"):
            name = cell.get("r", "")
            if name not in taken and name.strip("0123456789") not in columns:
                yield _canonical(cell)


def _outside(root: etree._Element, placings: Iterable[Placing]) -> Iterator[bytes]:
    """Yield the markup outside the places: without the cells and paragraphs in which they lie."""
    taken = set()
    for placing in placings:
        element = root
        for step in placing.slot.id.partition("#")[2].partition("@")[0].split("/"):
            element = element[int(step)]
        taken |= {one for one in (element, *element.iterancestors()) if one.tag in {f"{W}p", f"{W}tc", f"{W}sdt"}}
        taken |= set(element.iter(f"{W}p", f"{W}sdtPr"))
        if placing.slot.kind is SlotKind.COLUMN:
            table = next(element.iterancestors(f"{W}tbl"))
            taken |= {line for row in list(table.iter(f"{W}tr"))[1:] for line in row.iter(f"{W}p")}
        taken |= {one for near in element.iterancestors(f"{W}sdt") for one in near.iterchildren(f"{W}sdtPr")}
    yield from _pieces(root, taken)


def _pieces(root: etree._Element, left_out: set[etree._Element]) -> Iterator[bytes]:
    for element in root.iter(*_KEPT):
        if element not in left_out and not any(one.tag == f"{W}p" for one in element.iterancestors()):
            yield _canonical(element)


def _canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


def _not_in_order(wanted: Iterable[bytes], there: Iterable[bytes]) -> list[bytes]:
    rest = iter(there)
    return [piece for piece in wanted if piece not in rest]
