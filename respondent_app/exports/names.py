"""The names of a package's files, and which version comes next."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path

from respondent_app.model.consultation import Consultation
from respondent_app.model.response import Response, Scope

MANIFEST = "manifest.json"
UNNAMED = "Respondent"
LONGEST = 100
Version = tuple[int, int]
KINDS = ("Response", "Comments", "Reasons", "Drafting", "Cover", "README")
_LONGEST_ENDING = len("_Response_CONFIDENTIAL_v99_999.docx")
_SHORTEST_NAME = 12
# Letters that do not come apart into a plain one and an accent.
_LETTERS = str.maketrans({
    "ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ı": "i", "ŋ": "ng", "Ŋ": "Ng",
    "ŧ": "t", "Ŧ": "T", "ĸ": "k", "ə": "e", "Ə": "E", "’": "'", "‘": "'",
})  # fmt: skip


def file_stem(response: Response, consultation: Consultation) -> str:
    """Return what the names of all files of this response start with: organisation and consultation, in ASCII."""
    part = (
        _ascii(consultation.file_name_part)[: LONGEST - _LONGEST_ENDING - _SHORTEST_NAME].strip("_-") or "Consultation"
    )
    return f"{_organisation(response, LONGEST - _LONGEST_ENDING - len(part) - 1)}_{part}"


def file_name(stem: str, kind: str, ending: str, version: Version, audience: str = "") -> str:
    """Return one name; `kind` is one of `KINDS`, `audience` "PUBLIC", "CONFIDENTIAL", "FULL" or nothing."""
    middle = "_".join(part for part in (stem, kind, audience) if part)
    return f"{middle}_v{version[0]}_{version[1]}.{ending}"


def planned(
    stem: str, version: Version, *, marked: bool, pdf: bool, response: str = "docx", drafting: Collection[str] = ()
) -> Iterator[str]:
    """Yield the names of a package's files in their order; `marked` says whether anything is confidential.

    `response` is the ending of the response itself, which may be a publisher's form; `drafting` says for whom
    ("FULL", "PUBLIC") there is a marked-up drafting.
    """
    full = "CONFIDENTIAL" if marked else "FULL"
    endings = ("docx", "pdf") if pdf else ("docx",)
    for audience in (full, "PUBLIC"):
        forms = (response, *endings[1:])
        yield from (file_name(stem, "Response", ending, version, audience) for ending in forms)
        yield file_name(stem, "Comments", "xlsx", version, audience)
        if ("PUBLIC" if audience == "PUBLIC" else "FULL") in drafting:
            yield file_name(stem, "Drafting", "docx", version, audience)
        if marked and audience == full:
            yield from (file_name(stem, "Reasons", ending, version, audience) for ending in endings)
    yield file_name(stem, "Response", "eml", version)
    yield file_name(stem, "Cover", "txt", version)
    yield file_name(stem, "README", "txt", version)
    yield MANIFEST


def next_version(folder: Path, stem: str) -> Version:
    """Return the first version of `stem` that is not yet in `folder`: 1.0, then 1.1 and so on."""
    pattern = re.compile(
        rf"{re.escape(stem)}_(?:{'|'.join(KINDS)})(?:_[A-Z]+)?_v(\d{{1,3}})_(\d{{1,4}})\.[a-z]+", re.IGNORECASE
    )
    try:
        names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    except OSError:
        names = []  # writing into it will say what is wrong
    versions = [(int(found[1]), int(found[2])) for name in names if (found := pattern.fullmatch(name))]
    if not versions:
        return (1, 0)
    latest = max(versions)
    return (latest[0], latest[1] + 1)


def _organisation(response: Response, longest: int) -> str:
    if any(mark.scope is Scope.ORGANISATION for mark in response.marks):
        return UNNAMED
    return _ascii(response.respondent.organisation)[:longest].strip("_-") or UNNAMED


def _ascii(text: str) -> str:
    """Reduce text to ASCII letters, digits, "-" and "_" that every file system takes."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9-]+", "_", plain.replace("'", "")).strip("_-")
