"""Forms written by python-docx with its author's own hand: layouts that the first ones do not have."""

from __future__ import annotations

from collections.abc import Sequence

from docx import Document
from docx.document import Document as Doc
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from respondent_app.model.template import Field
from tests.made_templates.hand import SIX, TMAD, Hand, Made
from tests.made_templates.with_python_docx import saved

_WORDS = ("One", "Two", "Three", "Four", "Five", "Six")
_GREY = RGBColor(0x80, 0x80, 0x80)


def hinted(
    paragraph: Paragraph, hand: Hand, field: Field, question: str = "", hint: str = "Click to enter text"
) -> None:
    run = paragraph.add_run(hand(field, question, hint))
    if not hand.fills:
        run.font.color.rgb, run.italic = _GREY, True


def landscape_with_repeated_heads(hand: Hand) -> bytes:
    """A landscape page; one table for everything, with a head that repeats on each page."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    table = document.add_table(1 + len(hand.consultation.questions), 4, "Table Grid")
    repeat(table)
    fill(table, 0, ("No.", "Consultation question", "Your response", "Rationale for your response"))
    for number, question in enumerate(hand.consultation.questions, start=1):
        row = (str(number), question.text, hand(Field.ANSWER, question.id), hand(Field.RATIONALE, question.id))
        fill(table, number, row)
    return saved(document)


def numbers_in_words(hand: Hand) -> bytes:
    """“Question One” as a heading, the question below it, and a box of one cell."""
    document = Document()
    document.add_heading("Consultation response proforma (made-up sample)", 1)
    people(document, hand, (("Organisation name", Field.ORGANISATION), ("Respondent’s name", Field.NAME)))
    for word, question in zip(_WORDS, hand.consultation.questions, strict=False):
        document.add_heading(f"Question {word}", 2)
        document.add_paragraph(question.text)
        document.add_table(1, 1, "Table Grid").cell(0, 0).text = hand(Field.ANSWER, question.id)
        document.add_paragraph()
    return saved(document)


def hints_in_grey(hand: Hand) -> bytes:
    """Hints in grey italics inside the boxes, which must not stay."""
    document = Document()
    for question in hand.consultation.questions:
        table = document.add_table(2, 1, "Table Grid")
        table.cell(0, 0).text = f"{question.id}. {question.text}"
        hinted(table.cell(1, 0).paragraphs[0], hand, Field.ANSWER, question.id, "Please enter your response here")
        document.add_paragraph()
    return saved(document)


def topics_in_roman(hand: Hand) -> bytes:
    """Topics (i) to (vi), the question beside the number, the answer below the question in the same table."""
    document = Document()
    for roman, question in zip(("i", "ii", "iii", "iv", "v", "vi"), hand.consultation.questions, strict=False):
        table = document.add_table(2, 2, "Table Grid")
        fill(table, 0, (f"({roman})", question.text))
        fill(table, 1, ("Views", hand(Field.ANSWER, question.id)))
        document.add_paragraph()
    return saved(document)


def merged_cells(hand: Hand) -> bytes:
    """The question over the whole width; below it a label beside its room, for answer and for rationale."""
    document = Document()
    for question in hand.consultation.questions:
        table = document.add_table(3, 2, "Table Grid")
        table.cell(0, 0).merge(table.cell(0, 1)).text = f"{question.id}: {question.text}"
        fill(table, 1, ("Your response", hand(Field.ANSWER, question.id)))
        fill(table, 2, ("Supporting evidence", hand(Field.RATIONALE, question.id)))
        document.add_paragraph()
    return saved(document)


def label_over_merged_rows(hand: Hand) -> bytes:
    """The number of the question in a cell merged downwards, question and answer beside it."""
    document = Document()
    table = document.add_table(2 * len(hand.consultation.questions), 2, "Table Grid")
    for at, question in enumerate(hand.consultation.questions):
        table.cell(2 * at, 0).merge(table.cell(2 * at + 1, 0)).text = question.id
        table.cell(2 * at, 1).text = question.text
        table.cell(2 * at + 1, 1).text = hand(Field.ANSWER, question.id)
    return saved(document)


def nested_tables(hand: Hand) -> bytes:
    """A frame around the whole form: tables inside the cell of a table."""
    document = Document()
    frame = document.add_table(1, 1, "Table Grid").cell(0, 0)
    frame.text = "Response form (made-up sample)"
    inner = frame.add_table(2, 2)
    fill(inner, 0, ("Company", hand(Field.ORGANISATION)))
    fill(inner, 1, ("Email", hand(Field.EMAIL)))
    for question in hand.consultation.questions:
        frame.add_paragraph()
        inner = frame.add_table(2, 1)
        inner.cell(0, 0).text = f"{question.id} {question.text}"
        inner.cell(1, 0).text = hand(Field.ANSWER, question.id)
    frame.add_paragraph()
    return saved(document)


def automatic_numbers(hand: Hand) -> bytes:
    """Questions as items of Word's own numbered list, an empty line below each."""
    document = Document()
    document.add_heading("Questions", 1)
    for question in hand.consultation.questions:
        document.add_paragraph(question.text, style="List Number")
        document.add_paragraph(hand(Field.ANSWER, question.id))
    return saved(document)


