"""Asks for the passphrase of a response: to open it, or to go on after the window was locked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from respondent_app.ui.protecting.passphrase_field import PassphraseField
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.text import label


class AskCard(Card):
    """`attempt` is called with what was typed and whether to remember it; `refuse` says that it did not fit."""

    def __init__(
        self,
        title: str,
        text: str,
        attempt: Callable[[str, bool], object],
        *,
        action: str,
        leave: tuple[str, Callable[[], object]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent=parent)
        self._attempt = attempt
        self.field = PassphraseField("Passphrase")
        self.field.entered.connect(self._try)
        self.field.typed.connect(self._typed)
        self.wrong = Notice("", kind="problem")
        self.wrong.hide()
        self.remember = QCheckBox("Remember it on this computer")
        self.remember.hide()
        self.open_button = button(action, self._try, primary=True)
        actions = WrappingRow(self.open_button)
        if leave is not None:
            actions.addWidget(link(*leave))
        heading = label("Passphrase", "label")
        heading.setBuddy(self.field.field)
        self.add(column(label(text), 4, heading, self.field, self.wrong, self.remember, 4, actions,
                        margins=(16, 14, 16, 16)))  # fmt: skip
        self.setFocusProxy(self.field)

    def offer_remember(self, *, offered: bool) -> None:
        """Show the tick, where there is a keyring."""
        self.remember.setVisible(offered)

    def refuse(self, sentence: str) -> None:
        """Say that it did not fit, and let the person try again."""
        self._be_busy(busy=False)
        self.wrong.say(sentence, "problem")
        self.wrong.show()
        self.field.clear()
        self.field.setFocus()
        announce(self.field, sentence)

    def _try(self) -> None:
        if self.field.text and self.open_button.isEnabled():
            self.wrong.hide()
            self._be_busy(busy=True)
            self._attempt(self.field.text, self.remember.isChecked() and not self.remember.isHidden())

    def _typed(self) -> None:
        self.wrong.hide()

    def _be_busy(self, *, busy: bool) -> None:
        self.field.setEnabled(not busy)
        self.open_button.setEnabled(not busy)
