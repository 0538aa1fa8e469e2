"""Files that we made come back with a colleague's words in them."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document

from respondent_app.drafts.taking_in import taken_in
from respondent_app.exports.comments_sheet import comments_workbook
from respondent_app.exports.schedule import schedule_document
from respondent_app.exports.word_template import response_document
from respondent_app.model.errors import TemplateError
from respondent_app.model.response import Response
from respondent_app.model.submission import Audience
from respondent_app.packs import library
from respondent_app.privacy.disclose import disclose
from respondent_app.templates.opened import speaks_of, typed_in
from tests import samples
from tests.made_templates.with_python_docx import boxes_by_question, only_comments

CONSULTATION, RESPONSE = samples.consultation(), samples.response()
FULL = disclose(RESPONSE, CONSULTATION, Audience.FULL)


@pytest.mark.parametrize("audience", Audience)
def test_our_own_response_document_changes_nothing(audience: Audience) -> None:
    document = response_document(disclose(RESPONSE, CONSULTATION, audience))
    found = taken_in(RESPONSE, typed_in(document, "ours.docx", CONSULTATION), CONSULTATION)
    assert [came.what for came in found.came] == []
    assert [left.what for left in found.left if left.look] == []


def test_all_that_stands_in_our_own_response_document_is_read() -> None:
    typed = typed_in(response_document(FULL), "ours.docx", CONSULTATION)
    found = taken_in(Response(RESPONSE.consultation), typed, CONSULTATION).response
    assert found.respondent == RESPONSE.respondent
    for question in CONSULTATION.questions:
        ours, theirs = RESPONSE.answer(question.id), found.answer(question.id)
        assert (theirs.text.split(), theirs.rationale) == (ours.text.split(), ours.rationale)
        assert theirs.stance == ours.stance
        assert [comment.comment for comment in theirs.comments] == [comment.comment for comment in ours.comments]


def test_a_schedule_of_reasons_is_no_answer() -> None:
    with pytest.raises(TemplateError, match="holds no answers"):
        typed_in(schedule_document(FULL), "reasons.docx", CONSULTATION)


@pytest.mark.parametrize("make", [response_document, comments_workbook])
def test_answers_to_another_consultation_are_refused_and_both_are_named(make: object) -> None:
    other = replace(CONSULTATION, short_title="Another made-up text")
    content = make(disclose(RESPONSE, other, Audience.FULL))  # type: ignore[operator]
    with pytest.raises(TemplateError, match="“Another made-up text”"):
        typed_in(content, "theirs", CONSULTATION)


def test_a_letter_holds_no_answers() -> None:
    letter = Document()
    letter.add_paragraph("Thank you for your time on Monday.")
    content = io.BytesIO()
    letter.save(content)
    with pytest.raises(TemplateError, match=r"^No answers to this consultation were found in “letter\.docx”"):
        typed_in(content.getvalue(), "letter.docx", CONSULTATION)


def test_the_form_of_another_consultation_is_told_from_ours() -> None:
    tmad = library.load("dcc-tmad-v1.4-moc-mds")
    questions = [replace(each, title="Gas", text="Should small customers pay for gas?") for each in tmad.questions]
    gas = replace(tmad, title="The price of gas in the north", short_title="Gas", questions=tuple(questions))
    form, other = boxes_by_question(tmad), only_comments(gas)
    assert speaks_of(form, "form.docx", tmad)
    assert not speaks_of(other, "form.docx", tmad)
    assert speaks_of(response_document(FULL), "ours.docx", tmad), "what we made says itself what it is"
