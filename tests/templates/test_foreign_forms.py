"""Files made by others: what is found in them is filled, and nothing else changes; none of them ever fails badly."""

from __future__ import annotations

import contextlib
import io
import os
import zipfile
from pathlib import Path

import pytest

from respondent_app.model.errors import RespondentError
from respondent_app.model.response import Answer, Response
from respondent_app.model.submission import Audience
from respondent_app.model.template import Content, Field, PublisherForm
from respondent_app.privacy.disclose import disclose
from respondent_app.templates import publisher_form
from tests.made_templates.hand import TMAD
from tests.templates import judges

_CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
_CASES = int(os.environ.get("RESPONDENT_FORM_CASES", "30"))
FILES = sorted(_CORPUS.glob("*/*.docx"))
needs_corpus = pytest.mark.skipif(not FILES, reason="the files made by others are not beside this checkout")
# The validators take seconds for a large one.
JUDGED = FILES if _CASES > 100 else [path for path in FILES if path.stat().st_size < 20_000][::4]
RESPONSE = Response(TMAD.id, answers={"Q1": Answer("First.\n\n- one\n- two"), "Q3": Answer("Third.")})
_ASKED = "".join(
    f'<w:p xmlns:w="{judges.W.strip("{}")}"><w:r><w:t>{question.id}. {question.text}</w:t></w:r></w:p>'
    f'<w:p xmlns:w="{judges.W.strip("{}")}"/>'
    for question in TMAD.questions
).encode()


@needs_corpus
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_file_fails_badly(path: Path) -> None:
    content = path.read_bytes()
    with contextlib.suppress(RespondentError):
        found = publisher_form.find(content, path.name, TMAD)
        assert not publisher_form.read_back(PublisherForm(path.name, content, found)).values


@needs_corpus
@pytest.mark.parametrize("path", JUDGED, ids=lambda path: path.name)
def test_questions_put_into_a_file_of_others_are_answered_in_it(path: Path, tmp_path: Path) -> None:
    blank = asking(path.read_bytes())
    if blank is None:
        pytest.skip("it is no Word document with a body at its usual place")
    try:
        form = PublisherForm(path.name, blank, publisher_form.find(blank, path.name, TMAD))
    except RespondentError:
        pytest.skip("it cannot be read, and says so")
    filled = publisher_form.fill(form, disclose(RESPONSE, TMAD, Audience.FULL)).content
    placed = [placing for placing in form.mapping.placings if placing.content]
    assert judges.findings(filled, "docx", tmp_path) <= judges.findings(blank, "docx", tmp_path)
    assert judges.changed_parts(blank, filled) == {"word/document.xml"}
    assert judges.lost_markup(blank, filled, placed) == []
    found = publisher_form.find(filled, path.name, TMAD, typed=True)
    typed = publisher_form.read_back(PublisherForm(path.name, filled, found))
    answers = {question: typed.values.get(Content(Field.ANSWER, question)) for question in RESPONSE.answers}
    assert answers == {question: answer.text for question, answer in RESPONSE.answers.items()}


def asking(content: bytes) -> bytes | None:
    """Return a document with the questions at its end, an empty line below each."""
    try:
        old = zipfile.ZipFile(io.BytesIO(content))
        body = old.read("word/document.xml")
    except (zipfile.BadZipFile, KeyError):
        return None
    head, last, tail = body.rpartition(b"<w:sectPr")
    if not last or b"</w:body>" not in tail or b"<w:p>" in tail or b"<w:p " in tail:
        head, last, tail = body.rpartition(b"</w:body>")
    if not last:
        return None
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            asks = entry.filename == "word/document.xml"
            new.writestr(entry, head + _ASKED + last + tail if asks else old.read(entry), entry.compress_type)
    return buffer.getvalue()
