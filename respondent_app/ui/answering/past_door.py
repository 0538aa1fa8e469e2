"""The way into the library of past answers: it is begun with a passphrase, and opened with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from respondent_app.model.errors import PassphraseNeededError, RespondentError, WrongPassphraseError
from respondent_app.session.passphrases import strength
from respondent_app.session.past_answers import PastAnswers
from respondent_app.ui.protecting.passphrase_field import PassphraseField
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.text import label

_BEGIN = (
    "Keep what your organisation says, and find it again when it is asked next time. Everything stays on this "
    "computer, under a passphrase, because some of it may be confidential. It may be the one of your responses."
)
_OPEN = "Your library is closed. Its passphrase opens it."
_AFTER_PACKAGE = "From then on, answers are kept whenever you make a package."


class PastDoor(QWidget):
    """Asks for the passphrase of the library, twice if `new`."""

    def __init__(self, past: PastAnswers, *, new: bool) -> None:
        super().__init__()
        self._past = past
        self._new = new
        self._busy = False
        self._action = "Begin a library" if new else "Open"
        self.first = PassphraseField("Passphrase of the library")
        self.again = PassphraseField("The same once more")
        self.strength = label("", "small")
        self.wrong = Notice("", kind="problem")
        self.remember = QCheckBox("Remember it on this computer")
        self.go = button(self._action, self._go, primary=True)
        self.forgotten = link("I do not know it any more", self._ask_to_begin_anew)
        self._lay_out()
        self.first.typed.connect(self._typed)
        self.first.entered.connect(self.again.setFocus if new else self._go)
        self.again.entered.connect(self._go)
        self.setFocusProxy(self.first)

    def _lay_out(self) -> None:
        parts: list[QWidget | WrappingRow | int] = [label(_BEGIN if self._new else _OPEN)]
        if self._new:
            parts.append(label(_AFTER_PACKAGE, "muted"))
        for field in (self.first, self.again) if self._new else (self.first,):
            heading = label(field.field.accessibleName(), "label")
            heading.setBuddy(field.field)
            parts += [4, heading, field]
        parts += [self.strength, self.wrong, self.remember, 4, WrappingRow(self.go, self.forgotten)]
        self.setLayout(column(*parts, spacing=6))
        for unneeded in (self.wrong, self.remember, self.strength):
            unneeded.hide()
        self.again.setVisible(self._new)
        self.forgotten.setVisible(not self._new)

    def offer_remember(self, *, offered: bool) -> None:
        """Show the tick, where there is a keyring."""
        self.remember.setVisible(offered)

    def _typed(self) -> None:
        self.wrong.hide()
        if self._new:
            self.strength.setText(strength(self.first.text))
            self.strength.setVisible(bool(self.first.text))

    def _go(self) -> None:
        if not self.first.text:
            self._refuse("Type a passphrase first.", self.first)
        elif self._new and self.first.text != self.again.text:
            self.again.clear()
            self._refuse("The two are not the same. Type the second one again.", self.again)
        elif not self._busy:
            self._be_busy(busy=True)
            way: Callable[..., None] = self._past.begin if self._new else self._past.open
            remember = self.remember.isChecked() and not self.remember.isHidden()
            way(self.first.text, remember=remember, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self._be_busy(busy=False)
        if isinstance(error, WrongPassphraseError | PassphraseNeededError):
            self.first.clear()
        told = error if isinstance(error, RespondentError) else RespondentError("The library could not be opened.")
        self._refuse(" ".join(filter(None, (told.what, told.advice))), self.first)

    def _ask_to_begin_anew(self) -> None:
        """Nothing can open it without; it stays on the disk in case the passphrase comes back to mind."""
        if self.forgotten.property("asked"):
            self._past.begin_anew()
            return
        self.forgotten.setProperty("asked", "true")
        self.forgotten.setText("Put it aside and begin a new one")
        self.forgotten.setAccessibleName(self.forgotten.text())
        self._refuse("Nobody can find it for you. The library can be put aside; it is not deleted.", self.forgotten)

    def _refuse(self, sentence: str, then: QWidget) -> None:
        self.wrong.say(sentence, "problem")
        self.wrong.show()
        then.setFocus()
        announce(then, sentence)

    def _be_busy(self, *, busy: bool) -> None:
        self._busy = busy  # nothing is disabled: the focus would go elsewhere
        self.go.setText("One moment…" if busy else self._action)
