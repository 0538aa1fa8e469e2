"""The same job without a window. Every command says what it did, or in one line what stood in the way.

Exit status: 0 fine, 1 findings (told on standard output), 2 unusable input (one line on standard error). Each command
imports what it needs when it runs, so that `--version` and `--help` answer at once.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol

from respondent_app import __version__, console
from respondent_app.console import PROGRAM
from respondent_app.model.errors import ExportError, RespondentError, storage_error
from respondent_app.screen import has_screen

if TYPE_CHECKING:
    from respondent_app.model.consultation import Consultation
    from respondent_app.model.finding import Finding
    from respondent_app.model.response import Response

FINE, FINDINGS = 0, 1
INTERRUPTED, NOBODY_READS = 130, 141  # as shells count the signals INT and PIPE
Command = Callable[[argparse.Namespace], int]


class ShowWindow(Protocol):
    """What opens the window."""

    def __call__(self, file: Path | None, *, quit_when_shown: bool) -> int:
        """Open the window on a draft, or on the last one, and return the exit status."""


def main(argv: Sequence[str] | None = None, *, show_window: ShowWindow | None = None) -> int:
    """Run one command, or `show_window` where no command is named; return the exit status."""
    console.speak_utf8()
    try:
        status = _run(sys.argv[1:] if argv is None else argv, show_window)
        if sys.stdout is not None:
            sys.stdout.flush()
    except RespondentError as error:
        return console.tell(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        console.stop_writing()
        return NOBODY_READS
    except OSError as error:
        console.stop_writing()
        return console.tell(str(storage_error(error)))
    except Exception as error:  # noqa: BLE001  no traceback: its lines could show what is confidential
        return console.tell(console.unexpected(error))
    return status


def _run(argv: Sequence[str], show_window: ShowWindow | None) -> int:
    try:
        if _names_command(argv):
            args = _commands().parse_args(argv)
            command: Command = args.run
            return command(args)
        return _window(_window_arguments().parse_args(argv), show_window)
    except SystemExit as ended:  # from --help and --version
        return int(ended.code or 0)


def _names_command(argv: Sequence[str]) -> bool:
    """Whether the first word is a command. A draft that is called like one is opened as ./name."""
    words = list(argv)
    while words and words[0].startswith("-"):
        if words[0] in {"-h", "--help"}:
            return True
        skip = 2 if words[0] == "--author" else 1
        words = words[skip:]
    return bool(words) and words[0] in COMMANDS


class _UsageError(RespondentError):
    """The words of the command line cannot be understood."""


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line."""

    def error(self, message: str) -> NoReturn:
        end = "" if message.endswith(("?", ".")) else "."
        raise _UsageError(
            f"{message[:1].upper()}{message[1:]}{end}", advice=f"“{self.prog} --help” shows how it is used."
        )


def _window_arguments() -> _Parser:
    parser = _Parser(prog=PROGRAM, add_help=False)
    parser.add_argument("file", nargs="?", metavar="FILE", type=Path)
    parser.add_argument("--quit-when-shown", action="store_true")
    parser.add_argument("--author", metavar="NAME")
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    return parser


def _window(args: argparse.Namespace, show_window: ShowWindow | None) -> int:
    from respondent_app.model.records import nearest

    if args.file is not None and not args.file.exists():
        raise RespondentError(
            f"There is no file {args.file}, and no command of that name.{nearest(str(args.file), COMMANDS)}",
            advice=f"“{PROGRAM} --help” lists the commands.",
        )
    if show_window is None or not has_screen():
        raise RespondentError(
            "There is no screen to open the window on.",
            advice=f"The commands work without one: “{PROGRAM} --help” lists them.",
        )
    return show_window(args.file, quit_when_shown=args.quit_when_shown)


