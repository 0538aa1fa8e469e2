"""What a server, or somebody between, may do to the talk before anything is protected."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import trustme

from respondent_app.sending.account import Account, Security
from respondent_app.sending.delivery import ask
from respondent_app.sending.faults import SendError, SignInError
from tests.sending.mail_server import PASSWORD, SENDER, USER, certificate

Answer = Callable[[socket.socket], None]


@contextmanager
def answering(answer: Answer) -> Iterator[Account]:
    """Let `answer` talk to whoever connects first; return an account there."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk() -> None:
            connection, _ = listening.accept()
            with connection:
                answer(connection)

        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        yield Account("localhost", listening.getsockname()[1], Security.STARTTLS, SENDER, USER)
        thread.join(5)


def said(connection: socket.socket, answer: bytes) -> bytes:
    """Answer, and return the next command."""
    connection.sendall(answer)
    return connection.recv(4096)


def test_what_was_said_before_the_protection_counts_for_nothing(
    authority: trustme.CA, trusting: ssl.SSLContext
) -> None:
    """Somebody between adds an answer of their own, in the open, to be taken for the server's first protected one."""
    heard: list[bytes] = []

    def answer(connection: socket.socket) -> None:
        said(connection, b"220 here\r\n")
        said(connection, b"250-here\r\n250 STARTTLS\r\n")
        connection.sendall(b"220 go\r\n250-planted\r\n250 AUTH PLAIN\r\n")
        with certificate(authority, "localhost").wrap_socket(connection, server_side=True) as protected:
            heard.append(protected.recv(4096))
            protected.sendall(b"250 here\r\n")
            heard.append(protected.recv(4096))

    with answering(answer) as account, pytest.raises(SignInError, match="offers no sign-in"):
        ask(account, PASSWORD, context=trusting)
    assert heard[0].startswith(b"ehlo ")
    assert heard[1] == b"", "a password was sent that the server never asked for"


@pytest.mark.parametrize("answer", [b"", b"\xff\xfe\r\n", b"220\r\n", b"HTTP/1.1 400 no\r\n\r\n", b"2" * 5000])
def test_what_is_no_mail_server_is_told(answer: bytes, trusting: ssl.SSLContext) -> None:
    def talk(connection: socket.socket) -> None:
        connection.sendall(answer)

    with answering(talk) as account, pytest.raises(SendError) as caught:
        ask(account, PASSWORD, context=trusting)
    assert "Nothing was sent." in str(caught.value)
    assert str(caught.value).isprintable()


def test_nobody_signs_in_where_only_a_browser_can(authority: trustme.CA, trusting: ssl.SSLContext) -> None:
    def answer(connection: socket.socket) -> None:
        said(connection, b"220 here\r\n")
        said(connection, b"250-here\r\n250 STARTTLS\r\n")
        connection.sendall(b"220 go\r\n")
        with certificate(authority, "localhost").wrap_socket(connection, server_side=True) as protected:
            protected.recv(4096)
            protected.sendall(b"250-here\r\n250 AUTH XOAUTH2 OAUTHBEARER\r\n")
            protected.recv(4096)

    with answering(answer) as account, pytest.raises(SignInError, match="a sign-in in the browser"):
        ask(account, PASSWORD, context=trusting)


def test_a_server_that_says_nothing_can_be_stopped(trusting: ssl.SSLContext) -> None:
    class StoppedError(Exception):
        pass

    reached, ended = threading.Event(), threading.Event()

    def answer(_connection: socket.socket) -> None:
        reached.set()
        ended.wait(5)

    def step(_step: str) -> None:
        if reached.is_set():
            raise StoppedError

    with answering(answer) as account:
        with pytest.raises(StoppedError):
            ask(account, PASSWORD, step=step, context=trusting)
        ended.set()
