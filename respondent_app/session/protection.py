"""How the open response is protected, and how that changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from respondent_app.session.draft_keeper import Shield
from respondent_app.session.passphrases import Fingerprint, KnownDrafts, Remembered

if TYPE_CHECKING:
    from respondent_app.session.background import Progress
    from respondent_app.session.draft_keeper import DraftKeeper
    from respondent_app.session.session import Session


class Protection(QObject):
    """The protection of one open response. `changed` comes when it is another one than before."""

    changed = Signal()

    def __init__(self, session: Session, keeper: DraftKeeper, parent: QObject | None = None) -> None:
        super().__init__(parent or session)
        self._session = session
        self._keeper = keeper
        self._fingerprint: Fingerprint | None = None
        self.remembered = Remembered(session.messages, self)
        self.known = KnownDrafts(session.settings.draft_number, session.settings.note_draft)
        self._note()
        session.autosave.state_changed.connect(self._look)
        self._seen = self.shield, self.has_file

    @property
    def shield(self) -> Shield:
        """What protects the response now, or will with its first word."""
        return self._keeper.shield

    @property
    def has_file(self) -> bool:
        """Whether anything is on the disk yet."""
        return self._keeper.file is not None

    @property
    def can_lock(self) -> bool:
        """Whether there is a passphrase to open the window again."""
        return self._fingerprint is not None

    def fits(self, passphrase: str) -> bool:
        """Whether this is the passphrase of the response."""
        return self._fingerprint is not None and self._fingerprint.fits(passphrase)

    def choose(
        self,
        passphrase: str | None,
        *,
        remember: bool,
        done: Callable[[], object],
        failed: Callable[[Exception], None],
    ) -> None:
        """Protect the response with `passphrase`, or (`None`) not at all, from the beginning of its file on.

        What was typed is on the disk before, and after: with an error everything is as it was.
        """
        self._session.autosave.now()
        keeper, draft_id = self._keeper, self._session.draft.id

        def work(_progress: Progress) -> None:
            keeper.protect(passphrase, draft_id)

        def told(_: None) -> None:
            self._note()
            if remember:
                self.remember()
            else:
                self._forget()
            self._session.settings.new_unprotected = passphrase is None
            self._look()
            done()

        self._session.background.run(work, told, failed)

    def remember(self) -> None:
        """Let the computer remember the passphrase; if it does not, say so."""
        path, passphrase, draft_id = self._keeper.path, self._keeper.passphrase, self._session.draft.id

        def told(kept: bool) -> None:  # noqa: FBT001  what the keyring answers
            self.known.learn(path, draft_id if kept else "")
            if not kept:
                self._session.messages.note(
                    "This computer did not keep the passphrase.", "You will be asked for it when you open the response."
                )

        if passphrase is not None and self.shield is Shield.PASSPHRASE:
            self.remembered.keep(draft_id, passphrase, told)

    def stop(self) -> None:
        """Wait for the keyring no longer, as at the end."""
        self.remembered.stop()

    def _forget(self) -> None:
        if self.known.id_of(self._keeper.path):
            self.known.learn(self._keeper.path, "")
            self.remembered.forget(self._session.draft.id)

    def _note(self) -> None:
        """Keep what tells whether a passphrase fits."""
        chosen = self._keeper.passphrase if self.shield is Shield.PASSPHRASE else None
        self._fingerprint = Fingerprint(chosen) if chosen else None

    def _look(self, _state: object = None) -> None:
        now = self.shield, self.has_file
        if now != self._seen:
            self._seen = now
            self.changed.emit()
