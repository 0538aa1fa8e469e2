"""Files that are dropped: what each is said to be, and where it goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from respondent_app.model.response import CURRENT_TEXT
from respondent_app.session.publisher_files import without_file
from respondent_app.session.session import Session
from tests.session.publisher_folder import Folder, written


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return written(tmp_path)


def drop(session: Session, qtbot: QtBot, *paths: Path) -> None:
    session.arrivals.take(paths)
    qtbot.waitUntil(lambda: not session.arrivals.is_working, timeout=20_000)


def test_each_file_is_attached_by_its_content(session: Session, folder: Folder, qtbot: QtBot) -> None:
    drop(session, qtbot, folder.redline, folder.current, folder.clean)
    assert dict(session.response.attachment_files) == {
        "3": str(folder.redline), CURRENT_TEXT: str(folder.current), "2": str(folder.clean),
    }  # fmt: skip
    assert all(file.what.endswith(".") for file in session.arrivals.files)


def test_the_name_of_a_file_does_not_decide(session: Session, folder: Folder, qtbot: QtBot, tmp_path: Path) -> None:
    misnamed = tmp_path / "clean copy.docx"
    misnamed.write_bytes(folder.redline.read_bytes())
    drop(session, qtbot, misnamed)
    assert dict(session.response.attachment_files) == {"3": str(misnamed)}


def test_a_wrong_guess_is_corrected(session: Session, folder: Folder, qtbot: QtBot) -> None:
    drop(session, qtbot, folder.clean)
    session.arrivals.put(folder.clean, CURRENT_TEXT)
    assert dict(session.response.attachment_files) == {CURRENT_TEXT: str(folder.clean)}
    session.arrivals.put(folder.clean, "")
    assert dict(session.response.attachment_files) == {}


def test_of_two_alike_the_second_is_for_the_person_to_place(
    session: Session, folder: Folder, qtbot: QtBot, tmp_path: Path
) -> None:
    again = tmp_path / "copy.docx"
    again.write_bytes(folder.redline.read_bytes())
    drop(session, qtbot, folder.redline, again)
    assert [file.key for file in session.arrivals.files] == ["3", ""]
    assert dict(session.response.attachment_files) == {"3": str(folder.redline)}
    session.arrivals.put(again, "3")
    assert [file.key for file in session.arrivals.files] == ["", "3"]
    assert dict(session.response.attachment_files) == {"3": str(again)}


def test_what_cannot_be_read_says_why_and_the_rest_is_attached(
    session: Session, folder: Folder, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 and then nothing")
    drop(session, qtbot, broken, folder.redline)
    problems = [file.problem for file in session.arrivals.files]
    assert "broken.docx" in problems[0]
    assert problems[1] == ""
    assert dict(session.response.attachment_files) == {"3": str(folder.redline)}


def test_a_file_is_read_once_for_both_questions(session: Session, folder: Folder, qtbot: QtBot) -> None:
    drop(session, qtbot, folder.redline)
    document = session.shelf.read(folder.redline, lambda _: pytest.fail("read again"))
    assert document.shows_changes


def test_what_comes_while_another_is_looked_at_waits_its_turn(session: Session, folder: Folder, qtbot: QtBot) -> None:
    session.arrivals.take((folder.redline,))
    drop(session, qtbot, folder.clean)
    assert dict(session.response.attachment_files) == {"3": str(folder.redline), "2": str(folder.clean)}
    assert [file.path for file in session.arrivals.files] == [folder.clean, folder.redline], "the newest first"


def test_a_file_that_takes_the_place_of_another_says_so(
    session: Session, folder: Folder, qtbot: QtBot, tmp_path: Path
) -> None:
    again = tmp_path / "copy.docx"
    again.write_bytes(folder.redline.read_bytes())
    drop(session, qtbot, folder.redline)
    drop(session, qtbot, again)
    newest, before = session.arrivals.files
    assert (newest.path, newest.key, newest.instead_of) == (again, "3", folder.redline.name)
    assert (before.path, before.key) == (folder.redline, ""), "one place, one file"
    drop(session, qtbot, again)
    assert session.arrivals.files[0].instead_of == "", "a file does not take its own place"


def test_a_file_that_is_taken_away_elsewhere_is_attached_no_more(
    session: Session, folder: Folder, qtbot: QtBot
) -> None:
    drop(session, qtbot, folder.redline)
    session.edit(lambda r: without_file(r, folder.redline))
    assert [file.key for file in session.arrivals.files] == [""]


def test_looking_can_be_stopped(session: Session, folder: Folder, qtbot: QtBot) -> None:
    session.arrivals.take((folder.redline,))
    session.arrivals.take((folder.clean,))
    session.arrivals.cancel()
    assert not session.arrivals.is_working
    qtbot.wait(300)
    assert session.arrivals.files == ()
    assert dict(session.response.attachment_files) == {}


def test_where_the_work_is_is_told(session: Session, folder: Folder, qtbot: QtBot) -> None:
    told: list[str] = []
    session.arrivals.stepped.connect(told.append)
    drop(session, qtbot, folder.redline)
    assert f"Looking into {folder.redline.name}" in told
