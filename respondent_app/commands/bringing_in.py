"""The command that brings answers from a file into a draft: an answers file, a filled form, a comments sheet."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.commands.outputs import print_json
from respondent_app.commands.passphrases import passphrase_for
from respondent_app.commands.usage import FINDINGS, FINE, Commands, UsageError, author, command, takes_author

if TYPE_CHECKING:
    from respondent_app.model.consultation import Consultation
    from respondent_app.model.response import Response
    from respondent_app.model.taken_in import TakenIn
    from respondent_app.session.typed_answers import Given

_WHAT_IT_DOES = (
    "Texts change by the words that differ, so that marks stay. An empty place empties nothing, and what a public "
    "version withholds replaces nothing. What came from a form or a comments sheet gets a colleague's comment, so that "
    "each change is looked at in the window."
)


def add_import(commands: Commands, name: str) -> None:
    """Add `import`."""
    what = "bring answers from a file into a draft (status 1 if something was left alone that needs a look)"
    parser = command(commands, name, _import, what, "import our.response filled-form.docx")
    parser.description = f"{parser.description} {_WHAT_IT_DOES}"
    parser.add_argument("draft", metavar="R", type=Path, help="the draft, *.response")
    kinds = "answers (.toml), the publisher's form (.docx, .doc, .xlsx) or a comments sheet"
    parser.add_argument("file", metavar="FILE", type=Path, help=kinds)
    parser.add_argument("--json", action="store_true", help="what changed and what was left alone, as JSON")
    takes_author(parser)


def _import(args: argparse.Namespace) -> int:
    from respondent_app.drafts.draft import Draft
    from respondent_app.drafts.draft_file import DraftFile
    from respondent_app.packs import library
    from respondent_app.session import typed_answers

    passphrase, by = passphrase_for(args.draft), author(args)
    with DraftFile.open(args.draft, author=by, passphrase=passphrase) as file:
        draft = Draft.load(file.id, file.consultation, file.events(), author=by)
        consultation = library.load(file.consultation)
        given = _given(args.file, consultation)
        taken = typed_answers.take(given, draft.response, consultation)
        draft.record(_with_notes(taken, given, by))
        file.append(draft.unsaved())
    if args.json:
        print_json(_as_json(taken, given.doubt))
    else:
        _print(taken, given.doubt, args.draft, args.file)
    return FINDINGS if taken.asks_for_a_look or given.doubt else FINE


def _given(path: Path, consultation: Consultation) -> Given:
    """Read a file with answers; a draft is none."""
    from respondent_app.documents.progress import unheard
    from respondent_app.session import typed_answers

    if path.suffix.lower() == ".response":
        raise UsageError(f"“{path}” is a draft.", advice="“merge” brings the changes of drafts together.")
    return typed_answers.read(path, consultation, unheard)


def _with_notes(taken: TakenIn, given: Given, by: str) -> Response:
    """Return the response with what came in; with notes for colleagues if a colleague may have typed it."""
    from respondent_app.session import typed_answers

    return taken.response if given.is_answers_file else typed_answers.told(taken, given, by=by, settled=False)


def _print(taken: TakenIn, doubt: str, draft: Path, source: Path) -> None:
    if doubt:
        print(f"look\t{doubt}")
    if not taken.came:
        print(f"Nothing in {source.name} is new to {draft.name}.")
    for came in taken.came:
        print(came.what)
    for left in taken.left:
        print(f"{'look' if left.look else 'left'}\t{left.what}")


def _as_json(taken: TakenIn, doubt: str) -> dict[str, object]:
    return {
        "version": 1,
        "doubt": doubt,
        "changes": [
            {
                "question": came.question,
                "part": came.place.part if came.place else "",
                "clause": _clause(taken.response, came.question, came.place.comment) if came.place else "",
                "message": came.what,
            }
            for came in taken.came
        ],
        "left": [{"question": left.question, "message": left.what, "look": left.look} for left in taken.left],
    }


def _clause(response: Response, question: str, comment_id: str) -> str:
    return next((c.clause for c in response.answer(question).comments if c.id == comment_id), "")
