"""Asking a mail server what it takes, and handing a mail to it: with time limits, progress, and a way to stop."""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TypeVar

from respondent_app.sending.account import Account
from respondent_app.sending.faults import ArrivalUnknownError, arrival_unknown, explained
from respondent_app.sending.outgoing import Outgoing
from respondent_app.sending.talk import Talk
from respondent_app.sending.trust import trusted

T = TypeVar("T")
Step = Callable[[str], None]
_LOOK_AGAIN_S = 0.05
_LAST_WAIT_S = 10.0  # for the answer to a mail that was handed over when the person stopped waiting


@dataclass(frozen=True, slots=True)
class Offer:
    """What a server says it takes: mails up to `most_bytes`, if it names a limit."""

    most_bytes: int | None


def _go_on(_step: str) -> None:
    """Nobody watches."""


def ask(account: Account, password: str | None, *, step: Step = _go_on, context: ssl.SSLContext | None = None) -> Offer:
    """Connect, sign in if a password is given, and hang up. `SendError` says in plain words what stands in the way."""

    def talk(with_server: Talk) -> Offer:
        with_server.open()
        if password is not None:
            with_server.sign_in(password)
        return Offer(with_server.most_bytes)

    return _run(talk, account, step, context)


def deliver(
    mail: Outgoing, account: Account, password: str, *, step: Step = _go_on, context: ssl.SSLContext | None = None
) -> str:
    """Hand the mail to the account's server, once, and return the server's answer.

    `step` hears again and again how far that is, and stops it by raising; that error passes if nothing was sent.
    `SendError` means that nothing was sent, `ArrivalUnknownError` that nobody here knows.
    """

    def talk(with_server: Talk) -> str:
        with_server.open()
        with_server.sign_in(password)
        return with_server.send(mail)

    return _run(talk, account, step, context)


def _run(work: Callable[[Talk], T], account: Account, step: Step, context: ssl.SSLContext | None) -> T:
    """Talk in a thread that may be left behind: looking for a name, for one, cannot be interrupted."""
    talk = Talk(account, context or trusted())
    ends: SimpleQueue[T | Exception] = SimpleQueue()
    thread = threading.Thread(target=_work, args=(work, talk, ends), name="mail", daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_LOOK_AGAIN_S)
            step(talk.step)
    except BaseException:
        if ends.empty() and not talk.stop():
            raise
        with contextlib.suppress(KeyboardInterrupt):  # somebody who is in a hurry twice learns what is known
            thread.join(_LAST_WAIT_S)
    end = ends.get() if not ends.empty() else arrival_unknown()
    if isinstance(end, ArrivalUnknownError):
        raise end
    if isinstance(end, Exception):
        raise explained(end, account) from end
    return end


def _work(work: Callable[[Talk], T], talk: Talk, ends: SimpleQueue[T | Exception]) -> None:
    try:
        ends.put(work(talk))
    except Exception as error:  # noqa: BLE001  put into words by whoever waits
        ends.put(error)
    finally:
        talk.close()
