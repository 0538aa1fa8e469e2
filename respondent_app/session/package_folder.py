"""Which folder to propose for a package: named after the consultation, and never one with another response's."""

from __future__ import annotations

import contextlib
import itertools
import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from respondent_app.exports import names
from respondent_app.model.consultation import Consultation
from respondent_app.model.response import Response
from respondent_app.model.text import clean

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


def suggested(response: Response, consultation: Consultation, place: Path | None) -> Path:
    """Return a folder in `place` (the person's documents if there is none yet) that can take the package."""
    first = (place or documents()) / folder_name(consultation.short_title)
    stem = names.file_stem(response, consultation)
    numbered = (first.with_name(f"{first.name} {number}") for number in itertools.count(2))
    return next(folder for folder in itertools.chain([first], numbered) if _can_take(folder, stem))


def chosen(text: str) -> Path:
    """Return the folder that a person wrote; one without a beginning lies in their documents."""
    written = Path(clean(text).strip())
    with contextlib.suppress(RuntimeError):  # "~somebody" whom this computer does not know
        written = written.expanduser()
    return documents() / written


def within(picked: Path, response: Response, consultation: Consultation) -> Path:
    """Return where the package goes if a person picks a folder.

    There, if it is empty or holds earlier packages of this response; else in a folder of its own inside.
    """
    try:
        has_room = not any(picked.iterdir()) or _has_earlier(picked, names.file_stem(response, consultation))
    except OSError:
        has_room = False
    return picked if has_room else suggested(response, consultation, picked)


def folder_name(short_title: str) -> str:
    """Return a name that every system takes."""
    words = _NOT_IN_NAMES.sub(" ", short_title).strip(" .").split()
    return " ".join([*words, "response"])


def documents() -> Path:
    """Return the person's documents folder."""
    known = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(known) if known else Path.home()


def _can_take(folder: Path, stem: str) -> bool:
    """Whether no package of another response lies there: versions of the same one lie beside each other."""
    try:
        return not (folder / names.MANIFEST).exists() or _has_earlier(folder, stem)
    except OSError:
        return True  # writing into it will say what is wrong


def _has_earlier(folder: Path, stem: str) -> bool:
    return names.next_version(folder, stem) != (1, 0)
