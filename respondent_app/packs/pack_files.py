"""The files of a pack: their names, where they are, and how to read them from a disk that nobody vouches for."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from respondent_app.model.errors import PackError
from respondent_app.model.text import clean

DATA = "consultation.toml"
TEXT = "consultation.md"
POINTS = "points.toml"
FORM = "form.toml"
FORMAT = 1
LARGEST_TEXT = 20_000_000
LARGEST_TABLE = 2_000_000
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


class PackFileError(PackError):
    """One file of a pack cannot be read. `path` and `line` (from 1) say where, `what` why."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        self.path = path
        self.line = line
        super().__init__(message)


def is_safe_id(pack_id: str) -> bool:
    """Whether `pack_id` is fit for the name of a folder and of a file on every system."""
    return _SAFE_ID.fullmatch(pack_id) is not None


def form_path(folder: Path) -> Path:
    """Where the questions of the pack in `folder` are.

    Shipped packs keep them in `forms/<id>.toml`, with everything else that is filled; a pack of the person's own keeps
    them in `form.toml` beside the text, so that one folder is the whole pack.
    """
    beside = folder / FORM
    parents = folder.resolve().parents
    if beside.exists() or len(parents) < 3 or (parents[1].name, parents[0].name) != ("resources", "consultations"):  # noqa: PLR2004
        return beside
    return parents[2] / "forms" / f"{folder.resolve().name}.toml"


def read_text(path: Path, *, largest: int = LARGEST_TEXT) -> str:
    """Return the text of `path` with one kind of line break; raise `PackFileError` if it holds none."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise PackFileError(path, 1, f"“{path.name}” is not a file.")
        if status.st_size > largest:
            raise PackFileError(path, 1, f"“{path.name}” is larger than {largest // 1_000_000} MB.")
        content = path.read_bytes()
    except OSError as error:
        raise PackFileError(path, 1, _sentence(path, error)) from error
    return _decoded(path, content)


def _decoded(path: Path, content: bytes) -> str:
    try:
        return clean(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PackFileError(path, line, f"“{path.name}” is not UTF-8 text; save it as UTF-8.") from error


def _sentence(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"“{path.name}” is missing."
    if isinstance(error, PermissionError):
        return f"You are not allowed to read “{path.name}”."
    return f"“{path.name}” cannot be read ({(error.strerror or 'unknown fault').lower()})."
