"""What the installed program is called and which version it is: one place for every system's package.

All of it stands in pyproject.toml, under [project] and [tool.respondent].
"""

from __future__ import annotations

import subprocess
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "respondent-app"  # as in [project.scripts]: the command line, and on Linux the window too
WINDOW_PROGRAM = "Respondent"  # on Windows and macOS: opens the window, and never a console


@dataclass(frozen=True, slots=True)
class Product:
    """Names and version. `version` is that of Python's packages ("0.1.0"); `summary` fits into one line."""

    name: str
    version: str
    summary: str
    description: str
    publisher: str
    contact: str
    licence: str
    identifier: str
    file_kind: str
    file_suffix: str
    file_type: str
    file_class: str
    upgrade_code: str

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        """The version as Windows wants it: four numbers, of which a development version has the same as its release."""
        words = [int(word) for word in self.version.split(".") if word.isdigit()]
        first, second, third, fourth = (*words, 0, 0, 0, 0)[:4]
        return first, second, third, fourth


@dataclass(frozen=True, slots=True)
class Commit:
    """What a build was made from: the short name of the commit, with "+" if something was changed, and its time."""

    name: str
    time: datetime

    @property
    def epoch(self) -> int:
        """Seconds since 1970, as SOURCE_DATE_EPOCH wants them."""
        return int(self.time.timestamp())


def read_product(root: Path = ROOT) -> Product:
    """Return what pyproject.toml says; KeyError if something is missing there."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    project, own = settings["project"], settings["tool"]["respondent"]
    return Product(
        version=project["version"],
        description=project["description"],
        licence=project["license"],
        **{key.replace("-", "_"): value for key, value in own.items()},
    )


def read_commit(root: Path = ROOT) -> Commit:
    """Return what is checked out; without Git, or outside a checkout, "unknown" and the time of pyproject.toml."""
    try:
        name = _git(root, "describe", "--always", "--abbrev=10", "--dirty=+", "--exclude=*")
        seconds = int(_git(root, "log", "-1", "--format=%ct"))
    except (OSError, subprocess.CalledProcessError):
        name, seconds = "unknown", int((root / "pyproject.toml").stat().st_mtime)
    return Commit(name, datetime.fromtimestamp(seconds, UTC))


def _git(root: Path, *words: str) -> str:
    answer = subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True, text=True)
    return answer.stdout.strip()
