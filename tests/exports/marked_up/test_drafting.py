"""The marked-up drafting: accepting gives our wording, rejecting the publisher's; no more is told than it must."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from respondent_app.drafts.answers_file import read_answers
from respondent_app.exports import package
from respondent_app.exports.marked_up.clause_texts import clause_texts
from respondent_app.exports.marked_up.drafting import drafting_document
from respondent_app.exports.marked_up.proposals import BELOW, NOT_AT_HAND
from respondent_app.model.document import Document, FileKind, Paragraph
from respondent_app.model.errors import ExportError
from respondent_app.model.place import Part
from respondent_app.model.response import Answer, ClauseComment, Mark, Reason, Respondent, Response, Scope
from respondent_app.model.submission import Audience
from respondent_app.packs import library
from respondent_app.privacy.disclose import disclose
from respondent_app.privacy.leak_check import words_of
from respondent_app.storage import folders
from tests.samples import consultation

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CURRENT = "The Party shall notify the Panel.\nIt shall do so in writing."
PROPOSED = "The Party shall notify the Panel within ten days.\nIt shall do so in writing."
TEXTS = {"4.2": CURRENT}


def proposing(*wordings: tuple[str, str], marks: tuple[Mark, ...] = ()) -> Response:
    comments = tuple(
        ClauseComment(f"c{number}", clause, comment="Too vague.", proposed=wording, rationale="Parties plan ahead.")
        for number, (clause, wording) in enumerate(wordings)
    )
    respondent = Respondent(organisation="Example Energy (made-up sample)")
    return Response("sample-consultation", respondent, {"Q2": Answer(comments=comments)}, marks)


def made(response: Response, texts: dict[str, str], audience: Audience = Audience.FULL) -> bytes:
    content = drafting_document(disclose(response, consultation(), audience), texts)
    assert content is not None
    return content


def part(content: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def settled(content: bytes, *, accept: bool) -> list[str]:
    """The paragraphs after all changes are accepted, or rejected, as ECMA-376 says of w:ins and w:del."""
    gone = "del" if accept else "ins"
    found, open_line = [], ""
    for paragraph in part(content).iter(f"{W}p"):
        for node in paragraph.iter(f"{W}t", f"{W}delText", f"{W}tab"):
            if not any(above.tag == f"{W}{gone}" for above in node.iterancestors()):
                open_line += "\t" if node.tag == f"{W}tab" else node.text or ""
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is None:
            found.append(open_line)
            open_line = ""
    return found


def under(content: bytes, heading: str, *, accept: bool) -> list[str]:
    lines = settled(content, accept=accept)
    return [line for line in lines[lines.index(heading) + 1 :] if line]


def text_of(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def comments(content: bytes) -> list[str]:
    return [text_of(c) for c in part(content, "word/comments.xml").iter(f"{W}comment")]


def test_accepting_gives_our_wording_and_rejecting_the_publishers() -> None:
    content = made(proposing(("4.2", PROPOSED)), TEXTS)
    assert under(content, "Clause 4.2", accept=True) == PROPOSED.split("\n")
    assert under(content, "Clause 4.2", accept=False) == CURRENT.split("\n")
    inserted = [text_of(i) for i in part(content).iter(f"{W}ins")]
    assert inserted == [" within ten days"]
    assert comments(content) == ["Comment 1 (Q2): DraftingToo vague.Rationale: Parties plan ahead."]


@settings(max_examples=80)
@given(st.text("abc \n,.", max_size=60), st.text("abc \n,.", min_size=1, max_size=60).filter(str.strip))
def test_any_two_wordings(current: str, proposed: str) -> None:
    content = made(proposing(("4.2", proposed)), {"4.2": current})
    before, after = (
        [" ".join(line.split()) for line in text.split("\n") if line.strip()] for text in (current, proposed)
    )
    accepted, rejected = (
        [" ".join(line.split()) for line in under(content, "Clause 4.2", accept=accept)] for accept in (True, False)
    )
    assert accepted == ([*before, *after] if BELOW in comments(content)[0] else after)
    assert rejected == before


def test_a_wording_for_a_part_of_a_clause_deletes_nothing() -> None:
    content = made(proposing(("4.2", "and to its Members")), TEXTS)
    assert under(content, "Clause 4.2", accept=True) == [*CURRENT.split("\n"), "and to its Members"]
    assert under(content, "Clause 4.2", accept=False) == CURRENT.split("\n")
    assert BELOW in comments(content)[0]


def test_a_clause_whose_text_is_not_at_hand_is_inserted_as_a_whole() -> None:
    content = made(proposing(("9.9", PROPOSED)), TEXTS)
    assert under(content, "Clause 9.9", accept=True) == PROPOSED.split("\n")
    assert under(content, "Clause 9.9", accept=False) == []
    assert NOT_AT_HAND in comments(content)[0]


def test_clauses_come_in_the_order_of_the_text() -> None:
    content = made(proposing(("4.10", "c"), ("4.2", PROPOSED), ("", "z"), ("4.10(a)", "d")), TEXTS)
    headings = [p for p in part(content).iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle[@{W}val='Heading2']") is not None]
    assert [text_of(h) for h in headings] == [
        "Clause 4.2",
        "Clause 4.10",
        "Clause 4.10(a)",
        "No clause named",
    ]


def test_without_a_wording_there_is_no_file() -> None:
    assert drafting_document(disclose(proposing(("4.2", " ")), consultation(), Audience.FULL), TEXTS) is None


def test_what_is_confidential_stands_in_brackets_or_is_withheld() -> None:
    start = PROPOSED.index("ten days")
    mark = Mark("m", Scope.PASSAGE, Reason(), "Q2", "c0", Part.PROPOSED, start, start + 8)
    response = proposing(("4.2", PROPOSED), marks=(mark,))
    full, public = (made(response, TEXTS, audience) for audience in Audience)
    assert under(full, "Clause 4.2", accept=True)[0].endswith("within [Confidential 1: ten days].")
    assert under(public, "Clause 4.2", accept=True)[0].endswith("within [Confidential 1].")
    assert under(public, "Clause 4.2", accept=False) == CURRENT.split("\n")
    assert b"ten days" not in b"".join(zipfile.ZipFile(io.BytesIO(public)).read(n) for n in names(public))


def test_a_withheld_comment_tells_neither_clause_nor_length() -> None:
    mark = Mark("m", Scope.COMMENT, Reason(), "Q2", "c0")
    public = made(proposing(("4.2", PROPOSED), marks=(mark,)), TEXTS, Audience.PUBLIC)
    assert under(public, "Clause [Confidential 1]", accept=True) == ["[Confidential 1]"]
    assert "notify" not in words_of("d.docx", public)


def test_of_a_withheld_wording_nothing_is_shown_as_changed() -> None:
    mark = Mark("m", Scope.PASSAGE, Reason(), "Q2", "c0", Part.PROPOSED, 0, len(PROPOSED))
    public = made(proposing(("4.2", PROPOSED), marks=(mark,)), TEXTS, Audience.PUBLIC)
    assert under(public, "Clause 4.2", accept=True) == CURRENT.split("\n")
    assert not list(part(public).iter(f"{W}ins", f"{W}del"))
    assert comments(public)[0].endswith("Proposed wording: [Confidential 1]")


def test_a_withheld_organisation_is_no_author_of_changes() -> None:
    response = proposing(("4.2", PROPOSED), marks=(Mark("m", Scope.ORGANISATION, Reason()),))
    public = made(response, TEXTS, Audience.PUBLIC)
    authors = {node.get(f"{W}author") for name in ("word/document.xml", "word/comments.xml")
               for node in part(public, name).iter() if node.get(f"{W}author")}  # fmt: skip
    assert authors == {"[Confidential 1]"}
    assert all(node.get(f"{W}date") is None for node in part(public).iter())


@pytest.mark.parametrize("kind", ["ins", "delText", "comment"])
def test_confidential_words_in_changes_and_comments_stop_the_package(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "a migration rate of twelve thousand a week"
    answer = f"Our plan assumes {secret} and no more."
    start = answer.index(secret)
    mark = Mark("m", Scope.PASSAGE, Reason(), "Q1", part=Part.ANSWER, start=start, end=start + len(secret))
    base = proposing(("4.2", PROPOSED))
    response = replace(base.with_answer("Q1", Answer(answer)), marks=(mark,))
    package.build_package(response, consultation())

    def leaking(submission: object, texts: object) -> bytes:
        leak = {
            "ins": (secret, CURRENT, "x"),
            "delText": ("", f"{CURRENT} {secret}", "x"),
            "comment": ("y", "", secret),
        }
        proposed, current, comment = leak[kind]
        told = ClauseComment("c", "4.2", comment=comment, proposed=proposed or CURRENT)
        return made(replace(base, answers={"Q2": Answer(comments=(told,))}), {"4.2": current})

    monkeypatch.setattr("respondent_app.exports.marked_up.drafting.drafting_document", leaking)
    with pytest.raises(ExportError, match="Drafting_PUBLIC"):
        package.build_package(response, consultation())


def test_words_of_the_publishers_clause_are_no_leak() -> None:
    answer = "We notify the Panel of every Installation in writing."
    mark = Mark("m", Scope.QUESTION, Reason(), "Q1")
    clause = "The Party shall notify the Panel of every Installation in writing."
    response = replace(proposing(("4.2", f"{clause} At once.")).with_answer("Q1", Answer(answer)), marks=(mark,))
    text = Document("t.docx", FileKind.WORD, (), (Paragraph(clause, reference="4.2", label="4.2"),))
    files = package.build_package(response, consultation(), proposed=text).files
    (public,) = (content for name, content in files.items() if "_Drafting_PUBLIC_" in name)
    assert under(public, "Clause 4.2", accept=False) == [clause]


def test_the_clauses_of_a_text_hold_their_items() -> None:
    paragraphs = (
        Paragraph("The DCC shall:", reference="5.1", label="5.1", level=1),
        Paragraph("publish; and", reference="5.1(a)", label="(a)", level=2),
        Paragraph("tell Users.", reference="5.1(b)", label="(b)", level=2),
        Paragraph("This holds for all.", within="5.1"),
        Paragraph("Next.", reference="5.2", label="5.2", level=1),
    )
    found = clause_texts(consultation(), Document("t.docx", FileKind.WORD, (), paragraphs))
    assert found["5.1"] == "The DCC shall:\n(a) publish; and\n(b) tell Users.\nThis holds for all."
    assert (found["5.1(b)"], found["5.2"]) == ("tell Users.", "Next.")


HOSTILE = {
    "long": "word " * 40_000,
    "right to left": "שלום לכולם 12 abc",
    "signs": "a\x00b\x0bc\ufffed \U0001f600\tend",
    "many paragraphs": "line\n" * 2_000,
}


@pytest.mark.parametrize("wording", HOSTILE.values(), ids=HOSTILE.keys())
def test_any_wording_arrives(wording: str, tmp_path: Path) -> None:
    content = made(proposing(("4.2", wording)), TEXTS)
    accepted = "\n".join(under(content, "Clause 4.2", accept=True))
    for piece in ("word word", "שלום לכולם 12 abc", "\U0001f600\tend", "line\nline"):
        assert (piece in accepted) == (piece in wording)
    assert findings(content, tmp_path) <= findings_of_blank(tmp_path)


def test_the_real_consultation_gives_a_valid_file_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    real = library.load("dcc-tmad-v1.4-moc-mds")
    answers = read_answers(next((folders.resources() / "samples").glob("*.toml")), real)
    for audience in Audience:
        submission = disclose(answers, real, audience)
        content = drafting_document(submission, clause_texts(real))
        assert content is not None
        assert content == drafting_document(submission, clause_texts(real))
        assert findings(content, tmp_path) <= findings_of_blank(tmp_path)
        row = next(row for row in real.changes if "14.14" in row.clauses)
        assert " ".join(under(content, "Clause 14.14", accept=False)) == " ".join(row.quoted.split())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_changes(tmp_path: Path) -> None:
    (tmp_path / "d.docx").write_bytes(made(proposing(("4.2", PROPOSED), ("9.9", "All new.")), TEXTS))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "fodt",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "d.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "d.fodt").read_text("utf-8")
    assert text.count("<text:insertion>") >= 2
    assert text.count("Example Energy (made-up sample)</dc:creator>") >= 4  # of two changes and two comments
    assert "Too vague." in text


def names(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def findings(content: bytes, folder: Path) -> set[str]:
    path = folder / "checked.docx"
    path.write_bytes(content)
    return {f"{error.description} {error.path}" for error in OpenXmlValidator().validate(path).errors}


def findings_of_blank(folder: Path) -> set[str]:
    return findings((folders.forms() / "response_template.docx").read_bytes(), folder)
