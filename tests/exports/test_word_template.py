from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from respondent_app.exports.word_template import response_document
from respondent_app.model.edits import with_mark
from respondent_app.model.response import Answer, ClauseComment, Mark, Reason, Response, Scope
from respondent_app.model.submission import Audience
from respondent_app.privacy.disclose import disclose
from respondent_app.storage import folders
from tests import samples
from tests.exports.reading import W, document_paragraphs, part, tables

TEMPLATE = folders.forms() / "response_template.docx"
CONSULTATION = samples.consultation()


def made(response: Response | None = None, audience: Audience = Audience.FULL) -> bytes:
    return response_document(disclose(response or samples.response(), CONSULTATION, audience))


def header_text(document: bytes) -> str:
    return "".join(str(text) for text in part(document, "word/header1.xml").itertext())


def test_the_template_is_what_its_script_writes(tmp_path: Path) -> None:
    script = folders.shipped() / "packaging" / "make_response_template.py"
    program = f"import runpy; m = runpy.run_path({str(script)!r}); import respondent_app.exports.zip_file as z; "
    program += (
        f"open({str(tmp_path / 't.docx')!r}, 'wb').write(z.pack({{n: c.encode() for n, c in m['parts']().items()}}))"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=folders.shipped())
    assert (tmp_path / "t.docx").read_bytes() == TEMPLATE.read_bytes()


def test_the_template_names_nobody_and_no_time() -> None:
    properties = docx.Document(str(TEMPLATE)).core_properties
    assert (properties.author, properties.last_modified_by, properties.created) == ("", "", None)
    assert (properties.title, properties.language) == ("Response to consultation", "en-GB")
    with zipfile.ZipFile(TEMPLATE) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_every_question_has_its_block_with_real_headings() -> None:
    document = docx.Document(io.BytesIO(made()))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert [text for style, text in headings if style == "Heading 1"] == [
        "Respondent", "Confidentiality", "Answers", "Detailed comments", "Reasons for confidentiality",
    ]  # fmt: skip
    assert [text for style, text in headings if style == "Heading 2"] == [
        "Q1 General comments", "Q2 Detailed comments", "Q3 Date and direction",
    ]  # fmt: skip
    assert [text for style, text in headings if style == "Heading 3"] == ["Answer", "Answer", "Rationale", "Answer"]


def test_the_full_version_says_everything_and_what_is_confidential() -> None:
    document = made()
    found = document_paragraphs(document)
    assert f"Our plan assumes [Confidential 1: {samples.PASSAGE}], as agreed." in found[found.index("Answer") + 1]
    assert f"[Confidential 2: {samples.HIDDEN_ANSWER}]" in found
    assert header_text(document).endswith("CONFIDENTIAL")
    rows = tables(document)
    assert rows["Respondent details"][3] == ["Name", "Robin Sample"]
    assert rows["Position"][1:] == [
        ["the date", "[Confidential 2: Agree]"],
        ["the month after it", "[Confidential 2: Disagree]"],
        ["the draft direction", "[Confidential 2: Agree]"],
    ]
    assert rows["Detailed comments"][1][2:4] == ["4.2", "Policy"]
    assert [row[1] for row in rows["Reasons schedule"][1:]] == ["Q1, answer", "Q3"]


def test_confidential_words_carry_their_style() -> None:
    body = part(made(), "word/document.xml")
    styled = [run for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}rStyle[@{W}val='Confidential']") is not None]
    assert "".join("".join(map(str, run.itertext())) for run in styled[:1]) == f"[Confidential 1: {samples.PASSAGE}]"


def test_the_public_version_says_what_is_withheld() -> None:
    document = made(audience=Audience.PUBLIC)
    found = document_paragraphs(document)
    assert "[Confidential 2]" in found
    assert header_text(document).endswith("PUBLIC VERSION")
    rows = tables(document)
    assert rows["Respondent details"][3] == ["Name", "[Withheld: personal details]"]
    assert [len(row) for row in rows["Reasons schedule"]] == [4, 4, 4]
    assert "Position" not in rows


def test_the_full_version_numbers_a_confidential_organisation_wherever_it_stands() -> None:
    document = made(with_mark(samples.response(), Mark("m0", Scope.ORGANISATION, Reason())))
    numbered = "[Confidential 1: Example Energy (made-up sample)]"
    assert tables(document)["Respondent details"][1] == ["Organisation", numbered]
    assert numbered in "".join(map(str, part(document, "word/footer1.xml").itertext()))


def test_without_marks_the_full_version_is_not_called_confidential() -> None:
    document = made(replace(samples.response(), marks=()))
    assert header_text(document).endswith("FULL VERSION – not for publication")
    assert "Nothing in the answers is confidential, so there are no reasons to give." in document_paragraphs(document)


def test_header_rows_repeat_and_tables_have_titles() -> None:
    body = part(made(), "word/document.xml")
    for table in body.iter(f"{W}tbl"):
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblDescription") is not None
        widths = [int(column.get(f"{W}w", "0")) for column in table.iter(f"{W}gridCol")]
        for row in table.iterchildren(f"{W}tr"):
            assert [int(width.get(f"{W}w", "0")) for width in row.iter(f"{W}tcW")] == widths


