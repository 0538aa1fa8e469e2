"""The cells of a workbook with their text, and how each stretch of it is set (ECMA-376 part 1, 18).

Parts are read straight from the package, not through openpyxl: that reader knows no strict workbooks, gives up on a
file for one odd style, and drops the settings of stretches inside a cell, which is where changes are marked.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from respondent_app.documents.formats.package import Package
from respondent_app.documents.progress import Progress, unheard
from respondent_app.documents.sheets.fonts import PLAIN, Font, child_of, font_of, is_on
from respondent_app.documents.sheets.number_format import BUILT_IN, plain, shown
from respondent_app.model.errors import UnreadableFileError

MOST_CELLS = 300_000
"""Filled cells that are read at most: five times the largest matrix, in some 250 MB of memory."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BREAKS = re.compile(r"[ \t]*[\r\n\v\f]+[ \t]*")
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.IGNORECASE)
_R_ID = re.compile(r"\{.*\}id")
_ROWS_BETWEEN_NEWS = 10_000
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576


class Run(NamedTuple):
    """A stretch of a cell's text that is set in one way."""

    text: str
    font: Font = PLAIN


class SheetCell(NamedTuple):
    """A cell that is not empty; rows and columns count from 0."""

    row: int
    column: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """A rectangle of cells shown as one, with its last row and column."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class Sheet:
    """One sheet. `links` are the places of cells that are hyperlinks; `unsolved` counts formulas without a result."""

    name: str
    hidden: bool = False
    rows: list[list[SheetCell]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    links: set[tuple[int, int]] = field(default_factory=set)
    hides_rows: bool = False
    unsolved: int = 0
    has_drawing: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """How the cells of one style look."""

    code: str = "General"
    font: Font = PLAIN


_NO_FORMAT = Format()


class Workbook:
    """A workbook's sheets, read one after the other."""

    def __init__(self, package: Package, progress: Progress = unheard) -> None:
        self._package = package
        self._progress = progress
        self._cells = 0
        self._main = package.main_part
        if not self._main:
            raise _incomplete(package.name)
        self._root = package.xml(self._main)
        self._formats = self._read_formats()
        self._strings = self._read_strings()
        settings = child_of(self._root, "workbookPr")
        self._since_1904 = settings is not None and is_on(settings, "date1904")

    @property
    def titles(self) -> list[str]:
        """The names of all sheets in their order."""
        return [element.get("name") or "" for element in self._sheet_elements()]

    def sheets(self) -> Iterator[Sheet]:
        """Yield every sheet that has cells; sheets that are only a chart or a dialog have none."""
        parts = {one.identifier: one for one in self._package.relationships(self._main)}
        for element in self._sheet_elements():
            relation = parts.get(_attribute(element, _R_ID))
            if relation is None or relation.outside or relation.kind != "worksheet":
                continue
            sheet = Sheet(element.get("name") or "", hidden=(element.get("state") or "visible") != "visible")
            yield self._filled(sheet, relation.target)

    def related_anywhere(self, kind: str) -> bool:
        """Whether the workbook or one of its sheets points to a part of this kind."""
        owners = [self._main, *self._package.related(self._main, "worksheet")]
        return any(self._package.related(owner, kind) for owner in owners)

    def _sheet_elements(self) -> list[etree._Element]:
        return list(self._root.iterfind("{*}sheets/{*}sheet"))

    def _filled(self, sheet: Sheet, path: str) -> Sheet:
        row_number = -1
        try:
            for _event, element in etree.iterparse(
                io.BytesIO(_without_definitions(self._package.part(path), self._package.name)),
                events=("end",),
                tag=("{*}row", "{*}mergeCell", "{*}hyperlink", "{*}drawing", "{*}col"),
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
            ):
                if element.tag.endswith("}row"):
                    row_number = _number_of_row(element, row_number)
                    self._add_row(sheet, element, row_number)
                    _forget(element)
                    if row_number % _ROWS_BETWEEN_NEWS == 0:
                        self._progress(f"Reading sheet “{sheet.name}”, row {row_number + 1:,}")
                else:
                    _add_to(sheet, element)
        except (etree.XMLSyntaxError, LookupError, ValueError) as error:
            raise _incomplete(self._package.name) from error
        return sheet

    def _add_row(self, sheet: Sheet, element: etree._Element, row: int) -> None:
        cells: list[SheetCell] = []
        column = -1
        for child in element:
            if not str(child.tag).endswith("}c"):
                continue
            address = child.get("r")
            column = _column(address) if address else column + 1
            runs = self._runs(sheet, child)
            if runs and 0 <= column < _LAST_COLUMN:
                cells.append(SheetCell(row, column, runs))
        self._cells += len(cells)
        if self._cells > MOST_CELLS:
            raise UnreadableFileError(
                f"“{self._package.name}” has more than {MOST_CELLS:,} filled cells.",
                meaning="Comparing it would take all the memory of this computer.",
                advice="Delete the sheets that do not matter in a copy of it, then add the copy.",
            )
        if cells:
            sheet.rows.append(cells)
            sheet.hides_rows = sheet.hides_rows or is_on(element, "hidden")

    def _runs(self, sheet: Sheet, cell: etree._Element) -> tuple[Run, ...]:
        """What a cell shows. A formula shows the result that was stored with it."""
        if not len(cell):
            return ()
        style = self._format(cell.get("s"))
        kind, value, formula = cell.get("t"), None, False
        for child in cell:
            tag = str(child.tag)
            if tag.endswith("}v"):
                value = child.text
            elif tag.endswith("}f"):
                formula = True
            elif tag.endswith("}is"):
                return _with_font(_string_runs(child), style.font)
        if value is None:
            sheet.unsolved += formula
            return ()
        if kind == "s":
            return self._shared(value, style.font)
        text = self._shown(kind, value, style.code)
        return (Run(text, style.font),) if text else ()

    def _shown(self, kind: str | None, value: str, code: str) -> str:
        if kind == "b":
            return "TRUE" if value.strip() in {"1", "true"} else "FALSE"
        if kind in {"str", "inlineStr", "d"}:
            return _tidy(value)
        if kind == "e":
            return value.strip()
        try:
            number = float(value)
        except ValueError:
            return _tidy(value)
        if code == "General":
            return plain(number)
        return shown(number, code, since_1904=self._since_1904)

    def _shared(self, value: str, font: Font) -> tuple[Run, ...]:
        try:
            found = self._strings[int(value)]
        except (ValueError, IndexError):
            return ()
        if isinstance(found, str):
            return (Run(found, font),) if found.strip() else ()
        return _with_font(found, font)

    def _format(self, index: str | None) -> Format:
        if index is None:
            return self._formats[0] if self._formats else _NO_FORMAT
        try:
            return self._formats[int(index)]
        except (ValueError, IndexError):
            return _NO_FORMAT

    def _read_strings(self) -> list[str | tuple[tuple[str, Font | None], ...]]:
        """The shared strings: plain ones as text, others as stretches with a font (`None`: the cell's own)."""
        paths = self._package.related(self._main, "sharedStrings")
        if not paths or not self._package.has(paths[0]):
            return []
        found: list[str | tuple[tuple[str, Font | None], ...]] = []
        for item in self._package.xml(paths[0]).iterfind("{*}si"):
            runs = _string_runs(item)
            found.append(runs[0][0] if len(runs) == 1 and runs[0][1] is None else runs)
        return found

    def _read_formats(self) -> list[Format]:
        paths = self._package.related(self._main, "styles")
        if not paths or not self._package.has(paths[0]):
            return []
        root = self._package.xml(paths[0])
        codes = {**{str(key): code for key, code in BUILT_IN.items()}}
        codes |= {n.get("numFmtId") or "": n.get("formatCode") or "" for n in root.iterfind("{*}numFmts/{*}numFmt")}
        fonts = [font_of(element) for element in root.iterfind("{*}fonts/{*}font")]
        return [
            Format(codes.get(x.get("numFmtId") or "0", "General"), _at(fonts, x.get("fontId")))
            for x in root.iterfind("{*}cellXfs/{*}xf")
        ]


