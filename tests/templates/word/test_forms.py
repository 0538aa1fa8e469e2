"""Publishers' forms that are Word documents: found, filled and read back, with nothing else in the file changed."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from respondent_app.drafts.answers_file import read_answers
from respondent_app.exports.package import check_files
from respondent_app.model.consultation import Consultation
from respondent_app.model.response import Answer, Response
from respondent_app.model.submission import Audience
from respondent_app.model.template import Content, Field, PublisherForm, TypedAnswers
from respondent_app.packs import library
from respondent_app.privacy.disclose import disclose
from respondent_app.storage import folders
from respondent_app.templates import publisher_form
from tests.exports.reading import all_text
from tests.made_templates import as_markup, with_python_docx

FORMS = {**with_python_docx.FORMS, **as_markup.FORMS}
CONSULTATION = library.load("dcc-tmad-v1.4-moc-mds")
ANSWERS = {Content(Field.ANSWER, question.id) for question in CONSULTATION.questions}
DETAILS = {Content(field) for field in (Field.NAME, Field.ORGANISATION, Field.EMAIL, Field.TELEPHONE, Field.ADDRESS)}
COMMENTS = {
    Content(field)
    for field in (
        Field.COMMENT_NUMBER,
        Field.COMMENT_CLAUSE,
        Field.COMMENT_TEXT,
        Field.COMMENT_PROPOSED,
        Field.COMMENT_RATIONALE,
    )
}
STANCES = {Content(Field.STANCE, "Q3", choice=choice) for choice in ("agree", "disagree")}
EXPECTED = {
    "boxes_by_question": ANSWERS | DETAILS | {Content(Field.CONFIDENTIAL_REASON)},
    "lines_to_write_on": ANSWERS | COMMENTS | STANCES | {
        Content(Field.NAME), Content(Field.ORGANISATION), Content(Field.CONFIDENTIAL), Content(Field.RATIONALE, "Q2"),
        Content(Field.STANCE, "Q3", choice="no view"),
    },
    "one_table_of_questions": ANSWERS | {Content(Field.RATIONALE, question.id) for question in CONSULTATION.questions},
    "question_above_its_box": ANSWERS | {Content(Field.NAME), Content(Field.ROLE), Content(Field.TELEPHONE)},
    "only_comments": {
        Content(Field.ORGANISATION), Content(Field.COMMENT_CLAUSE), Content(Field.COMMENT_TEXT),
    },
    "answer_under_the_question": ANSWERS | {Content(Field.NAME), Content(Field.CATEGORY)},
    "with_controls": ANSWERS | {
        Content(Field.ORGANISATION), Content(Field.EMAIL), Content(Field.CONFIDENTIAL, choice="yes"),
        Content(Field.STANCE, "Q3"),
        *(Content(Field.CATEGORY, choice=category) for category in as_markup.CATEGORIES[:4]),
    },
    "with_form_fields": ANSWERS | STANCES | {Content(Field.NAME)},
    "with_symbols": ANSWERS | STANCES,
}  # fmt: skip


def sample() -> Response:
    path = folders.resources() / "samples" / f"{CONSULTATION.id}.answers.toml"
    return read_answers(path, CONSULTATION)


def form(name: str) -> PublisherForm:
    content = FORMS[name](CONSULTATION)
    return PublisherForm(f"{name}.docx", content, publisher_form.find(content, f"{name}.docx", CONSULTATION))


def read(content: bytes, consultation: Consultation = CONSULTATION) -> TypedAnswers:
    found = publisher_form.find(content, "typed.docx", consultation, typed=True)
    return publisher_form.read_back(PublisherForm("typed.docx", content, found))


def filled(name: str, response: Response, audience: Audience = Audience.FULL) -> bytes:
    return publisher_form.fill(form(name), disclose(response, CONSULTATION, audience)).content


def findings(content: bytes, folder: Path) -> set[str]:
    path = folder / "judged.docx"
    path.write_bytes(content)
    return {re.sub(r"\[\d+\]", "[n]", str(error)) for error in OpenXmlValidator().validate(path).errors}


def parted(text: str) -> str:
    return re.sub(r"\n{2,}", "\n\n", text.strip())


@pytest.mark.parametrize("name", FORMS)
def test_every_place_is_found(name: str) -> None:
    placed = {placing.content for placing in form(name).mapping.placings if placing.content}
    assert placed == EXPECTED[name]


@pytest.mark.parametrize("name", FORMS)
def test_nothing_but_the_places_changes(name: str, tmp_path: Path) -> None:
    blank = form(name).content
    content = filled(name, sample())
    before, after = (zipfile.ZipFile(io.BytesIO(file)) for file in (blank, content))
    assert after.namelist() == before.namelist()
    assert [part for part in before.namelist() if before.read(part) != after.read(part)] == ["word/document.xml"]
    assert findings(content, tmp_path) <= findings(blank, tmp_path)


@pytest.mark.parametrize("name", FORMS)
def test_the_answers_come_back_as_they_were(name: str) -> None:
    response = sample()
    typed = read(filled(name, response))
    for question, answer in response.answers.items():
        said = typed.values.get(Content(Field.ANSWER, question), "")
        because = typed.values.get(Content(Field.RATIONALE, question), "")
        assert (parted(said), parted(because)) == (parted(answer.text), parted(answer.rationale))
    assert typed.values[Content(Field.ORGANISATION)] == response.respondent.organisation
    wanted = [comment.comment for answer in response.answers.values() for comment in answer.comments]
    assert [parted(row[Field.COMMENT_TEXT]) for row in typed.comments] == [parted(text) for text in wanted]
    proposed = [comment.proposed for answer in response.answers.values() for comment in answer.comments]
    assert [parted(row.get(Field.COMMENT_PROPOSED, "")) for row in typed.comments] == [parted(one) for one in proposed]


@pytest.mark.parametrize("name", FORMS)
def test_the_public_version_holds_nothing_that_is_marked(name: str) -> None:
    response = sample()
    content = filled(name, response, Audience.PUBLIC)
    report = check_files({"a_PUBLIC_v1_0.docx": content}, response, CONSULTATION)
    assert report.is_clean, report
    assert response.respondent.email not in all_text(content)


@pytest.mark.parametrize("name", FORMS)
def test_all_that_is_said_stands_in_the_file(name: str) -> None:
    response = sample()
    words = "".join(all_text(filled(name, response)).split())
    for answer in response.answers.values():
        lines = f"{answer.text}\n{answer.rationale}".splitlines()
        outside = [line for line in lines if line.strip() and not any(_is_marked(response, line))]
        assert [line for line in outside if "".join(line.split()) not in words] == []


def _is_marked(response: Response, line: str) -> list[bool]:
    marked = (response.text_at(mark.place)[mark.start : mark.end] for mark in response.marks if mark.end)
    return [bool(set(words.splitlines()) & {line}) or words in line for words in marked]


@pytest.mark.parametrize(
    "text",
    [
        "First.\n\nSecond\nwith a break.\n\n- one\n- two\n\nEnd.", "=1+1",
        "שלום עולם and back", "\N{SLIGHTLY SMILING FACE}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL} done", "a\tb\tc",
        "Our rationale: is short.", "x" * 200_000, "[square] brackets [in] text", "\x0b\x00control",
    ],
    ids=["paragraphs", "formula", "right-to-left", "emoji", "tabs", "our-words", "long", "brackets", "control"],
)  # fmt: skip
@pytest.mark.parametrize(
    "name", ["boxes_by_question", "answer_under_the_question", "with_controls", "with_form_fields"]
)
def test_any_text_arrives(name: str, text: str) -> None:
    from respondent_app.model.text import clean

    response = replace(sample(), answers={"Q1": Answer(text)}, marks=())
    assert parted(read(filled(name, response)).values[Content(Field.ANSWER, "Q1")]) == parted(clean(text))
