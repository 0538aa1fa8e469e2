"""What a person sees in a form, read by other means than Respondent's: words, boxes, choices, what is struck out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree
from openpyxl import load_workbook

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HIDDEN = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "sdtPr", "tblPr", "tcPr", "tblGrid")}
_SIGNS = {"F0FE": "☒", "F0FD": "☒", "F0A8": "☐", "F06F": "☐"}


def seen(content: bytes, ending: str) -> str:
    """Return all that a file shows, without white space."""
    pieces = _in_workbook(content) if ending == "xlsx" else _in_document(content)
    return "".join("".join(pieces).split())


def _in_document(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        yield from _pieces(etree.fromstring(file.read("word/document.xml")))


def _pieces(element: etree._Element) -> Iterator[str]:
    if element.tag in _HIDDEN or element.tag == f"{_MC}Fallback":
        return
    if element.tag == f"{W}t":
        yield element.text or ""
    elif element.tag == f"{W}sym":
        yield _SIGNS.get(element.get(f"{W}char", ""), "?")
    elif element.tag == f"{W}checkBox":
        state = element.find(f"{W}checked")
        yield "☐" if state is None or state.get(f"{W}val") == "0" else "☒"
    elif element.tag == f"{W}ddList":
        entries = [entry.get(f"{W}val", "") for entry in element.iter(f"{W}listEntry")]
        result = element.find(f"{W}result")
        yield entries[int(result.get(f"{W}val", "0")) if result is not None else 0]
    else:
        inside = "".join(piece for child in element for piece in _pieces(child))
        strike = element.find(f"{W}rPr/{W}strike")
        is_struck = inside.strip() and strike is not None and strike.get(f"{W}val", "1") != "0"
        yield f"~{inside.strip()}~" if is_struck else inside


def _in_workbook(content: bytes) -> Iterator[str]:
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            yield from (
                f"{sheet.title}!{cell.coordinate}={cell.value}\n" for cell in row if cell.value not in {None, ""}
            )
