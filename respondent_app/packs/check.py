"""The check that whoever writes a pack runs: every fault with its file and line."""

from __future__ import annotations

from pathlib import Path

from respondent_app.model.errors import PackError
from respondent_app.packs.examine import PackProblem, examine

__all__ = ["PackProblem", "check"]


def check(path: Path) -> tuple[PackProblem, ...]:
    """Return what is wrong with the pack in the folder `path` (or the folder of the file `path`), empty if it is fine.

    Raise `PackError` if there is no such folder at all.
    """
    problems = examine(_folder(path)).problems
    return tuple(sorted(problems, key=lambda problem: (str(problem.file), problem.line)))


def _folder(path: Path) -> Path:
    try:
        found = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself, before Python 3.13
        raise PackError(
            f"There is no pack at “{path}”.",
            meaning="Nothing was checked.",
            advice="Give the folder that holds the pack's consultation.toml.",
        ) from error
    return found if found.is_dir() else found.parent
