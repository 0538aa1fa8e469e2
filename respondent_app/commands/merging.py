"""The command that makes one draft of several copies."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.commands.outputs import print_json
from respondent_app.commands.passphrases import new_passphrase, passphrase_for
from respondent_app.commands.usage import FINDINGS, FINE, Commands, UsageError, author, command, place, takes_author

if TYPE_CHECKING:
    from respondent_app.drafts.merge import Copy
    from respondent_app.model.merge_review import MergeItem

_PROTECTION = (
    "The result is protected with the passphrase of the first copy that has one; if none has, with the one in "
    "RESPONDENT_PASSPHRASE. The copies stay as they are."
)


def add_merge(commands: Commands, name: str) -> None:
    """Add `merge`."""
    what = "make one draft of several copies (status 1 if there is something to look at)"
    parser = command(commands, name, _merge, what, "merge ours.response theirs.response --out merged.response")
    parser.description = f"{parser.description} {_PROTECTION}"
    parser.add_argument("drafts", metavar="R", type=Path, nargs="+", help="the copies, *.response, two or more")
    parser.add_argument("--out", metavar="R", type=place, required=True, help="the draft to make, *.response")
    parser.add_argument("--json", action="store_true", help="what there is to look at, as JSON")
    takes_author(parser)


def _merge(args: argparse.Namespace) -> int:
    from respondent_app.drafts.draft import Draft
    from respondent_app.drafts.draft_file import DraftFile
    from respondent_app.drafts.merge import report, united

    if len(args.drafts) < 2:  # noqa: PLR2004  one with another
        raise UsageError("One draft alone cannot be merged.", advice="Name two or more.")
    passphrases = [passphrase_for(path) for path in args.drafts]
    copies = [_read(path, passphrase) for path, passphrase in zip(args.drafts, passphrases, strict=True)]
    whole = united(copies)
    merged = Draft.load(whole.id, whole.consultation, whole.events, author=author(args)).response
    left = report(whole.events).open_in(merged).items
    DraftFile.create(
        args.out, id=whole.id, consultation=whole.consultation, events=whole.events, author=author(args),
        passphrase=_protection(passphrases),
    ).close()  # fmt: skip
    if args.json:
        print_json({"version": 1, "draft": str(args.out), "items": [_as_json(item) for item in left]})
    else:
        _print(args.out, left)
    return FINDINGS if left else FINE


def _read(path: Path, passphrase: str | None) -> Copy:
    from respondent_app.drafts.draft_file import DraftFile
    from respondent_app.drafts.merge import Copy

    contents = DraftFile.read(path, passphrase)
    return Copy(path.name, contents.id, contents.consultation, contents.events)


def _protection(passphrases: list[str | None]) -> str | None:
    """Return the passphrase of the result. A key that only this computer has comes last: nobody can type it."""
    from respondent_app.drafts import own_keys

    own = own_keys.every()
    typed = [each for each in passphrases if each is not None and each not in own]
    kept = [each for each in passphrases if each is not None]
    return next(iter([*typed, *filter(None, [new_passphrase()]), *kept]), None)


def _print(path: Path, left: tuple[MergeItem, ...]) -> None:
    print(f"Made {path}.")
    if not left:
        print("Nothing needs a look.")
    for item in left:
        print(f"{item.weight}\t{item.what}")
        for said in item.said:
            print(f"\t{said.by}: {_in_a_line(said.words)}")
        if item.now:
            print(f"\tnow: {_in_a_line(item.now)}")


def _in_a_line(text: str) -> str:
    return " ".join(text.split()) or "(nothing)"


def _as_json(item: MergeItem) -> dict[str, object]:
    return {
        "id": item.id,
        "about": item.about,
        "weight": item.weight,
        "message": item.what,
        "question": item.place.question if item.place else "",
        "part": item.place.part if item.place else "",
        "said": [{"by": said.by, "words": said.words} for said in item.said],
        "quote": item.quote,
        "now": item.now,
    }
