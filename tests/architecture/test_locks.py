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


def test_there_is_a_lock_for_running_developing_measuring_and_for_each_kind_of_bundle() -> None:
    assert [lock.stem for lock in LOCKS] == ["bench", "bundle", "development", "runtime", "windows"]


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


@pytest.mark.parametrize("other", ["development", "bench", "bundle"])
def test_what_runs_is_what_is_tested_measured_and_bundled(other: str) -> None:
    runtime = _pins(_lock("runtime"))
    assert runtime
    assert runtime.items() <= _pins(_lock(other)).items()


def test_what_runs_on_windows_is_what_was_tested() -> None:
    tested, on_windows = _pins(_lock("development")), _pins(_lock("windows"))
    assert {name: pin for name, pin in on_windows.items() if tested.get(name, pin) != pin} == {}


def test_the_lock_for_windows_says_nothing_that_depends_on_the_system() -> None:
    """It is also read on other systems, where pip would take those conditions for that system's."""
    lines = _lock("windows").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if " ; " in line] == []
    assert "pywin32-ctypes" in _pins(_lock("windows"))


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("runtime", ()),
        ("development", ("dev",)),
        ("bench", ("dev", "bench")),
        ("bundle", ("bundle", "release")),
        ("windows", ("bundle",)),
    ],
)
def test_a_lock_holds_what_the_project_asks_for(lock: str, extras: tuple[str, ...]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    pins = _pins(_lock(lock))
    wanted = [Requirement(line) for line in asked]
    assert [str(r) for r in wanted if not r.specifier.contains(pins.get(canonicalize_name(r.name), "0"))] == []


def _lock(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.lock"


def _pins(lock: Path) -> dict[str, str]:
    return dict(PINNED.findall(lock.read_text(encoding="utf-8")))
