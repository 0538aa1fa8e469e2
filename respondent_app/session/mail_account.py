"""The mail account of the person, if they want to send from here: set up once, tried before it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from respondent_app.session.errand import Errand
from respondent_app.session.messages import Message, Tone, message_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from respondent_app.sending.account import Account
    from respondent_app.session.background import Progress
    from respondent_app.session.messages import Messages

WAYS = (("starttls", "STARTTLS (usually port 587)"), ("tls", "TLS (usually port 465)"))
_LONGEST_PORT = 5
_NOT_KEPT = Message(
    Tone.NOTE, "This computer did not keep the password.", advice="You will be asked for it when you send."
)


@dataclass(frozen=True, slots=True)
class AccountFields:
    """An account as a person types it in. Without `port` it is the usual one; `password` is never kept in a file."""

    sender: str = ""
    server: str = ""
    security: str = "starttls"
    port: str = ""
    user: str = ""
    name: str = ""
    copy_to: str = ""
    remember: bool = False
    password: str = field(default="", repr=False)


class MailAccount(QObject):
    """The account. `changed`: it is another one, or there is something else to say; `stepped`: what is tried.

    `problem` says why the fields cannot be used, `faulty` names the one it is about, if it is one.
    """

    changed = Signal()
    stepped = Signal(str)

    def __init__(self, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._messages = messages
        self._errand = Errand(messages, self)
        self._errand.stepped.connect(self.stepped)
        self._errand.changed.connect(self.changed)
        self._password = ""
        self._given: Account | None = None
        self.problem: Message | None = None
        self.faulty = ""
        self.account = _loaded()

    @property
    def fields(self) -> AccountFields:
        """The account as it can be changed; empty fields if there is none."""
        account = self.account
        if account is None:
            return AccountFields()
        return AccountFields(
            account.sender, account.server, str(account.security), str(account.port), account.user, account.name,
            account.copy_to, account.remembered,
        )  # fmt: skip

    @property
    def is_working(self) -> bool:
        """Whether an account is being tried."""
        return self._errand.is_under_way

    @property
    def needs_password(self) -> bool:
        """Whether the password must be typed before anything can be sent."""
        return self.account is not None and bool(self.account.user) and not (self._password or self.account.remembered)

    def set_up(self, fields: AccountFields) -> None:
        """Try an account by signing in, and keep it if that works. An empty password stays the one it was."""
        from respondent_app.sending.addresses import AddressError

        self.problem, self.faulty = None, ""
        try:
            account = _account(fields)
        except AddressError as error:
            self.problem, self.faulty = message_of(error), error.field
            self.changed.emit()
            return
        password = fields.password or (self._password if self._is_same(account) else "")
        before = self.account

        def work(progress: Progress) -> tuple[Account, str]:
            return _tried(account, password, before, remember=fields.remember, step=progress)

        self._errand.run(work, lambda kept: self._keep(*kept, wished=fields.remember), self._fail)

    def remove(self) -> None:
        """Take the account and its password away."""
        from respondent_app.sending import account as accounts

        before, self.account, self._password, self.problem = self.account, None, "", None
        accounts.forget()

        def work(progress: Progress) -> None:
            _forget_password(before, None, progress)

        self._errand.run(work, lambda _: None, self._messages.problem)

    def give(self, password: str) -> None:
        """Take the password that was typed for this session."""
        self._password = password

    def password_refused(self) -> None:
        """Forget a password that the server does not take, so that it is asked for."""
        self._password = ""
        if self.account is not None and self.account.remembered:
            self.account = replace(self.account, remembered=False)

    def password_for_sending(self) -> Callable[[Progress], str]:
        """Return what finds the password, off the GUI thread."""
        account, typed = self.account, self._password

        def find(step: Progress) -> str:
            from respondent_app.drafts import secrets

            if typed or account is None or not account.user:
                return typed
            return secrets.recall_mail(account.key, step=step) or ""

        return find

    def stop(self) -> None:
        """Try no longer."""
        self._errand.drop()
        self.changed.emit()

    def _is_same(self, account: Account) -> bool:
        return self.account is not None and self.account.key == account.key

    def _keep(self, account: Account, password: str, *, wished: bool) -> None:
        self.account, self._password = account, password
        if wished and account.user and not account.remembered:
            self._messages.note(_NOT_KEPT.what, _NOT_KEPT.advice)

    def _fail(self, error: Exception) -> None:
        self.problem = message_of(error)


def _loaded() -> Account | None:
    from respondent_app.sending import account as accounts

    return accounts.load()


def _account(fields: AccountFields) -> Account:
    from respondent_app.sending.account import Account, Security, checked

    security, port = Security(fields.security), fields.port.strip()
    number = int(port) if port.isascii() and port.isdecimal() and len(port) <= _LONGEST_PORT else 0
    return checked(
        Account(
            fields.server, number if port else security.usual_port, security, fields.sender, fields.user, fields.name,
            fields.copy_to,
        )
    )  # fmt: skip


def _tried(
    account: Account, password: str, before: Account | None, *, remember: bool, step: Progress
) -> tuple[Account, str]:
    """Sign in, and keep the account if that works; off the GUI thread."""
    from respondent_app.drafts import secrets
    from respondent_app.sending import account as accounts
    from respondent_app.sending.delivery import ask

    if not password and before is not None and before.remembered and before.key == account.key:
        password = secrets.recall_mail(account.key, step=step) or ""
    ask(account, password, step=step)
    step("Keeping the account")
    remembered = remember and bool(account.user) and secrets.remember_mail(account.key, password, step=step)
    _forget_password(before, account if remembered else None, step)
    kept = replace(account, remembered=remembered)
    accounts.save(kept)
    return kept, password


def _forget_password(before: Account | None, now: Account | None, step: Progress) -> None:
    """Let the keyring forget the password of an account, unless it is that of the account now."""
    from respondent_app.drafts import secrets

    if before is not None and before.remembered and (now is None or now.key != before.key):
        secrets.forget_mail(before.key, step=step)
