"""The main job once, without a person: sample answers, the checks, the package, and a list of what was made."""

from __future__ import annotations

import itertools
from pathlib import Path

from respondent_app.drafts.answers_file import read_answers
from respondent_app.drafts.saved_response import read_response, save_response
from respondent_app.exports import package
from respondent_app.exports.purposes import purpose
from respondent_app.model.consultation import Consultation
from respondent_app.model.errors import ExportError, RespondentError
from respondent_app.model.finding import Finding
from respondent_app.model.response import Response
from respondent_app.packs import library
from respondent_app.review.completeness import check
from respondent_app.storage import folders

PACK = "dcc-tmad-v1.4-moc-mds"
DRAFT = "example.response"
_DRAFT_PURPOSE = "The draft: opens in the window, not for sending"


def run(out: Path, *, author: str = "") -> int:
    """Do the whole job in `out` and print what was made; return 1 if the checks found anything.

    A draft of an earlier run, with whatever was edited in it, is kept and used; the package becomes its next version.
    """
    consultation = library.load(PACK)
    draft, response, is_new = _draft(out, consultation, author)
    print(f"{consultation.title}\n")
    findings = check(response, consultation)
    try:
        made = package.export(response, consultation, out)
    except ExportError as error:
        print(error)
        return 1
    print(f"In {out}:\n" if is_new else f"In {out}, from the draft of an earlier run:\n")
    for path in (draft, *(out / name for name in made.files)):
        print(_line(path))
    _print_checks(findings, made)
    return 1 if findings else 0


def _draft(out: Path, consultation: Consultation, author: str) -> tuple[Path, Response, bool]:
    """Return the draft to use, what it holds, and whether it is new. What cannot be used is left alone."""
    path = out / DRAFT
    for number in itertools.count(2):
        if not path.exists():
            break
        response = _of_earlier_run(path)
        if response is not None:
            return path, response, False
        path = out / DRAFT.replace(".", f"-{number}.")
    response = read_answers(folders.resources() / "samples" / f"{consultation.id}.answers.toml", consultation)
    save_response(path, response, author=author)
    return path, response, True


def _of_earlier_run(path: Path) -> Response | None:
    try:
        response = read_response(path)
    except RespondentError:
        return None
    return response if response.consultation == PACK else None


def _line(path: Path) -> str:
    size = f"{max(1, round(path.stat().st_size / 1000)):,} kB"
    what = _DRAFT_PURPOSE if path.suffix == Path(DRAFT).suffix else purpose(path.name)
    return f"  {path.name}\n      {size:>8}   {what}"


def _print_checks(findings: tuple[Finding, ...], made: package.Package) -> None:
    print("\nChecks:\n")
    if findings:
        print("\n".join(f"  To settle: {finding.message}" for finding in findings))
    else:
        print("  Every question is answered, and every confidential mark has its reason.")
    print("  What may be published was opened again and searched for what is confidential: nothing was found.")
    if made.report.unchecked:
        kept_out = ", ".join(made.report.unchecked)
        print(f"  Too short or too common to search for, but kept out by how these files are made: {kept_out}.")
