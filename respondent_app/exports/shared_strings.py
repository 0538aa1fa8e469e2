"""A workbook's texts in the one table where spreadsheets keep them; openpyxl writes each into its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping

_TABLE = "xl/sharedStrings.xml"
_TYPES = "[Content_Types].xml"
_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
_RELATIONS = "xl/_rels/workbook.xml.rels"
_RELATION = (
    b'<Relationship Id="strings" Target="sharedStrings.xml" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
)
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_INLINE = re.compile(r'<c ([^>]*)t="inlineStr"([^>]*)><is>(.*?)</is></c>', re.DOTALL)


def with_shared_strings(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a workbook with the texts of its cells moved into the shared table."""
    found: dict[str, int] = {}
    count = 0

    def moved(cell: re.Match[str]) -> str:
        nonlocal count
        count += 1
        index = found.setdefault(cell[3], len(found))
        return f'<c {cell[1]}t="s"{cell[2]}><v>{index}</v></c>'

    changed = {
        name: _INLINE.sub(moved, content.decode()).encode() if _SHEET.fullmatch(name) else content
        for name, content in parts.items()
    }
    listed = "".join(f"<si>{text}</si>" for text in found)
    changed[_TABLE] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'count="{count}" uniqueCount="{len(found)}">{listed}</sst>'
    ).encode()
    changed[_TYPES] = changed[_TYPES].replace(b"</Types>", _TYPE + b"</Types>")
    changed[_RELATIONS] = changed[_RELATIONS].replace(b"</Relationships>", _RELATION + b"</Relationships>")
    return changed
