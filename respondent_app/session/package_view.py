"""The package as the window shows it: plain values, so that no page knows the writers of files."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


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
    check did and found, `unchecked` what it could not look for; both in plain sentences.
    """

    folder: Path
    files: tuple[FileMade, ...]
    to: str
    subject: str
    body: str
    email_file: Path | None
    checked: str
    unchecked: tuple[str, ...]


_KILO = 1000
_MEGA = 1000 * 1000
_RESPONSE = {
    "_PUBLIC_": "Your response as it may be published (Word)",
    "_CONFIDENTIAL_": "Your whole response, with what is confidential marked and the reasons for it (Word)",
    "_FULL_": "Your whole response, with your contact details (Word)",
}
_COMMENTS = {
    "_PUBLIC_": "Your comments by clause as they may be published (Excel)",
    "_CONFIDENTIAL_": "All your comments by clause, with what is confidential marked (Excel)",
    "_FULL_": "All your comments by clause (Excel)",
}
_EMAIL = "The e-mail, ready but not sent, with the files attached"
_MANIFEST = "A list of the files with a checksum for each, to show later what was sent"


def planned(names: Iterable[str]) -> tuple[FileMade, ...]:
    """Describe the files that will be made, by their names."""
    return tuple(described(name, 0) for name in names)


def made(files: Mapping[str, bytes]) -> tuple[FileMade, ...]:
    """Describe the files that were made."""
    return tuple(described(name, len(content)) for name, content in files.items())


def described(name: str, size: int) -> FileMade:
    """Say what a file of the package is for and who may read it. Its name says which version it is."""
    return FileMade(name, size, _purpose(name), _reader(name))


def _purpose(name: str) -> str:
    if name.endswith(".eml"):
        return _EMAIL
    if name.endswith(".json"):
        return _MANIFEST
    purposes = _COMMENTS if name.endswith(".xlsx") else _RESPONSE
    return next((purpose for version, purpose in purposes.items() if version in name), "A further file of the package")


def _reader(name: str) -> Reader:
    if name.endswith(".json"):
        return Reader.YOU
    return Reader.PUBLIC if "_PUBLIC_" in name else Reader.PUBLISHER
