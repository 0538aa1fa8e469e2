from __future__ import annotations

import json
from pathlib import Path

import pytest

from respondent_app import cli
from respondent_app.drafts.saved_response import edit_saved
from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Response
from tests.command_line import made_draft, refused, run

Q2 = Place("Q2", Part.ANSWER)
ADDED = " A fallback date should be named."


@pytest.fixture
def draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The sample answers, to which somebody else has added a sentence."""
    path = made_draft(tmp_path)
    edit_saved(path, _added, author="Reviewer B")
    capsys.readouterr()
    return path


def _added(response: Response) -> Response:
    return edits.with_text(response, Q2, response.text_at(Q2) + ADDED)


def test_the_steps_are_listed(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["history", str(draft), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["version"] == 1
    last = found["steps"][-1]
    assert (last["author"], last["what"]) == ("Reviewer B", "Changed the answer to Q2 (+33 characters)")
    assert (last["question"], last["inserted"], last["deleted"]) == ("Q2", len(ADDED), 0)
    assert last["to"].endswith("Z")
    assert cli.main(["history", str(draft)]) == 0
    assert "Reviewer B\tChanged the answer to Q2 (+33 characters)" in capsys.readouterr().out


def test_the_steps_hold_no_word_of_an_answer(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["history", str(draft), "--json"])
    assert "fallback date should" not in capsys.readouterr().out


def test_who_wrote_a_sentence_is_told(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["blame", str(draft), "--question", "Q2", "--part", "answer", "--json"]) == 0
    (text,) = json.loads(capsys.readouterr().out)["texts"]
    assert text["part"] == "answer"
    assert text["authors"][-1] == "Reviewer B"
    assert "".join(run["text"] for run in text["runs"]) == text["text"]
    last = text["sentences"][-1]
    assert last["text"] == ADDED.strip()
    assert last["shares"] == [{"author": "Reviewer B", "characters": len(ADDED.replace(" ", ""))}]
    assert text["text"][last["start"] : last["end"]] == last["text"]


def test_all_texts_of_a_question_are_told_unless_one_is_asked_for(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["blame", str(draft), "--question", "Q2", "--json"])
    texts = json.loads(capsys.readouterr().out)["texts"]
    assert {"answer", "rationale", "comment"} <= {text["part"] for text in texts}
    clause = next(text["clause"] for text in texts if text["part"] == "comment")
    cli.main(["blame", str(draft), "--question", "Q2", "--clause", clause, "--json"])
    found = json.loads(capsys.readouterr().out)["texts"]
    assert found
    assert {text["clause"] for text in found} == {clause}


def test_who_wrote_what_can_be_read(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["blame", str(draft), "--question", "Q2", "--part", "answer"]) == 0
    assert f"Reviewer B\t{ADDED.strip()}" in capsys.readouterr().out


def test_an_unknown_question_is_refused(draft: Path) -> None:
    assert "There is no question Q22. Did you mean" in refused("blame", draft, "--question", "Q22")


def test_a_protected_draft_asks_for_its_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "protected.response"
    pack = "dcc-tmad-v1.4-moc-mds"
    run("new", "--pack", pack, "--out", path, RESPONDENT_PASSPHRASE="seventeen ferrets")
    assert run("history", path, RESPONDENT_PASSPHRASE="seventeen ferrets").returncode == 0
    assert "ferrets" not in refused("history", path, RESPONDENT_PASSPHRASE="eighteen ferrets")
