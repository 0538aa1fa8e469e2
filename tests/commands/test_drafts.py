from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from respondent_app import cli
from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.saved_response import edit_saved, read_response, save_response
from respondent_app.model.response import Answer, Response
from tests.command_line import PACK, SAMPLE, made_draft, refused, run


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return made_draft(tmp_path)


def test_a_draft_is_made_shown_and_checked(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli.main(["show", str(draft), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["version"] == 1
    assert {"respondent", "answers", "reasons", "review_comments", "sign_offs"} <= shown.keys()
    assert set(shown["answers"]) == {"Q1", "Q2", "Q3"}
    assert shown["answers"]["Q3"]["stance"] == {"date": "agree", "direction": "agree", "fallback": "disagree"}
    assert cli.main(["check", str(draft)]) == 0
    assert capsys.readouterr().out == "Nothing is missing.\n"
    assert cli.main(["check", str(draft), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"version": 1, "findings": []}


def test_marks_are_shown_as_ranges_of_code_points(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    cli.main(["show", str(draft), "--json"])
    shown = json.loads(capsys.readouterr().out)
    (comment,) = [comment for comment in shown["answers"]["Q2"]["comments"] if comment["marks"]]
    (mark,) = comment["marks"]
    assert comment["clause"] == "4.2"
    assert comment["comment"][mark["start"] : mark["end"]].startswith("We plan to migrate 18,400")
    reasons = {reason["number"]: reason for reason in shown["reasons"]}
    assert reasons[mark["reason"]]["category"] == "commercial"
    assert [mark["scope"] for mark in shown["answers"]["Q3"]["marks"]] == ["question"]


def test_the_same_answers_look_the_same(draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = tmp_path / "again.response"
    cli.main(["new", "--pack", PACK, "--out", str(again), "--answers", str(SAMPLE)])
    capsys.readouterr()
    cli.main(["show", str(draft), "--json"])
    first = capsys.readouterr().out
    cli.main(["show", str(again), "--json"])
    assert capsys.readouterr().out == first


def test_a_draft_is_shown_as_text(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli.main(["show", str(draft)]) == 0
    said = capsys.readouterr().out
    assert "«We plan to migrate 18,400" in said
    assert "until January.»[1]" in said
    assert "Organisation: Example Energy (made-up sample)" in said


def test_findings_give_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.response"
    assert cli.main(["new", "--pack", PACK, "--out", str(empty)]) == 0
    capsys.readouterr()
    assert cli.main(["check", str(empty)]) == 1
    assert "“No comment” is an answer" in capsys.readouterr().out
    assert cli.main(["check", str(empty), "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {finding["question"] for finding in findings if finding["id"].startswith("unanswered")} == {"Q1", "Q2", "Q3"}


def test_an_open_draft_can_be_looked_at(draft: Path) -> None:
    with DraftFile.open(draft, author="Author A"):
        assert cli.main(["show", str(draft)]) == 0
        assert cli.main(["check", str(draft)]) == 0


def test_author_is_taken_before_and_after_the_command(tmp_path: Path) -> None:
    first, second = tmp_path / "a.response", tmp_path / "b.response"
    assert cli.main(["--author", "Jo Sample", "new", "--pack", PACK, "--out", str(first)]) == 0
    assert cli.main(["new", "--pack", PACK, "--out", str(second), "--author", "Jo Sample"]) == 0
    for path in (first, second):
        edit_saved(path, lambda r: r.with_answer("Q1", Answer("x")), author="Other")
        assert {event.author for event in DraftFile.read(path).events} == {"Other"}


def test_a_draft_of_a_consultation_that_is_gone_is_shown_but_not_checked(tmp_path: Path) -> None:
    path = tmp_path / "old.response"
    save_response(path, Response("gone-consultation", answers={"Q1": Answer("Words.")}), author="Author A")
    assert run("show", path).returncode == 0
    assert "gone-consultation" in refused("check", path)


def test_odd_texts_come_through(tmp_path: Path) -> None:
    answers = tmp_path / "odd.toml"
    odd = "שלום \\u202Eabc\\u202C 👩‍👩‍👧 \\u0000\\u0007é " + "long " * 200_000
    answers.write_text(f'[answers.Q1]\nanswer = "{odd}"\n', "utf-8")
    path = tmp_path / "odd.response"
    assert run("new", "--pack", PACK, "--out", path, "--answers", answers).returncode == 0
    done = run("show", path, "--json", PYTHONIOENCODING="latin-1", LC_ALL="C")
    text = json.loads(done.stdout)["answers"]["Q1"]["text"]
    assert text.startswith("שלום \u202eabc\u202c 👩‍👩‍👧 é long")
    assert len(text) > 1_000_000
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="names of bytes are Unix's")
def test_a_name_that_is_not_unicode_is_refused_in_words(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/od\xffd.response")
    assert "cannot be read" in refused("new", "--pack", PACK, "--out", name)
    assert list(tmp_path.iterdir()) == []


def test_the_package_is_exported(draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli.main(["export", str(draft), "--out", str(tmp_path / "package")]) == 0
    listed = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert {path.parent for path in listed} == {tmp_path / "package"}
    assert {path.name for path in listed} == {path.name for path in (tmp_path / "package").iterdir()}
    endings = {path.name.removeprefix("Example_Energy_made-up_sample_TMAD_V1_4_MOC_MDS_") for path in listed}
    assert endings == {
        "Response_PUBLIC_v1_0.docx", "Response_CONFIDENTIAL_v1_0.docx", "Comments_PUBLIC_v1_0.xlsx",
        "Comments_CONFIDENTIAL_v1_0.xlsx", "Drafting_PUBLIC_v1_0.docx", "Drafting_CONFIDENTIAL_v1_0.docx",
        "Reasons_CONFIDENTIAL_v1_0.docx", "Response_v1_0.eml", "Cover_v1_0.txt", "README_v1_0.txt", "manifest.json",
    }  # fmt: skip


def test_a_public_package_holds_nothing_else(draft: Path, tmp_path: Path) -> None:
    assert cli.main(["export", str(draft), "--out", str(tmp_path / "package"), "--public-only"]) == 0
    names = [path.name for path in (tmp_path / "package").iterdir()]
    assert len(names) == 5
    assert all("PUBLIC" in name or "README" in name or name == "manifest.json" for name in names)


def test_a_leak_is_a_finding_and_nothing_is_written(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "We plan to migrate 18,400 installations in the first twelve weeks."
    edit_saved(draft, lambda r: r.with_answer("Q1", Answer(words, r.answer("Q1").rationale)), author="Author A")
    capsys.readouterr()
    assert cli.main(["export", str(draft), "--out", str(tmp_path / "package")]) == 1
    told = capsys.readouterr()
    assert "Nothing was written" in told.out
    assert "18,400" not in told.out
    assert told.err == ""
    assert not (tmp_path / "package").exists()


def test_a_package_is_never_written_into_a_file(draft: Path) -> None:
    assert "respondent-app: " in refused("export", draft, "--out", draft)
    assert read_response(draft).answers


def test_an_export_names_the_marks_that_the_files_could_not_be_searched_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "answers.toml"
    mark = '[[marks]]\nscope = "passage"\nquestion = "Q1"\ntext = "Acme"\n'
    answers.write_text(f'[answers.Q1]\nanswer = "We rely on Acme for it."\n{mark}', encoding="utf-8")
    draft = tmp_path / "our.response"
    assert cli.main(["new", "--pack", PACK, "--out", str(draft), "--answers", str(answers)]) == 0
    capsys.readouterr()
    assert cli.main(["export", str(draft), "--out", str(tmp_path / "package")]) == 0
    printed = capsys.readouterr()
    assert all(Path(line).is_file() for line in printed.out.splitlines())
    (told,) = printed.err.splitlines()
    assert "Confidential 1" in told
    assert "Acme" not in told


def test_a_short_name_that_stands_open_elsewhere_is_told_and_not_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "answers.toml"
    mark = '[[marks]]\nscope = "passage"\nquestion = "Q2"\ntext = "Acme"\n'
    both = '[answers.Q1]\nanswer = "We use Acme."\n[answers.Q2]\nanswer = "We rely on Acme."\n'
    answers.write_text(both + mark, encoding="utf-8")
    draft = tmp_path / "our.response"
    assert cli.main(["new", "--pack", PACK, "--out", str(draft), "--answers", str(answers)]) == 0
    assert cli.main(["check", str(draft)]) == 1
    assert "also stands in the open in the answer to Q1" in capsys.readouterr().out
    assert cli.main(["export", str(draft), "--out", str(tmp_path / "package")]) == 1
    assert "Confidential 1 in the response, Q1 answer" in capsys.readouterr().out
    assert not (tmp_path / "package").exists()


def test_pdfs_are_made_if_asked_for_and_a_large_mail_is_warned_of(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("respondent_app.exports.mail_size.LARGE", 1000)
    assert cli.main(["export", str(draft), "--out", str(tmp_path / "package"), "--pdf"]) == 0
    assert len(list((tmp_path / "package").glob("*.pdf"))) == 3
    assert "Some mailboxes take no more than 10 MB." in capsys.readouterr().err
