"""The locks say what is installed, not from where: any mirror serves, and no host of ours is told to anyone."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def test_there_is_a_lock_for_running_one_for_developing_and_one_for_measuring() -> None:
    assert [lock.name for lock in LOCKS] == ["bench.lock", "development.lock", "runtime.lock"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_host(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "http" not in text
    assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host", text)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_everything_locked_has_a_hash(lock: Path) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8"))
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_what_runs_is_what_was_tested() -> None:
    _, development, runtime = (_pins(lock) for lock in LOCKS)
    assert runtime
    assert runtime.items() <= development.items()


def test_what_is_measured_is_what_runs() -> None:
    bench, _, runtime = (_pins(lock) for lock in LOCKS)
    assert runtime.items() <= bench.items()


@pytest.mark.parametrize(
    ("lock", "extras"), [("runtime.lock", ()), ("development.lock", ("dev",)), ("bench.lock", ("dev", "bench"))]
)
def test_a_lock_holds_what_the_project_asks_for(lock: str, extras: tuple[str, ...]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    pins = _pins(ROOT / "requirements" / lock)
    wanted = [Requirement(line) for line in asked]
    assert [str(r) for r in wanted if not r.specifier.contains(pins.get(canonicalize_name(r.name), "0"))] == []


def _pins(lock: Path) -> dict[str, str]:
    return dict(PINNED.findall(lock.read_text(encoding="utf-8")))
