"""The command that searches the files of a package again, as they lie there now."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.commands.drafts import form_at
from respondent_app.commands.outputs import print_json
from respondent_app.commands.passphrases import passphrase_for
from respondent_app.commands.usage import FINDINGS, FINE, Commands, UsageError, command, takes_author
from respondent_app.model.errors import storage_error
from respondent_app.model.submission import Audience

if TYPE_CHECKING:
    from respondent_app.exports.blank_form import BlankForm
    from respondent_app.model.consultation import Consultation
    from respondent_app.model.response import Response
    from respondent_app.privacy.leak_check import Hit, LeakReport

_MANIFEST = "manifest.json"
_SAID_OF = {
    "public": "public",
    "publisher": "for the publisher only",
    "mail": "for the publisher (mail)",
    "list": "the list of files",
    "draft": "your draft: keep it",
}
_SEARCHED = frozenset({"public", "mail", "list"})
LIMITS = (
    "The same said in other words, or what can be concluded from the rest, no search can find.",
    "Words in pictures and scans are not seen.",
)


@dataclass(frozen=True, slots=True)
class _Verified:
    """One file: who may read it, whether it is as the manifest says, and what was found in it."""

    name: str
    audience: str
    state: str
    hits: tuple[Hit, ...]
    unread: tuple[str, ...]
    has_pictures: bool


def add_verify(commands: Commands, name: str) -> None:
    """Add `verify`."""
    what = "search the files of a package again, whatever was done to them since (status 1 if anything is found)"
    parser = command(commands, name, _verify, what, "verify package --against our.response")
    parser.add_argument("folder", metavar="DIR", type=Path, help="the folder with the files, or one file")
    parser.add_argument("--against", metavar="R", type=Path, required=True, help="the draft they were made of")
    parser.add_argument(
        "--template", metavar="T", type=Path, help="the publisher's blank form, if they were made of it"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")
    takes_author(parser)


def _verify(args: argparse.Namespace) -> int:
    from respondent_app.drafts.saved_response import read_response
    from respondent_app.exports.package import check_files
    from respondent_app.packs import library

    files = _files(args.folder)
    response = read_response(args.against, passphrase_for(args.against))
    consultation = library.load(response.consultation)
    searched = {name: content for name, content in files.items() if _audience(name) in _SEARCHED}
    report = check_files(searched, response, consultation, blank_at(args.template, response, consultation))
    known = _listed(files.get(_MANIFEST, b""))
    verified = tuple(_one(name, content, report, known) for name, content in sorted(files.items()))
    missing = tuple(name for name in known.newest if name not in files) if _MANIFEST in files else ()
    problems = (*_unclear(response, consultation), *_elsewhere(report, files))
    if args.json:
        print_json(_as_json(verified, missing, problems, report))
    else:
        _print(verified, missing, problems, report)
    return FINE if report.is_clean and not missing and not problems else FINDINGS


def blank_at(template: Path | None, response: Response, consultation: Consultation) -> BlankForm:
    """Return what stands in the publisher's form and text anyway.

    Of a form that is not named these are its labels, if it is remembered.
    """
    from respondent_app.documents.reader import read
    from respondent_app.exports.blank_form import BlankForm, blank_form
    from respondent_app.exports.marked_up.clause_texts import clause_texts, commented_texts
    from respondent_app.privacy.disclose import disclose
    from respondent_app.session.publisher_files import read_proposed
    from respondent_app.templates.remembered import remembered_words

    form = form_at(template, consultation)
    blank = BlankForm(remembered_words(consultation.id)) if form is None else blank_form(form)
    texts = clause_texts(consultation, read_proposed(response, consultation, read))
    shown = commented_texts(disclose(response, consultation, Audience.FULL), texts)
    return replace(blank, words="\n".join((blank.words, *shown.values())))


def _files(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder and in the folders in it, by its path from there."""
    if folder.is_file():
        paths, above = [folder], folder.parent
    elif folder.is_dir():
        paths, above = sorted(path for path in folder.rglob("*") if path.is_file()), folder
    else:
        raise UsageError(f"“{folder}” is not there.", advice="Name the folder that the package was written into.")
    if not paths:
        raise UsageError(f"“{folder}” holds no files.", advice="Name the folder that the package was written into.")
    try:
        return {path.relative_to(above).as_posix(): path.read_bytes() for path in paths}
    except OSError as error:
        raise storage_error(error, meaning="Nothing was checked.") from error


