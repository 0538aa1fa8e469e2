"""The locks say what is installed, not from where: any mirror serves, and no host of ours is told to anyone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PINNED = re.compile(r"^([a-z0-9-]+)==\S+", re.MULTILINE)


def test_there_is_a_lock_for_running_and_one_for_developing() -> None:
    assert [lock.name for lock in LOCKS] == ["development.lock", "runtime.lock"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_host(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    assert "http" not in text
    assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host", text)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_everything_locked_has_a_hash(lock: Path) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", lock.read_text())
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_what_runs_is_what_was_tested() -> None:
    runtime, development = ({*PINNED.findall(_pins(lock))} for lock in reversed(LOCKS))
    assert runtime
    assert runtime <= development


def _pins(lock: Path) -> str:
    """Turn "name==version ; marker" lines into "name-version==x" so that versions are compared too."""
    return re.sub(
        r"^([a-z0-9-]+)==([^\s;\\]+)",
        lambda m: f"{m[1]}-{m[2].replace('.', '-')}==x",
        lock.read_text(),
        flags=re.MULTILINE,
    )
