"""Publishers' forms that are workbooks: found, filled and read back; our own comment sheet read back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from respondent_app.exports.comments_sheet import comments_workbook
from respondent_app.exports.package import check_files
from respondent_app.model.response import Answer
from respondent_app.model.submission import Audience
from respondent_app.model.template import Content, Field, PublisherForm
from respondent_app.privacy.disclose import disclose
from respondent_app.templates import publisher_form
from respondent_app.templates.comments_sheet import read_comments
from tests.made_templates import with_openpyxl
from tests.templates.word.test_forms import ANSWERS, COMMENTS, CONSULTATION, parted, sample

FORMS = with_openpyxl.FORMS
EXPECTED = {
    "questions_in_rows": ANSWERS | {Content(Field.RATIONALE, question.id) for question in CONSULTATION.questions} | {
        Content(Field.NAME), Content(Field.ORGANISATION), Content(Field.EMAIL),
    },
    "protected_with_comments": ANSWERS | COMMENTS | {
        Content(Field.ORGANISATION), Content(Field.CATEGORY), Content(Field.CONFIDENTIAL),
    },
}  # fmt: skip
CHANGED = {
    "questions_in_rows": ["[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml",
                          "xl/worksheets/sheet1.xml"],
    "protected_with_comments": ["[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml",
                                "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"],
}  # fmt: skip


def form(name: str) -> PublisherForm:
    content = FORMS[name](CONSULTATION)
    return PublisherForm(f"{name}.xlsx", content, publisher_form.find(content, f"{name}.xlsx", CONSULTATION))


@pytest.mark.parametrize("name", FORMS)
def test_every_place_is_found(name: str) -> None:
    assert {placing.content for placing in form(name).mapping.placings if placing.content} == EXPECTED[name]


@pytest.mark.parametrize("name", FORMS)
def test_only_the_cells_change_and_the_answers_come_back(name: str) -> None:
    response = sample()
    blank = form(name)
    content = publisher_form.fill(blank, disclose(response, CONSULTATION, Audience.FULL)).content
    before, after = (zipfile.ZipFile(io.BytesIO(file)) for file in (blank.content, content))
    assert sorted(n for n in before.namelist() if before.read(n) != after.read(n)) == CHANGED[name]
    found = publisher_form.find(content, "t.xlsx", CONSULTATION, typed=True)
    typed = publisher_form.read_back(PublisherForm("t.xlsx", content, found))
    for question, answer in response.answers.items():
        said = typed.values.get(Content(Field.ANSWER, question), "")
        because = typed.values.get(Content(Field.RATIONALE, question), "")
        assert (parted(said), parted(because)) == (parted(answer.text), parted(answer.rationale))
    wanted = [comment.comment for answer in response.answers.values() for comment in answer.comments]
    assert [parted(row[Field.COMMENT_TEXT]) for row in typed.comments] == [parted(text) for text in wanted]


@pytest.mark.parametrize("name", FORMS)
def test_looks_stay_and_nothing_leaks(name: str) -> None:
    response = sample()
    blank = form(name)
    content = publisher_form.fill(blank, disclose(response, CONSULTATION, Audience.PUBLIC)).content
    assert check_files({"a_PUBLIC_v1_0.xlsx": content}, response, CONSULTATION).is_clean
    old, new = (load_workbook(io.BytesIO(file)) for file in (blank.content, content))
    for sheet in old.worksheets:
        assert new[sheet.title].sheet_state == sheet.sheet_state
        for row in sheet.iter_rows():
            for cell in row:
                same = new[sheet.title][cell.coordinate]
                looks = [[repr(one) for one in (c.fill, c.alignment, c.protection)] for c in (same, cell)]
                assert looks[0] == looks[1]
    assert new.sheetnames[-1] == "Annex"


def test_what_looks_like_a_formula_stays_text() -> None:
    response = replace(sample(), answers={"Q1": Answer('=HYPERLINK("x")'), "Q2": Answer("@SUM(1)")}, marks=())
    content = publisher_form.fill(form("questions_in_rows"), disclose(response, CONSULTATION, Audience.FULL)).content
    sheet = load_workbook(io.BytesIO(content))["Response form"]
    assert (sheet["B7"].value, sheet["B7"].data_type) == ('=HYPERLINK("x")', "s")
    assert (sheet["B8"].value, sheet["B8"].data_type) == ("@SUM(1)", "s")


def test_an_answer_that_is_too_long_for_a_cell_goes_to_the_annex() -> None:
    response = replace(sample(), answers={"Q1": Answer("long " * 20_000)}, marks=())
    filled = publisher_form.fill(form("questions_in_rows"), disclose(response, CONSULTATION, Audience.FULL))
    assert any("does not fit" in told for told in filled.annexed)
    cells = [
        str(cell.value) for row in load_workbook(io.BytesIO(filled.content))["Annex"] for cell in row if cell.value
    ]
    assert "".join(cells).count("long ") == 20_000
    annex = load_workbook(io.BytesIO(filled.content))["Annex"]
    assert all(cell.alignment.wrap_text for row in annex for cell in row if cell.value)


def test_our_own_comment_sheet_comes_back() -> None:
    response = sample()
    content = comments_workbook(disclose(response, CONSULTATION, Audience.FULL))
    typed = read_comments(content, "comments.xlsx")
    assert typed is not None
    wanted = [comment for answer in response.answers.values() for comment in answer.comments]
    assert [row[Field.COMMENT_TEXT] for row in typed.comments] == [comment.comment for comment in wanted]
    assert [row.get(Field.COMMENT_PROPOSED, "") for row in typed.comments] == [comment.proposed for comment in wanted]
    assert typed.values[Content(Field.ANSWER, "Q1")] == response.answer("Q1").text
    assert read_comments(FORMS["questions_in_rows"](CONSULTATION), "form.xlsx") is None
