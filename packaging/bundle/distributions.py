"""The packages of Python that the app needs at run time, as they lie in a folder of packages, for one system."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

from licence_terms import LicenceError
from packaging.requirements import Requirement
from product import ROOT

# What conditions in requirements ask about a system: nothing else differs between those the program runs on.
_SYSTEMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "macos": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
}
SYSTEMS = tuple(_SYSTEMS)


def this_system() -> str:
    """Return the name of the system that this runs on."""
    return {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")


def plain(name: str) -> str:
    """Return the one way of writing the name of a package."""
    return re.sub(r"[-_.]+", "-", name).lower()


def installed(site_packages: Path) -> dict[str, Distribution]:
    """Return all packages in a folder by their plain names."""
    return {plain(found.name): found for found in distributions(path=[str(site_packages)])}


def needed(site_packages: Path, system: str, python: str, root: Path = ROOT) -> list[Distribution]:
    """Return the packages that the app needs, in order of their names; `LicenceError` names one that is not there."""
    there = installed(site_packages)
    names = sorted(set(_names(there, system, python, root)))
    return [there[name] for name in names]


def _names(there: dict[str, Distribution], system: str, python: str, root: Path) -> Iterator[str]:
    environment = _SYSTEMS[system] | _about_python(python)
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting, seen = list(project["dependencies"]), set()
    while waiting:
        requirement = Requirement(waiting.pop())
        name = plain(requirement.name)
        if name in seen or (requirement.marker and not requirement.marker.evaluate(environment)):
            continue
        if name not in there:
            raise LicenceError(f"The package {name} is needed, but it is not in the folder of packages.")
        seen.add(name)
        waiting += there[name].requires or []
    yield from seen


def _about_python(version: str) -> dict[str, str]:
    return {
        "python_version": ".".join(version.split(".")[:2]),
        "python_full_version": version,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "extra": "",
    }
