"""The talk with a mail server, step by step: protected from the first word that matters, and never repeated."""

from __future__ import annotations

import base64
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator

from respondent_app.sending.account import Account, Security
from respondent_app.sending.faults import (
    NOTHING_SENT,
    OWN_PROGRAM,
    RefusedError,
    SendError,
    SignInError,
    arrival_unknown,
    refused,
    spoken,
)
from respondent_app.sending.outgoing import Outgoing

CONNECT_S, COMMAND_S, ANSWER_S = 20.0, 60.0, 300.0
_MYSELF = "[127.0.0.1]"  # the name of the person's computer is nobody's business
_READY, _FINE, _GO_ON, _SEND, _SIGNED_IN = 220, 250, 334, 354, 235
_TOO_LARGE = frozenset({552, 523})
_CHUNK = 64 * 1024
_DOT = re.compile(rb"(?m)^\.")


class StoppedError(Exception):
    """The person stopped the talk before the mail was handed over."""


class Talk:
    """One connection, used in one thread. `stop` may be called from another.

    `step` is what is being done. Network errors pass as they are; `faults.explained` puts them into words.
    """

    def __init__(self, account: Account, context: ssl.SSLContext) -> None:
        self.step = f"Looking for {account.server}"
        self._account = account
        self._context = context
        self._gate = threading.Lock()
        self._stopped = self._handed_over = False
        self._socket: socket.socket | None = None
        self._smtp = smtplib.SMTP(local_hostname=_MYSELF)

    @property
    def most_bytes(self) -> int | None:
        """How large a mail the server takes, if it says so."""
        said = self._smtp.esmtp_features.get("size", "")
        return int(said) or None if said.isascii() and said.isdigit() else None

    def open(self) -> None:
        """Connect, make sure who the server is, and find out what it can do."""
        account = self._account
        bare = socket.create_connection((account.server, account.port), CONNECT_S)
        self._hold(bare)
        if account.security is Security.TLS:
            self._protect(bare)
        self._expect(*self._smtp.getreply(), _READY)
        self._greet()
        if account.security is Security.STARTTLS:
            self._start_tls(bare)

    def sign_in(self, password: str) -> None:
        """Say who sends, over the protected connection only."""
        user = self._account.user
        if not user:
            return
        self._say("Signing in")
        self._connection()
        ways = self._smtp.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in ways:
            code, answer = self._smtp.docmd("AUTH", f"PLAIN {_coded(chr(0).join(('', user, password)))}")
        elif "LOGIN" in ways:
            code, answer = self._smtp.docmd("AUTH", "LOGIN")
            for word in (user, password):
                code, answer = self._smtp.docmd(_coded(word)) if code == _GO_ON else (code, answer)
        else:
            raise _no_way_to_sign_in(self._account, ways)
        if code != _SIGNED_IN:
            raise _not_signed_in(self._account, code, answer)

    def send(self, mail: Outgoing) -> str:
        """Hand over the mail and return the server's answer. Either everybody in its envelope gets it, or nobody."""
        self._check_size(len(mail.content))
        self._say("Naming the recipients")
        size = f" SIZE={len(mail.content)}" if self._smtp.has_extn("size") else ""
        code, answer = self._smtp.docmd("MAIL", f"FROM:<{mail.sender}>{size}")
        if code != _FINE:
            raise self._refused_mail(f"The server does not take mail from {mail.sender}.", code, answer)
        for address in mail.envelope:
            code, answer = self._smtp.docmd("RCPT", f"TO:<{address}>")
            if code not in {_FINE, 251}:
                advice = "Check the address." if address == mail.copy_to else "Check it against the consultation."
                raise refused(f"The server does not take mail for {address}.", code, answer, advice)
        return self._hand_over(mail)

    def close(self) -> None:
        """Take leave, without waiting for an answer."""
        if self._socket is not None:
            self._socket.close()
        self._smtp.close()

    def stop(self) -> bool:
        """Let the talk end where it is. True if the mail has been handed over already, so that this changes nothing."""
        with self._gate:
            self._stopped = True
            if not self._handed_over and self._socket is not None:
                _shut(self._socket)
            return self._handed_over

    def _hold(self, connection: socket.socket) -> None:
        with self._gate:
            self._socket = self._smtp.sock = connection
        self._say("Making sure who the server is")

    def _protect(self, bare: socket.socket) -> None:
        """Turn to TLS, and forget all that was heard before: anybody could have said it."""
        connection = self._context.wrap_socket(bare, server_hostname=self._account.server)
        connection.settimeout(COMMAND_S)
        with self._gate:
            self._socket = self._smtp.sock = connection
        self._smtp.file = None
        self._smtp.helo_resp = self._smtp.ehlo_resp = None
        self._smtp.esmtp_features = {}
        self._smtp.does_esmtp = False
        self._say("Asking what the server takes")

    def _start_tls(self, bare: socket.socket) -> None:
        if not self._smtp.has_extn("starttls"):
            raise _unprotected(self._account)
        code, _ = self._smtp.docmd("STARTTLS")
        if code != _READY:
            raise _unprotected(self._account)
        self._protect(bare)
        self._greet()

    def _greet(self) -> None:
        self._expect(*self._smtp.ehlo(), _FINE)

    def _expect(self, code: int, answer: bytes, wanted: int) -> None:
        if code != wanted:
            raise refused(
                f"{self._account.server} takes no mail just now.", code, answer, "Check the server, or try later."
            )

    def _check_size(self, size: int) -> None:
        most = self.most_bytes
        if most is not None and size > most:
            raise too_large(size, most)

    def _hand_over(self, mail: Outgoing) -> str:
        code, answer = self._smtp.docmd("DATA")
        if code != _SEND:
            raise self._refused_mail("The server does not take the mail.", code, answer)
        content = _DOT.sub(b"..", mail.content)
        content += b"" if content.endswith(b"\r\n") else b"\r\n"
        connection = self._connection()
        for done, chunk in _chunks(content):
            self._say(f"Sending the mail: {done} %")
            connection.sendall(chunk)
        with self._gate:
            if self._stopped:
                raise StoppedError
            self._handed_over = True
        self.step = "Waiting for the server to confirm"
        try:
            connection.settimeout(ANSWER_S)
            connection.sendall(b".\r\n")
            code, answer = self._smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise arrival_unknown() from error
        return self._confirmed(code, answer)

    def _confirmed(self, code: int, answer: bytes) -> str:
        if 200 <= code < 300:  # noqa: PLR2004  the answers that say yes
            return spoken(code, answer)
        if 400 <= code < 600:  # noqa: PLR2004  the answers that say no
            raise self._refused_mail("The server did not take the mail.", code, answer)
        raise arrival_unknown()

    def _refused_mail(self, what: str, code: int, answer: bytes) -> RefusedError:
        if code in _TOO_LARGE or b"5.3.4" in answer:
            return refused("The mail is too large for the server.", code, answer, "Send the files in two mails.")
        return refused(what, code, answer, "Ask whoever runs the server.")

    def _connection(self) -> ssl.SSLSocket:
        """Return the protected connection; there is no other that a password or a mail may go through."""
        connection = self._smtp.sock
        if not isinstance(connection, ssl.SSLSocket):
            raise _unprotected(self._account)
        return connection

    def _say(self, step: str) -> None:
        """Say what comes next, unless the person has stopped it."""
        with self._gate:
            if self._stopped:
                raise StoppedError
        self.step = step


