"""Writing into the cells of a workbook's parts: text is stored in the cell itself, so no other part has to change."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries
from openpyxl.utils.cell import coordinate_from_string

from respondent_app.documents.formats.package import Package
from respondent_app.model.text import clean
from respondent_app.templates.whole import whole

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
LONGEST = 32_767
"""What a cell can hold, in UTF-16 units."""
_HEIGHT, _HIGHEST = 15.0, 409.0  # points
_WIDTH = 8.43  # signs, where a sheet does not say
ANNEX = "Annex"
_ANNEX_PART = "xl/worksheets/respondent-annex.xml"


@dataclass(slots=True)
class Workbook:
    """The parts of a workbook that were opened for editing; all others keep their bytes."""

    content: bytes = field(repr=False)
    package: Package
    parts: dict[str, etree._Element] = field(default_factory=dict)
    new: dict[str, bytes] = field(default_factory=dict)

    def part(self, path: str) -> etree._Element:
        """Return the tree of a part, to be edited in place."""
        if path not in self.parts:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
            self.package.xml(path)  # safe to parse?
            self.parts[path] = etree.fromstring(self.package.part(path), parser)
        return self.parts[path]

    def sheet(self, name: str) -> etree._Element:
        """Return the tree of the sheet called `name`; `LookupError` if there is none."""
        main = self.package.main_part
        targets = {one.identifier: one.target for one in self.package.relationships(main)}
        for sheet in self.package.xml(main).iter(f"{S}sheet"):
            if sheet.get("name") == name:
                return self.part(targets[sheet.get(f"{_R}id", "")])
        raise KeyError(name)

    def saved(self) -> bytes:
        """Return the file, in the order and packing it had, new parts at its end."""
        edited = {path: _bytes(root) for path, root in self.parts.items()}
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self.content)) as old, zipfile.ZipFile(buffer, "w") as made:
            for entry in old.infolist():
                made.writestr(entry, edited.get(entry.filename, old.read(entry)), entry.compress_type)
            for path, content in self.new.items():
                made.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
        return buffer.getvalue()


def opened(content: bytes, name: str) -> Workbook:
    """Open a workbook for editing."""
    return Workbook(content, whole(content, name))


def units(text: str) -> int:
    """Count as spreadsheets do."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def write(sheet: etree._Element, reference: str, text: str, like: str = "") -> None:
    """Store text in a cell as text, whatever it starts with; a new cell looks like the one at `like`."""
    cell = _cell(sheet, reference)
    for child in list(cell):
        cell.remove(child)
    if like and cell.get("s") is None and (style := _cell(sheet, like).get("s")) is not None:
        cell.set("s", style)
    words = clean(text)
    if not words:
        _without(cell, "t")
        return
    cell.set("t", "inlineStr")
    stored = etree.SubElement(etree.SubElement(cell, f"{S}is"), f"{S}t")
    stored.text = words
    stored.set(_SPACE, "preserve")
    _let_grow(sheet, cell, words)


