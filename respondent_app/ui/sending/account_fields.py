"""The fields of the mail account, and the button that tries it before it is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from respondent_app.session.mail_account import WAYS, AccountFields, MailAccount
from respondent_app.session.messages import Message
from respondent_app.ui.protecting.passphrase_field import PassphraseField
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.layouts import WrappingRow, column, holder, narrow
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.rows import Rows, choice_field, line_field, name_field
from respondent_app.ui.widgets.tab_order import holds_focus
from respondent_app.ui.widgets.text import breakable, label
from respondent_app.ui.widgets.work_line import WorkLine

_INTRO = (
    "Take these from the help pages of your e-mail provider, or ask your IT. The account is tried before it is kept; "
    "nothing is sent for that. Only protected connections are used."
)
_OFTEN = "Often your e-mail address. Leave it empty if the server asks for none."
_OWN_COPY = "This address gets a hidden copy. Your own puts the e-mail into your mailbox, too."
_LINES = ("sender", "server", "port", "user", "name", "copy_to")
_REMEMBER = "Let this computer remember the password"
_REMEMBER_HELP = "It is kept in the computer’s keyring. Otherwise you are asked for it."
_MADE_FOR_APPS = "Some providers want a password made for apps; their settings make one."


class AccountFieldsPart(QWidget):
    """What a person must say about their mail account. `ended` is called when they are done or leave it.

    `to_see` carries what should be in sight, `widest` is the width that no field exceeds, in pixels.
    """

    to_see = Signal(QWidget)

    def __init__(
        self, account: MailAccount, ended: Callable[[], object], *, widest: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._account = account
        self._ended = ended
        self._tried = False
        self.lines = {name: line_field("") for name in _LINES}
        self.security = choice_field(list(WAYS), WAYS[0][0])
        self.password = PassphraseField("Password", _MADE_FOR_APPS)
        self.remember = QCheckBox(_REMEMBER)
        name_field(self.remember, _REMEMBER, _REMEMBER_HELP)
        self.problem = Notice("", kind="problem")
        self.work = WorkLine(self._stop, "Trying the account")
        self.keep = button("Try and keep the account", self._try)
        self.leave = link("Not now", self._leave)
        self.remove = link("Remove the account", self._remove)
        self._rows = self._filled_rows()
        self._ways = holder(WrappingRow(self.keep, self.leave, self.remove))
        self._column: QVBoxLayout = column(
            label(_INTRO, "muted"), narrow(self._rows, widest), self.problem, self.work, self._ways, spacing=12
        )
        self.setLayout(self._column)
        self.problem.hide()
        account.changed.connect(self.refresh)
        account.stepped.connect(self.work.say)

    def begin(self) -> None:
        """Show the account as it is, to be changed."""
        known = self._account.fields
        for name, line in self.lines.items():
            line.setText(str(getattr(known, name)))
        self.security.setCurrentIndex([way for way, _ in WAYS].index(known.security))
        self.remember.setChecked(known.remember)
        self.password.clear()
        self._tried = False
        self.remove.setVisible(self._account.account is not None)
        self.refresh()
        self.lines["sender"].setFocus()

    def refresh(self) -> None:
        """Show how far trying is."""
        if self.isHidden():
            return
        working, problem = self._account.is_working, self._account.problem
        if self._tried and not working and problem is None:
            self.password.clear()
            self._ended()
            return
        had_focus = holds_focus(self)
        if working and self.work.isHidden():
            self.work.begin()
        self.work.setVisible(working)
        self._ways.setVisible(not working)
        self._rows.setEnabled(not working)
        self._show_problem(None if working else problem, had_focus=had_focus)
        if working:
            self.work.cancel.setFocus()

    def _show_problem(self, problem: Message | None, *, had_focus: bool) -> None:
        told = problem if self._tried else None
        self.problem.hide()
        if told is None:
            return
        faulty = self.lines.get(self._account.faulty)
        self._put_problem(below=faulty)
        self.problem.say(breakable(told.text), "problem")
        self.problem.show()
        announce(self.problem, told.text)
        if faulty is not None:
            faulty.setFocus()
        elif had_focus:
            self.keep.setFocus()
        QTimer.singleShot(0, self, partial(self.to_see.emit, self.problem))

    def _put_problem(self, *, below: QWidget | None) -> None:
        """Let the problem stand below the field that it is about, else above the buttons."""
        if below is None:
            self._column.insertWidget(2, self.problem)
        else:
            self._rows.put_below(below, self.problem)

    def _try(self) -> None:
        self._tried = True
        typed = {name: line.text().strip() for name, line in self.lines.items()}
        way, password = str(self.security.currentData()), self.password.text
        self._account.set_up(
            AccountFields(**typed, security=way, remember=self.remember.isChecked(), password=password)
        )

    def _stop(self) -> None:
        """Leave the fields as they are."""
        self._tried = False
        self._account.stop()
        self.keep.setFocus()

    def _leave(self) -> None:
        self.password.clear()
        self._ended()

    def _remove(self) -> None:
        self.password.clear()
        self._account.remove()
        self._ended()

    def _filled_rows(self) -> Rows:
        rows, lines = Rows(), self.lines
        rows.add("Your e-mail address", lines["sender"])
        rows.add("Mail server for sending", lines["server"], help_text="For example mail.example.org.")
        rows.add("Protection", self.security)
        rows.add("Port", lines["port"], help_text="Leave it empty for the usual one.")
        rows.add("User name", lines["user"], help_text=_OFTEN)
        rows.add("Password", self.password, help_text=_MADE_FOR_APPS)
        rows.add_plain(self.remember)
        rows.add("Your name", lines["name"], note="optional", help_text="It stands beside your address.")
        rows.add("Copy to", lines["copy_to"], note="optional", help_text=_OWN_COPY)
        return rows