def too_large(size: int, most: int) -> SendError:
    """Say that the server will not take a mail of that size."""
    return SendError(
        f"The mail has {megabytes(size)}; your server takes no more than {megabytes(most)}.",
        meaning=NOTHING_SENT,
        advice="Send the files in two mails with your own mail program, or ask the publisher for another way.",
    )


def megabytes(size: int) -> str:
    """Return a size as a person says it."""
    return f"{size / 1_000_000:.1f} MB"


def _chunks(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Cut the mail into pieces, each with the share in per cent that has gone before it."""
    for start in range(0, len(content), _CHUNK):
        yield 100 * start // len(content), content[start : start + _CHUNK]


def _coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def _shut(connection: socket.socket) -> None:
    """Wake whoever waits on a connection; it may be gone already.

    Not by the method of the protected connection itself: that would first let go of the protection, and the other
    thread could send its next piece in the open.
    """
    try:
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
    except OSError:
        return


def _unprotected(account: Account) -> SendError:
    return SendError(
        f"{account.server} offers no protection (STARTTLS) on port {account.port}.",
        meaning="Nothing was sent: a response is never sent over an open connection.",
        advice=f"Try TLS on port 465. {OWN_PROGRAM}",
    )


def _no_way_to_sign_in(account: Account, ways: list[str]) -> SendError:
    modern = any("OAUTH" in way or "XOAUTH" in way for way in ways)
    what = "lets nobody sign in with a password; it wants a sign-in in the browser" if modern else "offers no sign-in"
    return SignInError(
        f"{account.server} {what}, which this app cannot do.",
        meaning=NOTHING_SENT,
        advice=OWN_PROGRAM if modern else f"Leave the user name empty if none is needed. {OWN_PROGRAM}",
    )


def _not_signed_in(account: Account, code: int, answer: bytes) -> SendError:
    """The server's own words are left out: some repeat what was sent to them."""
    for_apps = b"5.7.9" in answer or b"pplication" in answer
    advice = "Your provider wants a password made for apps; make one in its settings." if for_apps else (
        "Check the user name and type the password again."
    )  # fmt: skip
    return SignInError(
        f"{account.server} does not accept the user name with this password (answer {code}).",
        meaning=NOTHING_SENT,
        advice=f"{advice} {OWN_PROGRAM}",
    )