def _commands() -> _Parser:
    parser = _Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [FILE] | {PROGRAM} COMMAND …",
        description="Answer a consultation offline, and send a public version that leaks nothing. "
        "Without a command the window opens, on FILE if one is given; --quit-when-shown ends it once it is painted.",
        epilog=f"Example: {PROGRAM} demo --out demo-out",
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    _takes_author(parser, default=None)
    commands = parser.add_subparsers(metavar="COMMAND", required=True, title="commands", parser_class=_Parser)
    for name, add in COMMANDS.items():
        add(commands, name)
    return parser


def _takes_author(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    parser.add_argument("--author", metavar="NAME", default=default, help="who acts (default: the account's name)")


def _command(
    commands: argparse._SubParsersAction[_Parser], name: str, run: Command, what: str, example: str
) -> _Parser:
    parser = commands.add_parser(
        name,
        help=what,
        description=f"{what[:1].upper()}{what[1:]}.",
        epilog=f"example:\n  {PROGRAM} {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def _add_demo(commands: argparse._SubParsersAction[_Parser], name: str) -> None:
    parser = _command(commands, name, _demo, "do the whole job once with sample answers", "demo --out demo-out")
    parser.add_argument("--out", metavar="DIR", type=_place, required=True, help="folder for the draft and the package")
    _takes_author(parser)


def _add_pack(commands: argparse._SubParsersAction[_Parser], name: str) -> None:
    example = "pack show dcc-tmad-v1.4-moc-mds"
    parser = _command(commands, name, _pack_list, "list, show or check consultation packs", example)
    actions = parser.add_subparsers(metavar="ACTION", required=True, title="actions", parser_class=_Parser)
    listed = _command(actions, "list", _pack_list, "list the consultations there are packs for", "pack list")
    listed.add_argument("--json", action="store_true", help="as JSON")
    shown = _command(actions, "show", _pack_show, "show what a pack holds", example)
    shown.add_argument("id", metavar="ID", help="a name that “pack list” shows")
    form = shown.add_mutually_exclusive_group()
    form.add_argument("--text", action="store_true", help="as text (this is the default)")
    form.add_argument("--json", action="store_true", help="as JSON")
    checked = _command(actions, "check", _pack_check, "check a pack, with file and line", "pack check my-packs/sec-x")
    checked.add_argument("path", metavar="PATH", type=Path, help="the folder of the pack")


def _add_new(commands: argparse._SubParsersAction[_Parser], name: str) -> None:
    example = "new --pack dcc-tmad-v1.4-moc-mds --out our.response --answers answers.toml"
    parser = _command(commands, name, _new, "make a draft, from an answers file if there is one", example)
    parser.add_argument("--pack", metavar="ID", required=True, help="the consultation, as “pack list” names it")
    parser.add_argument("--out", metavar="R", type=_place, required=True, help="the draft to make, *.response")
    parser.add_argument("--answers", metavar="FILE.toml", type=Path, help="answers to begin with")
    _takes_author(parser)


def _add_show(commands: argparse._SubParsersAction[_Parser], name: str) -> None:
    parser = _command(commands, name, _show, "show what a draft holds, confidential words too", "show our.response")
    _takes_draft(parser)
    parser.add_argument("--json", action="store_true", help="as JSON")


def _add_check(commands: argparse._SubParsersAction[_Parser], name: str) -> None:
    what = "say what is missing or inconsistent in a draft (status 1 if anything is)"
    parser = _command(commands, name, _check, what, "check our.response --json")
    _takes_draft(parser)
    parser.add_argument("--json", action="store_true", help="as JSON")


def _add_export(commands: argparse._SubParsersAction[_Parser], name: str) -> None:
    what = "make the package: documents, comment sheets, e-mail draft"
    parser = _command(commands, name, _export, what, "export our.response --out package")
    _takes_draft(parser)
    parser.add_argument("--out", metavar="DIR", type=_place, required=True, help="the folder for the package")
    parser.add_argument("--template", metavar="T", type=Path, help="the publisher's own template")
    parser.add_argument("--public-only", action="store_true", help="only what everyone may read")


def _takes_draft(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", metavar="R", type=Path, help="the draft, *.response")
    _takes_author(parser)


def _place(word: str) -> Path:
    if word == "-":
        raise _UsageError("This cannot go to standard output.", advice="Name a place after --out.")
    return Path(word)


COMMANDS: dict[str, Callable[[argparse._SubParsersAction[_Parser], str], None]] = {
    "demo": _add_demo,
    "pack": _add_pack,
    "new": _add_new,
    "show": _add_show,
    "check": _add_check,
    "export": _add_export,
}


def _demo(args: argparse.Namespace) -> int:
    from respondent_app import demo

    return demo.run(args.out, author=_author(args))


def _pack_list(args: argparse.Namespace) -> int:
    from respondent_app.packs import library

    entries = library.available()
    if args.json:
        packs = [{"id": entry.id, "title": entry.title, "problem": entry.problem} for entry in entries]
        return _print_json({"version": 1, "packs": packs})
    for entry in entries:
        print(f"{entry.id}\t{entry.problem or entry.title}")
    return FINE


def _pack_show(args: argparse.Namespace) -> int:
    from respondent_app.packs import library, show

    consultation = library.load(args.id)
    if args.json:
        return _print_json(show.as_json(consultation))
    print(show.as_text(consultation))
    return FINE


def _pack_check(args: argparse.Namespace) -> int:
    from respondent_app.packs import check

    problems = check.check(args.path)
    for problem in problems:
        print(f"{problem.file}:{problem.line}: {problem.message}")
    if not problems:
        print(f"{args.path}: nothing to mend.")
    return FINDINGS if problems else FINE


def _new(args: argparse.Namespace) -> int:
    from respondent_app.drafts.answers_file import read_answers
    from respondent_app.drafts.draft_file import DraftFile
    from respondent_app.model.response import Response
    from respondent_app.packs import library

    consultation = library.load(args.pack)
    response = read_answers(args.answers, consultation) if args.answers else Response(consultation.id)
    DraftFile.create(args.out, response, author=_author(args)).close()
    print(f"Made {args.out}.")
    return FINE


def _show(args: argparse.Namespace) -> int:
    from respondent_app.drafts import shown
    from respondent_app.drafts.draft_file import DraftFile

    response = DraftFile.read(args.draft)
    if args.json:
        return _print_json(shown.as_json(response))
    print(shown.as_text(response), end="")
    return FINE


def _check(args: argparse.Namespace) -> int:
    from respondent_app.review.completeness import check

    response, consultation = _opened(args.draft)
    findings = check(response, consultation)
    if args.json:
        _print_json({"version": 1, "findings": [_finding(finding, response) for finding in findings]})
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

    place = finding.place
    return {
        "id": finding.id,
        "weight": finding.weight,
        "message": finding.message,
        "room": finding.room,
        "question": place.question if place else "",
        "part": place.part if place else "",
        "clause": clause_of(place, response) if place else "",
    }


def _export(args: argparse.Namespace) -> int:
    from respondent_app.exports import package

    if args.template is not None:
        raise RespondentError(
            "This version fills its own template and cannot fill another yet.",
            meaning="Nothing was written.",
            advice="Leave --template out.",
        )
    response, consultation = _opened(args.draft)
    try:
        made = package.export(response, consultation, args.out, public_only=args.public_only)
    except ExportError as error:
        print(error)
        return FINDINGS
    for name in made.files:
        print(args.out / name)
    if made.report.unchecked:
        console.warn(f"Too short or too common to search the files for, but left out of them: "
              f"{', '.join(made.report.unchecked)}.")  # fmt: skip
    return FINE


def _opened(path: Path) -> tuple[Response, Consultation]:
    from respondent_app.drafts.draft_file import DraftFile
    from respondent_app.packs import library

    response = DraftFile.read(path)
    return response, library.load(response.consultation)


def _author(args: argparse.Namespace) -> str:
    from respondent_app.drafts.author import account_name

    return account_name() if args.author is None else str(args.author)


def _print_json(value: object) -> int:
    print(json.dumps(value, ensure_ascii=False, indent=2))
    return FINE
