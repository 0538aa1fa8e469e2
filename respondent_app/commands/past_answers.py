"""The commands for the library of past answers: add responses, find what was said, list, forget."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app import console
from respondent_app.commands.outputs import print_json
from respondent_app.commands.passphrases import passphrase_for
from respondent_app.commands.usage import FINDINGS, FINE, Commands, Parser, command
from respondent_app.model.errors import WrongPassphraseError

if TYPE_CHECKING:
    from respondent_app.model.past_answer import PastHit, PastResponse
    from respondent_app.past_answers.library_file import Library

_WHAT = "the library of past answers"
_MOST = 20
_LONGEST_NUMBER = 18


def add_past(commands: Commands, name: str) -> None:
    """Add `past` with its actions `add`, `find`, `list` and `forget`."""
    what = "keep answers on this computer, and find what was said before, confidential words too"
    parser = command(commands, name, _list, what, "past find migration 14.3")
    actions = parser.add_subparsers(metavar="ACTION", required=True, title="actions", parser_class=Parser)
    added = command(actions, "add", _add, "keep the answers of responses", "past add our.response")
    added.add_argument("drafts", metavar="R", type=Path, nargs="+", help="a draft, *.response")
    found = command(actions, "find", _find, "find what was said by words or clauses (status 1 if nothing was)",
                    "past find migration 14.3")  # fmt: skip
    found.add_argument("words", metavar="WORDS", nargs="+", help="what to find; “in quotation marks” as it stands")
    found.add_argument("--most", metavar="N", type=int, default=_MOST, help=f"at most so many (default: {_MOST})")
    listed = command(actions, "list", _list, "list the responses whose answers are kept", "past list")
    for each in (found, listed):
        each.add_argument("--json", action="store_true", help="as JSON")
    gone = command(actions, "forget", _forget, "forget an answer, or all of a response, for good", "past forget 17")
    gone.add_argument("id", metavar="ID", help="a number that “past find” shows, or the id that “past list” shows")


def _add(args: argparse.Namespace) -> int:
    from respondent_app.session import past_sources

    taken = [(path, past_sources.taken_from_file(path, filter(None, (passphrase_for(path),)))) for path in args.drafts]
    with closing(_library(new=True)) as library:
        for path, kept in taken:
            said = "are kept" if library.keep(*kept) else "are left out: a newer version of this response is kept"
            print(f"{path}: {len(kept[1])} texts {said}.")
    return FINE


def _find(args: argparse.Namespace) -> int:
    with closing(_library()) as library:
        words = (f'"{word}"' if " " in word else word for word in args.words)
        hits = library.find(" ".join(words), most=max(1, args.most))
    if args.json:
        print_json({"version": 1, "found": [_as_json(hit) for hit in hits]})
    else:
        _print_found(hits)
    return FINE if hits else FINDINGS


def _print_found(hits: tuple[PastHit, ...]) -> None:
    from respondent_app.session.past_sources import source_line

    if not hits:
        print("Nothing was found.")
    for hit in hits:
        mark = "\tconfidential" if hit.answer.confidential else ""
        print(f"{hit.answer.id}\t{source_line(hit.answer)}{mark}\n\t{hit.snippet}")


def _list(args: argparse.Namespace) -> int:
    with closing(_library()) as library:
        kept = library.responses()
    if args.json:
        responses = [{**_source(response), "texts": count} for response, count in kept]
        return print_json({"version": 1, "responses": responses})
    for response, count in kept:
        print(f"{response.draft}\t{response.day or ''}\t{response.name}\t{count}")
    return FINE


def _forget(args: argparse.Namespace) -> int:
    with closing(_library()) as library:
        number = args.id.isascii() and args.id.isdecimal() and len(args.id) <= _LONGEST_NUMBER
        gone = library.forget(int(args.id)) if number else library.forget_response(args.id)
    print(f"{args.id}: forgotten." if gone else f"{args.id}: nothing is kept under that id.")
    return FINE if gone else FINDINGS


def _library(*, new: bool = False) -> Library:
    """Open the library with the passphrase in the surroundings that fits, or one that is asked for; make a `new` one.

    It is made with the first passphrase in the surroundings.
    """
    from respondent_app.past_answers.library_file import Library, begin
    from respondent_app.storage import folders

    path, given = folders.past_answers(), console.passphrases_given()
    if new and not path.exists():
        first = given[0] if given else console.ask_passphrase(f"{_WHAT}, a new one", twice=True)
        begin(path, first)
        return Library.open(path, first)
    for passphrase in given[:-1]:
        try:
            return Library.open(path, passphrase)
        except WrongPassphraseError:
            continue
    asks = path.exists() and not given
    return Library.open(path, console.ask_passphrase(_WHAT) if asks else " ".join(given[-1:]) or _WHAT)


def _as_json(hit: PastHit) -> dict[str, object]:
    answer = hit.answer
    return {
        "id": answer.id,
        **_source(answer.response),
        "question": answer.question,
        "asked": answer.asked,
        "part": answer.part,
        "clause": answer.clause,
        "text": answer.text,
        "confidential": [
            {"start": mark.start, "end": mark.end, "category": mark.category} for mark in answer.marks
        ],
    }  # fmt: skip


def _source(response: PastResponse) -> dict[str, object]:
    return {
        "draft": response.draft,
        "consultation": response.consultation,
        "title": response.title,
        "organisation": response.organisation,
        "day": str(response.day or ""),
    }
