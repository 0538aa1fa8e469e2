"""The library of past answers on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from respondent_app import cli
from respondent_app.storage import cipher, folders
from tests.command_line import made_draft, refused

PASSPHRASE = "four plain words here"


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for figure, value in (("PASSES", 1), ("MEMORY", 8), ("LANES", 1)):
        monkeypatch.setattr(cipher, figure, value)
    monkeypatch.setenv("RESPONDENT_PASSPHRASE", f"another\n{PASSPHRASE}")


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    with monkeypatch.context() as patched:
        patched.setenv("RESPONDENT_PASSPHRASE", PASSPHRASE)
        path = made_draft(tmp_path)
        assert cli.main(["past", "add", str(path)]) == 0
    assert "texts are kept." in capsys.readouterr().out
    return path


def printed(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    capsys.readouterr()
    assert cli.main(["past", *words]) == status
    return capsys.readouterr().out


def test_what_was_added_is_found_with_its_source(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "TMAD V1.4 for MOC (MDS) · Q1, answer" in printed(capsys, "find", "cohorts", "support")
    found = json.loads(printed(capsys, "find", "14.3", "--json"))
    assert found["version"] == 1
    assert any("14.3" in hit["text"] or hit["clause"] == "14.3" for hit in found["found"])
    (hit, *_) = json.loads(printed(capsys, "find", "migrate 18,400 installations", "--json"))["found"]
    (mark,) = hit["confidential"]
    assert "18,400" in hit["text"][mark["start"] : mark["end"]]
    assert mark["category"] == "commercial"
    assert "\tconfidential\n" in printed(capsys, "find", "migrate 18,400 installations")
    assert printed(capsys, "find", "zebrafish", status=1) == "Nothing was found.\n"
    assert printed(capsys, "find", "in principle", "--most", "1").count("\n") == 2
    assert draft.exists()


def test_adding_twice_keeps_it_once_and_forgetting_is_for_good(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed(capsys, "add", str(draft))
    (kept,) = json.loads(printed(capsys, "list", "--json"))["responses"]
    assert kept["draft"] in printed(capsys, "list")
    (first, *_) = json.loads(printed(capsys, "find", "cohorts", "--json"))["found"]
    printed(capsys, "forget", str(first["id"]))
    printed(capsys, "forget", str(first["id"]), status=1)
    printed(capsys, "forget", "9" * 40, status=1)
    printed(capsys, "forget", kept["draft"])
    assert printed(capsys, "list") == ""


def test_without_a_passphrase_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RESPONDENT_PASSPHRASE")
    path = made_draft(tmp_path)
    assert "RESPONDENT_PASSPHRASE" in refused("past", "add", path)
    assert "no library of past answers yet" in refused("past", "find", "words")
    assert not folders.past_answers().exists()


def test_a_passphrase_that_does_not_fit_is_said_in_a_line(
    draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RESPONDENT_PASSPHRASE", "wrong one\nwrong two")
    assert draft.exists()
    assert cli.main(["past", "list"]) == 2
    told = capsys.readouterr().err
    assert "cannot be opened with that passphrase" in told
    assert "wrong" not in told