def _let_grow(sheet: etree._Element, cell: etree._Element, text: str) -> None:
    """Make the row as high as its text: what is merged or has a height of its own does not grow by itself."""
    row = cell.getparent()
    if row is None:
        return
    left, top, right, bottom = _area(sheet, cell.get("r", "A1"))
    width = sum(_width(sheet, column) for column in range(left, right + 1))
    lines = sum(-(-max(len(line), 1) // max(int(width), 1)) for line in text.split("\n"))
    there = max(_HEIGHT, float(row.get("ht", "0") or 0))
    wanted = min(_HIGHEST, lines * _HEIGHT / (bottom - top + 1))
    if wanted > there:
        row.set("ht", f"{wanted:g}")
        row.set("customHeight", "1")


def _area(sheet: etree._Element, reference: str) -> tuple[int, int, int, int]:
    """Return the columns and rows, first and last, that a cell fills."""
    for merged in sheet.iterfind(f"{S}mergeCells/{S}mergeCell"):
        if merged.get("ref", "").partition(":")[0] == reference:
            left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(merged.get("ref", "")))
            return left, top, right, bottom
    letters, row = coordinate_from_string(reference)
    column = column_index_from_string(letters)
    return column, row, column, row


def _width(sheet: etree._Element, column: int) -> float:
    """Return how many signs fit side by side into a column."""
    for area in sheet.iterfind(f"{S}cols/{S}col"):
        if int(area.get("min", "0")) <= column <= int(area.get("max", "0")):
            return float(area.get("width", _WIDTH))
    return _WIDTH


def _without(element: etree._Element, *names: str) -> None:
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


def _cell(sheet: etree._Element, reference: str) -> etree._Element:
    letters, number = coordinate_from_string(reference)
    data = sheet.find(f"{S}sheetData")
    if data is None:
        raise KeyError(reference)
    row = _in_order(data, f"{S}row", number, lambda one: int(one.get("r", "0")), {"r": str(number)})
    column = column_index_from_string(letters)
    return _in_order(row, f"{S}c", column, _column_of, {"r": f"{letters}{number}"})


def _column_of(cell: etree._Element) -> int:
    return column_index_from_string(coordinate_from_string(cell.get("r", "A1"))[0])


def _in_order(
    parent: etree._Element,
    tag: str,
    wanted: int,
    number_of: Callable[[etree._Element], int],
    attributes: dict[str, str],
) -> etree._Element:
    """Return the child of a number, made in its place if there is none."""
    for at, child in enumerate(parent):
        number = number_of(child)
        if number == wanted:
            return child
        if number > wanted:
            made = etree.Element(tag, attributes)
            parent.insert(at, made)
            return made
    return etree.SubElement(parent, tag, attributes)


def add_sheet(workbook: Workbook, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    """Put a sheet called Annex at the end of a workbook."""
    main = workbook.package.main_part
    book = workbook.part(main)
    sheets = book.find(f"{S}sheets")
    folder, _, own = main.rpartition("/")
    relations = workbook.part(f"{folder}/_rels/{own}.rels" if folder else f"_rels/{own}.rels")
    types = workbook.part("[Content_Types].xml")
    if sheets is None:
        raise KeyError(ANNEX)
    names = {sheet.get("name", "") for sheet in sheets}
    number = 1 + max(int(sheet.get("sheetId", "0")) for sheet in sheets)
    title = next(name for name in (ANNEX, *(f"{ANNEX} {n}" for n in range(2, 99))) if name not in names)
    made = etree.SubElement(sheets, f"{S}sheet", {"name": title, "sheetId": str(number)})
    made.set(f"{_R}id", "rIdRespondentAnnex")
    etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", {
        "Id": "rIdRespondentAnnex", "Type": f"{_OFFICE}/worksheet", "Target": f"/{_ANNEX_PART}",
    })  # fmt: skip
    override = {"PartName": f"/{_ANNEX_PART}", "ContentType": _SHEET_TYPE}
    etree.SubElement(types, f"{{{_TYPES}}}Override", override)
    workbook.new[_ANNEX_PART] = _annex(rows, widths, _wrapping_style(workbook))


def _wrapping_style(workbook: Workbook) -> str:
    """Return a style for the sheet of ours, in which text goes on in the next line; empty if there are no styles."""
    links = workbook.package.relationships(workbook.package.main_part)
    styles = next((workbook.part(link.target) for link in links if link.kind == "styles"), None)
    formats = styles.find(f"{S}cellXfs") if styles is not None else None
    if formats is None:
        return ""
    made = etree.SubElement(formats, f"{S}xf", {
        "numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0", "xfId": "0", "applyAlignment": "1",
    })  # fmt: skip
    etree.SubElement(made, f"{S}alignment", {"vertical": "top", "wrapText": "1"})
    formats.set("count", str(len(formats)))
    return str(len(formats) - 1)


def _annex(rows: Sequence[Sequence[str]], widths: Sequence[int], style: str) -> bytes:
    sheet = etree.fromstring(f'<worksheet xmlns="{S.strip("{}")}"/>')
    settings = etree.SubElement(sheet, f"{S}sheetPr")
    etree.SubElement(settings, f"{S}pageSetUpPr", {"fitToPage": "1"})
    columns = etree.SubElement(sheet, f"{S}cols")
    for number, width in enumerate(widths, start=1):
        span = {"min": str(number), "max": str(number), "width": str(width), "customWidth": "1"}
        etree.SubElement(columns, f"{S}col", span)
    etree.SubElement(sheet, f"{S}sheetData")
    at = 1
    for row in rows:
        for number, text in enumerate(row, start=1):
            for piece, part in enumerate(pieces(text)):
                write(sheet, f"{get_column_letter(number)}{at + piece}", part)
        at += max((len(pieces(text)) for text in row), default=1)
    for cell in sheet.iter(f"{S}c") if style else ():
        cell.set("s", style)
    etree.SubElement(sheet, f"{S}pageSetup", {"orientation": "landscape", "fitToHeight": "0"})
    return _bytes(sheet)


def pieces(text: str) -> list[str]:
    """Cut text into pieces that fit into a cell each."""
    words, found = clean(text), []
    while units(words) > LONGEST:
        end = LONGEST // 2
        found.append(words[:end])
        words = words[end:]
    return [*found, words]


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
