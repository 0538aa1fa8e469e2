from __future__ import annotations

import email
import email.policy
import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from respondent_app import cli
from respondent_app.drafts.answers_file import read_answers
from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.saved_response import edit_saved, read_response
from respondent_app.model.response import Answer, Scope
from respondent_app.packs import library
from respondent_app.review.completeness import check
from respondent_app.storage import folders

PACK = "dcc-tmad-v1.4-moc-mds"
SECRETS = ("18,400", "field contractor", "standby", "21 October", "meter operator prices")
CONTACT = ("Alex Sample", "alex.sample@example.org", "7946 0958", "Sample Street")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    assert cli.main(["demo", "--out", str(tmp_path / "demo-out")]) == 0
    return tmp_path / "demo-out"


def words(path: Path) -> str:
    """Everything in a file that somebody could find, spread over runs and cells or not."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value)
    if path.suffix == ".docx":
        from docx import Document

        document = Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    return path.read_text("utf-8")


def test_the_sample_answers_are_complete_and_cover_what_the_demo_shows() -> None:
    consultation = library.load(PACK)
    response = read_answers(folders.resources() / "samples" / f"{PACK}.answers.toml", consultation)
    assert check(response, consultation) == ()
    assert "made-up" in response.respondent.organisation
    assert {mark.scope for mark in response.marks} == {Scope.PASSAGE, Scope.QUESTION}
    known = {clause for row in consultation.changes for clause in row.clauses} | {
        row.reference.removeprefix("Clause ") for row in consultation.changes
    }
    assert {comment.clause for comment in response.answer("Q2").comments} <= known


def test_the_demo_leaves_draft_and_package(out: Path) -> None:
    names = sorted(path.name for path in out.iterdir())
    assert "example.response" in names
    assert len(names) == 12
    assert read_response(out / "example.response").consultation == PACK
    assert json.loads((out / "manifest.json").read_text("utf-8"))


def test_what_is_public_tells_nothing_and_the_full_version_everything(out: Path) -> None:
    public = [path for path in out.iterdir() if "_PUBLIC_" in path.name]
    full = [path for path in out.iterdir() if "_Response_CONFIDENTIAL_" in path.name]
    assert (len(public), len(full)) == (3, 1)
    for path in public:
        with ZipFile(path) as parts:
            raw = b"\n".join(parts.read(name) for name in parts.namelist()).decode("utf-8", "replace")
        for secret in (*SECRETS, *CONTACT):
            assert secret not in words(path)
            assert secret not in raw
        assert "Example Energy (made-up sample)" in raw or path.suffix == ".xlsx"
    assert all(secret in words(full[0]) for secret in SECRETS)


def test_the_mail_can_be_opened_and_carries_the_full_and_the_public_version(out: Path) -> None:
    (path,) = out.glob("*.eml")
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert message["To"] == "consultations@smartdcc.co.uk"
    assert message["X-Unsent"] == "1"
    attached = {str(part.get_filename()): part.get_content() for part in message.iter_attachments()}
    assert any("_PUBLIC_" in name for name in attached)
    assert any("_CONFIDENTIAL_" in name for name in attached)
    for name, content in attached.items():
        assert ZipFile(BytesIO(content)).testzip() is None, name
    body = message.get_body(("plain",))
    assert body is not None
    assert not any(secret in body.get_content() for secret in SECRETS)


def test_what_was_made_is_listed_with_sizes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "demo-out"
    assert cli.main(["demo", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert all(path.name in said for path in out.iterdir())
    assert said.count(" kB ") == len(list(out.iterdir()))
    assert "nothing was found" in said
    assert not any(secret in said for secret in SECRETS)


def test_a_second_run_makes_the_next_version_and_keeps_what_is_there(out: Path) -> None:
    before = {path: path.read_bytes() for path in out.iterdir() if path.name != "manifest.json"}
    with DraftFile.open(out / "example.response", author="Author A"):  # even while it is open in the window
        assert cli.main(["demo", "--out", str(out)]) == 0
    assert {path: path.read_bytes() for path in before} == before
    assert len(list(out.glob("*_v1_1.*"))) == 10


def test_an_edited_draft_is_used_and_its_gaps_are_told(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit_saved(out / "example.response", lambda r: r.with_answer("Q1", Answer()), author="Author A")
    capsys.readouterr()
    assert cli.main(["demo", "--out", str(out)]) == 1
    assert "To settle: Q1 is not answered yet." in capsys.readouterr().out


def test_files_of_the_person_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "example.response").write_text("my notes")
    (tmp_path / "example-2.response").mkdir()
    assert cli.main(["demo", "--out", str(tmp_path)]) == 0
    assert (tmp_path / "example.response").read_text() == "my notes"
    assert read_response(tmp_path / "example-3.response").answers


def test_a_place_that_cannot_be_used_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert cli.main(["demo", "--out", str(tmp_path / "file")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
