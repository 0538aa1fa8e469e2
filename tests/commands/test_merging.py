"""Copies become one on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from respondent_app import cli
from respondent_app.drafts.draft_file import DraftFile, is_protected
from respondent_app.drafts.saved_response import edit_saved, save_response
from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Mark, Response, Scope
from tests.command_line import PACK, refused

Q1 = Place("Q1", Part.ANSWER)
TEXT = "Our plan assumes 12,500 installations a week."


def made(folder: Path, name: str, passphrase: str | None = None) -> Path:
    path = folder / name
    save_response(path, edits.with_text(Response(PACK), Q1, TEXT), author="Author A", passphrase=passphrase)
    return path


def copied(path: Path, name: str) -> Path:
    with DraftFile.open(path, author="Author A") as file:
        file.save_copy(path.with_name(name))
    return path.with_name(name)


def marked(response: Response) -> Response:
    start = TEXT.index("12,500")
    return edits.with_mark(response, Mark("m1", Scope.PASSAGE, question="Q1", start=start, end=start + 6))


def replaced(response: Response) -> Response:
    return edits.with_text(response, Q1, TEXT.replace("12,500", "many more"))


@pytest.fixture
def copies(tmp_path: Path) -> list[Path]:
    """One start; one marks words that another replaces, a third only adds."""
    paths = [made(tmp_path, "a.response")]
    paths += [copied(paths[0], "b.response"), copied(paths[0], "c.response")]
    edit_saved(paths[0], marked, author="Author A")
    edit_saved(paths[1], replaced, author="Author B")
    edit_saved(paths[2], lambda r: edits.with_text(r, Place("Q2", Part.ANSWER), "Yes."), author="Author C")
    return paths


def shown(path: Path, capsys: pytest.CaptureFixture[str]) -> object:
    capsys.readouterr()
    assert cli.main(["show", str(path), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def merge(out: Path, *paths: Path, more: tuple[str, ...] = ()) -> int:
    return cli.main(["merge", *map(str, paths), "--out", str(out), *more])


def test_any_order_gives_the_same_and_merging_again_changes_nothing(
    copies: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a, b, c = copies
    before = [path.read_bytes() for path in copies]
    assert merge(tmp_path / "1.response", a, b, c) == 1
    assert merge(tmp_path / "2.response", c, b, a) == 1
    assert merge(tmp_path / "3.response", tmp_path / "1.response", b, tmp_path / "2.response") == 1
    assert shown(tmp_path / "1.response", capsys) == shown(tmp_path / "2.response", capsys)
    assert shown(tmp_path / "1.response", capsys) == shown(tmp_path / "3.response", capsys)
    first, second = (DraftFile.read(tmp_path / name) for name in ("1.response", "3.response"))
    assert (first.id, first.events) == (second.id, second.events)
    assert [path.read_bytes() for path in copies] == before


def test_what_needs_a_look_is_printed(copies: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert merge(tmp_path / "r.response", *copies) == 1
    printed = capsys.readouterr().out
    assert "must\t" in printed
    assert "Author A: 12,500" in printed
    assert "now: many more" in printed


def test_what_needs_a_look_as_json(copies: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert merge(tmp_path / "r.response", *copies, more=("--json",)) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["version"] == 1
    assert [item["about"] for item in told["items"]] == ["changed"]
    assert told["items"][0]["question"] == "Q1"


def test_nothing_to_look_at_is_fine(copies: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert merge(tmp_path / "r.response", copies[0], copies[2]) == 0
    assert "Nothing needs a look." in capsys.readouterr().out


def test_check_lists_it_and_export_waits_for_it(
    copies: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    merge(tmp_path / "r.response", *copies)
    capsys.readouterr()
    assert cli.main(["check", str(tmp_path / "r.response")]) == 1
    assert "has other words now" in capsys.readouterr().out
    assert cli.main(["export", str(tmp_path / "r.response"), "--out", str(tmp_path / "out")]) == 1
    assert "must be settled" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_different_consultations_are_refused(tmp_path: Path) -> None:
    one, other = made(tmp_path, "one.response"), tmp_path / "other.response"
    save_response(other, Response("another-consultation"), author="Author B")
    told = refused("merge", one, other, "--out", tmp_path / "r.response")
    assert PACK in told
    assert "another-consultation" in told
    assert not (tmp_path / "r.response").exists()


def test_an_existing_file_is_not_written_over(copies: list[Path]) -> None:
    before = copies[0].read_bytes()
    refused("merge", *copies, "--out", copies[0])
    assert copies[0].read_bytes() == before


def test_one_alone_is_refused(copies: list[Path], tmp_path: Path) -> None:
    assert "two or more" in refused("merge", copies[0], "--out", tmp_path / "r.response")


def test_the_passphrase_of_the_first_copy_that_has_one_protects_the_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESPONDENT_PASSPHRASE", "four made up words")
    plain, protected = made(tmp_path, "plain.response"), made(tmp_path, "protected.response", "four made up words")
    assert merge(tmp_path / "r.response", plain, protected) in {0, 1}
    assert DraftFile.read(tmp_path / "r.response", "four made up words").protected
    monkeypatch.delenv("RESPONDENT_PASSPHRASE")
    assert merge(tmp_path / "s.response", plain, made(tmp_path, "more.response")) in {0, 1}
    assert not is_protected(tmp_path / "s.response")
