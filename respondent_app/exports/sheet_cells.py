"""What all our spreadsheets have in common: how cells look, how text stays text, how a sheet prints.

All texts are stored as text: a spreadsheet never computes what somebody typed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from respondent_app.exports.properties import APP_PROPERTIES
from respondent_app.exports.shared_strings import with_shared_strings
from respondent_app.exports.zip_file import pack, unpack
from respondent_app.model.text import clean
from respondent_app.model.word_diff import Did, Words

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_CELL = 32_767
"""What a cell can hold, in UTF-16 units, as spreadsheets count."""
Columns = Sequence[tuple[str, int]]
"""The title and the width of each column, the width in signs."""
_FONT_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "rFont",
    "family", "charset", "scheme",
)  # fmt: skip
_LINE_HEIGHT = 13.0
_HIGHEST_ROW = 409.0
_SIGNS_PER_WIDTH = 1.15
_A4 = "9"
_PAGE = "Page &P of &N"
_FONT = Font(name="Arial", size=10)
_HEAD_FONT = Font(name="Arial", size=10, bold=True, color="FF1F3A5F")
_NO_FILL = PatternFill()
_HEAD_FILL = PatternFill("solid", fgColor="FFE6EBF2")
_PLACE = Alignment(vertical="top", wrap_text=True)
_NUMBER_PLACE = Alignment(horizontal="left", vertical="top")
_HEAD_PLACE = Alignment(vertical="center", wrap_text=True)
_SIDE = Side(style="thin", color="FFC9D0DA")
_LINE = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_COMES = InlineFont(rFont="Arial", sz=10, color=Color("FF1B6B2F"), u="single")
_GOES = InlineFont(rFont="Arial", sz=10, color=Color("FFB00020"), strike=True)
_STAYS = InlineFont(rFont="Arial", sz=10)
_FONTS = {Did.STAY: _STAYS, Did.GO: _GOES, Did.COME: _COMES}


def write_head(sheet: Worksheet, columns: Columns) -> None:
    """Write the titles of the columns into the first row, and set their widths."""
    for column, (title, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        write(sheet, 1, column, title)


def write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Store text as text, whatever it starts with."""
    cell = _dressed(sheet, row, column)
    if not text:
        return
    cell.value = _storable(text)
    cell.data_type = "s"
    if text[0] in "=+-@'":
        cell.quotePrefix = True


def write_number(sheet: Worksheet, row: int, column: int, number: int) -> None:
    """Store a number by which rows can be sorted; it stands at the left, as text does."""
    cell = _dressed(sheet, row, column)
    cell.alignment = _NUMBER_PLACE
    cell.value = number


def write_words(sheet: Worksheet, row: int, column: int, words: Sequence[Words]) -> None:
    """Store text in which what comes is green and underlined, and what goes red and struck through."""
    if all(run.did is Did.STAY for run in words):
        write(sheet, row, column, "".join(run.text for run in words))
        return
    cell = _dressed(sheet, row, column)
    cell.value = CellRichText([TextBlock(_FONTS[run.did], _storable(run.text)) for run in words if run.text])
    if next((run.text for run in words if run.text), "")[:1] in {"=", "+", "-", "@", "'"}:
        cell.quotePrefix = True


def row_height(cells: Sequence[str], widths: Sequence[int]) -> float:
    """Estimate the height of a row, in points: not every program fits rows to wrapped text when it opens a file."""
    most = max(
        sum(1 + int(len(line) / (width * _SIGNS_PER_WIDTH)) for line in text.split("\n"))
        for text, width in zip(cells, widths, strict=True)
    )
    return min(most * _LINE_HEIGHT + 4, _HIGHEST_ROW)


def set_up(sheet: Worksheet, rows: int, columns: int, *, frozen: str, head: tuple[str, str], foot: str) -> None:
    """Set a sheet of so many rows and columns up for reading and printing; `head` stands left and right on a page."""
    sheet.freeze_panes = frozen
    sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{rows}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddHeader = HeaderFooterItem(left=_page_part(_page_text(head[0])), right=_page_part(_page_text(head[1])))
    sheet.oddFooter = HeaderFooterItem(left=_page_part(_page_text(foot)), right=_page_part(_PAGE))


def saved(workbook: Workbook, properties: bytes) -> bytes:
    """Return the workbook as a file that depends on its content only; `properties` is its docProps/core.xml."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    parts = with_shared_strings(unpack(buffer.getvalue()))
    for name in ("xl/styles.xml", "xl/sharedStrings.xml"):
        parts[name] = _with_fonts_in_order(parts[name])
    parts["docProps/core.xml"] = properties
    parts["docProps/app.xml"] = APP_PROPERTIES
    return pack(parts)


def units(text: str) -> int:
    """Count as spreadsheets do, in UTF-16 units, an escaped code included."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 + 6 * len(_ESCAPED.findall(text))


def longest_start(text: str, room: int = LONGEST_CELL) -> int:
    """Return how many code points from the start fit into a cell, or into the room that is left in it."""
    start = text[:room]
    while (over := units(start) - room) > 0:
        start = start[: -max(over // 2, 1)]
    return len(start)


def _dressed(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = cast("Cell", sheet.cell(row, column))
    cell.font, cell.fill, cell.alignment = (
        (_HEAD_FONT, _HEAD_FILL, _HEAD_PLACE) if row == 1 else (_FONT, _NO_FILL, _PLACE)
    )
    cell.border = _LINE
    return cell


def _storable(text: str) -> str:
    """Return text that no spreadsheet reads otherwise: "_x0041_" typed by a person would become "A"."""
    return _ESCAPED.sub("_x005F_", clean(text))


def _page_part(text: str) -> _HeaderFooterPart:
    return _HeaderFooterPart(text=text)


def _page_text(text: str) -> str:
    """Return text for the head of a printed page, where "&" starts a code and 255 signs are all there may be."""
    return clean(text).replace("\n", " ").replace("&", "&&")[:100]


def _with_fonts_in_order(part: bytes) -> bytes:
    """Put the properties of each font into the order that the schema asks for; openpyxl writes another."""
    root = etree.fromstring(part)
    for font in root.iter("{*}font", "{*}rPr"):
        font[:] = sorted(font, key=lambda child: _FONT_ORDER.index(etree.QName(child).localname))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
