"""The comment sheet: every comment by clause, and the answers, as a workbook that a publisher can sort and collate.

All texts are stored as text: a spreadsheet never computes what somebody typed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from lxml import etree
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from respondent_app.exports.properties import APP_PROPERTIES, core_properties
from respondent_app.exports.shared_strings import with_shared_strings
from respondent_app.exports.shown import bracketed_text, version
from respondent_app.exports.zip_file import pack, unpack
from respondent_app.model.submission import AnswerBlock, CommentRow, Submission, plain
from respondent_app.model.text import clean

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_CELL = 32_767
"""What a cell can hold, in UTF-16 units, as spreadsheets count."""
CONTINUED = " (continued)"
_LOOK_BACK = 300
_COMMENTS = (
    ("No", 12), ("Question", 11), ("Clause", 13), ("Type", 12), ("Comment", 58), ("Proposed wording", 52),
    ("Rationale", 46), ("Confidential", 13),
)  # fmt: skip
_ANSWERS = (("Question", 13), ("Title", 30), ("Position", 40), ("Answer", 80), ("Rationale", 60), ("Confidential", 13))
_FONT_ORDER = (
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family",
    "charset", "scheme",
)  # fmt: skip
_LINE_HEIGHT = 13.0
_HIGHEST_ROW = 409.0
_SIGNS_PER_WIDTH = 1.15
_A4 = "9"
_FONT = Font(name="Arial", size=10)
_HEAD_FONT = Font(name="Arial", size=10, bold=True, color="FF1F3A5F")
_NO_FILL = PatternFill()
_HEAD_FILL = PatternFill("solid", fgColor="FFE6EBF2")
_PLACE = Alignment(vertical="top", wrap_text=True)
_HEAD_PLACE = Alignment(vertical="center", wrap_text=True)
_SIDE = Side(style="thin", color="FFC9D0DA")
_LINE = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def comments_workbook(submission: Submission) -> bytes:
    """Return the XLSX of `submission`; the same submission always gives the same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    comments = workbook.create_sheet("Comments")
    _fill(comments, _COMMENTS, [_comment_cells(row) for row in submission.comments], submission)
    answers = workbook.create_sheet("Answers")
    _fill(answers, _ANSWERS, [_answer_cells(block) for block in submission.answers], submission)
    buffer = io.BytesIO()
    workbook.save(buffer)
    parts = with_shared_strings(unpack(buffer.getvalue()))
    parts["xl/styles.xml"] = _with_fonts_in_order(parts["xl/styles.xml"])
    parts["docProps/core.xml"] = core_properties("Comments on consultation", submission)
    parts["docProps/app.xml"] = APP_PROPERTIES
    return pack(parts)


def _with_fonts_in_order(styles: bytes) -> bytes:
    """Put the properties of each font into the order that the schema asks for; openpyxl writes another."""
    root = etree.fromstring(styles)
    for font in root.iter("{*}font"):
        font[:] = sorted(font, key=lambda child: _FONT_ORDER.index(etree.QName(child).localname))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _comment_cells(row: CommentRow) -> tuple[str, ...]:
    shown = (row.clause, row.type, row.comment, row.proposed, row.rationale)
    return (str(row.number), row.question, *map(bracketed_text, shown), row.confidential)


def _answer_cells(block: AnswerBlock) -> tuple[str, ...]:
    position = "\n".join(f"{row.label}: {bracketed_text(row.value)}" for row in block.stance)
    answer, rationale = bracketed_text(block.answer), bracketed_text(block.rationale)
    return (block.question, block.title, position, answer, rationale, block.confidential)


def _fill(
    sheet: Worksheet, columns: Sequence[tuple[str, int]], rows: Sequence[tuple[str, ...]], submission: Submission
) -> None:
    """Write header and rows, and set the sheet up for reading and printing."""
    for column, (title, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
        _write(sheet, 1, column, title)
    at = 2
    for row in rows:
        for cells in continued(row):
            for column, text in enumerate(cells, start=1):
                _write(sheet, at, column, text)
            sheet.row_dimensions[at].height = _height(cells, [width for _, width in columns])
            at += 1
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{at - 1}"
    _set_up_page(sheet, submission)


def _set_up_page(sheet: Worksheet, submission: Submission) -> None:
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddHeader = HeaderFooterItem(
        left=_page_part(_page_text(submission.consultation.short_title)), right=_page_part(version(submission))
    )
    sheet.oddFooter = HeaderFooterItem(
        left=_page_part(_page_text(plain(submission.organisation))), right=_page_part("Page &P of &N")
    )


def _page_part(text: str) -> _HeaderFooterPart:
    return _HeaderFooterPart(text=text)


def _page_text(text: str) -> str:
    """Return text for the head of a printed page, where "&" starts a code and 255 signs are all there may be."""
    return clean(text).replace("\n", " ").replace("&", "&&")[:100]


def _height(cells: Sequence[str], widths: Sequence[int]) -> float:
    """Estimate the height of a row, in points: not every program fits rows to wrapped text when it opens a file."""
    most = max(
        sum(1 + int(len(line) / (width * _SIGNS_PER_WIDTH)) for line in text.split("\n"))
        for text, width in zip(cells, widths, strict=True)
    )
    return min(most * _LINE_HEIGHT + 4, _HIGHEST_ROW)


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Store text as text, whatever it starts with."""
    cell = cast("Cell", sheet.cell(row, column))
    cell.font, cell.fill, cell.alignment = (
        (_HEAD_FONT, _HEAD_FILL, _HEAD_PLACE) if row == 1 else (_FONT, _NO_FILL, _PLACE)
    )
    cell.border = _LINE
    if not text:
        return
    # "_x0041_" typed by a person would otherwise be read as a code for "A".
    cell.value = _ESCAPED.sub("_x005F_", clean(text))
    cell.data_type = "s"
    if text[0] in "=+-@'":
        cell.quotePrefix = True


def continued(row: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield `row` as one or more rows whose cells are short enough; all but the first are marked as continued."""
    pieces = [tuple(_cut(text)) or ("",) for text in row]
    for index in range(max(map(len, pieces))):
        cells = [piece[index] if index < len(piece) else "" for piece in pieces]
        yield tuple(cells) if index == 0 else (row[0] + CONTINUED, *cells[1:])


def _cut(text: str) -> Iterator[str]:
    """Cut text into pieces that fit into a cell, after a space where there is one near; nothing is lost or added."""
    while _units(text) > LONGEST_CELL:
        end = _longest_start(text)
        space = max(text.rfind(" ", end - _LOOK_BACK, end), text.rfind("\n", end - _LOOK_BACK, end))
        end = space + 1 if space > 0 else end
        yield text[:end]
        text = text[end:]
    if text:
        yield text


def _longest_start(text: str) -> int:
    """Return how many code points from the start fit into a cell."""
    start = text[:LONGEST_CELL]
    while (over := _units(start) - LONGEST_CELL) > 0:
        start = start[: -max(over // 2, 1)]
    return len(start)


def _units(text: str) -> int:
    """Count as spreadsheets do, an escaped code included."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 + 6 * len(_ESCAPED.findall(text))
