"""Passphrases on the command line: from the surroundings or a prompt, never from an argument.

The keyring is not asked here: what a script can open must not depend on who is logged in, and a locked keyring would
show a window to nobody. What a draft is called in the keyring stands inside it, too.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from respondent_app import console
from respondent_app.commands.usage import FINE, Commands, author, command, takes_author
from respondent_app.model.errors import PassphraseNeededError, WrongPassphraseError


def passphrase_for(path: Path) -> str | None:
    """Return what opens the draft at `path`: `None` if it is not protected.

    Of several passphrases in the surroundings it is the one that fits. A draft whose protection was not chosen yet
    opens on its own computer without asking. `PassphraseNeededError` if there is nobody to ask.
    """
    from respondent_app.drafts import own_keys
    from respondent_app.drafts.draft_file import is_protected

    if not is_protected(path):
        return None
    given, own = console.passphrases_given(), own_keys.every()
    if len(given) == 1 and not own:
        return given[0]
    return _fitting(path, (*given, *own)) or (given[0] if given else console.ask_passphrase(path.name))


def new_passphrase() -> str | None:
    """Return the passphrase for a draft that is made: with none in the surroundings, it is not protected."""
    return next(iter(console.passphrases_given()), None)


def add_passphrase(commands: Commands, name: str) -> None:
    """Add `passphrase`."""
    what = "protect a draft with a passphrase, change it, or take it away; both are asked for"
    parser = command(commands, name, _passphrase, what, "passphrase our.response")
    parser.add_argument("draft", metavar="R", type=Path, help="the draft, *.response")
    parser.add_argument("--remove", action="store_true", help="leave the draft without protection")
    takes_author(parser)


def _passphrase(args: argparse.Namespace) -> int:
    from respondent_app.drafts import own_keys
    from respondent_app.drafts.draft_file import DraftFile

    old = passphrase_for(args.draft)
    with DraftFile.open(args.draft, author=author(args), passphrase=old) as draft:
        draft.change_passphrase(old, _wanted(args, old))
        own_keys.drop(draft.id)
        print(f"{args.draft.name} {_told(was_protected=old is not None, is_protected=draft.protected)}.")
    return FINE


def _told(*, was_protected: bool, is_protected: bool) -> str:
    if not is_protected:
        return "is not protected now"
    return "has another passphrase now" if was_protected else "is protected now"


def _wanted(args: argparse.Namespace, old: str | None) -> str | None:
    """Return the new passphrase. The one in the surroundings is the new one if the draft has none yet."""
    if args.remove:
        return None
    given = next((each for each in console.passphrases_given() if each != old), None)
    return given or console.ask_passphrase(f"{args.draft.name}, the new one", twice=True)


def _fitting(path: Path, passphrases: tuple[str, ...]) -> str | None:
    from respondent_app.drafts.draft_file import DraftFile

    for each in passphrases:
        try:
            DraftFile.read(path, each)
        except (WrongPassphraseError, PassphraseNeededError):
            continue
        return each
    return None
