"""Keeps one draft file for one window. A new draft gets its file with the first word typed, not before."""

from __future__ import annotations

import contextlib
import enum
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.model.errors import NotSavedError, RespondentError
from respondent_app.storage import folders

if TYPE_CHECKING:
    from respondent_app.drafts.draft import Draft
    from respondent_app.drafts.draft_file import DraftFile

_SUFFIX = ".response"


class Shield(enum.StrEnum):
    """What keeps others from reading a response."""

    NOT_CHOSEN = "not-chosen"  # a key that this computer keeps, until the person chooses
    PASSPHRASE = "passphrase"  # noqa: S105  the kind, not the words
    NONE = "none"


class DraftKeeper:
    """Where a window's response is saved: a file that is open, or one that is still to be made.

    `passphrase` is what the file is protected with, or shall be once it is made. It stays in memory as long as the
    file is open: a copy in another place has to be protected, too. `shield` says whose passphrase that is.
    """

    def __init__(
        self, path: Path, file: DraftFile | None = None, *, passphrase: str | None = None, shield: Shield | None = None
    ) -> None:
        self.path = path
        self.passphrase = passphrase
        self.shield = shield or (Shield.NONE if passphrase is None else Shield.PASSPHRASE)
        self._file = file
        self._turn = threading.Lock()
        self._rescued: Path | None = None
        self._rescued_events = 0

    @property
    def file(self) -> DraftFile | None:
        """The file, once there is one."""
        return self._file

    def passphrases(self) -> tuple[str, ...]:
        """What the person opens this draft with, to try on copies that colleagues send back."""
        return (self.passphrase,) if self.passphrase and self.shield is Shield.PASSPHRASE else ()

    def save(self, draft: Draft) -> None:
        """Put what is new in `draft` on the disk; the errors are those of `DraftFile`.

        What cannot be saved there is kept elsewhere, and `NotSavedError` says where.
        """
        with self._turn:
            try:
                self._save(draft)
            except Exception as error:
                self._keep_elsewhere(draft, error)
                raise
            self._forget_rescued()

    def protect(self, passphrase: str | None, draft_id: str) -> None:
        """Protect the file with another passphrase, or (`None`) no longer. With an error all is as it was."""
        with self._turn:
            if self._file is not None:
                self._file.change_passphrase(self.passphrase, passphrase)
            if self.shield is Shield.NOT_CHOSEN:
                _drop_own_key(draft_id)
            self.passphrase = passphrase
            self.shield = Shield.NONE if passphrase is None else Shield.PASSPHRASE

    def _save(self, draft: Draft) -> None:
        from respondent_app.drafts.draft_file import DraftFile

        events = draft.unsaved()
        if self._file is None:
            if self.shield is Shield.NOT_CHOSEN:
                self.passphrase = _own_key(draft.id)
            self._file = DraftFile.create(
                self.path, id=draft.id, consultation=draft.response.consultation, events=events, author=draft.author,
                passphrase=self.passphrase,
            )  # fmt: skip
        else:
            self._file.append(events)
        draft.saved(events)

    def close(self) -> None:
        """Let others open the draft."""
        if self._file is not None:
            self._file.close()

    def _keep_elsewhere(self, draft: Draft, error: Exception) -> None:
        """Raise `NotSavedError` if the words are safe in another place, unprotected only if the draft is."""
        from respondent_app.drafts.file.draft_tables import Contents
        from respondent_app.drafts.keeping import rescue

        if self.passphrase is None and self.shield is not Shield.NONE:
            return
        events = draft.events
        if self._rescued is None or self._rescued_events != len(events):
            contents = Contents(draft.id, draft.response.consultation, events, self.passphrase is not None)
            with contextlib.suppress(RespondentError):
                self._rescued = rescue.keep(contents, self.path.name, self.passphrase)
                self._rescued_events = len(events)
        if self._rescued is not None and self._rescued_events == len(events):
            raise not_saved(error, self._rescued) from error

    def _forget_rescued(self) -> None:
        """All is where it belongs again."""
        if self._rescued is not None:
            from respondent_app.drafts.keeping import rescue

            rescue.drop(self._rescued)
            self._rescued = None


def not_saved(error: Exception, kept: Path) -> NotSavedError:
    """Say that words are not in the draft but in another file, and why."""
    told = error if isinstance(error, RespondentError) else RespondentError("The draft could not be saved.")
    return NotSavedError(
        told.what,
        meaning=f"What you have typed is on the screen, and kept in {kept}. The app keeps trying.",
        advice=told.advice,
        kept=kept,
    )


def _own_key(draft_id: str) -> str:
    from respondent_app.drafts import own_keys

    return own_keys.find(draft_id) or own_keys.make(draft_id)


def _drop_own_key(draft_id: str) -> None:
    """Earlier copies under that key could never be read again; the draft holds all that they hold."""
    from respondent_app.drafts import own_keys
    from respondent_app.drafts.keeping import backups

    own_keys.drop(draft_id)
    for backup in backups.list_backups(draft_id):
        backup.path.unlink(missing_ok=True)


def free_path(consultation_id: str) -> Path:
    """Return where a new draft for a consultation goes: a name that nothing has yet."""
    folder = folders.drafts()
    path, number = folder / f"{consultation_id}{_SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{consultation_id}-{number}{_SUFFIX}", number + 1
    return path


def save_copy(path: Path, draft: Draft, *, passphrase: str | None = None) -> Path:
    """Write `draft` with its whole history as a file of its own, beside everything that is there; return its path."""
    from respondent_app.drafts.draft_file import DraftFile

    path = path if path.suffix.lower() == _SUFFIX else path.with_name(f"{path.name}{_SUFFIX}")
    made = DraftFile.create(
        path, id=draft.id, consultation=draft.response.consultation, events=draft.events, author=draft.author,
        passphrase=passphrase,
    )  # fmt: skip
    made.close()
    return path
