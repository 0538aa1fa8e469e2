"""A submission filled into our response template.

The template says how everything looks: content controls (by their tag) and tables (by their title) are filled, and the
block of a question and the last row of a table are repeated as often as needed. Parts that are not filled are copied
byte for byte.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

from lxml import etree

from respondent_app.exports.properties import core_properties
from respondent_app.exports.shown import NOTHING_SAID, version
from respondent_app.exports.zip_file import pack, unpack
from respondent_app.model.errors import ExportError
from respondent_app.model.submission import AnswerBlock, Audience, CommentRow, ReasonRow, Span, Spans, Submission
from respondent_app.storage import folders
from respondent_app.writing import pointers
from respondent_app.writing.brackets import bracketed
from respondent_app.writing.word_text import paragraph_like, paragraphs_like, w

TEMPLATE = "response_template.docx"
_PUBLIC_REASON_COLUMNS = 4
# Rows up to about this high fit on a page that lies on its side.
_MOST_LINES_KEPT = 26
_SIGNS_A_LINE = 28
_LINES = ("word/header1.xml", "word/header2.xml", "word/footer1.xml", "word/footer2.xml")


def response_document(submission: Submission) -> bytes:
    """Return the DOCX of `submission`; the same submission always gives the same bytes."""
    parts = parts_around("Response to consultation", submission)
    document = etree.fromstring(parts["word/document.xml"])
    _fill(document, submission)
    return packed(parts, document)


def parts_around(kind: str, submission: Submission) -> dict[str, bytes]:
    """Return the parts of the template, its head and foot lines filled; `kind` says what the document is."""
    parts = dict(template_parts(str(folders.forms() / TEMPLATE)))
    for name in _LINES:
        parts[name] = _filled_line(parts[name], submission)
    parts["docProps/core.xml"] = core_properties(kind, submission)
    return parts


def packed(parts: dict[str, bytes], document: etree._Element) -> bytes:
    """Return the DOCX of `parts` with `document` as its body."""
    return pack({**parts, "word/document.xml": _serialised(document)})


@functools.lru_cache(maxsize=2)
def template_parts(path: str) -> dict[str, bytes]:
    """Return the parts of the template; raise `ExportError` if it cannot be read."""
    try:
        return unpack(Path(path).read_bytes())
    except (OSError, ValueError, KeyError) as error:
        raise ExportError(
            "The response template is missing or damaged.",
            meaning="Nothing was written; your answers are safe.",
            advice="Install Respondent again, then make the package once more.",
        ) from error


def heading(block: AnswerBlock) -> str:
    """Return the heading of a question's block."""
    return f"{block.question} {block.title}".strip()


def _fill(document: etree._Element, submission: Submission) -> None:
    controls = {_tag(control): control for control in document.iter(w("sdt"))}
    tables = {_title(table): table for table in document.iter(w("tbl"))}
    _replace(controls["consultation"], (Span(submission.consultation.title),))
    _replace(controls["version"], (Span(version(submission)),))
    _replace(controls["statement"], (Span(submission.statement),))
    rows = [((Span(row.label),), bracketed(row.value) or (Span("–"),)) for row in submission.details]
    _fill_table(tables["Respondent details"], rows)
    _fill_questions(controls["question"], submission.answers)
    _fill_comments(tables["Detailed comments"], submission)
    _fill_reasons(tables["Reasons schedule"], submission)


# Questions


def _fill_questions(control: etree._Element, blocks: Sequence[AnswerBlock]) -> None:
    content = control.find(w("sdtContent"))
    assert content is not None  # noqa: S101  a control without content is not valid
    for block in blocks:
        for element in _question_block(content, block):
            control.addprevious(element)
    _remove(control)


def _question_block(pattern: etree._Element, block: AnswerBlock) -> list[etree._Element]:
    """Return the elements of one question: copies of the pattern, filled, without what the question has not."""
    filled = deepcopy(pattern)
    controls = {_tag(control): control for control in filled.iter(w("sdt"))}
    _replace(controls["question-title"], (Span(heading(block)),))
    _replace(controls["question-text"], (Span(block.text),))
    _replace(controls["answer"], bracketed(block.answer) or (Span(NOTHING_SAID),))
    _replace_with_heading(controls["rationale"], _rationale(block))
    _replace_or_remove(controls["see-comments"], see_comments(block.comments))
    table = filled.find(w("tbl"))
    if table is not None and block.stance:
        _fill_table(table, [((Span(row.label),), bracketed(row.value)) for row in block.stance])
    elif table is not None:
        _remove(table)
    return list(filled)


def _rationale(block: AnswerBlock) -> Spans:
    if not block.rationale_shown:
        return ()
    return bracketed(block.rationale) or (Span(NOTHING_SAID),)


def see_comments(comments: Sequence[CommentRow]) -> Spans:
    """Say which of the numbered comments belong to a question; nothing if none do."""
    if not comments:
        return ()
    return (Span(pointers.see_comments(comments[0].number, comments[-1].number)),)


# Tables at the end


def _fill_comments(table: etree._Element, submission: Submission) -> None:
    comments = submission.comments
    if not comments:
        _say_instead(table, "This version holds no comments by clause.")
        return
    _fill_table(table, [_comment_cells(row) for row in comments])


