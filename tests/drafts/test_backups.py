"""Earlier copies of a draft are there when they are needed, and never in the way."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from respondent_app.drafts.keeping import backups
from respondent_app.model.errors import StorageError
from respondent_app.storage import folders

MORNING = datetime(2019, 8, 28, 9, 42, tzinfo=UTC)
ID = "6f1c1e0e-91c2-4d2c-8b86-2f2a5a0f8b11"


def keep_days(count: int, *, size: int = 100) -> None:
    for day in range(count):
        assert backups.keep(ID, bytes([day]) * size, now=MORNING + timedelta(days=day)) is None


def test_a_copy_has_the_very_bytes_and_tells_when_it_was_made(tmp_path: Path) -> None:
    draft = tmp_path / "mine.response"
    draft.write_bytes(b"\x00encrypted\xff")
    backups.keep(ID, backups.content_of(draft), now=MORNING)
    (backup,) = backups.list_backups(ID)
    assert backup.path.read_bytes() == draft.read_bytes()
    assert (backup.at, backup.size) == (MORNING, draft.stat().st_size)
    assert backup.path.parent == folders.backups() / ID


def test_the_last_ten_are_kept_and_the_newest_comes_first() -> None:
    keep_days(13)
    found = backups.list_backups(ID)
    assert [backup.at.day for backup in found] == [9, 8, 7, 6, 5, 4, 3, 2, 1, 31]


def test_the_same_content_is_not_kept_twice() -> None:
    backups.keep(ID, b"one", now=MORNING)
    backups.keep(ID, b"one", now=MORNING + timedelta(hours=1))
    assert len(backups.list_backups(ID)) == 1
    backups.keep(ID, b"two", now=MORNING + timedelta(hours=2))
    backups.keep(ID, b"one", now=MORNING + timedelta(hours=3))
    assert len(backups.list_backups(ID)) == 3


def test_drafts_do_not_share_copies() -> None:
    backups.keep(ID, b"one", now=MORNING)
    assert backups.list_backups("another") == ()


@pytest.mark.parametrize("draft_id", ["../../outside", "", "a/b", "C:\\x", "é" * 300, ".."])
def test_an_id_from_a_file_leads_nowhere_else(draft_id: str) -> None:
    assert backups.keep(draft_id, b"one", now=MORNING) is None
    (backup,) = backups.list_backups(draft_id)
    assert backup.path.resolve().parent.parent == folders.backups().resolve()


def test_a_folder_that_cannot_be_written_is_told_and_holds_nobody_up() -> None:
    folders.backups().parent.mkdir(parents=True)
    folders.backups().write_text("a file where the folder should be")
    assert isinstance(backups.keep(ID, b"one"), StorageError)
    assert backups.list_backups(ID) == ()


def test_there_is_nothing_to_keep_of_a_draft_that_is_not_there_yet(tmp_path: Path) -> None:
    assert backups.content_of(tmp_path / "new.response") is None
    assert backups.keep(ID, None) is None
    assert backups.list_backups(ID) == ()


def test_a_draft_with_half_a_change_beside_it_is_not_copied_as_it_stands(tmp_path: Path) -> None:
    draft = tmp_path / "mine.response"
    draft.write_bytes(b"half written")
    (tmp_path / "mine.response-journal").write_bytes(b"the other half")
    assert backups.content_of(draft) is None


def test_what_is_no_copy_of_ours_is_passed_over_and_stays() -> None:
    backups.keep(ID, b"one", now=MORNING)
    stray = folders.backups() / ID / "holiday.response"
    stray.write_bytes(b"x")
    keep_days(12)
    assert stray.exists()
    assert len(backups.list_backups(ID)) == backups.KEPT


def test_a_copy_is_brought_back_beside_the_draft_never_over_it(tmp_path: Path) -> None:
    draft = tmp_path / "mine.response"
    draft.write_bytes(b"newest")
    backups.keep(ID, b"older", now=MORNING)
    (backup,) = backups.list_backups(ID)
    first, second = (backups.bring_back(backup, draft) for _ in range(2))
    assert draft.read_bytes() == b"newest"
    assert first != second
    assert {first.name, second.name} == {"mine 2019-08-28 0942.response", "mine 2019-08-28 0942 (2).response"}
    assert first.read_bytes() == second.read_bytes() == b"older"


def test_a_copy_that_is_gone_by_now_is_told(tmp_path: Path) -> None:
    backups.keep(ID, b"older", now=MORNING)
    (backup,) = backups.list_backups(ID)
    backup.path.unlink()
    with pytest.raises(StorageError, match="not there"):
        backups.bring_back(backup, tmp_path / "mine.response")


@pytest.mark.skipif(os.name != "posix", reason="POSIX rights")
def test_a_copy_can_be_read_by_its_owner_alone() -> None:
    backups.keep(ID, b"one", now=MORNING)
    assert backups.list_backups(ID)[0].path.stat().st_mode & 0o077 == 0
