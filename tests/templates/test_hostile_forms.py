"""Files that are no forms, answers that are hard to write down, and random ones: intact, or with a clear message."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from respondent_app.model.errors import RespondentError
from respondent_app.model.response import Answer, Response
from respondent_app.model.submission import Audience
from respondent_app.model.template import Content, Field, FilledTemplate, PublisherForm
from respondent_app.model.text import clean
from respondent_app.privacy.disclose import disclose
from respondent_app.templates import publisher_form
from respondent_app.templates.opened import opened, typed_in
from tests.made_templates import books, typed_in_word
from tests.made_templates.hand import TMAD, Made
from tests.made_templates.with_python_docx import saved
from tests.templates.test_made_forms import FORMS

_CASES = int(os.environ.get("RESPONDENT_FORM_CASES", "30"))
WORD = next(made for made in typed_in_word.FORMS if made.name == "hints_in_grey")
BOOK = next(made for made in books.FORMS if made.name == "room_right_of_each")
HARD = {
    "formula": "=1+1", "command": "=cmd|' /C calc'!A0", "plus": "+44 20 7946 0123", "minus": "-5 is our view",
    "at": "@SUM(A1)", "tab first": "\t=1+1", "control signs": "a\x00b\x0bc\x1fd\ufffee", "markup": "<w:p>&lt;]]></w>",
    "right to left": "שלום (עולם) 123, مرحبا", "emoji": "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{ROCKET} \U0001F3F4", "escape":
    "_x0041_ and _x000D_", "table": "Year\tCost\n2031\t£5\n2032\t£6", "long": "word " * 40_000, "edge": "x" * 32_767,
    "beyond a cell": "x" * 32_768, "pairs at the edge": "\N{GRINNING FACE}" * 16_384, "spaces": "two  blanks   stay",
    "quote": "'=1", "question": "What would you do?", "n/a": "N/A",
    "brackets": "[see below]",
}  # fmt: skip


def answered(made: Made, text: str) -> FilledTemplate:
    response = Response(made.consultation.id, answers={"Q1": Answer(text)})
    return publisher_form.fill(form(made, made.blank()), disclose(response, made.consultation, Audience.FULL))


def form(made: Made, content: bytes, *, typed: bool = False) -> PublisherForm:
    name = made.file_name
    return PublisherForm(name, content, publisher_form.find(content, name, made.consultation, typed=typed))


@pytest.mark.parametrize("made", [WORD, BOOK], ids=["word", "excel"])
@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_hard_answers_arrive(made: Made, text: str) -> None:
    filled = answered(made, text)
    typed = publisher_form.read_back(form(made, filled.content, typed=True))
    assert typed.values.get(Content(Field.ANSWER, "Q1"), "") == clean(text).strip("\n")
    too_long = len(text.encode("utf-16-le")) // 2 > 32_767
    assert bool(filled.annexed) == (made is BOOK and too_long)
    if made is BOOK:
        kinds = {cell.data_type for sheet in load_workbook(io.BytesIO(filled.content)) for row in sheet for cell in row}
        assert "f" not in kinds


def remade(change: Callable[[str, bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORD.blank())) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
    return buffer.getvalue()


def with_entity(name: str, content: bytes) -> bytes:
    if name != "word/document.xml":
        return content
    head, _, rest = content.partition(b"?>")
    return head + b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + rest


def many_zeros(name: str, content: bytes) -> bytes:
    return bytes(30_000_000) if name == "docProps/core.xml" else content


NO_FORMS: dict[str, Callable[[], bytes]] = {
    "empty file": lambda: b"",
    "cut off": lambda: WORD.blank()[:3000],
    "entity": lambda: remade(with_entity),
    "no document": lambda: remade(lambda name, content: b"" if name == "word/document.xml" else content),
    "broken": lambda: remade(lambda name, content: content[:-200] if name == "word/document.xml" else content),
    "with a password": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le") + bytes(4096),
    "pdf": lambda: b"%PDF-1.7\n%%EOF\n",
    "picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(64),
    "text": lambda: b"Dear all, thank you.",
    "letter": lambda: _letter("Dear all, thank you for Monday."),
}


def _letter(words: str) -> bytes:
    document = Document()
    document.add_paragraph(words)
    return saved(document)


@pytest.mark.parametrize("name", NO_FORMS)
def test_what_is_no_form_is_named_with_advice(name: str) -> None:
    content = NO_FORMS[name]()
    for use in (opened, typed_in):
        with pytest.raises(RespondentError) as told:
            use(content, "their form.docx", TMAD)
        assert "their form.docx" in str(told.value)
        assert told.value.advice


def test_a_zip_bomb_is_refused() -> None:
    with pytest.raises(RespondentError):
        opened(remade(many_zeros), "bomb.docx", TMAD)


def test_a_form_with_macros_is_filled() -> None:
    def with_macros(name: str, content: bytes) -> bytes:
        main = b"wordprocessingml.document.main+xml"
        return content.replace(b"openxmlformats-officedocument." + main, b"ms-word.document.macroEnabled.main+xml")

    found = opened(remade(with_macros), "form.docm", WORD.consultation)
    assert {placing.content for placing in found.mapping.placings} >= WORD.asked()


def test_an_answer_that_quotes_the_question_stays_whole() -> None:
    question = WORD.consultation.questions[0]
    text = f"You ask: “{question.text}”\n\nWe do.\n\nQ2 we answer below."
    filled = answered(WORD, text).content
    typed = publisher_form.read_back(form(WORD, filled, typed=True))
    assert typed.values[Content(Field.ANSWER, "Q1")] == text


TEXTS = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=60)
    | st.sampled_from(["- one", "1. first", "(a) lettered", "a\tb", "[in brackets]", "=1", "See clause 4.2."]),
    min_size=1,
    max_size=5,
)


@settings(max_examples=_CASES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([made.name for made in FORMS]), st.lists(TEXTS, min_size=1, max_size=3))
def test_random_answers_come_back_from_any_form(name: str, texts: list[list[str]]) -> None:
    made = next(one for one in FORMS if one.name == name)
    blocks = ["\n\n".join(" ".join(line.split()) or "x" for line in lines) for lines in texts]
    said = zip(made.consultation.questions, blocks, strict=False)
    answers = {one.id: Answer(f"Our view. {text}\n\nSo far.") for one, text in said}
    response = replace(Response(made.consultation.id), answers=answers)
    blank = form(made, made.blank())
    filled = publisher_form.fill(blank, disclose(response, made.consultation, Audience.FULL))
    typed = publisher_form.read_back(form(made, filled.content, typed=True))
    for question, answer in answers.items():
        assert tight(typed.values.get(Content(Field.ANSWER, question), "")) == tight(clean(answer.text)), question


def tight(text: str) -> str:
    """Return a text without empty lines between the items of a list, which a form does not keep."""
    item = r"(?:[-•*–] |\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] )"
    return re.sub(rf"(?m)^({item}.*)\n\n(?={item})", r"\1\n", text)
