"""What is said of a draft that cannot be opened, read or saved. Nothing here repeats what stands in the file."""

from __future__ import annotations

import errno
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import apsw

from respondent_app import __version__
from respondent_app.model.errors import (
    DraftDamagedError,
    DraftInUseError,
    DraftTooNewError,
    PassphraseNeededError,
    StorageError,
    WrongPassphraseError,
    storage_error,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){1,3}")
_CODES: dict[type[apsw.Error], int] = {
    apsw.FullError: errno.ENOSPC,
    apsw.ReadOnlyError: errno.EROFS,
    apsw.PermissionsError: errno.EACCES,
    apsw.CantOpenError: errno.EACCES,
}


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall("[0-9]+", version))


def damaged(how: str) -> DraftDamagedError:
    """Say that a file is not a draft, or not a whole one, and in which way."""
    return DraftDamagedError(
        f"The file is not a draft of Respondent, or it is damaged. {how}",
        meaning="Nothing in it was changed.",
        advice="If you have a copy, for example in a backup or in an e-mail, open that.",
    )


def too_new(needs: object = None) -> DraftTooNewError:
    """Say that a later version wrote the draft, and which one to install if the file says that it `needs` it.

    What the file says is not trusted: only a number of a version later than this one is repeated.
    """
    if isinstance(needs, str) and _VERSION.fullmatch(needs) and _numbers(needs) > _numbers(__version__):
        return DraftTooNewError(
            f"This draft was saved by Respondent {needs} or later; this is {__version__}.",
            meaning="It is left as it is.",
            advice=f"Install Respondent {needs} or later (ask your IT team), or ask its author for a copy made with "
            "this one.",
        )
    return DraftTooNewError(
        "This draft was saved by a later version of Respondent.",
        meaning="It is left as it is.",
        advice="Open it with that version, or ask its author for a copy made with this one.",
    )


def passphrase_needed(path: Path) -> PassphraseNeededError:
    """Say that the draft is protected."""
    return PassphraseNeededError(
        f"This draft is protected with a passphrase ({path.name}).",
        meaning="It was left as it is.",
        advice="Give the passphrase to open it.",
    )


def wrong_passphrase(path: Path) -> WrongPassphraseError:
    """Say both things that may be the matter; nobody can tell which."""
    return WrongPassphraseError(
        f"The draft cannot be opened with that passphrase ({path.name}).",
        meaning="Either it is another passphrase, or the file is damaged or not a draft of Respondent. "
        "Nothing in it was changed.",
        advice="Check capital letters and the language of the keyboard, and try again. If you are sure of the "
        "passphrase, open a backup or a colleague's copy.",
    )


def unreadable_name() -> StorageError:
    """Say that a file has a name that cannot be used."""
    return StorageError(
        "The name of that file, or of a folder it lies in, holds signs that cannot be read.",
        meaning="Nothing was written.",
        advice="Give it a name of plain letters and figures.",
    )


def in_use(path: Path, who: str = "") -> DraftInUseError:
    """Say that the draft is open elsewhere, and with whom if that is known."""
    where = f"by {who}, or in another of your windows" if who else "in another window or by another person"
    return DraftInUseError(
        f"This draft is open {where} ({path.name}).",
        meaning="It was left as it is.",
        advice="Close it there first.",
    )


def read_only(path: Path) -> StorageError:
    """Say that nothing can be saved where the draft lies."""
    return StorageError(
        f"This draft was opened for reading only ({path.name}).",
        meaning="Your changes are on the screen but not on the disk.",
        advice="Save a copy in a folder of your own, such as Documents.",
    )


def closed(path: Path) -> StorageError:
    """Say that the draft is not open any more."""
    return StorageError(
        f"This draft is closed ({path.name}).",
        meaning="What was written since is not on the disk.",
        advice="Save a copy, then open the draft again.",
    )


def gone(path: Path) -> StorageError:
    """Say that the open file was taken away or renamed."""
    return StorageError(
        f"The draft is no longer where it was opened ({path}): it was moved, renamed or deleted.",
        meaning="Your last changes are on the screen but not on the disk.",
        advice="Save a copy.",
    )


def replaced(path: Path) -> StorageError:
    """Say that another program put another file in the place of the open one, or wrote into it."""
    return StorageError(
        f"Another program has changed the draft while it was open here ({path}), perhaps one that keeps folders alike.",
        meaning="Your last changes are on the screen but not on the disk. The other program's file was left as it is.",
        advice="Save a copy under another name, then merge the two.",
    )


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite says into sentences. Its own words go no further: they could show what was written."""
    try:
        yield
    except (apsw.BusyError, apsw.LockedError):
        raise in_use(path) from None
    except (apsw.CorruptError, apsw.NotADBError, apsw.FormatError, apsw.MismatchError, apsw.SQLError):
        raise damaged("A part of it cannot be read.") from None
    except UnicodeDecodeError:
        raise damaged("A part of it cannot be read.") from None
    except apsw.Error as error:
        code = _CODES.get(type(error), 0)
        raise storage_error(OSError(code, "", str(path))) from None