def _string_runs(item: etree._Element) -> tuple[tuple[str, Font | None], ...]:
    """The stretches of a string; how it is pronounced (`rPh`) is no part of it."""
    if len(item) == 1 and str(item[0].tag).endswith("}t"):
        return ((_tidy(item[0].text or ""), None),)
    found: list[tuple[str, Font | None]] = []
    for child in item:
        tag = str(child.tag)
        if tag.endswith("}t"):
            found.append((_tidy(child.text or ""), None))
        elif tag.endswith("}r"):
            properties = child_of(child, "rPr")
            text = "".join(t.text or "" for t in child.iterfind("{*}t"))
            found.append((_tidy(text), None if properties is None else font_of(properties)))
    return tuple(found)


def _with_font(runs: tuple[tuple[str, Font | None], ...], font: Font) -> tuple[Run, ...]:
    if len(runs) == 1:
        text, own = runs[0]
        return (Run(text, font if own is None else own),) if text.strip() else ()
    if not any(text.strip() for text, _font in runs):
        return ()
    return tuple(Run(text, font if own is None else own) for text, own in runs if text)


def _tidy(text: str) -> str:
    """Text as one line: breaks inside a cell become spaces, and `_x000D_` is the character it stands for."""
    if "_x" in text:
        text = _ESCAPED.sub(_unescaped, text)
    return _BREAKS.sub(" ", text) if any(c in text for c in "\r\n\v\f") else text


