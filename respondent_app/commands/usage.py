"""What every command is made of: its words, its help, and what its exit status means."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeAlias

from respondent_app.console import PROGRAM
from respondent_app.model.errors import RespondentError

FINE, FINDINGS = 0, 1
Command = Callable[[argparse.Namespace], int]
STANDARD_OUTPUT = Path("-")


class UsageError(RespondentError):
    """The words of the command line cannot be understood."""


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line."""

    def error(self, message: str) -> NoReturn:
        """Raise what `argparse` would print with its usage and then end the process for."""
        end = "" if message.endswith(("?", ".")) else "."
        raise UsageError(
            f"{message[:1].upper()}{message[1:]}{end}", advice=f"“{self.prog} --help” shows how it is used."
        )


Commands: TypeAlias = "argparse._SubParsersAction[Parser]"  # noqa: SLF001  argparse has no other name for it
Add = Callable[[Commands, str], None]


def command(commands: Commands, name: str, run: Command, what: str, example: str) -> Parser:
    """Add a command that `run` does; `what` says what that is, `example` is one way to call it."""
    parser = commands.add_parser(
        name,
        help=what,
        description=f"{what[:1].upper()}{what[1:]}.",
        epilog=f"example:\n  {PROGRAM} {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def takes_author(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """Let a command be told who acts."""
    parser.add_argument("--author", metavar="NAME", default=default, help="who acts (default: the account's name)")


def author(args: argparse.Namespace) -> str:
    """Return who acts."""
    from respondent_app.drafts.author import account_name

    return account_name() if args.author is None else str(args.author)


def place(word: str) -> Path:
    """Return the path that a word names, where there must be a file or folder."""
    if word == "-":
        raise UsageError("This cannot go to standard output.", advice="Name a place after --out.")
    return Path(word)
