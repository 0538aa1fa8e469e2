"""What this installation is: its version, what it was built from, and where the notices of its parts lie."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from respondent_app import __version__
from respondent_app.storage import folders

_COMMIT = re.compile(r"[0-9a-z]{4,40}\+?")


@dataclass(frozen=True, slots=True)
class Build:
    """What a bundle was made from: a commit, with "+" if something was changed in it, and the day of that commit."""

    commit: str
    day: date

    def __str__(self) -> str:
        return f"build {self.commit} of {self.day.day} {self.day:%B %Y}"


def build() -> Build | None:
    """Return what this was built from; `None` if it runs from source, or if that cannot be read."""
    try:
        text = (folders.shipped() / "build.toml").read_text(encoding="utf-8")
        import tomllib  # from source there is nothing to read, and the version is told sooner

        said = tomllib.loads(text)
        commit, day = str(said["commit"]), date.fromisoformat(str(said["date"]))
    except (OSError, ValueError, KeyError):
        return None
    return Build(commit, day) if _COMMIT.fullmatch(commit) else None


def described() -> str:
    """Return the version and what it was built from, in one line."""
    return f"{__version__} ({build() or 'from source'})"


def notices_file() -> Path | None:
    """Return the file that names the parts and their licences; `None` where it runs from source."""
    path = folders.shipped() / "licences" / "NOTICES.txt"
    return path if path.is_file() else None


def notices() -> str:
    """Return what is to be said about the licences of the parts."""
    path = notices_file()
    if path is None:
        return (
            "Respondent runs from source here. The licence of each part lies in its own package, in Python's folder of "
            "packages."
        )
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return (
            f"The list of parts and licences cannot be read. It should stand in {path}; installing again puts it there."
        )
