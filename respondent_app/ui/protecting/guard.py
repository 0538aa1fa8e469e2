"""Keeps a response from those who shall not read it: what stands in front of the window, and when."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSizePolicy, QWidget

from respondent_app.model.errors import RespondentError
from respondent_app.session.draft_keeper import Shield
from respondent_app.session.idle_lock import IdleLock
from respondent_app.session.messages import message_of
from respondent_app.session.passphrases import Remembered
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.layouts import column
from respondent_app.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from respondent_app.session.protection import Protection
    from respondent_app.ui.main_window import MainWindow
    from respondent_app.ui.protecting.ask_card import AskCard
    from respondent_app.ui.protecting.choose_card import ChooseCard, Chosen

_NOT_CHOSEN = "Saved, but not protected yet: whoever can use your account on this computer can read this response."
_WRONG = "That is not the passphrase of this response. Check capital letters and the language of the keyboard."


class Guard(QObject):
    """Lets the person choose how their response is protected, and locks the window."""

    def __init__(self, window: MainWindow, protection: Protection) -> None:
        super().__init__(window)
        self._window = window
        self._protection = protection
        self._settings = window.session.settings
        self._keyring = Remembered(window.session.messages, self)
        self.notice = ChoiceNotice(self.choose)
        self.idle = IdleLock(0, self)
        self.idle.idle.connect(self.lock)
        protection.changed.connect(self._follow)
        self._settings.changed.connect(self._follow)
        self._follow()

    def watch(self) -> None:
        """Count what the person does in the window as use."""
        handle = self._window.windowHandle()
        if handle is not None:
            self.idle.watch(handle)

    def choose(self, then: Callable[[], object] | None = None) -> None:
        """Let the person set, change or remove the passphrase; `then` is done once they have."""
        from respondent_app.ui.protecting.choose_card import ChooseCard

        if self._window.is_locked:
            return

        def leave() -> None:
            self._keyring.stop()
            self._window.uncover(card)

        def done() -> None:
            leave()
            self._window.session.messages.good(_DONE[self._protection.shield])
            if then is not None:
                then()

        def chosen(choice: Chosen) -> None:
            self._protection.choose(
                choice.passphrase, remember=choice.remember, done=done, failed=partial(_refuse, card)
            )

        card = ChooseCard(chosen, leave, protected=self._protection.shield is Shield.PASSPHRASE)
        self._window.cover(card)
        self._keyring.find_out(partial(_offer, card))

    def lock(self) -> None:
        """Hide the response until the passphrase is typed. What was typed is on the disk first."""
        from respondent_app.ui.protecting.ask_card import AskCard

        if self._window.is_locked:
            return
        if not self._protection.can_lock:
            self.idle.wake()
            return
        self._window.session.autosave.now()
        self.stop()
        card = AskCard("Locked", _LOCKED, lambda typed, _: self._unlock(card, typed), action="Unlock")
        self._window.cover(card, locked=True)
        self.idle.rest()

    def stop(self) -> None:
        """Wait for the keyring no longer: the card that wanted to know goes."""
        self._keyring.stop()

    def lock_or_say_why_not(self) -> None:
        """Lock the window; without a passphrase, say that there would be no way back."""
        if self._protection.can_lock:
            self.lock()
        elif not self._window.is_locked:
            self._window.session.messages.note(
                "Only a response with a passphrase can be locked.", "Menu › Passphrase… sets one."
            )

    def _unlock(self, card: AskCard, typed: str) -> None:
        if self._protection.fits(typed):
            self._window.uncover(card)
            self.idle.wake()
        else:
            card.refuse(_WRONG)

    def _follow(self) -> None:
        chosen = self._protection.shield is not Shield.NOT_CHOSEN
        self.notice.setVisible(not chosen and self._protection.has_file)
        minutes = self._settings.lock_minutes if self._protection.can_lock else 0
        if self.idle.minutes != minutes:
            self.idle.minutes = minutes


_LOCKED = "The response is saved and hidden. Type its passphrase to go on where you were."
_DONE = {
    Shield.PASSPHRASE: "The response is protected with your passphrase.",
    Shield.NONE: "The response is not protected: whoever gets hold of the file can read it.",
    Shield.NOT_CHOSEN: "",
}


class ChoiceNotice(QWidget):
    """A quiet line above the page as long as the person has not chosen."""

    def __init__(self, choose: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = button("Choose…", choose, name="Choose how this response is protected")
        self.setLayout(column(Notice(_NOT_CHOSEN, self.button, kind="info"), margins=(14, 10, 14, 0)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()


def _offer(card: ChooseCard, offered: bool) -> None:  # noqa: FBT001  what the keyring answers
    if shiboken6.isValid(card):  # it may have gone by now
        card.offer_remember(offered=offered)


def _refuse(card: ChooseCard, error: Exception) -> None:
    if shiboken6.isValid(card):
        card.refuse(str(error) if isinstance(error, RespondentError) else message_of(error).text)