def delete_as_appropriate(hand: Hand) -> bytes:
    """Positions by deleting, and where the answer goes below them."""
    document = Document()
    asks = "Do you wish any part of your response to be treated as confidential? "
    choosing(document.add_paragraph(asks), hand.picks({"Yes": "yes", "No": "no"}, Field.CONFIDENTIAL), ("Yes", "No"))
    for question in hand.consultation.questions:
        document.add_paragraph(f"{question.id}. {question.text}")
        if question.stance:
            chosen = hand.picks({"Agree": "agree", "Disagree": "disagree"}, Field.STANCE, question.id)
            choosing(document.add_paragraph(), chosen, ("Agree", "Disagree"), " (please delete as applicable)")
        document.add_paragraph("Comments:")
        document.add_paragraph(hand(Field.ANSWER, question.id))
    return saved(document)


def split_over_pages(hand: Hand) -> bytes:
    """A page for each question; the answer on the next page."""
    document = Document()
    for number, question in enumerate(hand.consultation.questions, start=1):
        document.add_heading(f"Question {number}", 2)
        document.add_paragraph(question.text)
        table = document.add_table(1, 2, "Table Grid")
        fill(table, 0, ("Response", hand(Field.ANSWER, question.id)))
        document.add_paragraph().paragraph_format.page_break_before = True
    return saved(document)


def comments_by_clause(hand: Hand) -> bytes:
    """Answers above; below them the comments, with the columns that standards bodies ask for."""
    document = Document()
    people(document, hand, (("Name of party", Field.ORGANISATION), ("Your role", Field.ROLE)))
    for question in hand.consultation.questions:
        document.add_paragraph(f"{question.id} {question.text}")
        document.add_paragraph(hand(Field.ANSWER, question.id, "[Enter your answer here]"))
    document.add_heading("Detailed comments", 2)
    columns = {
        "Item": Field.COMMENT_NUMBER, "Clause reference": Field.COMMENT_CLAUSE,
        "Type of comment": Field.COMMENT_TYPE, "Comment": Field.COMMENT_TEXT,
        "Suggested wording": Field.COMMENT_PROPOSED, "Justification": Field.COMMENT_RATIONALE,
    }  # fmt: skip
    rows = hand.rows(list(columns.values()), 1)
    table = document.add_table(1 + len(rows), len(columns), "Table Grid")
    for number, row in enumerate([list(columns), *rows]):
        fill(table, number, row)
    return saved(document)


def welsh_labels(hand: Hand) -> bytes:
    """Labels in English with Welsh beside them, accents and all."""
    document = Document()
    labels = (("Name / Enw", Field.NAME), ("Organisation / Sefydliad", Field.ORGANISATION),
              ("E-mail address / Cyfeiriad e-bost", Field.EMAIL), ("Telephone / Ffôn", Field.TELEPHONE))  # fmt: skip
    people(document, hand, labels)
    for number, question in enumerate(hand.consultation.questions, start=1):
        table = document.add_table(2, 1, "Table Grid")
        table.cell(0, 0).text = f"Question {number} / Cwestiwn {number}: {question.text}"
        hinted(
            table.cell(1, 0).paragraphs[0], hand, Field.ANSWER, question.id, "[Your response / Eich ymateb – tŷ, môr]"
        )
        document.add_paragraph()
    return saved(document)


def narrow_rows(hand: Hand) -> bytes:
    """Rows of a fixed height that must not break, in a font and size of the form's own."""
    document = Document()
    for question in hand.consultation.questions:
        table = document.add_table(2, 1, "Table Grid")
        table.cell(0, 0).text = f"{question.id}\n{question.text}"
        run = table.cell(1, 0).paragraphs[0].add_run(hand(Field.ANSWER, question.id))
        run.font.name, run.font.size = "Georgia", Pt(9)
        own = table.rows[1]._tr.get_or_add_trPr()
        own.append(made("w:cantSplit"))
        own.append(made("w:trHeight", val="400", hRule="exact"))
        document.add_paragraph()
    return saved(document)


# Pieces of forms


def people(document: Doc, hand: Hand, labels: Sequence[tuple[str, Field]]) -> None:
    table = document.add_table(len(labels), 2, "Table Grid")
    for number, (label, field) in enumerate(labels):
        fill(table, number, (label, hand(field)))


def fill(table: Table, number: int, words: Sequence[str]) -> None:
    for cell, text in zip(cells(table, number), words, strict=True):
        cell.text = text


def cells(table: Table, number: int) -> tuple[_Cell, ...]:
    return table.rows[number].cells


def repeat(table: Table) -> None:
    table.rows[0]._tr.get_or_add_trPr().append(made("w:tblHeader"))


def made(tag: str, **attributes: str) -> OxmlElement:  # type: ignore[valid-type]
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def choosing(line: Paragraph, chosen: str, options: Sequence[str], tail: str = " (delete as appropriate)") -> None:
    for number, option in enumerate(options):
        line.add_run(" / " if number else "")
        line.add_run(option).font.strike = True if chosen and option != chosen else None
    line.add_run(tail)


FORMS = tuple(
    Made(make.__name__, make, consultation)
    for make, consultation in (
        (landscape_with_repeated_heads, TMAD), (numbers_in_words, SIX), (hints_in_grey, SIX), (topics_in_roman, SIX),
        (merged_cells, TMAD), (label_over_merged_rows, TMAD), (nested_tables, TMAD), (automatic_numbers, SIX),
        (delete_as_appropriate, SIX), (split_over_pages, TMAD), (comments_by_clause, TMAD), (welsh_labels, TMAD),
        (narrow_rows, SIX),
    )
)  # fmt: skip
