"""What can go wrong on the way of a mail, in plain words: what happened, whether anything was sent, what to do."""

from __future__ import annotations

import errno
import smtplib
import socket
import ssl
from typing import TYPE_CHECKING

from respondent_app.model.errors import RespondentError

if TYPE_CHECKING:
    from respondent_app.sending.account import Account

NOTHING_SENT = "Nothing was sent."
OWN_PROGRAM = "You can always send the package with your own mail program."
_NO_WAY = frozenset({
    errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EACCES, errno.EPERM,
    10051, 10065, 10050, 10013,
})  # fmt: skip
_REFUSED = frozenset({errno.ECONNREFUSED, 10061})
_EXPIRED, _NOT_YET, _OTHER_NAME, _OTHER_NUMBER, _REVOKED = 10, 9, 62, 64, 23
_LONGEST_ANSWER = 200


class SendError(RespondentError):
    """A mail was not sent, and it is certain that it was not."""


class RefusedError(SendError):
    """The server said no."""


class SignInError(RefusedError):
    """The server does not accept the user name with this password."""


class ArrivalUnknownError(RespondentError):
    """The whole mail was handed over, but no answer came: nobody here knows whether it arrived."""


def arrival_unknown() -> ArrivalUnknownError:
    """Say that it is not known whether the mail arrived."""
    return ArrivalUnknownError(
        "The connection was lost after the whole mail had been handed over, and before the server confirmed it.",
        meaning="It is not known whether the mail arrived. It is not sent again by itself.",
        advice="Look for a confirmation, or ask whoever should have it, before you send it again.",
    )


def explained(error: Exception, account: Account) -> SendError:
    """Put what the network, the certificate or the server said into words. Nothing was sent so far."""
    if isinstance(error, SendError):
        return error
    if isinstance(error, ssl.SSLError):
        return _unprotected(error, account)
    return _by_the_network(error, account)


def _by_the_network(error: Exception, account: Account) -> SendError:
    server = account.server
    if _timed_out(error):
        return _failed(
            f"The mail server {server} did not answer in time.",
            "Check the connection to the internet and the port, or try again later.",
        )
    if isinstance(error, socket.gaierror):
        return _failed(
            f"There is no server of the name {server}, or this computer is not connected.",
            "Check the name of the server and the connection to the internet.",
        )
    if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException):
        return _no_connection(error, account)
    return _lost(server)


def refused(what: str, code: int, answer: bytes, advice: str) -> RefusedError:
    """Say that the server refused something, with its own words."""
    return RefusedError(
        f"{what} It answered: {spoken(code, answer)}", meaning=NOTHING_SENT, advice=f"{advice} {OWN_PROGRAM}"
    )


def spoken(code: int, answer: bytes) -> str:
    """Return what a server said as one harmless line."""
    text = answer.decode("utf-8", "replace")
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return f"{code} {line}"[:_LONGEST_ANSWER].strip()


def _failed(what: str, advice: str) -> SendError:
    return SendError(what, meaning=NOTHING_SENT, advice=f"{advice} {OWN_PROGRAM}")


def _timed_out(error: BaseException) -> bool:
    """Python's mail library tells of time that ran out only in what its own error came from."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def _no_connection(error: OSError, account: Account) -> SendError:
    number = getattr(error, "winerror", None) or error.errno
    if number in _REFUSED:
        return _failed(
            f"{account.server} takes no mail on port {account.port}.",
            "Check the port: it is usually 587 with STARTTLS, and 465 with TLS.",
        )
    if number in _NO_WAY:
        return _failed(
            f"This computer found no way to {account.server}.",
            "Check the connection to the internet; a firewall may stand between.",
        )
    return _lost(account.server)


def _lost(server: str) -> SendError:
    return _failed(f"The connection to {server} was lost before the whole mail had been handed over.", "Try again.")


def _unprotected(error: ssl.SSLError, account: Account) -> SendError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return _certificate(error, account.server)
    return _failed(
        f"{account.server} did not open a protected connection on port {account.port}.",
        "Check port and protection: 587 usually goes with STARTTLS, 465 with TLS. Without protection nothing is sent.",
    )


def _certificate(error: ssl.SSLCertVerificationError, server: str) -> SendError:
    """A certificate that cannot be verified ends the matter: there is no way around it."""
    code = error.verify_code
    if code == _EXPIRED:
        what, advice = f"The certificate of {server} has expired.", "Whoever runs the server has to renew it."
    elif code == _NOT_YET:
        what = f"The certificate of {server} is not valid yet."
        advice = "Check the date of this computer."
    elif code in {_OTHER_NAME, _OTHER_NUMBER}:
        what = f"The certificate that {server} shows was made for another name."
        advice = "Check the name of the server; it must be the one that your provider gives for sending."
    elif code == _REVOKED:
        what, advice = f"The certificate of {server} was withdrawn.", "Ask whoever runs the server."
    else:
        what = f"Nobody whom this computer trusts vouches for the certificate of {server}."
        advice = "If your organisation has an authority of its own, its IT has to add that to this computer."
    return _failed(f"{what} So it is not certain that this is your mail server.", advice)
