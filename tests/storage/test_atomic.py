"""Files are written whole or not at all; what is there is never lost."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from respondent_app.model.errors import StorageError
from respondent_app.storage import atomic
from respondent_app.storage.atomic import move_aside, write_file, write_folder

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX rights and limits")


def leftovers(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name.startswith("."))


def test_writes_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.response"
    write_file(path, b"one")
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert leftovers(path.parent) == []


def test_never_replaces_unless_told_to(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"mine")
    with pytest.raises(StorageError, match="already there"):
        write_file(path, b"theirs", overwrite=False)
    assert path.read_bytes() == b"mine"


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="disk is full"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


@posix
def test_a_really_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """A limit on the size of files stands in for the full disk: the system itself refuses the bytes."""
    path = tmp_path / "a"
    path.write_bytes(b"old")
    script = (
        "import resource, signal, sys; from pathlib import Path; from respondent_app.storage.atomic import write_file\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_file(Path(sys.argv[1]), b'x' * 5000)\n"
        "except Exception as error: print(type(error).__name__)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert ended.stdout.strip() == "StorageError"
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


@posix
def test_drafts_are_private_and_packages_are_not(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_file(tmp_path / "draft", b"x")
        write_folder(tmp_path / "package", {"a": b"x"})
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "draft").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "package" / "a").stat().st_mode) == 0o644


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = atomic._put_in_place
    moved: list[str] = []

    def fails_at_the_second(temporary: Path, path: Path, *, overwrite: bool) -> None:
        if moved:
            raise OSError(13, "Permission denied")
        moved.append(path.name)
        put(temporary, path, overwrite=overwrite)

    monkeypatch.setattr(atomic, "_put_in_place", fails_at_the_second)
    with pytest.raises(StorageError, match="not allowed"):
        write_folder(tmp_path / "out", {"a": b"1", "b": b"2"})
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_with_one_of_the_names_taken_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"mine")
    with pytest.raises(StorageError, match="already there"):
        write_folder(tmp_path, {"a": b"1", "b": b"2"})
    assert [p.name for p in tmp_path.iterdir()] == ["b"]
    assert (tmp_path / "b").read_bytes() == b"mine"


def test_moving_aside_never_replaces(tmp_path: Path) -> None:
    for content in (b"1", b"2"):
        (tmp_path / "a.response").write_bytes(content)
        move_aside(tmp_path / "a.response", "damaged")
    assert (tmp_path / "a.damaged.response").read_bytes() == b"1"
    assert (tmp_path / "a.damaged-2.response").read_bytes() == b"2"


@given(st.binary(max_size=2000))
def test_what_is_written_is_what_is_read(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "f"
    write_file(path, content)
    assert path.read_bytes() == content
