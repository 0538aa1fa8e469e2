"""A publisher's workbook as paragraphs: one for each cell, rows known by their key, sheets by their name."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from respondent_app.documents.formats.package import Package
from respondent_app.documents.progress import Progress, unheard
from respondent_app.documents.sheets.keys import Layout, layout
from respondent_app.documents.sheets.marks import Marking, is_exempt, marking
from respondent_app.documents.sheets.workbook import Sheet, SheetCell, Workbook
from respondent_app.model.document import Cell, Document, FileKind, Paragraph, Revision, RevisionKind
from respondent_app.model.word_diff import Did, Words

_ROWS_BETWEEN_NEWS = 5000
_MOST_COLUMNS_WITH_GAPS = 100


def read_sheet(data: bytes, name: str, progress: Progress = unheard) -> Document:
    """Read an Excel workbook. `UnreadableFileError` if it is damaged, protected or too large.

    Each sheet begins with its name as a heading; then each filled cell is a paragraph with its place in the table of
    that sheet. The cell in the key column carries the row's key as label, and sheet and key as reference; the other
    cells of the row say within which key they stand. Words marked by strikes, colour or underline make two views.
    """
    progress("Reading the sheets")
    workbook = Workbook(Package.open(data, name), progress)
    sheets = list(workbook.sheets())
    layouts = [layout([_texts(row) for row in sheet.rows]) for sheet in sheets]
    headings = [_row_number(sheet, found.heading_row) for sheet, found in zip(sheets, layouts, strict=True)]
    marks = marking(zip(sheets, headings, strict=True))
    text = _Text(marks)
    for table, (sheet, found) in enumerate(zip(sheets, layouts, strict=True)):
        progress(f"Reading sheet “{sheet.name}”")
        text.add_sheet(sheet, table, found, progress)
    return text.document(name, _notes(workbook, sheets, marks))


@dataclass(slots=True)
class _Text:
    """The paragraphs of both views as they are collected."""

    marks: Marking
    current: list[Paragraph] = field(default_factory=list)
    proposed: list[Paragraph] = field(default_factory=list)
    redline: list[tuple[Words, ...]] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    position: int = 0

    def add_sheet(self, sheet: Sheet, table: int, found: Layout, progress: Progress) -> None:
        """Add a sheet's name as a heading, and its rows."""
        title = Paragraph(sheet.name, heading=sheet.name, is_heading=True, level=1, sources=(self.position,))
        self.current.append(title)
        self.proposed.append(title)
        self._note((Words(Did.STAY, sheet.name),))
        heading_row = _row_number(sheet, found.heading_row)
        columns = _columns(sheet)
        for number, (row, key) in enumerate(zip(sheet.rows, _keys(sheet, found, self.marks), strict=True)):
            if number % _ROWS_BETWEEN_NEWS == _ROWS_BETWEEN_NEWS - 1:
                progress(f"Reading sheet “{sheet.name}”, row {row[0].row + 1:,}")
            place = _Row(table, sheet.name, f"{sheet.name} {key}" if key else "", found.key_column)
            self._add_row(
                place,
                [
                    (cell, self.marks.words(cell, exempt=is_exempt(sheet, cell, heading_row)))
                    for cell in _with_gaps(row, columns)
                ],
            )

    def _add_row(self, place: _Row, cells: Sequence[tuple[SheetCell, tuple[Words, ...]]]) -> None:
        """Add the cells of a row. A view in which nothing of it is left does not have it at all."""
        texts = [(_joined(words, Did.GO), _joined(words, Did.COME)) for _cell, words in cells]
        in_current = any(current.strip() for current, _proposed in texts)
        in_proposed = any(proposed.strip() for _current, proposed in texts)
        for (cell, words), (current, proposed) in zip(cells, texts, strict=True):
            paragraph = place.paragraph(cell, current, self.position)
            if in_current:
                self.current.append(paragraph)
            if in_proposed:
                same = proposed == current
                self.proposed.append(paragraph if same else place.paragraph(cell, proposed, self.position))
            self._note(words)

    def _note(self, words: tuple[Words, ...]) -> None:
        """Keep what is marked in a cell, and count the cell."""
        if self.marks.used and words:
            self.redline.append(words)
            self.revisions += [
                Revision(_KINDS[each.did], each.text, source=self.position) for each in words if each.did in _KINDS
            ]
        self.position += 1

    def document(self, name: str, notes: tuple[str, ...]) -> Document:
        """Return all that was added as a document; where nothing is marked, both views are one."""
        current = tuple(self.current)
        if not self.revisions:
            return Document(name, FileKind.SHEET, current, current, notes=notes)
        return Document(
            name,
            FileKind.SHEET,
            current,
            tuple(self.proposed),
            redline=tuple(self.redline),
            revisions=tuple(self.revisions),
            notes=notes,
        )


