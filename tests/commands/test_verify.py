"""The search of a package that lies on the disk already."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from pathlib import Path

import docx
import openpyxl
import pytest

from respondent_app import cli
from respondent_app.drafts.saved_response import read_response
from respondent_app.model.response import Scope
from respondent_app.storage import folders
from tests.command_line import made_draft, refused
from tests.privacy.planted_elsewhere import drawn


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    draft = made_draft(folder)
    assert cli.main(["export", str(draft), "--out", str(folder / "package")]) == 0
    return folder


@pytest.fixture
def folder(exported: Path, tmp_path: Path) -> Path:
    shutil.copytree(exported, tmp_path / "work")
    return tmp_path / "work"


def verify(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, dict[str, object]], str]:
    """Run the command both ways; return its status, its files by name, and what it prints."""
    words = ["verify", str(folder / "package"), "--against", str(folder / "our.response")]
    capsys.readouterr()
    status = cli.main([*words, "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["clean"] == (status == 0)
    assert cli.main(words) == status
    files = {file["name"]: file for file in told["files"]}
    return status, files | {"": told}, capsys.readouterr().out


def secret(folder: Path) -> str:
    """Return the longest marked passage of the sample."""
    response = read_response(folder / "our.response", None)
    return max(
        (response.text_at(m.place)[m.start : m.end] for m in response.marks if m.scope is Scope.PASSAGE), key=len
    )


def public(folder: Path, ending: str) -> Path:
    return next((folder / "package").glob(f"*PUBLIC_v1_0.{ending}"))


def test_a_package_as_it_was_made_is_clean(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, files, said = verify(folder, capsys)
    assert status == 0
    assert {str(file.get("state")) for name, file in files.items() if name and name != "manifest.json"} == {"as made"}
    assert all(file["searched"] == ("CONFIDENTIAL" not in name) for name, file in files.items() if name)
    assert "Not proved:" in said


def test_an_edit_that_gives_nothing_away_is_told_and_is_no_finding(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = public(folder, "docx")
    document = docx.Document(str(path))
    document.add_paragraph("With our thanks.")
    document.save(str(path))
    status, files, said = verify(folder, capsys)
    assert (status, files[path.name]["state"]) == (0, "changed")
    assert f"{path.name} (public, changed since it was made): nothing found" in said


def test_words_put_back_by_hand_are_found_and_not_repeated(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = secret(folder)
    path = public(folder, "xlsx")
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0]["B40"] = words
    workbook.save(path)
    status, files, said = verify(folder, capsys)
    assert status == 1
    assert files[path.name]["found"]
    assert words not in said + json.dumps(files)


def test_files_of_any_name_in_any_folder_count_as_public(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = secret(folder)
    (folder / "package" / "printed").mkdir()
    (folder / "package" / "printed" / "all of it.pdf").write_bytes(
        drawn(lambda canvas, said: canvas.drawString(40, 700, said), words)
    )
    status, files, said = verify(folder, capsys)
    found = files["printed/all of it.pdf"]
    assert (status, found["audience"], found["state"]) == (1, "public", "not listed")
    assert "printed/all of it.pdf (public, not in the list of files): Confidential" in said
    assert "page 1" in said


def test_what_cannot_be_read_is_a_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "package" / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    status, files, said = verify(folder, capsys)
    assert status == 1
    assert files["old.doc"]["unread"] == ["old.doc"]
    assert "old.doc (public, not in the list of files): cannot be read" in said


def test_a_missing_file_is_a_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = public(folder, "docx")
    path.unlink()
    status, files, said = verify(folder, capsys)
    assert (status, files[""]["missing"]) == (1, [path.name])
    assert f"{path.name}: missing" in said


def test_nothing_is_written_and_a_draft_in_the_folder_is_left_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(folder / "our.response", folder / "package" / "mine.response")
    before = {path: hashlib.sha256(path.read_bytes()).digest() for path in (folder / "package").iterdir()}
    status, files, _ = verify(folder, capsys)
    assert (status, files["mine.response"]["searched"]) == (0, False)
    assert {path: hashlib.sha256(path.read_bytes()).digest() for path in (folder / "package").iterdir()} == before


def test_one_file_alone_can_be_searched(folder: Path) -> None:
    draft = str(folder / "our.response")
    assert cli.main(["verify", str(public(folder, "docx")), "--against", draft]) == 0
    planted = io.BytesIO()
    document = docx.Document()
    document.core_properties.title = secret(folder)
    document.save(planted)
    (folder / "a.docx").write_bytes(planted.getvalue())
    assert cli.main(["verify", str(folder / "a.docx"), "--against", draft]) == 1


def test_a_folder_that_is_not_there_or_empty_is_refused(folder: Path) -> None:
    assert "is not there" in refused("verify", folder / "nowhere", "--against", folder / "our.response")
    (folder / "empty").mkdir()
    assert "holds no files" in refused("verify", folder / "empty", "--against", folder / "our.response")
    assert refused("verify", folder / "package", "--against", folders.forms() / "nothing.response")
