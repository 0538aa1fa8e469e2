"""A copy for someone outside: under which name, with which passphrase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from respondent_app.session.passphrases import strength
from respondent_app.ui.protecting.passphrase_field import PassphraseField
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.rows import Rows, line_field
from respondent_app.ui.widgets.text import label

_WHAT = (
    "The copy holds the response as it is now, confidential words included. It does not hold its history, what was "
    "deleted, who wrote what, your team’s comments, assignments and sign-offs, or where files lie on your computer."
)
_OWN = "Choose another passphrase than your team’s, and tell it by another way than the file."


@dataclass(frozen=True, slots=True)
class Wanted:
    """The name that stands in the copy, and its passphrase if it shall have one."""

    author: str
    passphrase: str | None


class OutsideCard(Card):
    """`save` is called once what was typed makes sense, `leave` goes back to the response."""

    def __init__(
        self,
        author: str,
        save: Callable[[Wanted], object],
        leave: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("A copy for someone outside", parent=parent)
        self._save = save
        self.author = line_field(author)
        self.first = PassphraseField("Passphrase of the copy", _OWN)
        self.again = PassphraseField("The same once more")
        self.strength = label("", "small")
        self.wrong = Notice("", kind="problem")
        self.wrong.hide()
        self.first.typed.connect(self._tell_strength)
        self.first.entered.connect(self.again.setFocus)
        self.again.entered.connect(self._protected)
        rows = Rows()
        rows.add("Name that stands in the copy", self.author)
        for field in (self.first, self.again):
            heading = label(field.field.accessibleName(), "label")
            heading.setBuddy(field.field)
            rows.add_plain(heading)
            rows.add_plain(field, 4)
            if field is self.first:
                rows.add_plain(self.strength, 4)
        self.save_button = button("Save the copy…", self._protected, primary=True)
        actions = WrappingRow(
            self.save_button,
            button("Save it without protection…", self._open),
            link("Back", leave, name="Back to the response"),
        )
        self.add(column(label(_WHAT), label(_OWN, "muted"), rows, self.wrong, 4, actions, margins=(16, 14, 16, 16)))
        self.setFocusProxy(self.author)

    def refuse(self, sentence: str) -> None:
        """Say what stands in the way."""
        self.wrong.say(sentence, "problem")
        self.wrong.show()
        announce(self.first, sentence)

    def _tell_strength(self) -> None:
        self.wrong.hide()
        self.strength.setText(strength(self.first.text))

    def _protected(self) -> None:
        if not self.first.text:
            self.refuse("Type a passphrase first, or save the copy without protection.")
            self.first.setFocus()
        elif self.first.text != self.again.text:
            self.refuse("The two are not the same. Type the second one again.")
            self.again.clear()
            self.again.setFocus()
        else:
            self._save(Wanted(self.author.text().strip(), self.first.text))

    def _open(self) -> None:
        self._save(Wanted(self.author.text().strip(), None))
