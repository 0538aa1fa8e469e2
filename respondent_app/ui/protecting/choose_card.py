"""Where a person chooses how their response is protected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QWidget

from respondent_app.session.passphrases import strength
from respondent_app.ui.protecting.passphrase_field import PassphraseField
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.text import label, rule

_WHY = (
    "With a passphrase, only those who know it can read this response: on this computer, on a share, in an e-mail. "
    "Tell it to colleagues by another way than the file. Nobody can find it for you: without it, the response is lost."
)
_OPEN = (
    "Without one, whoever gets hold of the file can read everything in it, with all that is marked as confidential and "
    "all that was ever deleted."
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person chose: a passphrase or none, and whether the computer shall remember it."""

    passphrase: str | None
    remember: bool = False


class ChooseCard(Card):
    """Set, change or remove the passphrase. `choose` is called once what was typed makes sense.

    `protected` says whether there is a passphrase already, `leave` goes back to the response.
    """

    def __init__(
        self,
        choose: Callable[[Chosen], object],
        leave: Callable[[], object],
        *,
        protected: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Change the passphrase" if protected else "Protect this response", parent=parent)
        self._choose = choose
        self.first = PassphraseField("New passphrase" if protected else "Passphrase")
        self.again = PassphraseField("The same once more")
        self.strength = label("", "small")
        self.wrong = Notice("", kind="problem")
        self.wrong.hide()
        self.remember = QCheckBox("Remember it on this computer")
        self.remember.hide()
        self.first.typed.connect(self._tell_strength)
        self.first.entered.connect(self.again.setFocus)
        self.again.entered.connect(self._protect)
        self.protect_button = button("Change it" if protected else "Protect", self._protect, primary=True)
        without = "Remove the passphrase" if protected else "Keep it unprotected"
        self.open_button = button(without, self._leave_open)
        self._lay_out(link("Back", leave, name="Back to the response"))
        self.setFocusProxy(self.first)

    def offer_remember(self, *, offered: bool) -> None:
        """Show the tick, where there is a keyring."""
        self.remember.setVisible(offered)

    def refuse(self, sentence: str) -> None:
        """Say what stands in the way."""
        self._be_busy(busy=False)
        self.wrong.say(sentence, "problem")
        self.wrong.show()
        announce(self.first, sentence)

    def _lay_out(self, back: QWidget) -> None:
        headings = [label(each.field.accessibleName(), "label") for each in (self.first, self.again)]
        for heading, each in zip(headings, (self.first, self.again), strict=True):
            heading.setBuddy(each.field)
        self.add(
            column(
                label(_WHY),
                4,
                headings[0],
                self.first,
                self.strength,
                headings[1],
                self.again,
                self.wrong,
                self.remember,
                4,
                WrappingRow(self.protect_button, back),
                8,
                rule(),
                4,
                label(_OPEN, "muted"),
                WrappingRow(self.open_button),
                margins=(16, 14, 16, 16),
            )
        )

    def _tell_strength(self) -> None:
        self.wrong.hide()
        self.strength.setText(strength(self.first.text))

    def _protect(self) -> None:
        if not self.first.text:
            self.refuse("Type a passphrase first.")
            self.first.setFocus()
        elif self.first.text != self.again.text:
            self.refuse("The two are not the same. Type the second one again.")
            self.again.clear()
            self.again.setFocus()
        else:
            self._go(Chosen(self.first.text, self.remember.isChecked() and not self.remember.isHidden()))

    def _leave_open(self) -> None:
        self._go(Chosen(None))

    def _go(self, chosen: Chosen) -> None:
        self.wrong.hide()
        self._be_busy(busy=True)
        self._choose(chosen)

    def _be_busy(self, *, busy: bool) -> None:
        for each in (self.first, self.again, self.remember, self.protect_button, self.open_button):
            each.setEnabled(not busy)
