from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from respondent_app.drafts import json_file
from respondent_app.drafts.json_file import DraftFile, SetAside, open_or_set_aside
from respondent_app.model.errors import (
    DraftDamagedError,
    DraftError,
    DraftInUseError,
    DraftTooNewError,
    StorageError,
)
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, Response
from tests.samples import HIDDEN_ANSWER, PASSAGE, response

OLD_DRAFTS = Path(__file__).parents[1] / "old_drafts"
SECRET = "seventeen ferrets"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "our.response"


def stored(path: Path, **changes: object) -> dict[str, Any]:
    """Write a valid draft with some of its top-level values changed, and return what was written."""
    with DraftFile.create(path, response()):
        pass
    table: dict[str, Any] = {**json.loads(path.read_text("utf-8")), **changes}
    path.write_text(json.dumps(table), "utf-8")
    return table


def test_a_response_comes_back_as_it_was(path: Path) -> None:
    with DraftFile.create(path, response(), author="Robin") as draft:
        assert draft.response == response()
        assert draft.path == path
    with DraftFile.open(path) as draft:
        assert draft.response == response()
        assert not draft.read_only
    assert DraftFile.read(path) == response()


def test_saving_puts_the_new_words_on_the_disk_and_keeps_the_identity(path: Path) -> None:
    with DraftFile.create(path, response()) as draft:
        name = draft.id
        edited = response().with_answer("Q1", Answer("Quite different."))
        edited = replace(edited, marks=edited.marks[1:])
        draft.save(edited)
        assert DraftFile.read(path) == edited == draft.response
    with DraftFile.open(path) as again:
        assert again.id == name


def test_an_existing_file_is_never_replaced_by_a_new_draft(path: Path) -> None:
    path.write_text("my notes")
    with pytest.raises(StorageError, match="already there"):
        DraftFile.create(path, response())
    assert path.read_text() == "my notes"


def test_a_second_opener_is_told_that_it_is_in_use(path: Path) -> None:
    with DraftFile.create(path, response()):
        with pytest.raises(DraftInUseError, match="open in another window"):
            DraftFile.open(path)
        assert DraftFile.read(path) == response(), "looking at it needs no lock"
    DraftFile.open(path).close()


def test_a_link_to_a_draft_shares_its_lock_and_stays_a_link(path: Path, tmp_path: Path) -> None:
    DraftFile.create(path, response()).close()
    link = tmp_path / "link.response"
    link.symlink_to(path)
    with DraftFile.open(path), pytest.raises(DraftInUseError):
        DraftFile.open(link)
    with DraftFile.open(link) as draft:
        draft.save(Response("sample-consultation"))
    assert link.is_symlink()
    assert DraftFile.read(path) == Response("sample-consultation")


