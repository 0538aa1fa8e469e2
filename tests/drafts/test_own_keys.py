"""Keys of drafts whose protection was not chosen yet."""

from __future__ import annotations

import stat
import sys

import pytest

from respondent_app.drafts import own_keys
from respondent_app.storage import folders


def test_a_key_is_found_again_until_it_is_dropped() -> None:
    key = own_keys.make("a")
    other = own_keys.make("b")
    assert len({key, other}) == 2
    assert own_keys.find("a") == key
    assert set(own_keys.every()) == {key, other}
    own_keys.drop("a")
    own_keys.drop("a")
    assert own_keys.find("a") is None
    assert own_keys.every() == (other,)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps others out of the folder instead")
def test_only_its_owner_can_read_a_key() -> None:
    own_keys.make("a")
    (file,) = folders.keys().iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 64, b"Z" * 64])
def test_what_is_no_key_counts_as_none(content: bytes) -> None:
    own_keys.make("a")
    (file,) = folders.keys().iterdir()
    file.write_bytes(content)
    assert own_keys.find("a") is None
    assert own_keys.every() == ()


@pytest.mark.parametrize("draft_id", ["../../elsewhere", "a/b", "", "ü", "x" * 300])
def test_no_draft_can_name_a_file_elsewhere(draft_id: str) -> None:
    own_keys.make(draft_id)
    (file,) = folders.keys().iterdir()
    assert file.parent == folders.keys()


def test_without_a_folder_there_are_no_keys() -> None:
    assert own_keys.every() == ()
    assert own_keys.find("a") is None
