from __future__ import annotations

import json
from pathlib import Path

import pytest

from respondent_app import cli
from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.saved_response import edit_saved, read_response
from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Respondent
from tests.command_line import PACK, SAMPLE, made_draft, refused


@pytest.fixture
def draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = made_draft(tmp_path)
    capsys.readouterr()
    return path


def test_the_answers_that_a_draft_was_made_of_change_nothing(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = read_response(draft)
    assert cli.main(["import", str(draft), str(SAMPLE)]) == 0
    assert "Nothing in" in capsys.readouterr().out
    assert read_response(draft) == before


def test_answers_come_into_an_empty_draft_as_they_make_a_new_one(draft: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.response"
    assert cli.main(["new", "--pack", PACK, "--out", str(empty)]) == 0
    assert cli.main(["import", str(empty), str(SAMPLE), "--author", "Author B"]) == 0
    ours, theirs = read_response(draft), read_response(empty)
    assert theirs.respondent == ours.respondent != Respondent()
    assert {q: (a.text, a.rationale, a.stance) for q, a in theirs.answers.items()} == {
        q: (a.text, a.rationale, a.stance) for q, a in ours.answers.items()
    }
    marked = [[r.text_at(m.place)[m.start : m.end] for m in r.marks] for r in (ours, theirs)]
    assert marked[0] == marked[1]
    assert {event.author for event in DraftFile.read(empty).events} == {"Author B"}


def test_changed_answers_keep_marks_and_are_told_without_their_words(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = Place("Q1", Part.ANSWER)
    said = read_response(draft).text_at(place)
    edit_saved(draft, lambda r: edits.with_text(r, place, f"{said} A colleague went on here."), author="Author A")
    answers = tmp_path / "answers.toml"
    answers.write_text(f'[answers.Q1]\nanswer = """{said} A colleague went on there."""\n', "utf-8")
    marks = read_response(draft).marks
    assert cli.main(["import", str(draft), str(answers), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["version"] == 1
    assert [(c["question"], c["part"]) for c in told["changes"]] == [("Q1", "answer")]
    assert "there" not in told["changes"][0]["message"]
    assert read_response(draft).text_at(place).endswith("went on there.")
    assert read_response(draft).marks == marks


def test_a_file_that_cannot_be_meant_is_refused_and_changes_nothing(draft: Path, tmp_path: Path) -> None:
    before = draft.read_bytes()
    (tmp_path / "form.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "note.txt").write_text("We agree.", "utf-8")
    (tmp_path / "faulty.toml").write_text("[answers.Q9]\n", "utf-8")
    assert "PDF" in refused("import", draft, tmp_path / "form.pdf")
    assert "note.txt" in refused("import", draft, tmp_path / "note.txt")
    assert "line 1" in refused("import", draft, tmp_path / "faulty.toml")
    assert "merge" in refused("import", draft, draft)
    assert draft.read_bytes() == before