def test_nothing_of_the_form_is_left_over() -> None:
    for audience in Audience:
        document = made(audience=audience)
        body = part(document, "word/document.xml")
        assert next(body.iter(f"{W}sdt"), None) is None
        assert "Title of the question" not in "\n".join(document_paragraphs(document))
        assert not {"Organisation", "VERSION"} & {
            "".join(map(str, t.itertext())) for t in part(document, "word/footer1.xml")
        }


def test_paragraphs_stay_paragraphs() -> None:
    text = "One.\n\nTwo,\twith a tab.\n  Three   spaces."
    found = document_paragraphs(made(replace(samples.response(), answers={"Q1": Answer(text)}, marks=())))
    at = found.index("One.")
    assert found[at : at + 3] == ["One.", "Two,with a tab.", "  Three   spaces."]


def test_a_confidential_passage_over_paragraphs_keeps_its_brackets() -> None:
    text = "Start here\n\nmiddle\n\nend here"
    mark = Mark("m", Scope.PASSAGE, Reason(), "Q1", start=6, end=23)
    response = replace(samples.response(), answers={"Q1": Answer(text)}, marks=(mark,))
    found = document_paragraphs(made(response))
    at = found.index("Start [Confidential 1: here")
    assert found[at : at + 3] == ["Start [Confidential 1: here", "middle", "end] here"]


def test_hostile_text_makes_a_whole_document() -> None:
    text = "a\x00b\x0bc \ud800 <w:p> & ]]> \ufffe שלום עולם 123\n\nمرحبا hello\n\n" + "x" * 20_000
    document = made(replace(samples.response(), answers={"Q1": Answer(text)}, marks=()))
    found = document_paragraphs(document)
    assert "c \ufffd <w:p> & ]]> \ufffd שלום עולם 123" in found
    paragraphs = {"".join(map(str, p.itertext())): p for p in part(document, "word/document.xml").iter(f"{W}p")}
    assert paragraphs["مرحبا hello"].find(f"{W}pPr/{W}bidi") is not None
    assert [run.find(f"{W}rPr/{W}rtl") is not None for run in paragraphs["مرحبا hello"].iter(f"{W}r")] == [True, False]


def test_the_same_response_gives_the_same_bytes() -> None:
    assert made() == made()


def test_the_documents_add_nothing_that_the_audit_objects_to(tmp_path: Path) -> None:
    response = with_mark(samples.response(), Mark("m3", Scope.COMMENT, Reason(), "Q2", "c1"))
    hebrew = response.with_answer("Q1", replace(response.answer("Q1"), rationale="שלום"))
    for number, content in enumerate(
        (made(response), made(hebrew, Audience.PUBLIC), made(Response("sample-consultation")))
    ):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(content)
        assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_a_hundred_questions_fill_a_hundred_blocks() -> None:
    many = tuple(replace(CONSULTATION.questions[1], id=f"Q{n}") for n in range(1, 101))
    answers = {q.id: Answer(f"Answer {q.id}", comments=(ClauseComment("c", comment=q.id),)) for q in many}
    submission = disclose(Response("x", answers=answers), replace(CONSULTATION, questions=many), Audience.FULL)
    document = response_document(submission)
    assert [row[0] for row in tables(document)["Detailed comments"][1:]] == [str(n) for n in range(1, 101)]
    assert "Answer Q100" in document_paragraphs(document)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_both_versions(tmp_path: Path) -> None:
    for audience in Audience:
        (tmp_path / f"{audience.value}.docx").write_bytes(made(audience=audience))
    names = [str(path) for path in tmp_path.glob("*.docx")]
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(tmp_path),
        *names,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    assert samples.PASSAGE in (tmp_path / "full.txt").read_text(encoding="utf-8")
    shown = (tmp_path / "public.txt").read_text(encoding="utf-8")
    assert "Our plan assumes [Confidential 1], as agreed." in shown
    assert samples.PASSAGE not in shown


def _comment_row(words: str) -> etree._Element:
    whole = samples.response()
    answer = whole.answer("Q2")
    changed = replace(answer, comments=(replace(answer.comments[0], comment=words),))
    submission = disclose(whole.with_answer("Q2", changed), CONSULTATION, Audience.FULL)
    captions = part(response_document(submission), "word/document.xml").iter(f"{W}tblCaption")
    (caption,) = (each for each in captions if each.get(f"{W}val") == "Detailed comments")
    return list(next(caption.iterancestors(f"{W}tbl")).iterchildren(f"{W}tr"))[1]


def test_a_comment_stays_on_one_page_if_it_fits() -> None:
    assert _comment_row("A few words. " * 20).find(f"{W}trPr/{W}cantSplit") is not None
    assert _comment_row("Very many words. " * 200).find(f"{W}trPr/{W}cantSplit") is None
    assert _comment_row("Line\n" * 60).find(f"{W}trPr/{W}cantSplit") is None
