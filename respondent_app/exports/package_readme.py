"""The README of a package: what each file is, who may see it, how to check it. Nothing confidential, nobody's name."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from respondent_app.exports.names import Version
from respondent_app.exports.purposes import purpose
from respondent_app.model.submission import Submission
from respondent_app.model.text import clean
from respondent_app.privacy.leak_check import is_restricted

_WIDTH = 96
_PUBLISHER_ONLY = "For the publisher only. Not for publication."
_ANYONE = "Anyone may see it."
_MAIL = "For the publisher only: the full version is attached to it."
_YOURS = "Nothing confidential is in it. You need not send it."
_SEEING = (
    "Files named PUBLIC hold nothing that is marked as confidential, and no contact details unless these may be "
    "published. Files named CONFIDENTIAL or FULL hold everything: give them to the publisher only, and do not put them "
    "where others can read them."
)
_CHECKING = (
    "manifest.json lists each file with its size and its SHA-256 checksum. If the checksum of a file is the one in the "
    "list, it has not been changed since the package was made. To see it:"
)
_COMMANDS = (
    "Windows   certutil -hashfile FILE SHA256",
    "macOS     shasum -a 256 FILE",
    "Linux     sha256sum FILE",
)
_SEARCHING = (
    "If a file was edited after the package was made, search it again for what is confidential before it goes out:"
)
_VERIFY = "respondent-app verify FOLDER --against YOUR.response"


def package_readme(files: Iterable[str], public: Submission, version: Version) -> bytes:
    """Return the README of the files named; only words that the `public` may read are taken from the submission."""
    head = f"RESPONSE TO CONSULTATION, PACKAGE {version[0]}.{version[1]}"
    about = " ".join(clean(public.consultation.title).split())
    listed = "\n\n".join(f"{name}\n{_wrapped(f'{purpose(name)}. {_seen_by(name)}', 4)}" for name in files)
    commands = "\n".join(f"    {line}" for line in _COMMANDS)
    paragraphs = (
        head, _wrapped(about), "THE FILES", listed, "WHO MAY SEE WHAT", _wrapped(_SEEING), "HOW TO CHECK",
        _wrapped(_CHECKING), commands, _wrapped(_SEARCHING), f"    {_VERIFY}",
    )  # fmt: skip
    return ("\n\n".join(paragraphs) + "\n").encode()


def _seen_by(name: str) -> str:
    if is_restricted(name):
        return _PUBLISHER_ONLY
    if "_PUBLIC_" in name:
        return _ANYONE
    return _MAIL if name.endswith(".eml") else _YOURS


def _wrapped(text: str, indent: int = 0) -> str:
    space = " " * indent
    return textwrap.fill(text, _WIDTH, initial_indent=space, subsequent_indent=space, break_long_words=False)
