"""Sending the package from here, for those who want it: one quiet link, until a mail account is set up."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from respondent_app.session.mail_account import MailAccount
from respondent_app.session.mailing import End, Mailing, MailShown, Outcome
from respondent_app.session.package_view import PackageMade
from respondent_app.ui.protecting.passphrase_field import PassphraseField
from respondent_app.ui.sending.account_fields import AccountFieldsPart
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import WrappingRow, column, holder, narrow
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.rows import Rows
from respondent_app.ui.widgets.tab_order import holds_focus
from respondent_app.ui.widgets.text import breakable, label
from respondent_app.ui.widgets.work_line import WorkLine

_OFFER = "Send from here instead…"
_INSTEAD = "You need no mail program for this. Right before sending, the e-mail is searched once more."
_OUTDATED = "The package is out of date. Make it again, then it can be sent."
_ARRIVED = frozenset({End.SENT, End.UNKNOWN})
_KINDS = {End.SENT: "good", End.STOPPED: "info", End.FAILED: "problem", End.UNKNOWN: "attention"}


class MailCard(QWidget):
    """What there is to send, "Send now" and a second question; while it goes, how far; then how it ended.

    `to_see` carries what should be in sight now, `widest` is the width that no field exceeds, in pixels.
    """

    to_see = Signal(QWidget)

    def __init__(self, mailing: Mailing, *, widest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mailing = mailing
        self._account: MailAccount = mailing.account
        self._outdated = self._asking = self._setting_up = False
        self._told: Outcome | None = None
        self.offer = link(_OFFER, self.set_up)
        self.card = Card("Send from here")
        self.fields = AccountFieldsPart(self._account, self._set_up_ended, widest=widest)
        self._what = label("")
        self._from = label("", "muted")
        self.before = Notice("", kind="attention")
        self.outcome = Notice("", kind="good")
        self.send = button("Send now…", self._ask)
        self.again = link("Send it once more…", self._ask)
        self.change = link("Change the account", self.set_up)
        self.question = label("", "label")
        self.password = PassphraseField("Password of your mail account")
        self._password_row = Rows()
        self._password_row.add("Password of your mail account", self.password)
        self.really = button("Yes, send it", self._send)
        self.not_yet = link("Not yet", self._not_yet)
        self.work = WorkLine(self._stop, "Sending the e-mail")
        self.work.cancel.setText("Stop")
        self._arrange(widest)
        self.password.entered.connect(self.really.click)
        self.fields.to_see.connect(self.to_see)
        mailing.changed.connect(self.refresh)
        mailing.stepped.connect(self._say)
        self.refresh()

    def show_package(self, package: PackageMade) -> None:
        """Offer to send the e-mail of a package that was just made."""
        self._asking = self._outdated = False
        self._mailing.package_made(package.email_file)
        self.show()

    def set_outdated(self, outdated: bool) -> None:  # noqa: FBT001  a state, not an option
        """Say whether the package no longer says what the response says."""
        if outdated != self._outdated:
            self._outdated = outdated
            self._asking = self._asking and not outdated
            self.refresh()

    def set_up(self) -> None:
        """Ask for the mail account."""
        self._setting_up = True
        self.refresh()
        self.fields.begin()
        self._let_see(self.fields.lines["sender"])

    def refresh(self) -> None:
        """Show how far it is."""
        mailing, had_focus = self._mailing, holds_focus(self)
        shown, sending = mailing.shown, mailing.is_sending
        has_account = self._account.account is not None
        self.offer.setVisible(not has_account and not self._setting_up)
        self.card.setVisible(has_account or self._setting_up)
        self.fields.setVisible(self._setting_up)
        self._show_what(shown)
        self._show_outcome(mailing.outcome)
        ready = shown is not None and not self._setting_up and not sending and not self._outdated
        self._ready.setVisible(has_account and not self._setting_up and not sending and not self._asking)
        may_have_arrived = mailing.outcome is not None and mailing.outcome.end in _ARRIVED
        self.send.setVisible(ready and not may_have_arrived)
        self.again.setVisible(ready and may_have_arrived)
        self._sure.setVisible(ready and self._asking)
        self._show_work(sending=sending)
        if had_focus and not holds_focus(self):
            self._nearest().setFocus()

    def _show_what(self, shown: MailShown | None) -> None:
        account = self._account.account
        self._what.setText(breakable(self._said(shown)))
        self._what.setVisible(not self._setting_up)
        if account is not None:
            copy = f", with a hidden copy to {account.copy_to}" if account.copy_to else ""
            self._from.setText(breakable(f"From {account.sender} over {account.server}{copy}. {_INSTEAD}"))
        self._from.setVisible(shown is not None and account is not None and not self._setting_up)
        warned = shown is not None and bool(shown.before) and self._mailing.outcome is None
        self.before.setVisible(warned and not self._setting_up)
        if shown is not None:
            self.before.say(shown.before, "attention")
            self.question.setText(breakable(f"Send it to {shown.to} now? It cannot be taken back."))
            self._password_row.setVisible(self._account.needs_password)

    def _said(self, shown: MailShown | None) -> str:
        if self._outdated:
            return _OUTDATED
        if shown is not None:
            files = "1 file" if shown.files == 1 else f"{shown.files} files"
            return f"To {shown.to}, with {files} attached, {shown.size_text} in all."
        return self._mailing.problem.text if self._mailing.problem else ""

    def _show_outcome(self, outcome: Outcome | None) -> None:
        self.outcome.setVisible(outcome is not None and not self._setting_up)
        if outcome is None or outcome is self._told:
            self._told = outcome
            return
        self._told = outcome
        self.outcome.say(breakable(outcome.message.text), _KINDS[outcome.end])
        announce(self.outcome, outcome.message.text)
        self._let_see(self.outcome)

    def _show_work(self, *, sending: bool) -> None:
        if sending and self.work.isHidden():
            self.work.begin()
            self.work.cancel.setFocus()
        self.work.setVisible(sending)

    def _nearest(self) -> QWidget:
        """Return what a person would do next."""
        choices = (self.work.cancel, self.not_yet, self.send, self.change, self.offer)
        return next((each for each in choices if each.isVisible() and each.isEnabled()), self.offer)

    def _ask(self) -> None:
        self._asking = True
        self.password.clear()
        self.refresh()
        announce(self.question, self.question.text())
        self._let_see(self._sure)
        (self.password if self._account.needs_password else self.not_yet).setFocus()

    def _not_yet(self) -> None:
        self._asking = False
        self.password.clear()
        self.refresh()
        self._nearest().setFocus()

    def _send(self) -> None:
        typed = self.password.text
        if self._account.needs_password and not typed:
            self.password.setFocus()
            return
        self._asking = False
        self.password.clear()
        self._mailing.send(typed)

    def _stop(self) -> None:
        self.work.stopping()
        self._mailing.stop()

    def _say(self, step: str) -> None:
        if self.work.cancel.isEnabled():
            self.work.say(step, aloud=False)

    def _let_see(self, part: QWidget) -> None:
        """Ask for a part to be in sight, once it has its place."""
        QTimer.singleShot(0, self, partial(self.to_see.emit, part))

    def _set_up_ended(self) -> None:
        self._setting_up = False
        if self._account.account is not None and self._mailing.shown is None:
            self._mailing.look()
        self.refresh()
        self._nearest().setFocus()

    def _arrange(self, widest: int) -> None:
        self._ready = holder(WrappingRow(self.send, self.change, self.again))
        self._sure = holder(
            column(self.question, narrow(self._password_row, widest), WrappingRow(self.really, self.not_yet), spacing=8)
        )
        self.card.add(
            column(
                self.fields, self._what, self._from, self.before, self.outcome, self._ready, self._sure, self.work,
                margins=(16, 12, 16, 16), spacing=10,
            )
        )  # fmt: skip
        self.setLayout(column(holder(WrappingRow(self.offer)), self.card, spacing=0))