def test_a_draft_open_in_another_process_is_in_use(path: Path) -> None:
    DraftFile.create(path, response()).close()
    code = f"""
        import sys
        from pathlib import Path
        from respondent_app.drafts.json_file import DraftFile
        draft = DraftFile.open(Path({str(path)!r}))
        print("open", flush=True)
        sys.stdin.read()
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(DraftInUseError):
            DraftFile.open(path)
        other.kill()
    DraftFile.open(path).close()  # the lock of a killed process holds nobody up


def test_no_litter_is_left_beside_a_closed_draft(path: Path) -> None:
    with DraftFile.create(path, response()) as draft:
        draft.save(response())
    draft.close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 4096,
        b"PK\x03\x04 not a draft at all",
        b"\xff\xfe\x00bad",
        b"{}",
        b"[]",
        b"null",
        b'{"format": "respondent-draft"}',
        b'{"format": "respondent-draft", "version": "1"}',
        b'{"format": "respondent-draft", "version": true, "response": {"consultation": "x"}}',
        b'{"format": "respondent-draft", "version": 1}',
        b'{"format": "respondent-draft", "version": 1, "id": 4, "response": {"consultation": "x"}}',
        b'{"format": "respondent-draft", "version": 1, "response": {"answers": {}}}',
        b'{"format": "respondent-draft", "version": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
    ],
)
def test_what_is_no_draft_is_called_damaged(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(DraftDamagedError) as told:
        DraftFile.open(path)
    assert told.value.advice
    assert path.read_bytes() == content


def test_a_draft_cut_short_anywhere_is_called_damaged(path: Path) -> None:
    DraftFile.create(path, response()).close()
    whole = path.read_bytes()
    for length in range(0, len(whole) - 2, 97):
        path.write_bytes(whole[:length])
        with pytest.raises(DraftDamagedError):
            DraftFile.read(path)


@pytest.mark.parametrize(
    "mark",
    [
        {"id": "x", "scope": "passage", "question": "Q1", "start": 3, "end": 9_000},
        {"id": "x", "scope": "passage", "question": "Q1", "start": -4, "end": 3},
        {"id": "x", "scope": "passage", "question": "Q1", "start": 9, "end": 3},
        {"id": "x", "scope": "passage", "question": "Q9", "start": 0, "end": 3},
        {"id": "x", "scope": "passage", "question": "Q1", "comment": "c1", "start": 0, "end": 3},
        {"id": "x", "scope": "passage", "question": "Q2", "part": "comment", "comment": "gone", "end": 0},
        {"id": "x", "scope": "comment", "question": "Q2", "comment": "gone"},
        {"id": "x", "scope": "question"},
        {"id": "m1", "scope": "question", "question": "Q1"},
    ],
)
def test_a_mark_that_points_to_nothing_is_damage_and_hides_nothing_silently(
    path: Path, mark: dict[str, object]
) -> None:
    table = stored(path)
    table["response"]["marks"].append(mark)
    path.write_text(json.dumps(table), "utf-8")
    with pytest.raises(DraftDamagedError, match="mark"):
        DraftFile.read(path)


def test_a_response_whose_marks_do_not_fit_is_not_saved_over_a_good_one(path: Path) -> None:
    with DraftFile.create(path, response()) as draft:
        with pytest.raises(DraftError, match="mark"):
            draft.save(response().with_answer("Q1", Answer("Short.")))
        assert draft.response == response()
    assert DraftFile.read(path) == response()


def test_errors_repeat_nothing_of_what_stands_in_the_file(path: Path) -> None:
    table = stored(path)
    table["response"]["answers"]["Q1"] = {SECRET: SECRET, "text": [SECRET]}
    table["response"]["marks"][0]["scope"] = SECRET
    for content in (json.dumps(table), json.dumps(table)[:-40], f'{{"{SECRET}": "{SECRET}", }}'):
        path.write_text(content, "utf-8")
        with pytest.raises(DraftDamagedError) as told:
            DraftFile.read(path)
        seen: list[BaseException] = [told.value]
        while cause := seen[-1].__cause__ or (None if seen[-1].__suppress_context__ else seen[-1].__context__):
            seen.append(cause)
        assert not any("ferret" in repr(error) + str(error) for error in seen)


def test_a_draft_of_a_later_version_is_left_alone(path: Path) -> None:
    stored(path, version=2, response="in a form we do not know")
    before = path.read_bytes()
    with pytest.raises(DraftTooNewError, match="later version"):
        open_or_set_aside(path)
    assert path.read_bytes() == before


def test_the_draft_of_version_1_still_opens() -> None:
    read = DraftFile.read(OLD_DRAFTS / "version-1.response")
    assert read == response()


def test_what_is_not_there_is_said(path: Path) -> None:
    for attempt in (DraftFile.open, DraftFile.read, open_or_set_aside):
        with pytest.raises(StorageError, match="not there"):
            attempt(path)


def test_a_folder_is_said(tmp_path: Path) -> None:
    for attempt in (DraftFile.open, DraftFile.read, open_or_set_aside):
        with pytest.raises(StorageError, match="folder, not a file"):
            attempt(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.response")
    with pytest.raises(DraftError, match="not a file"):
        DraftFile.read(tmp_path / "pipe.response")


def test_a_huge_file_is_refused_unread(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(json_file.LARGEST + 1)
    with pytest.raises(DraftError, match="too large"):
        open_or_set_aside(path)
    assert path.exists(), "it is no draft, so it is not moved"


def test_a_damaged_draft_is_set_aside_and_not_written_over(path: Path) -> None:
    path.write_bytes(b"half a dra")
    result = open_or_set_aside(path)
    assert isinstance(result, SetAside)
    assert result.path.name.startswith("our.damaged-20")
    assert result.path.suffix == ".response"
    assert result.path.read_bytes() == b"half a dra"
    assert not path.exists()
    path.write_bytes(b"another half")
    second = open_or_set_aside(path)
    assert isinstance(second, SetAside)
    assert second.path != result.path
    assert result.path.read_bytes() == b"half a dra"


def test_a_file_that_is_not_named_as_a_draft_is_never_moved(tmp_path: Path) -> None:
    letter = tmp_path / "letter.docx"
    letter.write_bytes(b"PK\x03\x04 a letter")
    with pytest.raises(DraftDamagedError):
        open_or_set_aside(letter)
    assert letter.exists()


def test_a_good_draft_is_simply_opened(path: Path) -> None:
    DraftFile.create(path, response()).close()
    opened = open_or_set_aside(path)
    assert isinstance(opened, DraftFile)
    with opened:
        assert opened.response == response()


def test_with_a_passphrase_set_nothing_is_written_unprotected(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESPONDENT_PASSPHRASE", SECRET)
    with pytest.raises(DraftError) as told:
        DraftFile.create(path, response())
    assert SECRET not in str(told.value)
    assert not path.exists()


@pytest.mark.parametrize("text", ["a\ud800b", "lone \udfff", "ends \ud83d"])
def test_lone_surrogates_do_not_stop_a_save(path: Path, text: str) -> None:
    with DraftFile.create(path, Response("x")) as draft:
        draft.save(Response("x", answers={"Q1": Answer(text)}))
    read = DraftFile.read(path).answer("Q1").text
    assert "\ufffd" in read
    assert len(read) == len(text)


def test_characters_that_no_document_can_hold_leave_the_marks_on_their_words(path: Path) -> None:
    table = stored(path)
    text = table["response"]["answers"]["Q1"]["text"]
    table["response"]["answers"]["Q1"]["text"] = "\x00\x01" + text
    table["response"]["marks"][0]["start"] += 2
    table["response"]["marks"][0]["end"] += 2
    table["response"]["respondent"]["name"] = "Ro\x07bin\ud800"
    path.write_text(json.dumps(table), "utf-8")
    read = DraftFile.read(path)
    mark = read.mark("m1")
    assert read.text_at(mark.place)[mark.start : mark.end] == PASSAGE
    assert read.respondent.name == "Robin\ufffd"


def test_every_kind_of_text_comes_back(path: Path) -> None:
    text = "שלום עולם \u202eabc\u202c 👩‍👩‍👧 é e\u0301 \u2028? \ufffd 1\u00a0MB\n\tend" * 100
    with DraftFile.create(path, Response("x")) as draft:
        draft.save(Response("x", answers={"Q1": Answer("x" * 1_000_000)}))
        assert len(DraftFile.read(path).answer("Q1").text) == 1_000_000
        draft.save(Response("x", answers={"Q1": Answer(text.replace("\u2028", ""))}))
    assert DraftFile.read(path).answer("Q1").text == text.replace("\u2028", "")


def test_the_file_holds_the_confidential_words_for_its_owner_only_in_one_place(path: Path) -> None:
    with DraftFile.create(path, response()) as draft:
        draft.save(response())
        beside = [p for p in path.parent.iterdir() if p != path]
        assert all(HIDDEN_ANSWER.encode() not in p.read_bytes() for p in beside)
    assert draft.response.text_at(Place("Q3", Part.ANSWER)) == HIDDEN_ANSWER