def _audience(name: str) -> str:
    from respondent_app.privacy.leak_check import is_restricted

    if name == _MANIFEST:
        return "list"
    if name.endswith(".response"):
        return "draft"
    if is_restricted(name):
        return "publisher"
    return "mail" if name.lower().endswith(".eml") else "public"


@dataclass(frozen=True, slots=True)
class _Listed:
    """What the manifest says: the digests of all files that were ever written, and the names of the newest package."""

    digests: Mapping[str, str]
    newest: tuple[str, ...]


def _listed(manifest: bytes) -> _Listed:
    try:
        tables = json.loads(manifest or b"{}")
        newest = tuple(str(entry["name"]) for entry in tables.get("files", []))
        packages = (tables, *tables.get("earlier", []))
        entries = [entry for package in packages for entry in package.get("files", [])]
        return _Listed({str(entry["name"]): str(entry["sha256"]) for entry in entries}, newest)
    except (ValueError, TypeError, KeyError, AttributeError):
        return _Listed({}, ())


def _one(name: str, content: bytes, report: LeakReport, known: _Listed) -> _Verified:
    digest = known.digests.get(name)
    state = "not listed" if digest is None else "as made"
    if digest is not None and digest != hashlib.sha256(content).hexdigest():
        state = "changed"
    hits = tuple(hit for hit in report.hits if hit.file == name)
    unread = tuple(part for part in report.unread if part == name or part.startswith(f"{name} > "))
    return _Verified(name, _audience(name), state, hits, unread, name in report.pictures)


def _unclear(response: Response, consultation: Consultation) -> Iterator[str]:
    from respondent_app.privacy.marks import faulty_marks, numbers

    known = numbers(response, consultation)
    for mark in faulty_marks(response, consultation):
        yield f"Confidential {known[mark.id]} covers nothing: what it means cannot be searched for"


def _elsewhere(report: LeakReport, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what was found in the name of a file, or in what the response says in the open now."""
    from respondent_app.privacy.told_places import place_in_words

    for hit in report.hits:
        if hit.file not in files:
            yield f"{hit.what} in {hit.file}: {place_in_words(hit)}"


def _print(verified: tuple[_Verified, ...], missing: tuple[str, ...], problems: tuple[str, ...],
           report: LeakReport) -> None:  # fmt: skip
    for file in verified:
        print(f"{file.name} ({_SAID_OF[file.audience]}{_state(file)}): {'; '.join(_found(file))}")
    for name in missing:
        print(f"{name}: missing")
    for problem in problems:
        print(problem)
    for what in report.unchecked:
        print(f"{what[:1].upper()}{what[1:]}: too short or too common to search for")
    print("Not proved: " + " ".join(LIMITS))


def _state(file: _Verified) -> str:
    if file.state == "changed":
        return ", changed since it was made"
    return ", not in the list of files" if file.state == "not listed" and file.audience == "public" else ""


def _found(file: _Verified) -> Iterator[str]:
    from respondent_app.privacy.told_places import place_in_words

    if file.audience not in _SEARCHED:
        yield "not searched"
        return
    for hit in file.hits:
        place = place_in_words(hit)
        yield f"{hit.what} found" + (f" in {place}" if place else "")
    if file.unread:
        yield "cannot be read" if file.name in file.unread else "a part of it cannot be read"
    if not file.hits and not file.unread:
        yield "nothing found"
    if file.has_pictures:
        yield "it holds pictures: look at them"


def _as_json(verified: tuple[_Verified, ...], missing: tuple[str, ...], problems: tuple[str, ...],
             report: LeakReport) -> dict[str, object]:  # fmt: skip
    from respondent_app.privacy.told_places import place_in_words

    return {
        "version": 1,
        "clean": report.is_clean and not missing and not problems,
        "files": [
            {
                "name": file.name,
                "audience": file.audience,
                "searched": file.audience in _SEARCHED,
                "state": file.state,
                "found": [{"what": hit.what, "place": place_in_words(hit), "part": hit.place} for hit in file.hits],
                "unread": list(file.unread),
                "pictures": file.has_pictures,
            }
            for file in verified
        ],
        "missing": list(missing),
        "problems": list(problems),
        "unchecked": list(report.unchecked),
        "limits": list(LIMITS),
    }