def _comment_cells(row: CommentRow) -> tuple[Spans, ...]:
    shown = (row.clause, row.type, row.comment, row.proposed, row.rationale)
    return ((Span(str(row.number)),), (Span(row.question),), *map(bracketed, shown))


def _fill_reasons(table: etree._Element, submission: Submission) -> None:
    if not submission.reasons:
        _say_instead(table, "Nothing in the answers is confidential, so there are no reasons to give.")
        return
    if submission.audience is Audience.PUBLIC:
        _keep_columns(table, _PUBLIC_REASON_COLUMNS)
    _fill_table(table, [_reason_cells(row, submission.audience) for row in submission.reasons])


def _reason_cells(row: ReasonRow, audience: Audience) -> tuple[Spans, ...]:
    cells = [str(row.number), row.where, row.category, row.public_explanation]
    if audience is not Audience.PUBLIC:
        cells += [row.explanation, row.harm, row.until]
    return tuple((Span(cell),) if cell else () for cell in cells)


def _keep_columns(table: etree._Element, count: int) -> None:
    """Drop the columns after the first `count` and give their width to the last one kept."""
    grid = table.find(w("tblGrid"))
    assert grid is not None  # noqa: S101  a table without a grid is not valid
    columns = list(grid)
    width = sum(int(column.get(w("w"), "0")) for column in columns[count - 1 :])
    columns[count - 1].set(w("w"), str(width))
    for column in columns[count:]:
        grid.remove(column)
    for row in table.iterchildren(w("tr")):
        cells = list(row.iterchildren(w("tc")))
        for cell in cells[count:]:
            row.remove(cell)
        for cell_width in cells[count - 1].iter(w("tcW")):
            cell_width.set(w("w"), str(width))


def _say_instead(table: etree._Element, sentence: str) -> None:
    pattern = next(table.iter(w("p")))
    paragraph = paragraph_like(pattern, (Span(sentence),))
    for style in paragraph.iter(w("pStyle")):
        style.set(w("val"), "Answer")
    table.addprevious(paragraph)
    _remove(table)


def _fill_table(table: etree._Element, rows: Sequence[Sequence[Spans]]) -> None:
    """Repeat the last row of `table` for `rows`."""
    pattern = list(table.iterchildren(w("tr")))[-1]
    for cells in rows:
        filled = deepcopy(pattern)
        if any(_lines(spans) > _MOST_LINES_KEPT for spans in cells):
            _let_split(filled)
        for cell, spans in zip(filled.iterchildren(w("tc")), cells, strict=True):
            _fill_cell(cell, spans)
        pattern.addprevious(filled)
    _remove(pattern)


def _lines(spans: Spans) -> int:
    """Estimate how many lines a text takes in a narrow column."""
    text = "".join(span.text for span in spans)
    return sum(1 + len(line) // _SIGNS_A_LINE for line in text.split("\n"))


def _let_split(row: etree._Element) -> None:
    """Let a row that is higher than a page go on over the next one: not every program does so by itself."""
    for rule in list(row.iter(w("cantSplit"))):
        _remove(rule)


def _fill_cell(cell: etree._Element, spans: Spans) -> None:
    pattern = cell.find(w("p"))
    assert pattern is not None  # noqa: S101  a cell without a paragraph is not valid
    for paragraph in paragraphs_like(pattern, spans):
        pattern.addprevious(paragraph)
    cell.remove(pattern)


# Content controls


def _tag(control: etree._Element) -> str:
    tag = control.find(f"{w('sdtPr')}/{w('tag')}")
    return "" if tag is None else tag.get(w("val"), "")


def _title(table: etree._Element) -> str:
    caption = table.find(f"{w('tblPr')}/{w('tblCaption')}")
    return "" if caption is None else caption.get(w("val"), "")


def _replace(control: etree._Element, spans: Spans) -> None:
    """Put `spans` in place of a control, in paragraphs like the one it holds."""
    pattern = next(control.iter(w("p")))
    for paragraph in paragraphs_like(pattern, spans):
        control.addprevious(paragraph)
    _remove(control)


def _replace_or_remove(control: etree._Element, spans: Spans) -> None:
    if spans:
        _replace(control, spans)
    else:
        _remove(control)


def _replace_with_heading(control: etree._Element, spans: Spans) -> None:
    """Put `spans` in place of a control; if there are none, its heading goes too."""
    above = control.getprevious()
    if not spans and above is not None:
        _remove(above)
    _replace_or_remove(control, spans)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


# Headers and footers


def _filled_line(part: bytes, submission: Submission) -> bytes:
    root = etree.fromstring(part)
    words = {
        "short-title": (Span(submission.consultation.short_title),),
        "version": (Span(version(submission)),),
        "organisation": bracketed(submission.organisation),
    }
    for control in list(root.iter(w("sdt"))):
        pattern = control.find(w("sdtContent"))
        assert pattern is not None  # noqa: S101  a control without content is not valid
        for run in paragraph_like(pattern, words[_tag(control)]).findall(w("r")):
            control.addprevious(run)
        _remove(control)
    return _serialised(root)


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
