"""“If yes, please explain”: what it asks for is told by the line above it."""

from __future__ import annotations

import pytest
from docx import Document

from respondent_app.model.template import Content, Field
from respondent_app.templates import publisher_form
from tests.made_templates.with_python_docx import saved
from tests.samples import consultation


def found(*lines: str, table: bool = True) -> dict[Content, str]:
    """What goes where in a form of these lines, each with an empty line below, and a table of a question after them."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.add_paragraph("")
    if table:
        asked = document.add_table(2, 2)
        asked.cell(0, 0).merge(asked.cell(0, 1)).text = "Question 1: Do you have any general comments?"
        asked.cell(1, 0).text = "Response"
    mapping = publisher_form.find(saved(document), "form.docx", consultation())
    return {placing.content: placing.slot.label for placing in mapping.placings if placing.content}


@pytest.mark.parametrize("why", ["If yes, please state which part and why:", "If so, please explain:"])
@pytest.mark.parametrize(
    "asked", ["Is any part of your response confidential? Yes / No (delete as appropriate)", "Is it confidential?"]
)
def test_under_the_question_on_confidentiality_it_asks_for_the_reasons(asked: str, why: str) -> None:
    assert found(asked, why)[Content(Field.CONFIDENTIAL_REASON)] == why


def test_under_a_question_of_the_consultation_it_does_not() -> None:
    places = found("Question 3: Do you agree with the date and the direction?", "If yes, please explain:")
    assert Content(Field.CONFIDENTIAL_REASON) not in places
    assert any(content.question == "Q3" for content in places)
