"""Forms written by python-docx: tables, lines to write on, empty lines under questions, tables of comments."""

from __future__ import annotations

import io
from collections.abc import Callable

from docx import Document
from docx.document import Document as Doc
from docx.oxml.ns import qn

from respondent_app.model.consultation import Consultation

DETAILS = ("Your name", "Company/Organisation name", "E-mail address", "Telephone", "Postal address")
COMMENT_HEADS = ("No.", "Clause", "Comment", "Proposed drafting", "Rationale")
NUMBERS = ("One", "Two", "Three")


_STYLES = frozenset({
    "Normal", "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid", "Heading1", "Heading2", "Heading1Char",
    "Heading2Char", "ListNumber",
})  # fmt: skip


def saved(document: Doc) -> bytes:
    """Return a document without the styles of python-docx that no form here uses: judges take most time for them."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in _STYLES:
            styles.remove(style)
    for link in [one.rId for one in document.part.rels.values() if one.reltype.endswith("stylesWithEffects")]:
        document.part.rels.pop(link)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def boxes_by_question(consultation: Consultation) -> bytes:
    """A table of details, then for each question its number and text, and a box below."""
    document = Document()
    document.add_heading("Response form (made-up sample)", 1)
    details(document, DETAILS)
    document.add_paragraph("Would you like this response to remain confidential? If yes, please state your reasons.")
    document.add_paragraph("")
    for question in consultation.questions:
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).text = f"TMAD\n{question.id}"
        table.cell(0, 1).text = question.text
        table.cell(1, 0).text = "Response"
        document.add_paragraph("")
    return saved(document)


def lines_to_write_on(consultation: Consultation) -> bytes:
    """Underscores for details, empty lines under “Response:”, boxes to tick, and a table of comments at the end."""
    document = Document()
    document.add_paragraph("Name: ______________")
    document.add_paragraph("Organisation: ______")
    document.add_paragraph("Is any part confidential? Yes / No (delete as appropriate)")
    for number, question in zip(NUMBERS, consultation.questions, strict=False):
        document.add_heading(f"Question {number}", 2)
        document.add_paragraph(question.text)
        document.add_paragraph("Response:")
        document.add_paragraph("")
        if question.rationale_asked:
            document.add_paragraph("Rationale:")
            document.add_paragraph("")
        if question.stance:
            document.add_paragraph("☐ Agree  ☐ Disagree  ☐ No view")
    comments(document)
    return saved(document)


def one_table_of_questions(consultation: Consultation) -> bytes:
    """One row for each question, with columns for response and rationale."""
    document = Document()
    table = document.add_table(rows=1 + len(consultation.questions), cols=3)
    for cell, head in zip(table.rows[0].cells, ("Question", "Response", "Rationale"), strict=True):
        cell.text = head
    for row, question in zip(table.rows[1:], consultation.questions, strict=True):
        row.cells[0].text = f"{question.id} {question.text}"
    return saved(document)


def question_above_its_box(consultation: Consultation) -> bytes:
    """Tables of one column: the question, and a cell with a hint below it."""
    document = Document()
    details(document, ("Respondent", "Job title", "Contact number"))
    for letter, question in zip("abc", consultation.questions, strict=False):
        table = document.add_table(rows=2, cols=1)
        table.cell(0, 0).text = f"{letter}. {question.text}"
        table.cell(1, 0).text = "[Insert response here]"
        document.add_paragraph("")
    return saved(document)


def only_comments(consultation: Consultation) -> bytes:
    """A table of comments and nothing else, as standards bodies use it."""
    document = Document()
    document.add_paragraph(f"{consultation.title}: comments (made-up sample)")
    details(document, ("Name of organisation",))
    document.add_paragraph("Please put each comment in a new row.")
    comments(document, ("Section number (or “general”)", "Page", "Comment"))
    return saved(document)


def answer_under_the_question(consultation: Consultation) -> bytes:
    """Bare text: each question a paragraph, and room below it."""
    document = Document()
    document.add_paragraph("Full name:")
    document.add_paragraph("Party category:")
    document.add_paragraph("Please answer as many questions as you wish.")
    for number, question in enumerate(consultation.questions, start=1):
        document.add_paragraph(f"Question {number}. {question.text}")
        document.add_paragraph("")
        document.add_paragraph("")
    return saved(document)


def details(document: Doc, labels: tuple[str, ...]) -> None:
    table = document.add_table(rows=len(labels), cols=2)
    for row, label in zip(table.rows, labels, strict=True):
        row.cells[0].text = label


def comments(document: Doc, heads: tuple[str, ...] = COMMENT_HEADS) -> None:
    table = document.add_table(rows=4, cols=len(heads))
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.text = head


FORMS: dict[str, Callable[[Consultation], bytes]] = {
    made.__name__: made
    for made in (
        boxes_by_question,
        lines_to_write_on,
        one_table_of_questions,
        question_above_its_box,
        only_comments,
        answer_under_the_question,
    )
}
