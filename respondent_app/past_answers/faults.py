"""What is said of a library of past answers that cannot be used. Nothing here repeats what stands in it."""

from __future__ import annotations

from pathlib import Path

from respondent_app.model.errors import (
    LibraryDamagedError,
    LibraryError,
    PassphraseNeededError,
    StorageError,
    WrongPassphraseError,
)

_DRAFTS_ARE_WHOLE = "Your responses are not touched by it."


def damaged() -> LibraryDamagedError:
    """Say that the file is not a library, or not a whole one."""
    return LibraryDamagedError(
        "The library of past answers is damaged, or the file is none.",
        meaning=_DRAFTS_ARE_WHOLE,
        advice="A new library can be begun, and your responses kept in it again. The file is put aside, not deleted.",
    )


def too_new() -> LibraryError:
    """Say that a later version wrote it."""
    return LibraryError(
        "The library of past answers was made by a later version of Respondent.",
        meaning="It is left as it is.",
        advice="Use that version for it.",
    )


def wrong_passphrase() -> WrongPassphraseError:
    """Say both things that may be the matter; nobody can tell which."""
    return WrongPassphraseError(
        "The library of past answers cannot be opened with that passphrase.",
        meaning="Either it is another passphrase, or the file is damaged. Nothing in it was changed.",
        advice="Check capital letters and the language of the keyboard, and try again.",
    )


def passphrase_needed() -> PassphraseNeededError:
    """Say that a library has a passphrase, always."""
    return PassphraseNeededError(
        "The library of past answers needs a passphrase.",
        meaning="What is confidential in a protected response must not lie less protected here. Nothing was written.",
        advice="Choose one, and type at least one character.",
    )


def in_use() -> LibraryError:
    """Say that another window writes to it just now."""
    return LibraryError(
        "The library of past answers is in use by another window.",
        meaning="Nothing was changed.",
        advice="Try again in a moment.",
    )


def none_there(path: Path) -> LibraryError:
    """Say that no library was begun yet."""
    return LibraryError(
        f"There is no library of past answers yet ({path}).",
        meaning="Nothing was kept for later so far.",
        advice="It begins with the first response that is kept.",
    )


def closed() -> StorageError:
    """Say that the library is not open any more."""
    return StorageError("The library of past answers is closed.", meaning="Nothing was changed.", advice="Open it.")
