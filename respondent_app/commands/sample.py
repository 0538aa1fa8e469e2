"""The command that does the whole job once with sample answers."""

from __future__ import annotations

import argparse

from respondent_app.commands.usage import Commands, author, command, place, takes_author


def add_demo(commands: Commands, name: str) -> None:
    """Add `demo`."""
    parser = command(commands, name, _demo, "do the whole job once with sample answers", "demo --out demo-out")
    parser.add_argument("--out", metavar="DIR", type=place, required=True, help="folder for the draft and the package")
    takes_author(parser)


def _demo(args: argparse.Namespace) -> int:
    from respondent_app import demo

    return demo.run(args.out, author=author(args))
