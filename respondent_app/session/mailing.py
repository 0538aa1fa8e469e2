"""Sending a package from the window: looked at, confirmed, handed over once; and what became of it."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from respondent_app.session import publisher_files
from respondent_app.session.errand import Errand
from respondent_app.session.mail_account import MailAccount
from respondent_app.session.messages import Message, Tone, message_of

if TYPE_CHECKING:
    from respondent_app.exports.blank_form import BlankForm
    from respondent_app.model.document import Document
    from respondent_app.model.template import PublisherForm
    from respondent_app.sending.package_mail import PackageMail, Sent
    from respondent_app.sending.sent_log import Sending
    from respondent_app.session.background import Progress, Work
    from respondent_app.session.session import Session

_STOPPED = Message(Tone.NOTE, "Stopped.", "Nothing was sent.")
_ANOTHER = "Another package was put into the folder meanwhile."
_FORGOTTEN = "The password for sending is not there any more."
_NUMBER = "Its number is {}."
_ASKS = "The publisher’s confirmation is still to come: the e-mail asks for it."
_COPY = "A copy went to {}."
_KEEP = "Keep a copy in your own mail program too: the e-mail draft above holds the same."
_NOT_NOTED = "The disk did not take a note of it, so the list of what was sent says “unknown”."


class End(enum.StrEnum):
    """How sending ended."""

    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How sending ended, in sentences."""

    end: End
    message: Message


@dataclass(frozen=True, slots=True)
class MailShown:
    """The mail of a package as the window shows it. `before` says when the very same mail was sent already."""

    to: str
    size: int
    files: int
    before: str = ""

    @property
    def size_text(self) -> str:
        """The size as a person says it."""
        return f"{self.size / 1_000_000:.1f} MB" if self.size >= _MEGA else f"{max(1, self.size // 1000)} kB"


_MEGA = 1_000_000


class Mailing(QObject):
    """The mail of the package that was made. `changed`: there is something else to show; `stepped`: where it is."""

    changed = Signal()
    stepped = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._errand = Errand(session.messages, self)
        self._errand.changed.connect(self.changed)
        self._work: Work | None = None
        self._folder: Path | None = None
        self._mail: PackageMail | None = None
        self.account = MailAccount(session.messages, self)
        self.account.changed.connect(self.changed)
        self.shown: MailShown | None = None
        self.problem: Message | None = None
        self.outcome: Outcome | None = None

    @property
    def is_sending(self) -> bool:
        """Whether the mail is on its way."""
        return self._work is not None

    @property
    def is_looking(self) -> bool:
        """Whether the mail is being read."""
        return self._errand.is_under_way

    def package_made(self, email_file: Path | None) -> None:
        """Look at the mail of a package that was just made."""
        self._folder = email_file.parent if email_file else None
        self._mail = self.shown = self.problem = self.outcome = None
        if email_file is not None and self.account.account is not None:
            self.look()
        self.changed.emit()

    def look(self) -> None:
        """Read the mail again, as it lies in its folder now."""
        folder = self._folder
        if folder is None or self.is_sending:
            return

        def work(_progress: Progress) -> tuple[PackageMail, MailShown]:
            from respondent_app.sending.package_mail import read_package

            mail = read_package(folder)
            return mail, _shown(mail)

        self._errand.run(work, self._looked, self._cannot_look)

    def send(self, password: str = "") -> None:
        """Send the mail that is shown. It is read and searched once more before."""
        account, mail, folder = self.account.account, self._mail, self._folder
        if account is None or mail is None or folder is None or self.is_sending:
            return
        if password:
            self.account.give(password)
        session, find = self._session, self.account.password_for_sending()
        response, consultation, form = session.response, session.consultation, session.response_form.in_use
        shelf = session.shelf

        def work(progress: Progress) -> Sent:
            from respondent_app.sending.faults import SignInError
            from respondent_app.sending.package_mail import send

            _refuse_another(mail, folder)
            secret = find(progress)
            if account.user and not secret:
                raise SignInError(_FORGOTTEN, meaning="Nothing was sent.", advice="Type it once more.")
            known = _known(
                form, publisher_files.read_proposed(response, consultation, partial(shelf.read, step=progress))
            )
            return send(mail, response, consultation, account, secret, known=known, step=progress)

        self.outcome = None
        self._work = session.background.run(work, self._sent, self._failed)
        self._work.stepped.connect(self.stepped)
        self._work.cancelled.connect(self._was_stopped)
        self.changed.emit()

    def stop(self) -> None:
        """Stop sending, as long as that still changes something."""
        if self._work is not None:
            self._work.cancel()

    def cancel(self) -> None:
        """Stop everything, as at the end of the app."""
        self._errand.drop()
        self.account.stop()
        self.stop()

    def _looked(self, found: tuple[PackageMail, MailShown]) -> None:
        self._mail, self.shown = found
        self.problem = None

    def _cannot_look(self, error: Exception) -> None:
        self._mail = self.shown = None
        self.problem = message_of(error)

    def _sent(self, sent: Sent) -> None:
        sending = sent.sending
        when = _when(sending.ended or sending.began)
        what = f"Sent {when}: {sending.server} has taken the e-mail for {', '.join(sending.to)}."
        meaning = " ".join(filter(None, (_NUMBER.format(sending.message_id), "" if sent.noted else _NOT_NOTED)))
        advice = f"{_ASKS} {_COPY.format(sending.copy_to) if sending.copy_to else _KEEP}"
        self._end(Outcome(End.SENT, Message(Tone.GOOD, what, meaning, advice)))

    def _failed(self, error: Exception) -> None:
        from respondent_app.sending.faults import ArrivalUnknownError, SignInError

        if isinstance(error, SignInError):
            self.account.password_refused()
        end = End.UNKNOWN if isinstance(error, ArrivalUnknownError) else End.FAILED
        self._end(Outcome(end, message_of(error)))

    def _was_stopped(self) -> None:
        self._end(Outcome(End.STOPPED, _STOPPED))

    def _end(self, outcome: Outcome) -> None:
        self._work, self.outcome = None, outcome
        self.changed.emit()


def _known(form: PublisherForm | None, proposed: Document | None) -> BlankForm:
    """Return what stands in the publisher's form and text anyway."""
    from respondent_app.exports.blank_form import BlankForm, blank_form

    blank = blank_form(form) if form else BlankForm()
    paragraphs = proposed.proposed if proposed else ()
    return replace(blank, words="\n".join((blank.words, *(paragraph.text for paragraph in paragraphs))))


def _refuse_another(mail: PackageMail, folder: Path) -> None:
    from respondent_app.sending.faults import SendError
    from respondent_app.sending.package_mail import read_package

    if read_package(folder) != mail:
        raise SendError(_ANOTHER, meaning="Nothing was sent.", advice="Make the package again.")


def _shown(mail: PackageMail) -> MailShown:
    before = next(iter(mail.sent_before), None)
    return MailShown(", ".join(mail.to), mail.size, len(mail.files), _before(before) if before else "")


def _before(sending: Sending) -> str:
    from respondent_app.sending.sent_log import State

    when = _when(sending.began)
    if sending.state is State.UNKNOWN:
        return f"This very e-mail may have been sent already {when}: the server never confirmed it."
    return f"This very e-mail was sent already {when}."


def _when(time: str) -> str:
    at = datetime.fromisoformat(time).astimezone()
    return f"on {at.day} {at:%B %Y} at {at:%H:%M}"