def _unescaped(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    return "" if 0xD800 <= code <= 0xDFFF or code == 0 else chr(code)  # noqa: PLR2004 (halves of pairs)


def _add_to(sheet: Sheet, element: etree._Element) -> None:
    tag = str(element.tag)
    if tag.endswith("}drawing"):
        sheet.has_drawing = True
    elif tag.endswith("}col"):
        sheet.hides_rows = sheet.hides_rows or is_on(element, "hidden")
    elif (area := _area(element.get("ref"))) is not None:
        if tag.endswith("}mergeCell"):
            sheet.merged.append(area)
        else:
            sheet.links.add((area.row, area.column))


def _area(reference: str | None) -> Merged | None:
    corners = _ADDRESS.findall((reference or "").replace("$", ""))
    if not corners:
        return None
    (column, row), (last_column, last_row) = corners[0], corners[-1]
    return Merged(int(row) - 1, _column(column), int(last_row) - 1, _column(last_column))


def _column(address: str) -> int:
    """The column of an address such as "AB12", from 0."""
    return _column_of(address.rstrip("0123456789"))


@lru_cache(maxsize=1024)
def _column_of(letters: str) -> int:
    number = 0
    for letter in letters:
        if not letter.isascii() or not letter.isalpha():
            break
        number = min(number * 26 + ord(letter.upper()) - 64, 1 << 20)
    return number - 1


def _number_of_row(element: etree._Element, before: int) -> int:
    number = element.get("r") or ""
    return (
        int(number) - 1 if number.isascii() and number.isdigit() and len(number) <= len(str(_LAST_ROW)) else before + 1
    )


def _attribute(element: etree._Element, name: re.Pattern[str]) -> str:
    return next((str(value) for key, value in element.attrib.items() if name.fullmatch(str(key))), "")


def _at(fonts: list[Font], index: str | None) -> Font:
    return fonts[int(index)] if index and index.isascii() and index.isdigit() and int(index) < len(fonts) else PLAIN


def _forget(element: etree._Element) -> None:
    """Free what has been read, so that a sheet of any length takes little memory."""
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            return
        del parent[0]


def _without_definitions(data: bytes, name: str) -> bytes:
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise _incomplete(name)
    return data


def _incomplete(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"“{name}” is damaged: a sheet in it cannot be read.",
        meaning="Nothing in it was used, since rows might be missing.",
        advice="Open it in Excel, save it under another name as “Excel Workbook (*.xlsx)”, then add that file.",
    )
