"""Workbooks written by openpyxl with its author's own hand, in the layouts that publishers' spreadsheets have."""

from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from respondent_app.model.template import Field
from tests.made_templates.hand import SIX, TMAD, Hand, Made

_HEAD = PatternFill("solid", fgColor="FF1F3864")
_ROOM = Border(*(Side(style="thin"),) * 4)


def saved(workbook: Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def first_sheet(title: str) -> tuple[Workbook, Worksheet]:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    return workbook, sheet


def room(sheet: Worksheet, row: int, column: int, words: str) -> None:
    cell = sheet.cell(row, column)
    cell.value = words or None
    cell.border, cell.alignment = _ROOM, Alignment(wrap_text=True, vertical="top")
    cell.font, cell.protection = Font(name="Georgia", size=10), Protection(locked=False)


def merged_room_below(hand: Hand) -> bytes:
    """The question over four merged columns, its room in the merged cells below."""
    workbook, sheet = first_sheet("Form")
    sheet["A1"], sheet["B1"] = "Organisation", hand(Field.ORGANISATION) or None
    for at, question in enumerate(hand.consultation.questions):
        row = 3 + 3 * at
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
        sheet.merge_cells(start_row=row + 1, start_column=1, end_row=row + 1, end_column=4)
        sheet.cell(row, 1, f"{question.id}. {question.text}").font = Font(bold=True)
        room(sheet, row + 1, 1, hand(Field.ANSWER, question.id))
        sheet.row_dimensions[row + 1].height = 60
    return saved(workbook)


def lists_for_positions(hand: Hand) -> bytes:
    """A list to choose the position from, its options on a hidden sheet, with notes and colours by rule."""
    workbook, sheet = first_sheet("Responses")
    options = workbook.create_sheet("Options")
    options.sheet_state = "hidden"
    for row, words in enumerate(("Agree", "Disagree", "No view"), start=1):
        options.cell(row, 1, words)
    heads = ("No.", "Question", "Do you agree?", "Response")
    for column, head in enumerate(heads, start=1):
        cell = sheet.cell(1, column, head)
        cell.fill, cell.font = _HEAD, Font(color="FFFFFFFF", bold=True)
    rule = DataValidation("list", formula1="Options!$A$1:$A$3", allow_blank=True)
    sheet.add_data_validation(rule)
    for row, question in enumerate(hand.consultation.questions, start=2):
        sheet.cell(row, 1, row - 1)
        sheet.cell(row, 2, question.text).comment = Comment("Please be brief.", "Reviewer B")
        if question.stance:
            choices = {"Agree": "agree", "Disagree": "disagree", "No view": "no view"}
            room(sheet, row, 3, hand.picks(choices, Field.STANCE, question.id))
            rule.add(sheet.cell(row, 3).coordinate)
        room(sheet, row, 4, hand(Field.ANSWER, question.id))
    long = Rule("expression", formula=["LEN(D2)>5000"], dxf=DifferentialStyle(fill=PatternFill(bgColor="FFFFC7CE")))
    sheet.conditional_formatting.add("D2:D9", long)
    sheet.freeze_panes = "A2"
    return saved(workbook)


def a_sheet_for_each_question(hand: Hand) -> bytes:
    """One sheet for each question, hints in the cells to type over."""
    workbook, sheet = first_sheet("About you")
    labels = (("Your name", Field.NAME), ("Company", Field.ORGANISATION), ("Job title", Field.ROLE))
    for row, (label, field) in enumerate(labels, start=2):
        sheet.cell(row, 2, label)
        room(sheet, row, 3, hand(field, hint="[please enter your details]"))
    for question in hand.consultation.questions:
        own = workbook.create_sheet(question.id)
        own["A1"] = f"{question.id}. {question.text}"
        own["A3"] = "Response"
        room(own, 3, 2, hand(Field.ANSWER, question.id, "Type your response here"))
    return saved(workbook)


def protected_comments(hand: Hand) -> bytes:
    """A protected sheet of comments, open only in the rows to fill, with a formula that counts them."""
    workbook, sheet = first_sheet("Comments")
    columns = {"Ref": Field.COMMENT_NUMBER, "Clause": Field.COMMENT_CLAUSE, "Type of comment": Field.COMMENT_TYPE,
               "Comment": Field.COMMENT_TEXT, "Proposed wording": Field.COMMENT_PROPOSED, "Rationale":
               Field.COMMENT_RATIONALE}  # fmt: skip
    sheet["A1"], sheet["B1"] = "Number of comments", "=COUNTA(D4:D40)"
    for column, head in enumerate(columns, start=1):
        sheet.cell(3, column, head).fill = _HEAD
    for row, words in enumerate(hand.rows(list(columns.values()), 12), start=4):
        for column, word in enumerate(words, start=1):
            room(sheet, row, column, word)
    sheet.protection.sheet = True
    return saved(workbook)


def room_right_of_each(hand: Hand) -> bytes:
    """Question and room side by side in numbered rows, guidance in a third column, a tick-list for confidentiality."""
    workbook, sheet = first_sheet("Consultation response")
    sheet["A1"] = "Made-up consultation"
    sheet["A2"] = "Is your response confidential?"
    rule = DataValidation("list", formula1='"Yes,No"')
    rule.add("B2")
    sheet.add_data_validation(rule)
    room(sheet, 2, 2, hand.picks({"Yes": "yes", "No": "no"}, Field.CONFIDENTIAL))
    for row, question in enumerate(hand.consultation.questions, start=4):
        sheet.cell(row, 1, f"Question {row - 3}: {question.text}")
        room(sheet, row, 2, hand(Field.ANSWER, question.id))
        sheet.cell(row, 3, question.title).font = Font(italic=True)
    return saved(workbook)


FORMS = tuple(
    Made(make.__name__, make, consultation, "xlsx")
    for make, consultation in (
        (merged_room_below, TMAD), (lists_for_positions, SIX), (a_sheet_for_each_question, SIX),
        (protected_comments, TMAD), (room_right_of_each, SIX),
    )
)  # fmt: skip
