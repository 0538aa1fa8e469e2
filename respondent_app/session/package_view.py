"""The package as the window shows it: plain values, so that no page knows the writers of files."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.exports import names
from respondent_app.exports.marked_up.proposals import proposes
from respondent_app.exports.purposes import purpose
from respondent_app.model.consultation import Consultation
from respondent_app.model.response import Response
from respondent_app.model.submission import Submission
from respondent_app.privacy.leak_check import LeakReport
from respondent_app.privacy.statement import details_withheld

if TYPE_CHECKING:
    from respondent_app.exports.package import Package


class Reader(enum.StrEnum):
    """Who may read a file of the package."""

    PUBLIC = "public"
    PUBLISHER = "publisher"
    YOU = "you"


@dataclass(frozen=True, slots=True)
class FileMade:
    """One file of the package and what it is for. `size` is in bytes, 0 while the file is only planned."""

    name: str
    size: int
    purpose: str
    reader: Reader

    @property
    def size_text(self) -> str:
        """The size as a person says it."""
        if self.size < _KILO:
            return f"{self.size} bytes"
        if self.size < _MEGA:
            return f"{self.size / _KILO:.0f} kB"
        return f"{self.size / _MEGA:.1f} MB"


@dataclass(frozen=True, slots=True)
class PackageMade:
    """A package that lies on the disk, checked.

    `to`, `subject` and `body` are the e-mail in words to copy, `email_file` its draft. `checked` says what the leak
    check did and found, `unchecked` what it could not look for, `notes` what to know of the files (a mail that may be
    too large); all in plain sentences.
    """

    folder: Path
    files: tuple[FileMade, ...]
    to: str
    subject: str
    body: str
    email_file: Path | None
    checked: str
    unchecked: tuple[str, ...]
    notes: tuple[str, ...] = ()


_KILO = 1000
_MEGA = 1000 * 1000
_CHECKED = "The public files were opened again and searched for everything that is withheld. Nothing was found."
_NOTHING_TO_SEARCH_FOR = (
    "Nothing is marked as confidential, and the contact details may be published. So there was nothing to search for."
)
_TOO_COMMON = "{}: too short or too common to search for. It is left out by the way the public version is made."
_NOT_FOUND_BY_WORDS = "The same said in other words, or figures from which a reader can work it out."


def seen(package: Package, folder: Path, response: Response) -> PackageMade:
    """Return `package`, which was made from `response` and written into `folder`, as the window shows it."""
    email = package.email
    eml = next((name for name in package.files if name.endswith(".eml")), None)
    return PackageMade(
        folder=folder,
        files=tuple(described(name, len(content)) for name, content in package.files.items()),
        to=email.to if email else "",
        subject=email.subject if email else "",
        body=email.body if email else "",
        email_file=folder / eml if eml else None,
        checked=_CHECKED if response.marks or details_withheld(response) else _NOTHING_TO_SEARCH_FOR,
        unchecked=_unchecked(package.report),
        notes=package.notes,
    )


def planned(
    response: Response,
    consultation: Consultation,
    folder: Path,
    *,
    pdf: bool = False,
    ending: str = "docx",
    submissions: Sequence[Submission] = (),
) -> tuple[FileMade, ...]:
    """Describe the files that a package of `response` in `folder` will consist of, with PDFs or without.

    `ending` is that of the response itself, which may be a publisher's form; `submissions` are what the files say.
    """
    stem = names.file_stem(response, consultation)
    version = names.next_version(folder, stem)
    marked = bool(response.marks)
    drafting = {made.audience.name for made in submissions if proposes(made)}
    made = names.planned(stem, version, marked=marked, pdf=pdf, response=ending, drafting=drafting)
    return tuple(described(name, 0) for name in made)


def _unchecked(report: LeakReport) -> tuple[str, ...]:
    return (*(_TOO_COMMON.format(what[:1].upper() + what[1:]) for what in report.unchecked), _NOT_FOUND_BY_WORDS)


def described(name: str, size: int) -> FileMade:
    """Say what a file of the package is for and who may read it. Its name says which version it is."""
    return FileMade(name, size, purpose(name), _reader(name))


def _reader(name: str) -> Reader:
    if name.endswith((".json", ".txt")):
        return Reader.YOU
    return Reader.PUBLIC if "_PUBLIC_" in name else Reader.PUBLISHER
