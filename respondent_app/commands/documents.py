"""The commands for a publisher's files: read, compare, audit and lint."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app import console
from respondent_app.commands.outputs import check_outputs, deliver, json_file, print_json, takes_outputs
from respondent_app.commands.usage import FINDINGS, FINE, Commands, UsageError, command
from respondent_app.model.errors import RespondentError

if TYPE_CHECKING:
    from respondent_app.documents.lint.finding import LintFinding
    from respondent_app.model.audit import Audit
    from respondent_app.model.comparison import Comparison
    from respondent_app.model.document import Document

_VIEWS = ("current", "proposed", "redline")


def add_read(commands: Commands, name: str) -> None:
    """Add `read`."""
    what = "show what a file says: Word, PDF, spreadsheet or XML schema"
    parser = command(commands, name, _read, what, "read redline.docx --view current")
    parser.add_argument("file", metavar="FILE", type=Path, help="the file to read")
    parser.add_argument("--view", choices=_VIEWS, default="proposed",
                        help="before its changes, after them (the default), or both: [-gone-] {+come+}")  # fmt: skip
    parser.add_argument("--part", choices=("body", "all"), default="body",
                        help="the body (the default), or notes, text boxes, headers and footers too")  # fmt: skip
    parser.add_argument("--format", choices=("text", "json"), default="text",
                        help="a paragraph a line without automatic numbers (the default), or JSON")  # fmt: skip


def add_compare(commands: Commands, name: str) -> None:
    """Add `compare`."""
    what = "say clause by clause what differs between two files, or before and after the changes that one file shows"
    parser = command(commands, name, _compare, what, "compare current.docx proposed.docx --xlsx changes.xlsx")
    parser.add_argument("current", metavar="CURRENT", type=Path, help="the text as it is, or one file with changes")
    parser.add_argument("proposed", metavar="PROPOSED", nargs="?", type=Path, help="the text as it is to become")
    takes_outputs(parser, "json", "xlsx", "docx")


def add_audit(commands: Commands, name: str) -> None:
    """Add `audit`."""
    what = "hold the publisher's change table against what really changed (status 1 unless all is as described)"
    parser = command(commands, name, _audit, what, "audit --pack dcc-tmad-v1.4-moc-mds --redline redline.docx")
    parser.add_argument("--pack", metavar="ID", required=True, help="the consultation, as “pack list” names it")
    parser.add_argument("--redline", metavar="FILE", type=Path, help="one file that shows the changes")
    parser.add_argument("--current", metavar="FILE", type=Path, help="the text as it is")
    parser.add_argument("--proposed", metavar="FILE", type=Path, help="the text as it is to become")
    takes_outputs(parser, "json", "xlsx", "docx")


def add_lint(commands: Commands, name: str) -> None:
    """Add `lint`."""
    what = "find what an author most likely did not mean: dates, references, names, brackets (status 1 if anything is)"
    parser = command(commands, name, _lint, what, "lint proposed.docx")
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="any file that is read, or plain text")
    parser.add_argument("--pack", metavar="ID", help="instead of a file, the text of a consultation")
    takes_outputs(parser, "json")


def _read(args: argparse.Namespace) -> int:
    from respondent_app.documents import shown

    document = _opened(args.file)
    view, whole = shown.View(args.view), args.part == "all"
    if args.format == "json":
        return print_json(shown.as_json(document, view, whole=whole))
    print(shown.as_text(document, view, whole=whole))
    _warn(document.notes)
    return FINE


def _compare(args: argparse.Namespace) -> int:
    check_outputs(args, args.current, args.proposed)
    comparison = _compared(args.current, args.proposed)
    _deliver_changes(args, comparison)
    return FINE


def _audit(args: argparse.Namespace) -> int:
    from respondent_app.packs import library

    current = args.redline or args.current
    if current is None or bool(args.redline) == bool(args.proposed) or (args.redline and args.current):
        raise UsageError(
            "An audit needs either --redline, or --current and --proposed.",
            advice="Name one file that shows the changes, or the two texts.",
        )
    check_outputs(args, current, args.proposed)
    consultation = library.load(args.pack)
    comparison = _compared(current, args.proposed)
    from respondent_app.documents.auditing.audit import audit
    from respondent_app.documents.auditing.shown import has_findings

    with console.steps_shown() as progress:
        found = audit(consultation, comparison, progress)
    _deliver_audit(args, comparison, found)
    return FINDINGS if has_findings(found) else FINE


def _lint(args: argparse.Namespace) -> int:
    if (args.file is None) == (args.pack is None):
        raise UsageError("Name a file, or a consultation with --pack.", advice="One of the two, not both.")
    check_outputs(args, args.file)
    findings = _linted_pack(args.pack) if args.pack is not None else _linted_file(args.file)
    from respondent_app.documents.lint import shown

    deliver(args, {"json": lambda: json_file(shown.as_json(findings))}, lambda: shown.as_text(findings))
    return FINDINGS if findings else FINE


def _opened(path: Path) -> Document:
    from respondent_app.documents.reader import read

    with console.steps_shown() as progress:
        return read(path, progress)


def _compared(current: Path, proposed: Path | None) -> Comparison:
    """Compare two files, or the two views of one that shows changes."""
    before = _opened(current)
    if proposed is None and not before.shows_changes:
        raise RespondentError(
            f"“{current.name}” shows no changes.",
            meaning="There is nothing to compare it with.",
            advice="Name a second file, the text as it is to become, or choose the file with tracked changes.",
        )
    after = _opened(proposed) if proposed is not None else None
    from respondent_app.documents.comparing.compare import compare, compare_views

    with console.steps_shown() as progress:
        return compare_views(before, progress) if after is None else compare(before, after, progress)


def _deliver_changes(args: argparse.Namespace, comparison: Comparison) -> None:
    from respondent_app.documents.comparing import shown
    from respondent_app.exports import change_list

    makers = {
        "json": lambda: json_file(shown.as_json(comparison)),
        "xlsx": lambda: change_list.change_workbook(comparison),
        "docx": lambda: change_list.change_document(comparison),
    }
    deliver(args, makers, lambda: shown.as_text(comparison))


def _deliver_audit(args: argparse.Namespace, comparison: Comparison, found: Audit) -> None:
    from respondent_app.documents.auditing import shown
    from respondent_app.exports import change_list

    makers = {
        "json": lambda: json_file(shown.as_json(found)),
        "xlsx": lambda: change_list.change_workbook(comparison, found),
        "docx": lambda: change_list.change_document(comparison, found),
    }
    deliver(args, makers, lambda: shown.as_text(found))


def _linted_pack(pack_id: str) -> tuple[LintFinding, ...]:
    from respondent_app.documents.lint import lint
    from respondent_app.packs import library
    from respondent_app.packs.plain_text import plain

    return lint(plain(library.load(pack_id).text))


def _linted_file(path: Path) -> tuple[LintFinding, ...]:
    from respondent_app.documents.lint import lint
    from respondent_app.documents.lint.document import lint_document
    from respondent_app.documents.lint.plain_file import MARKDOWN, is_plain_text, read_plain_text
    from respondent_app.packs.plain_text import plain

    if not is_plain_text(path):
        return lint_document(_opened(path))
    text = read_plain_text(path)
    return lint(plain(text) if path.suffix.lower() in MARKDOWN else text)


def _warn(notes: tuple[str, ...]) -> None:
    for note in notes:
        console.warn(note)
