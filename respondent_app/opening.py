"""Opens protected drafts: with a key of the app's own, with what the computer remembers, or by asking the person."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

from respondent_app import console
from respondent_app.model.errors import RespondentError, WrongPassphraseError
from respondent_app.session.background import Background, Progress
from respondent_app.session.messages import message_of
from respondent_app.session.passphrases import KnownDrafts, Remembered
from respondent_app.ui.protecting.ask_card import AskCard

if TYPE_CHECKING:
    from respondent_app.session.draft_place import OpenedFile
    from respondent_app.session.settings import Settings
    from respondent_app.ui.main_window import MainWindow

_WRONG = (
    "That does not open it. Check capital letters and the language of the keyboard, and try again. If it came from a "
    "colleague who never chose a passphrase, ask them for a copy by “Send to a colleague”."
)
_AT_START_S = 1.5


class TooLongError(Exception):
    """The keyring takes longer than a person waits for a window."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A protected draft that is open, with what opened it."""

    found: OpenedFile
    passphrase: str
    remember: bool = False


def without_asking(path: Path, settings: Settings, author: str) -> Unlocked | None:
    """Open a draft with a key that this computer has; `None` if it has none. Errors of opening pass, a wrong key not.

    For the start, when there is no window yet that could stand still.
    """
    from respondent_app.drafts import own_keys, secrets

    given = _first_that_opens(path, console.passphrases_given(), author)
    if given is not None:
        return given
    remembered = None
    known = KnownDrafts(settings.draft_number, settings.note_draft).id_of(path)
    if known:
        with contextlib.suppress(TooLongError):
            remembered = secrets.recall(known, step=_until(time.monotonic() + _AT_START_S))
    return _first_that_opens(path, [remembered] if remembered else own_keys.every(), author)


def _until(end: float) -> Callable[[str], None]:
    def step(_step: str) -> None:
        if time.monotonic() > end:
            raise TooLongError

    return step


def _first_that_opens(path: Path, passphrases: Iterable[str], author: str) -> Unlocked | None:
    from respondent_app.session.draft_place import open_file

    for each in passphrases:
        with contextlib.suppress(WrongPassphraseError):
            return Unlocked(open_file(path, author=author, passphrase=each), each)
    return None


class AskingToOpen(QObject):
    """Asks in front of a window for the passphrase of another draft, until it opens or the person goes back."""

    def __init__(
        self, window: MainWindow, path: Path, author: str, opened: Callable[[AskingToOpen, Unlocked], object]
    ) -> None:
        super().__init__(window)
        self._window = window
        self.path = path
        self._author = author
        self._opened = opened
        self._background = Background(window.session.messages, self)
        self._remembered = Remembered(window.session.messages, self)
        self._stopped = False
        self.card: AskCard = AskCard(
            "This response is protected", f"{path.name} opens with its passphrase.", self._try,
            action="Open", leave=("Not now", self.leave),
        )  # fmt: skip
        window.cover(self.card)
        self._look_for_keys()

    @property
    def _over(self) -> bool:
        """Whether the draft is open, the person went back, or the window was locked."""
        return self._stopped or not shiboken6.isValid(self.card)

    def _look_for_keys(self) -> None:
        def work(_progress: Progress) -> Unlocked | None:
            from respondent_app.drafts import own_keys

            return _first_that_opens(self.path, own_keys.every(), self._author)

        self._background.run(work, self._found, lambda _error: self._found(None))

    def _found(self, unlocked: Unlocked | None) -> None:
        settings = self._window.session.settings
        known = KnownDrafts(settings.draft_number, settings.note_draft).id_of(self.path)
        if unlocked is not None:
            self._end(unlocked)
        elif known and not self._over:
            self._remembered.recall(known, self._try_remembered)
        elif not self._over:
            self._remembered.find_out(self._offer)

    def _try_remembered(self, passphrase: str | None) -> None:
        if self._over:
            return
        self._remembered.find_out(self._offer)
        if passphrase and self.card.open_button.isEnabled():
            self._run(passphrase, remember=False, failed=lambda _error: None)

    def _offer(self, offered: bool) -> None:  # noqa: FBT001  what the keyring answers
        if not self._over:
            self.card.offer_remember(offered=offered)

    def _try(self, typed: str, remember: bool) -> None:  # noqa: FBT001  as the card hands it over
        self._run(typed, remember=remember, failed=self._refuse)

    def _run(self, passphrase: str, *, remember: bool, failed: Callable[[Exception], None]) -> None:
        path, author = self.path, self._author

        def work(_progress: Progress) -> Unlocked:
            from respondent_app.session.draft_place import open_file

            return Unlocked(open_file(path, author=author, passphrase=passphrase), passphrase, remember)

        self._background.run(work, self._end, failed)

    def _end(self, unlocked: Unlocked) -> None:
        if self._over:
            unlocked.found.file.close()
            return
        self._stop()
        self._opened(self, unlocked)

    def _refuse(self, error: Exception) -> None:
        if self._over:
            return
        told = str(error) if isinstance(error, RespondentError) else message_of(error).text
        self.card.refuse(_WRONG if isinstance(error, WrongPassphraseError) else told)

    def leave(self) -> None:
        """Go back to what was there."""
        self._stop()
        self._window.uncover(self.card)

    def _stop(self) -> None:
        self._stopped = True
        self._remembered.stop()
