"""The same job without a window. Every command says what it did, or in one line what stood in the way.

Exit status: 0 fine, 1 findings (told on standard output), 2 unusable input (one line on standard error). Each command
imports what it needs when it runs, so that `--version` and `--help` answer at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from respondent_app import console
from respondent_app.commands.bringing_in import add_import
from respondent_app.commands.documents import add_audit, add_compare, add_lint, add_read
from respondent_app.commands.drafts import add_check, add_export, add_new, add_show
from respondent_app.commands.history import add_blame, add_history
from respondent_app.commands.merging import add_merge
from respondent_app.commands.packs import add_pack
from respondent_app.commands.passphrases import add_passphrase
from respondent_app.commands.past_answers import add_past
from respondent_app.commands.sample import add_demo
from respondent_app.commands.sending import add_mail_account, add_send, add_sent
from respondent_app.commands.usage import Add, Command, Parser, takes_author
from respondent_app.commands.verifying import add_verify
from respondent_app.console import PROGRAM
from respondent_app.model.errors import RespondentError, storage_error
from respondent_app.screen import has_screen

INTERRUPTED, NOBODY_READS = 130, 141  # as shells count the signals INT and PIPE
COMMANDS: dict[str, Add] = {
    "demo": add_demo,
    "pack": add_pack,
    "read": add_read,
    "compare": add_compare,
    "audit": add_audit,
    "lint": add_lint,
    "new": add_new,
    "import": add_import,
    "show": add_show,
    "check": add_check,
    "history": add_history,
    "blame": add_blame,
    "merge": add_merge,
    "passphrase": add_passphrase,
    "export": add_export,
    "past": add_past,
    "verify": add_verify,
    "send": add_send,
    "sent": add_sent,
    "mail-account": add_mail_account,
}


class TellVersion(argparse.Action):
    """Prints version and build; they are read only when somebody asks."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print them and end."""
        from respondent_app.session.this_app import described

        print(f"{PROGRAM} {described()}")
        parser.exit()


class ShowWindow(Protocol):
    """What opens the window."""

    def __call__(self, file: Path | None, *, quit_when_shown: bool) -> int:
        """Open the window on a draft, or on the last one, and return the exit status."""


def main(
    argv: Sequence[str] | None = None,
    *,
    show_window: ShowWindow | None = None,
    self_test: Callable[[], int] | None = None,
) -> int:
    """Run one command, or `show_window` or `self_test` where no command is named; return the exit status."""
    console.speak_utf8()
    try:
        status = _run(sys.argv[1:] if argv is None else argv, show_window, self_test)
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


def _run(argv: Sequence[str], show_window: ShowWindow | None, self_test: Callable[[], int] | None) -> int:
    try:
        if _names_command(argv):
            args = _commands().parse_args(argv)
            run: Command = args.run
            return run(args)
        window = _window_arguments().parse_args(argv)
        return self_test() if window.self_test and self_test else _window(window, show_window)
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


def _window_arguments() -> Parser:
    parser = Parser(prog=PROGRAM, add_help=False)
    parser.add_argument("file", nargs="?", metavar="FILE", type=Path)
    parser.add_argument("--quit-when-shown", action="store_true")
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("--author", metavar="NAME")
    parser.add_argument("--version", action=TellVersion, nargs=0, help="show the version and the build")
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


def _commands() -> Parser:
    parser = Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [FILE] | {PROGRAM} COMMAND …",
        description="Answer a consultation offline, and send a public version that leaks nothing. "
        "Without a command the window opens, on FILE if one is given; --quit-when-shown ends it once it is painted. "
        "--self-test does the main job once in a folder of its own, to see whether this installation works.",
        epilog=f"Example: {PROGRAM} demo --out demo-out",
    )
    parser.add_argument("--version", action=TellVersion, nargs=0, help="show the version and the build")
    takes_author(parser, default=None)
    commands = parser.add_subparsers(metavar="COMMAND", required=True, title="commands", parser_class=Parser)
    for name, add in COMMANDS.items():
        add(commands, name)
    return parser
