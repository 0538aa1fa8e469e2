"""The commands for one's own response: make a draft, look at it, check it, make the package."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app import console
from respondent_app.commands.outputs import print_json
from respondent_app.commands.passphrases import new_passphrase, passphrase_for
from respondent_app.commands.usage import FINDINGS, FINE, Commands, author, command, place, takes_author
from respondent_app.model.errors import ExportError

if TYPE_CHECKING:
    from respondent_app.model.consultation import Consultation
    from respondent_app.model.finding import Finding
    from respondent_app.model.merge_review import MergeReport
    from respondent_app.model.response import Response
    from respondent_app.model.template import PublisherForm

_LONGEST_LABEL = 60


def add_new(commands: Commands, name: str) -> None:
    """Add `new`."""
    example = "new --pack dcc-tmad-v1.4-moc-mds --out our.response --answers answers.toml"
    parser = command(commands, name, _new, "make a draft, from an answers file if there is one", example)
    parser.add_argument("--pack", metavar="ID", required=True, help="the consultation, as “pack list” names it")
    parser.add_argument("--out", metavar="R", type=place, required=True, help="the draft to make, *.response")
    parser.add_argument("--answers", metavar="FILE.toml", type=Path, help="answers to begin with")
    takes_author(parser)


def add_show(commands: Commands, name: str) -> None:
    """Add `show`."""
    parser = command(commands, name, _show, "show what a draft holds, confidential words too", "show our.response")
    _takes_draft(parser)
    parser.add_argument("--json", action="store_true", help="as JSON")


def add_check(commands: Commands, name: str) -> None:
    """Add `check`."""
    what = "say what is missing or inconsistent in a draft (status 1 if anything is)"
    parser = command(commands, name, _check, what, "check our.response --json")
    _takes_draft(parser)
    parser.add_argument("--json", action="store_true", help="as JSON")


def add_export(commands: Commands, name: str) -> None:
    """Add `export`."""
    what = "make the package: documents, comment sheets, e-mail draft"
    parser = command(commands, name, _export, what, "export our.response --out package")
    _takes_draft(parser)
    parser.add_argument("--out", metavar="DIR", type=place, required=True, help="the folder for the package")
    parser.add_argument("--template", metavar="T", type=Path, help="the publisher's own form: .docx, .doc or .xlsx")
    parser.add_argument("--public-only", action="store_true", help="only what everyone may read")
    parser.add_argument("--pdf", action="store_true", help="the documents as accessible PDFs, too")


def _takes_draft(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", metavar="R", type=Path, help="the draft, *.response")
    takes_author(parser)


def _new(args: argparse.Namespace) -> int:
    from respondent_app.drafts.answers_file import read_answers
    from respondent_app.drafts.saved_response import save_response
    from respondent_app.model.response import Response
    from respondent_app.packs import library

    consultation = library.load(args.pack)
    response = read_answers(args.answers, consultation) if args.answers else Response(consultation.id)
    save_response(args.out, response, author=author(args), passphrase=new_passphrase())
    print(f"Made {args.out}.")
    return FINE


def _show(args: argparse.Namespace) -> int:
    from respondent_app.drafts import shown

    response = _read(args.draft)
    if args.json:
        return print_json(shown.as_json(response))
    print(shown.as_text(response), end="")
    return FINE


def _check(args: argparse.Namespace) -> int:
    from respondent_app.review import merged
    from respondent_app.review.completeness import check

    response, consultation, left = _opened(args.draft)
    findings = (*merged.findings(left), *check(response, consultation))
    if args.json:
        print_json({"version": 1, "findings": [_finding(finding, response) for finding in findings]})
    else:
        _print_findings(findings)
    return FINDINGS if findings else FINE


def _print_findings(findings: tuple[Finding, ...]) -> None:
    if not findings:
        print("Nothing is missing.")
    for finding in findings:
        print(f"{finding.weight}\t{finding.message}")


def _finding(finding: Finding, response: Response) -> dict[str, object]:
    from respondent_app.review.wording import clause_of

    where = finding.place
    return {
        "id": finding.id,
        "weight": finding.weight,
        "message": finding.message,
        "room": finding.room,
        "question": where.question if where else "",
        "part": where.part if where else "",
        "clause": clause_of(where, response) if where else "",
    }


def _export(args: argparse.Namespace) -> int:
    from respondent_app.documents.reader import read
    from respondent_app.exports import package
    from respondent_app.review.merged import refuse_unsettled
    from respondent_app.session import publisher_files

    response, consultation, left = _opened(args.draft)
    form = form_at(args.template, consultation)
    try:
        refuse_unsettled(left)
        made = package.export(
            response, consultation, args.out, public_only=args.public_only, pdf=args.pdf, form=form,
            proposed=publisher_files.read_proposed(response, consultation, read),
        )  # fmt: skip
    except ExportError as error:
        print(error)
        return FINDINGS
    for name in made.files:
        print(args.out / name)
    for note in made.notes:
        console.warn(note)
    if form is not None:
        _tell_unsure(form)
    if made.report.unchecked:
        console.warn(f"Too short or too common to search the files for, but left out of them: "
              f"{', '.join(made.report.unchecked)}.")  # fmt: skip
    return FINE


def form_at(path: Path | None, consultation: Consultation) -> PublisherForm | None:
    """Return the publisher's form in a file, with its places; None if no file is named."""
    from respondent_app.documents.reader import content_of
    from respondent_app.templates.opened import opened

    return None if path is None else opened(content_of(path), path.name, consultation)


def _tell_unsure(form: PublisherForm) -> None:
    from respondent_app.templates.opened import unsure

    labels = unsure(form.mapping)
    if labels:
        named = "; ".join(f"“{label[:_LONGEST_LABEL]}”" for label in labels)
        console.warn(f"Look at these places of the form, it is not sure what belongs there: {named}.")
        console.warn("In the window, the page Send shows what goes where; what is confirmed there is remembered.")


def _opened(path: Path) -> tuple[Response, Consultation, MergeReport]:
    from respondent_app.drafts.merge import report
    from respondent_app.drafts.saved_response import read_draft
    from respondent_app.packs import library

    draft = read_draft(path, passphrase_for(path))
    left = report(draft.events).open_in(draft.response)
    return draft.response, library.load(draft.response.consultation), left


def _read(path: Path) -> Response:
    from respondent_app.drafts.saved_response import read_response

    return read_response(path, passphrase_for(path))
