"""Signing a response off: as whom, what was signed before, and whether it still holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from respondent_app.model.response import Response
from respondent_app.model.team import Role
from respondent_app.session import reviewing
from respondent_app.session.reviewing import ROLE_NAMES, Signed
from respondent_app.session.session import Session
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, clear, column, holder, row
from respondent_app.ui.widgets.rows import choice_field, line_field, name_field
from respondent_app.ui.widgets.tab_order import holds_focus
from respondent_app.ui.widgets.text import badge, breakable, label, rule

_NAME_WIDTH = 190
_NOTE = "A sign-off is for the response as it stands. As soon as what was signed changes, it no longer holds."


class SignOffCard(Card):
    """The person signs on top; below stands what the form asks for and is missing, then the trail, newest first."""

    def __init__(self, session: Session, print_trail: Callable[[], None], save_trail: Callable[[], None]) -> None:
        super().__init__("Sign-offs")
        self._session = session
        self._shown: object = None
        self._lines: list[QWidget] = []
        self._why: dict[str, QLabel] = {}
        self._explained: Response | None = None
        self.name: QLineEdit = line_field(session.settings.person)
        self.name.setMinimumWidth(_NAME_WIDTH)
        self.name.editingFinished.connect(self._take_name)
        self.role = choice_field([(role.value, name) for role, name in ROLE_NAMES.items()], Role.AUTHOR.value)
        self.role.setMinimumContentsLength(max(map(len, ROLE_NAMES.values())))
        self.sign = button("Sign", self._sign, name="Sign the response as it stands")
        self._trail: QVBoxLayout = column(spacing=0)
        self.print_trail = button("Print the trail…", print_trail)
        self.save_trail = link("Save it as PDF…", save_trail, name="Save the trail of sign-offs as PDF")
        self._tools = holder(WrappingRow(self.print_trail, self.save_trail))
        self.add(column(self._signing(), label(_NOTE, "small"), self._trail, self._tools, margins=(16, 12, 12, 14)))

    def refresh(self) -> None:
        """Show the sign-offs as they are; nothing moves if they are what is shown."""
        response = self._session.response
        state = (reviewing.trail(response), self._session.consultation.sign_offs)
        if state != self._shown:
            self._build(state)
        if response is not self._explained:
            self._explained = response
            reviewing.changes_since(self._session, self._say_why)

    def _build(self, state: object) -> None:
        self._shown = state
        had_focus = holds_focus(self)
        clear(self._trail)
        self._lines, self._why = [], {}
        response = self._session.response
        trail = tuple(reversed(reviewing.trail(response)))
        for missed in reviewing.missing(response, self._session.consultation.sign_offs):
            if missed.void is None:
                self._add(self._missing(missed.role))
        for signed in trail:
            self._add(self._signed(signed))
        self._tools.setVisible(bool(trail))
        if had_focus and not self.name.hasFocus() and not self.role.hasFocus():
            self.sign.setFocus()

    def _signing(self) -> QWidget:
        parts = []
        for text, field in (("Your name", self.name), ("Sign as", self.role)):
            heading = label(text, "muted", wrap=False)
            name_field(field, text, buddy=heading)
            parts.append(holder(row(heading, field)))
        return holder(WrappingRow(*parts, self.sign, spacing=16))

    def _add(self, line: QWidget) -> None:
        for part in (rule(), line):
            self._trail.addWidget(part)
            part.show()  # at once, so that it can take the focus
        self._lines.append(line)

    def regions(self) -> list[QWidget]:
        """Its parts in the order in which they are read."""
        return [self.name, self.role, self.sign, *self._lines, self._tools]

    def _missing(self, role: Role) -> QWidget:
        said = label("Not signed yet. Sending needs this sign-off.", "muted")
        words = column(_heading(role, badge("Needed", "attention")), said, spacing=2)
        choose = link("Choose", lambda: self.choose(role), name=f"Choose to sign as {ROLE_NAMES[role].lower()}")
        return _line(words, choose)

    def _signed(self, signed: Signed) -> QWidget:
        each = signed.sign_off
        name = ROLE_NAMES[each.role]
        state = badge("Holds", "good") if signed.holds else badge("No longer holds", "bad")
        words = column(_heading(each.role, state), label(breakable(_by(signed)), "muted"), spacing=2)
        if not signed.holds:
            self._why[each.id] = label("What was signed has changed since.", "small")
            words.addWidget(self._why[each.id])
        withdraw = link("Withdraw", lambda: reviewing.withdraw(self._session, each.id))
        withdraw.setAccessibleName(f"Withdraw the sign-off as {name.lower()} by {each.by or 'somebody'}")
        own = each.by == self._session.settings.person
        return _line(words, withdraw if own else None)

    def _say_why(self, why: Mapping[str, str]) -> None:
        for name, words in why.items():
            if words and name in self._why and shiboken6.isValid(self._why[name]):
                self._why[name].setText(breakable(f"Since then {words}."))

    def choose(self, role: Role) -> None:
        """Choose a role to sign in, and go to the button that signs."""
        self.role.setCurrentIndex(self.role.findData(role.value))
        self.sign.setFocus()

    def _sign(self) -> None:
        self._take_name()
        if not self._session.settings.person:
            self.name.setFocus()
            self._session.messages.note("Your name is missing.", "Write it beside “Your name”, then sign.")
            return
        role = Role(self.role.currentData())
        before = self._session.response
        reviewing.sign(self._session, role)
        if self._session.response is before:
            self._session.messages.note("You have signed this already.", "It still holds.")
            return
        self.refresh()
        announce(self.sign, f"Signed as {ROLE_NAMES[role].lower()}")

    def _take_name(self) -> None:
        name = " ".join(self.name.text().split())
        if name and name != self._session.settings.person:
            reviewing.take_name(self._session, name)
            self._shown = None
            self.refresh()
        elif not name:
            self.name.setText(self._session.settings.person)


def _by(signed: Signed) -> str:
    at = reviewing.when(signed.sign_off.at)
    return f"{signed.sign_off.by or 'Somebody'}{f', {at}' if at else ''}"


def _heading(role: Role, state: QLabel) -> WrappingRow:
    return WrappingRow(label(ROLE_NAMES[role], "label", wrap=False), state, spacing=10)


def _line(words: QVBoxLayout, action: QWidget | None) -> QWidget:
    line = QWidget()
    content = row(margins=(0, 9, 0, 9), spacing=14)
    content.addLayout(words, 1)
    if action is not None:
        content.addWidget(action, 0, Qt.AlignmentFlag.AlignTop)
    line.setLayout(content)
    return line
