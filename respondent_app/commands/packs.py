"""The commands for consultation packs."""

from __future__ import annotations

import argparse
from pathlib import Path

from respondent_app.commands.outputs import print_json
from respondent_app.commands.usage import FINDINGS, FINE, Commands, Parser, command


def add_pack(commands: Commands, name: str) -> None:
    """Add `pack` with its actions `list`, `show` and `check`."""
    example = "pack show dcc-tmad-v1.4-moc-mds"
    parser = command(commands, name, _list, "list, show or check consultation packs", example)
    actions = parser.add_subparsers(metavar="ACTION", required=True, title="actions", parser_class=Parser)
    listed = command(actions, "list", _list, "list the consultations there are packs for", "pack list")
    listed.add_argument("--json", action="store_true", help="as JSON")
    shown = command(actions, "show", _show, "show what a pack holds", example)
    shown.add_argument("id", metavar="ID", help="a name that “pack list” shows")
    form = shown.add_mutually_exclusive_group()
    form.add_argument("--text", action="store_true", help="as text (this is the default)")
    form.add_argument("--json", action="store_true", help="as JSON")
    checked = command(actions, "check", _check, "check a pack, with file and line", "pack check my-packs/sec-x")
    checked.add_argument("path", metavar="PATH", type=Path, help="the folder of the pack")


def _list(args: argparse.Namespace) -> int:
    from respondent_app.packs import library

    entries = library.available()
    if args.json:
        packs = [{"id": entry.id, "title": entry.title, "problem": entry.problem} for entry in entries]
        return print_json({"version": 1, "packs": packs})
    for entry in entries:
        print(f"{entry.id}\t{entry.problem or entry.title}")
    return FINE


def _show(args: argparse.Namespace) -> int:
    from respondent_app.packs import library, show

    consultation = library.load(args.id)
    if args.json:
        return print_json(show.as_json(consultation))
    print(show.as_text(consultation))
    return FINE


def _check(args: argparse.Namespace) -> int:
    from respondent_app.packs import check

    problems = check.check(args.path)
    for problem in problems:
        print(f"{problem.file}:{problem.line}: {problem.message}")
    if not problems:
        print(f"{args.path}: nothing to mend.")
    return FINDINGS if problems else FINE
