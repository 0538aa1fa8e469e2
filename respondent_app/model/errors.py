"""Errors that are told to a person.

Each carries three sentences: what happened, what it means for the person's work, and what to do.
Logic raises them; the window and the command line show them; nobody else writes an error text.
"""

from __future__ import annotations

import errno
from pathlib import Path


class RespondentError(Exception):
    """Something a person must hear about.

    `what` says what happened, `meaning` what that means for their work, `advice` what to do next.
    """

    def __init__(self, what: str, *, meaning: str = "", advice: str = "") -> None:
        self.what = what
        self.meaning = meaning
        self.advice = advice
        super().__init__(" ".join(part for part in (what, meaning, advice) if part))


class PackError(RespondentError):
    """A consultation pack is missing or cannot be used."""


class DraftError(RespondentError):
    """A draft cannot be opened or saved."""


class DraftDamagedError(DraftError):
    """The file is not a draft, or not a whole one."""


class DraftTooNewError(DraftError):
    """The draft was written by a later version of the app."""


class DraftInUseError(DraftError):
    """The draft is open in another window or by another person."""


class PassphraseNeededError(DraftError):
    """The draft is protected and no passphrase was given."""


class WrongPassphraseError(DraftError):
    """The passphrase does not open the draft, or the file is damaged: the two cannot be told apart."""


class LibraryError(RespondentError):
    """The library of past answers cannot be used."""


class LibraryDamagedError(LibraryError):
    """The file is not a library of past answers, or not a whole one."""


class UnreadableFileError(RespondentError):
    """A publisher's file cannot be read: damaged, protected, too large, or of a kind that is not read."""


class AnswersError(RespondentError):
    """An answers file cannot be read as it stands."""


class ExportError(RespondentError):
    """The package could not be made; nothing was written."""


class TemplateError(RespondentError):
    """A publisher's form cannot be filled or read back as it stands."""


class NoPlaceError(TemplateError):
    """A file has no place for any answer: it is no form, or none that is known."""


class StorageError(RespondentError):
    """The disk, the folder or the permissions stood in the way."""


class NotSavedError(StorageError):
    """A draft could not be saved in its file; what was written is kept in the file `kept`."""

    def __init__(self, what: str, *, meaning: str, advice: str, kept: Path) -> None:
        super().__init__(what, meaning=meaning, advice=advice)
        self.kept = kept


_OS_SENTENCES = {
    errno.ENOSPC: ("The disk is full.", "Free some space, then try again."),
    errno.EDQUOT: ("Your share of the disk is used up.", "Free some space, then try again."),
    errno.EACCES: ("You are not allowed to write there.", "Choose a folder of your own, such as Documents."),
    errno.EPERM: ("You are not allowed to write there.", "Choose a folder of your own, such as Documents."),
    errno.EROFS: ("That folder can only be read.", "Choose another folder, such as Documents."),
    errno.ENOENT: ("That file or folder is not there.", "Check the name, or choose it again."),
    errno.EISDIR: ("That is a folder, not a file.", "Choose a file."),
    errno.ENOTDIR: ("A part of that path is a file, not a folder.", "Choose another folder."),
    errno.ENAMETOOLONG: ("That file name is too long.", "Choose a shorter name."),
    errno.EBUSY: ("The file is in use by another program.", "Close it there, then try again."),
    errno.ETXTBSY: ("The file is in use by another program.", "Close it there, then try again."),
}
_WINDOWS_SHARING_VIOLATIONS = (32, 33)


def storage_error(error: OSError, *, meaning: str = "") -> StorageError:
    """Turn what the operating system said into sentences for a person."""
    if getattr(error, "winerror", None) in _WINDOWS_SHARING_VIOLATIONS:
        what, advice = _OS_SENTENCES[errno.EBUSY]
    else:
        what, advice = _OS_SENTENCES.get(
            error.errno or 0,
            ("The computer could not read or write the file.", "Try again, or choose another folder."),
        )
    where = f" ({error.filename})" if error.filename else ""
    return StorageError(f"{what[:-1]}{where}.", meaning=meaning, advice=advice)