_KINDS = {Did.COME: RevisionKind.INSERTED, Did.GO: RevisionKind.DELETED}


def _columns(sheet: Sheet) -> list[int]:
    """The columns that are used in a sheet; none of a sheet so wide that its gaps are not worth showing."""
    columns = sorted({cell.column for row in sheet.rows for cell in row})
    return columns if len(columns) <= _MOST_COLUMNS_WITH_GAPS else []


def _with_gaps(row: Sequence[SheetCell], columns: Sequence[int]) -> list[SheetCell]:
    """A row with its empty cells up to its last filled one: a tick in another column is another row."""
    filled = {cell.column: cell for cell in row}
    places = [column for column in columns if column <= max(filled)] or sorted(filled)
    return [filled.get(column) or SheetCell(row[0].row, column, ()) for column in places]


def _joined(words: Sequence[Words], kept: Did) -> str:
    if len(words) == 1:
        return words[0].text if words[0].did in {Did.STAY, kept} else ""
    return "".join([each.text for each in words if each.did in {Did.STAY, kept}])


@dataclass(frozen=True, slots=True)
class _Row:
    """Where a row stands: its table, the sheet's name, the reference of its key, and in which column that is."""

    table: int
    sheet: str
    reference: str
    key_column: int | None

    def paragraph(self, cell: SheetCell, text: str, position: int) -> Paragraph:
        """A cell with its text. The text of a key cell is a number typed by hand."""
        where = Cell(self.table, cell.row, cell.column)
        if self.reference and cell.column == self.key_column and text.strip():
            return Paragraph(
                text,
                label=text.strip(),
                reference=self.reference,
                heading=self.sheet,
                level=1,
                typed=len(text),
                cell=where,
                sources=(position,),
            )
        sources = (position,) if text.strip() else ()
        within = self.reference or self.sheet
        return Paragraph(text, within=within, heading=self.sheet, cell=where, sources=sources)


def _keys(sheet: Sheet, found: Layout, marks: Marking) -> list[str]:
    """The key of each row. Rows merged with the one above share its key; a key that comes again is counted."""
    keys: list[str] = []
    seen: Counter[str] = Counter()
    inherited = _inherited(sheet, found.key_column)
    by_row: dict[int, str] = {}
    for number, row in enumerate(sheet.rows):
        below = found.heading_row is None or number > found.heading_row
        key = _key(row, found.key_column, marks) if below else ""
        key = key or by_row.get(inherited.get(row[0].row, -1), "")
        by_row[row[0].row] = key
        seen[key] += 1
        keys.append(f"{key} ({seen[key]})" if key and seen[key] > 1 else key)
    return keys


def _key(row: Sequence[SheetCell], column: int | None, marks: Marking) -> str:
    cell = next((cell for cell in row if cell.column == column), None)
    if cell is None:
        return ""
    words = marks.words(cell, exempt=False)
    return (_joined(words, Did.COME).strip() or _joined(words, Did.GO).strip())[:80]


def _inherited(sheet: Sheet, column: int | None) -> dict[int, int]:
    """For rows whose key cell is merged with those above: the row in which the key stands."""
    areas = [area for area in sheet.merged if column is not None and area.column <= column <= area.last_column]
    numbers = [row[0].row for row in sheet.rows]
    found: dict[int, int] = {}
    for area in areas:
        first, last = bisect_right(numbers, area.row), bisect_right(numbers, area.last_row)
        if len(found) + last - first > len(numbers):  # merged areas that overlap: no Excel writes them
            break
        found |= dict.fromkeys(numbers[first:last], area.row)
    return found


def _texts(row: Sequence[SheetCell]) -> dict[int, str]:
    return {cell.column: "".join(run.text for run in cell.runs) for cell in row}


def _row_number(sheet: Sheet, at: int | None) -> int | None:
    return None if at is None else sheet.rows[at][0].row


def _notes(workbook: Workbook, sheets: Sequence[Sheet], marks: Marking) -> tuple[str, ...]:
    hidden = [f"“{sheet.name}”" for sheet in sheets if sheet.hidden and sheet.rows]
    unsolved = sum(sheet.unsolved for sheet in sheets)
    drawn = any(sheet.has_drawing for sheet in sheets)
    notes = (
        marks.note,
        f"Hidden sheets were read as well: {', '.join(hidden)}." if hidden else "",
        "Hidden rows or columns were read as well." if any(sheet.hides_rows for sheet in sheets) else "",
        f"{unsolved} formulas have no stored result and were left out." if unsolved else "",
        "Pictures, charts and text boxes on sheets were not read." if drawn else "",
        "Comments on cells were not read." if workbook.related_anywhere("comments") else "",
        "The workbook keeps its own log of changes, which was not read."
        if workbook.related_anywhere("revisionHeaders")
        else "",
        "There is no text in any of its sheets." if not any(sheet.rows for sheet in sheets) else "",
    )
    return tuple(note for note in notes if note)
