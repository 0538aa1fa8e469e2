"""Which folder to propose for a package: named after the consultation, and never one that holds a package already."""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from respondent_app.model.text import clean

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


def suggested(short_title: str, place: Path | None, names: Iterable[str]) -> Path:
    """Return a folder in `place` (the person's documents if there is none yet) that has none of the files `names`."""
    return free((place or documents()) / folder_name(short_title), names)


def free(folder: Path, names: Iterable[str]) -> Path:
    """Return `folder`, or the first of `folder 2`, `folder 3` … that has none of the files `names`."""
    wanted = tuple(names)
    numbered = (folder.with_name(f"{folder.name} {number}") for number in itertools.count(2))
    return next(path for path in itertools.chain([folder], numbered) if not _has_any(path, wanted))


def chosen(text: str) -> Path:
    """Return the folder that a person wrote; one without a beginning lies in their documents."""
    written = Path(clean(text).strip())
    with contextlib.suppress(RuntimeError):  # "~somebody" whom this computer does not know
        written = written.expanduser()
    return documents() / written


def within(picked: Path, short_title: str, names: Iterable[str]) -> Path:
    """Return where the package goes if a person picks a folder: there if it is empty, else in one of its own inside."""
    try:
        is_empty = not any(picked.iterdir())
    except OSError:
        is_empty = False
    return picked if is_empty else suggested(short_title, picked, names)


def folder_name(short_title: str) -> str:
    """Return a name that every system takes."""
    return f"{_NOT_IN_NAMES.sub(' ', short_title).strip(' .')} response".strip()


def documents() -> Path:
    """Return the person's documents folder."""
    known = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(known) if known else Path.home()


def _has_any(folder: Path, names: tuple[str, ...]) -> bool:
    try:
        return any((folder / name).exists() for name in names)
    except OSError:
        return False
