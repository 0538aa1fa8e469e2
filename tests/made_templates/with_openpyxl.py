"""Forms that are workbooks, written by openpyxl: a sheet of details, questions in rows, lists, protected cells."""

from __future__ import annotations

import io
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from respondent_app.model.consultation import Consultation


def saved(workbook: Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def questions_in_rows(consultation: Consultation) -> bytes:
    """Details above, then one row for each question, with a list for the position on the last."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Response form"
    sheet["A1"] = "Made-up sample form"
    for row, label in enumerate(("Name", "Organisation", "E-mail"), start=2):
        sheet.cell(row, 1, label)
        sheet.cell(row, 2).fill = PatternFill("solid", fgColor="FFEEEEEE")
    for column, head in enumerate(("Question", "Response", "Rationale"), start=1):
        sheet.cell(6, column, head)
    for row, question in enumerate(consultation.questions, start=7):
        sheet.cell(row, 1, f"{question.id}. {question.text}")
        sheet.row_dimensions[row].height = 30
        sheet.cell(row, 2).alignment = Alignment(wrap_text=True)
    hidden = workbook.create_sheet("Lists")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "Organisation"
    return saved(workbook)


def protected_with_comments(consultation: Consultation) -> bytes:
    """A protected sheet, open only where one types, and a table of comments."""
    workbook = Workbook()
    cover, comments = workbook.worksheets[0], workbook.create_sheet("Comments form")
    cover.title = "Cover"
    cover["A1"], cover["B1"] = "Company name", None
    cover["A2"] = "Party category"
    cover["A3"] = "Is any part of your response confidential?"
    kinds = DataValidation("list", formula1='"Large Supplier,Small Supplier,Network Party"')
    yes_no = DataValidation("list", formula1='"Yes,No"')
    kinds.add("B2")
    yes_no.add("B3")
    cover.add_data_validation(kinds)
    cover.add_data_validation(yes_no)
    for row, question in enumerate(consultation.questions, start=5):
        cover.cell(row, 1, question.text)
    for row in (1, 2, 3, 5, 6, 7):
        cover.cell(row, 2).protection = Protection(locked=False)
    cover.protection.sheet = True
    heads = ("Ref", "Clause", "Comment", "Proposed wording", "Rationale")
    for column, head in enumerate(heads, start=1):
        comments.cell(1, column, head)
    return saved(workbook)


FORMS: dict[str, Callable[[Consultation], bytes]] = {
    made.__name__: made for made in (questions_in_rows, protected_with_comments)
}
