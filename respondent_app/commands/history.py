"""The commands that look back: the steps of a draft, and who wrote which words."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.commands.outputs import print_json
from respondent_app.commands.passphrases import passphrase_for
from respondent_app.commands.usage import FINE, Commands, UsageError, command, takes_author
from respondent_app.model.place import Part

if TYPE_CHECKING:
    from respondent_app.drafts.draft import Draft
    from respondent_app.model.place import Place
    from respondent_app.model.response import Response


def add_history(commands: Commands, name: str) -> None:
    """Add `history`."""
    what = "list what was done to a draft, step by step, by whom and when"
    parser = command(commands, name, _history, what, "history our.response --json")
    _takes_draft(parser)


def add_blame(commands: Commands, name: str) -> None:
    """Add `blame`."""
    what = "say who wrote each sentence of an answer; shows its text, confidential words too"
    parser = command(commands, name, _blame, what, "blame our.response --question Q2")
    parser.add_argument("--question", metavar="Q2", required=True, help="the question")
    parts = [part.value for part in Part]
    parser.add_argument("--part", choices=parts, metavar="PART", help=f"one text only: {', '.join(parts)}")
    parser.add_argument("--clause", metavar="14.3", help="the comments on this clause only")
    _takes_draft(parser)


def _takes_draft(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", metavar="R", type=Path, help="the draft, *.response")
    parser.add_argument("--json", action="store_true", help="as JSON")
    takes_author(parser)


def _history(args: argparse.Namespace) -> int:
    from respondent_app.drafts import history
    from respondent_app.drafts.past import history_shown

    entries = history.timeline(_read(args.draft).events)
    if args.json:
        return print_json(history_shown.steps_as_json(entries))
    print(history_shown.steps_as_text(entries))
    return FINE


def _blame(args: argparse.Namespace) -> int:
    from respondent_app.drafts import history
    from respondent_app.drafts.past import history_shown

    draft = _read(args.draft)
    texts = [history.written(draft.events, place) for place in _places(args, draft)]
    if args.json:
        return print_json(history_shown.written_as_json(args.question, texts, draft.response))
    print(history_shown.written_as_text(texts, draft.response))
    return FINE


def _places(args: argparse.Namespace, draft: Draft) -> list[Place]:
    """The texts that are asked for, without those in which nothing is written."""
    from respondent_app.drafts.past.between import clause_at

    response = draft.response
    _check_question(args.question, response)
    wanted = (place for place in response.places() if place.question == args.question and response.text_at(place))
    return [
        place
        for place in wanted
        if args.part in {None, place.part.value}
        and (args.clause is None or (place.comment and clause_at(place, response) == args.clause))
    ]


def _check_question(question: str, response: Response) -> None:
    """Refuse a question that neither the consultation asks nor the draft answers."""
    from respondent_app.model.errors import PackError
    from respondent_app.model.records import nearest
    from respondent_app.packs import library

    asked = list(response.answers)
    with contextlib.suppress(PackError):  # what was written can be told without the consultation
        asked = [each.id for each in library.load(response.consultation).questions]
    if question not in {*asked, *response.answers}:
        raise UsageError(
            f"There is no question {question}.{nearest(question, asked)}",
            advice=f"Choose one of {', '.join(asked)}." if asked else "",
        )


def _read(path: Path) -> Draft:
    from respondent_app.drafts.saved_response import read_draft

    return read_draft(path, passphrase_for(path))
