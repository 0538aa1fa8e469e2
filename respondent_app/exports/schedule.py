"""The schedule of reasons as a document of its own, for the publisher: a list of all marks, and a record of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from xml.sax.saxutils import quoteattr

from lxml import etree

from respondent_app.exports.shown import version
from respondent_app.exports.word_template import packed, parts_around
from respondent_app.model.submission import ReasonRow, Span, Submission
from respondent_app.writing.word_text import W, paragraphs_like, w

TITLE = "Schedule of reasons for confidentiality"
PURPOSE = (
    "This schedule gives our reasons for each part of our response that is marked “[Confidential …]” in the full "
    "version. It says more than the schedule that may be published, which is in the public version, and is not for "
    "publication itself."
)
OVERVIEW = "What is confidential"
OVERVIEW_COLUMNS = ("No", "Where", "Category", "Until")
OVERVIEW_WIDTHS = (7, 40, 28, 25)
RECORDS = "The reasons"
RECORD_COLUMNS = ("Detail", "Entry")
RECORD_WIDTHS = (28, 72)
_SIGNS_A_LINE = 60
_MOST_KEPT = 2000
_NOT_STATED = "Not stated"
_WIDTH = 11906 - 2 * 1134  # the text of an upright page of the template, in twentieths of a point


def schedule_document(submission: Submission) -> bytes:
    """Return the DOCX of the schedule of a full submission; the same submission always gives the same bytes."""
    parts = parts_around(TITLE, submission)
    document = etree.fromstring(parts["word/document.xml"])
    body = document.find(w("body"))
    section = document.find(f".//{w('pPr')}/{w('sectPr')}")
    assert body is not None  # noqa: S101  our own template has a body
    assert section is not None  # noqa: S101  its first section is an upright one
    upright = deepcopy(section)
    body[:] = [*_content(submission), upright]
    return packed(parts, document)


def overview(submission: Submission) -> list[tuple[str, ...]]:
    """Return the cells of the list, in the order of the numbers."""
    return [(str(row.number), row.where, row.category, row.until or _NOT_STATED) for row in submission.reasons]


def records(submission: Submission) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Yield the heading and the lines of the record of each mark."""
    for row in submission.reasons:
        yield f"Confidential {row.number}: {row.where}", _record(row)


def fits_on_a_page(record: Sequence[tuple[str, str]]) -> bool:
    """Whether a record is short enough to be kept on one page."""
    return sum(_SIGNS_A_LINE + len(text) + text.count("\n") * _SIGNS_A_LINE for _, text in record) < _MOST_KEPT


def _keep_together(table: etree._Element) -> None:
    for row in list(table.iterchildren(w("tr")))[:-1]:
        for properties in row.iter(w("pPr")):
            properties.insert(1, etree.Element(w("keepNext")))
    for row in table.iterchildren(w("tr")):
        if row.find(w("trPr")) is None:
            row.insert(0, etree.Element(w("trPr")))
            etree.SubElement(row[0], w("cantSplit"))


def _record(row: ReasonRow) -> tuple[tuple[str, str], ...]:
    return (
        ("Category", row.category),
        ("Reason that may be published", row.public_explanation or _NOT_STATED),
        ("Explanation for the publisher", row.explanation or _NOT_STATED),
        ("Harm, and to whom", row.harm or _NOT_STATED),
        ("Confidential until", row.until or _NOT_STATED),
        ("In the public version", row.substitute or "A placeholder with the number only"),
    )


def _content(submission: Submission) -> Iterator[etree._Element]:
    yield from _paragraphs("Title", TITLE)
    yield from _paragraphs("Subtitle", submission.consultation.title)
    yield from _paragraphs("Banner", version(submission))
    yield from _paragraphs("Answer", PURPOSE)
    yield from _paragraphs("Heading1", OVERVIEW)
    yield _table("Confidential parts", "One mark a row.", OVERVIEW_COLUMNS, OVERVIEW_WIDTHS, overview(submission))
    yield from _paragraphs("Heading1", RECORDS)
    for heading, lines in records(submission):
        yield from _paragraphs("Heading2", heading)
        described = "Why this part is confidential."
        table = _table(heading.partition(":")[0], described, RECORD_COLUMNS, RECORD_WIDTHS, lines, first_column=True)
        if fits_on_a_page(lines):
            _keep_together(table)
        yield table
    yield from _paragraphs("Note", "")


def _paragraphs(style: str, text: str) -> list[etree._Element]:
    pattern = etree.fromstring(f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>')
    return paragraphs_like(pattern, (Span(text),))


def _table(
    title: str, description: str, head: Sequence[str], shares: Sequence[int], rows: Sequence[Sequence[str]],
    *, first_column: bool = False,
) -> etree._Element:  # fmt: skip
    """Return a table in the template's style whose first row is repeated on every page."""
    widths = [_WIDTH * share // sum(shares) for share in shares]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table = etree.fromstring(
        f'<w:tbl xmlns:w="{W}"><w:tblPr><w:tblStyle w:val="ResponseTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="06{"A" if first_column else "2"}0" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{int(first_column)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/><w:tblDescription w:val={quoteattr(description)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid></w:tbl>"
    )
    table.append(_row(head, widths, head=True))
    table.extend(_row(cells, widths) for cells in rows)
    return table


def _row(cells: Sequence[str], widths: Sequence[int], *, head: bool = False) -> etree._Element:
    row = etree.Element(w("tr"))
    if head:
        properties = etree.SubElement(row, w("trPr"))
        etree.SubElement(properties, w("cantSplit"))
        etree.SubElement(properties, w("tblHeader"))
    for text, width in zip(cells, widths, strict=True):
        cell = etree.SubElement(row, w("tc"))
        etree.SubElement(etree.SubElement(cell, w("tcPr")), w("tcW"), {w("w"): str(width), w("type"): "dxa"})
        cell.extend(_paragraphs("TableText", text))
    return row
