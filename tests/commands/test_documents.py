"""A publisher's files on the command line: read, compare, audit, lint. All files are made up."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import docx
import pytest

from respondent_app import cli
from respondent_app.commands import documents as commands
from respondent_app.documents import shown
from respondent_app.documents.shown import View
from respondent_app.model.document import Document, FileKind, Paragraph, Part
from respondent_app.model.word_diff import Did, Words, word_diff
from tests.command_line import PACK, refused, run
from tests.made_documents.publisher_files import PublisherFiles, publisher_files
from tests.made_documents.tracked import Made, tracked_document

ROOT = Path(__file__).parents[2]


@cache
def made() -> Made:
    return tracked_document(clauses=60, seed=3, edits=6, inserted=3, deleted=2)


@cache
def published() -> PublisherFiles:
    return publisher_files()


@pytest.fixture
def tracked(tmp_path: Path) -> Path:
    path = tmp_path / "tracked.docx"
    path.write_bytes(made().data)
    return path


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    named = {"current": published().current, "clean": published().clean, "redline": published().redline}
    for name, content in named.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    return {name: tmp_path / f"{name}.docx" for name in named}


def printed(capsys: pytest.CaptureFixture[str], *words: str | Path, status: int = 0) -> str:
    capsys.readouterr()
    assert cli.main([*map(str, words)]) == status
    return capsys.readouterr().out


# read


def test_a_file_is_read_as_text_a_paragraph_a_line(tracked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for view, truth in (("current", made().current), ("proposed", made().proposed)):
        lines = printed(capsys, "read", tracked, "--view", view).splitlines()
        known = {line: text for label, text in truth for line in (text, f"{label} {text}")}  # a typed number is text
        assert [known[line] for line in lines if line in known] == [text for _, text in truth]
    assert printed(capsys, "read", tracked) == printed(capsys, "read", tracked, "--view", "proposed")


def test_a_file_is_read_as_json_with_its_clause_numbers(tracked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read = json.loads(printed(capsys, "read", tracked, "--view", "current", "--format", "json"))
    assert read["version"] == 1
    assert all({"label", "reference", "heading", "text", "level"} <= clause.keys() for clause in read["clauses"])
    assert all(clause["text"] for clause in read["clauses"])
    labels = {clause["label"] for clause in read["clauses"]}
    assert {label for label, _ in made().current if label} <= labels


def test_the_redline_holds_both_views(tracked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    read = json.loads(printed(capsys, "read", tracked, "--view", "redline", "--format", "json"))
    for did, truth in (("delete", made().current), ("insert", made().proposed)):
        texts = [
            "".join(text for kind, text in clause["words"] if kind in {"equal", did}) for clause in read["clauses"]
        ]
        assert {words for _, words in truth if words} <= {text.strip() for text in texts} | {
            text.split("\t", 1)[-1] for text in texts
        }
    assert "[-" in printed(capsys, "read", tracked, "--view", "redline")


def test_numbers_typed_by_hand_are_text_and_line_breaks_are_spaces() -> None:
    paragraphs = (Paragraph("3.1A\tA notice\n \x0bof it", label="3.1A", reference="3.1A", typed=5), Paragraph(""))
    document = Document("a.docx", FileKind.WORD, paragraphs, paragraphs)
    assert shown.as_text(document) == "3.1A A notice of it\n"
    (clause,) = clauses(shown.as_json(document))
    assert (clause["label"], clause["text"]) == ("3.1A", "A notice of it")


def test_notes_and_the_like_are_read_where_all_is_asked_for() -> None:
    before = (Paragraph("Body."), Paragraph("Old note.", Part.FOOTNOTE, sources=(7,)), Paragraph("Gone.", Part.HEADER))
    after = (Paragraph("Body."), Paragraph("New note.", Part.FOOTNOTE, sources=(7,)))
    redline = ((Words(Did.STAY, "Body."),),)
    document = Document("a.docx", FileKind.WORD, before, after, redline)
    assert shown.as_text(document) == "Body."
    assert shown.as_text(document, whole=True) == "Body.\nNew note."
    assert shown.as_text(document, View.REDLINE, whole=True) == "Body.\n[-Old-]{+New+} note.\n[-Gone.-]"
    assert shown.as_text(document, View.CURRENT, whole=True).splitlines()[-1] == "Gone."


def test_paragraphs_of_the_redline_know_their_clause() -> None:
    before = (Paragraph("One.", reference="1"), Paragraph("Two.", reference="2"), Paragraph("Three.", reference="3"))
    after = (Paragraph("One.", reference="1"), Paragraph("Added.", reference="2"), Paragraph("Three!", reference="3"))
    redline = (
        (Words(Did.STAY, "One."),),
        (Words(Did.GO, "Two."),),
        (Words(Did.COME, "Added."),),
        word_diff("Three.", "Three!"),
    )
    entries = clauses(shown.as_json(Document("a.docx", FileKind.WORD, before, after, redline), View.REDLINE))
    assert [(entry["reference"], entry["text"]) for entry in entries] == [
        ("1", "One."), ("2", "[-Two.-]"), ("2", "{+Added.+}"), ("3", "Three[-.-]{+!+}"),
    ]  # fmt: skip


def clauses(read: dict[str, object]) -> list[dict[str, object]]:
    found = read["clauses"]
    assert isinstance(found, list)
    return found


# compare


def test_two_files_are_compared(files: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    compared = json.loads(printed(capsys, "compare", files["current"], files["clean"], "--json", "-"))
    assert compared["version"] == 1
    assert compared["summary"]["inserted"] >= 4
    new = [change for change in compared["clauses"] if change["kind"] == "inserted"]
    assert "3.1A" in [change["proposed"]["reference"] for change in new]
    assert {change["current"] for change in new} == {None}
    said = printed(capsys, "compare", files["current"], files["clean"])
    assert "{+Decommissioning+}" in said


def test_one_tracked_file_is_compared_with_itself(files: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    compared = json.loads(printed(capsys, "compare", files["redline"], "--json", "-"))
    assert any(change["authors"] == ["Made-up drafter"] for change in compared["clauses"])


def test_results_are_written_whole_beside_what_is_printed(
    files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = {form: tmp_path / "out" / f"changes.{form}" for form in ("json", "xlsx", "docx")}
    words = [word for form, path in outputs.items() for word in (f"--{form}", path)]
    assert "edited" in printed(capsys, "compare", files["redline"], *words)
    assert json.loads(outputs["json"].read_text("utf-8"))["version"] == 1
    assert outputs["xlsx"].read_bytes().startswith(b"PK")
    assert docx.Document(str(outputs["docx"])).tables
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "changes.docx",
        "changes.json",
        "changes.xlsx",
    ]


def test_a_workbook_goes_to_standard_output_as_it_is(files: dict[str, Path]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "respondent_app", "compare", str(files["redline"]), "--xlsx", "-"],
        capture_output=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout.startswith(b"PK\x03\x04")
    assert done.stdout[-22:].startswith(b"PK\x05\x06")
    assert done.stderr == b""


# audit


@pytest.mark.parametrize("by", [("redline",), ("current", "clean")])
def test_the_change_table_is_held_against_the_files(
    by: tuple[str, ...], files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words: list[str | Path] = ["--redline", files["redline"]]
    if len(by) > 1:
        words = ["--current", files["current"], "--proposed", files["clean"]]
    told = json.loads(printed(capsys, "audit", "--pack", PACK, *words, "--json", "-", status=1))
    verdicts = {row["number"]: row["verdict"] for row in told["rows"]}
    assert len(verdicts) == 11
    assert verdicts[3] == "differs"
    assert [change["reference"] for change in told["undisclosed"]] == ["6.4"]
    assert printed(capsys, "audit", "--pack", PACK, *words, "--xlsx", tmp_path / "a.xlsx", status=1)
    assert (tmp_path / "a.xlsx").exists()


# lint


def test_a_text_is_linted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("It is due on\nMonday 4th October 2019, as the the plan says.\n", "utf-8")
    found = json.loads(printed(capsys, "lint", path, "--json", "-", status=1))
    assert found["version"] == 1
    assert [finding["rule"] for finding in found["findings"]] == ["weekday", "doubled-word"]
    for finding in found["findings"]:
        assert path.read_text("utf-8")[finding["start"] : finding["end"]] == finding["quote"]
    assert "a word twice" in printed(capsys, "lint", path, status=1)


def test_nothing_found_is_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "draft.md"
    path.write_text("# A heading\n\n```\nthe the code\n```\n\nIt is **due** on Friday 4 October 2019.\n", "utf-8")
    assert printed(capsys, "lint", path) == "Nothing stands out.\n"
    assert json.loads(printed(capsys, "lint", path, "--json", "-")) == {"version": 1, "findings": []}


def test_a_paragraph_that_a_program_wrapped_is_read_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrapped = (
        "The party shall give a notice of the change to the other party, and the\n"
        "the other party shall answer within five days of the day on which it is\n"
        "given that notice of it."
    )
    (tmp_path / "wrapped.txt").write_text(wrapped, "utf-8")
    (tmp_path / "list.txt").write_text("One thing about the\nthe other thing\n", "utf-8")
    assert "the the" in printed(capsys, "lint", tmp_path / "wrapped.txt", status=1)
    assert printed(capsys, "lint", tmp_path / "list.txt") == "Nothing stands out.\n"


def test_a_word_file_is_linted_by_clause(files: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(capsys, "lint", files["redline"], "--json", "-", status=1))["findings"]
    assert [(finding["rule"], finding["reference"]) for finding in found] == [("modal", "14.3")]
    body = printed(capsys, "read", files["redline"])
    assert body[found[0]["start"] : found[0]["end"]] == "shall takes"


def test_a_consultation_is_linted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "found.json"
    assert "4 October 2019 is a Friday" in printed(capsys, "lint", "--pack", PACK, "--json", path, status=1)
    rules = {finding["rule"] for finding in json.loads(path.read_text("utf-8"))["findings"]}
    assert rules == {"weekday", "open-period", "reference", "modal", "placeholder"}


# What cannot be done


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["read", "{missing}"], "not there"),
        (["read", "{garbage}"], "garbage.docx"),
        (["read", "{folder}"], "folder"),
        (["read", "{clean}", "--view", "both"], "invalid choice"),
        (["compare", "{clean}"], "shows no changes"),
        (["compare", "{clean}", "{missing}"], "not there"),
        (["compare", "{clean}", "{current}", "--json", "-", "--xlsx", "-"], "standard output"),
        (["compare", "{clean}", "{current}", "--json", "{folder}/x", "--xlsx", "{folder}/x"], "Two results"),
        (["compare", "{clean}", "{current}", "--json", "{clean}"], "the file that is read"),
        (["compare", "{clean}", "{current}", "--json", "{folder}"], "folder"),
        (["compare", "{clean}", "{current}", "--docx", "{clean}/x.docx"], "is a file, not a folder"),
        (["audit", "--pack", PACK], "either --redline"),
        (["audit", "--pack", PACK, "--redline", "{clean}"], "shows no changes"),
        (["audit", "--pack", PACK, "--current", "{clean}"], "either --redline"),
        (["audit", "--pack", PACK, "--redline", "{clean}", "--proposed", "{clean}"], "either --redline"),
        (["audit", "--pack", PACK, "--redline", "{clean}", "--current", "{clean}"], "either --redline"),
        (["audit", "--pack", "nothing", "--redline", "{redline}"], "no consultation pack"),
        (["lint"], "--pack"),
        (["lint", "{clean}", "--pack", PACK], "--pack"),
        (["lint", "{missing}"], "not there"),
        (["lint", "{folder}/missing.txt"], "not there"),
        (["lint", "{binary}"], "no plain text"),
    ],
)
def test_unusable_input_is_refused_in_one_line(
    words: list[str], says: str, files: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "garbage.docx").write_bytes(b"no document at all")
    (tmp_path / "binary.txt").write_bytes(b"\0\1\2" * 99)
    places = {
        "missing": tmp_path / "missing.docx", "folder": tmp_path, "garbage": tmp_path / "garbage.docx",
        "binary": tmp_path / "binary.txt", **files,
    }  # fmt: skip
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assert says in refused(*(word.format(**places) for word in words))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_reading_can_be_interrupted(
    tracked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_path: Path) -> Document:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "_opened", interrupt)
    assert cli.main(["read", str(tracked)]) == 130
    assert capsys.readouterr().err == ""


def test_help_and_reading_take_in_no_window(tracked: Path) -> None:
    program = (
        "import sys; from respondent_app import cli; cli.main(sys.argv[1:]);"
        "print(*(name for name in sys.modules if name.startswith('PySide6')), file=sys.stderr)"
    )
    for words in (["compare", "--help"], ["read", str(tracked)], ["compare", str(tracked)]):
        done = subprocess.run(
            [sys.executable, "-c", program, *words], capture_output=True, check=True, encoding="utf-8", cwd=ROOT
        )
        assert done.stderr.strip() == ""


def test_nothing_is_said_of_progress_where_nobody_watches(tracked: Path) -> None:
    assert run("compare", tracked).stderr == ""
