"""A real mail server on this computer, with a certificate of its own authority, that does as a test wishes."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from respondent_app.sending.account import Account, Security

if TYPE_CHECKING:
    from email.message import Message

USER, PASSWORD = "author-a", "planted pässword 😀"
SENDER = "author-a@example.org"


@dataclass
class Wishes:
    """What a server is to do: offers, limits, answers to single commands, and after what it hangs up."""

    security: Security = Security.STARTTLS
    offers_starttls: bool = True
    certificate_for: str = "localhost"
    most_bytes: int = 33_554_432
    offers_plain: bool = True
    answers: dict[str, str] = field(default_factory=dict)
    hangs_up_at: str = ""
    hangs_at: str = ""


@dataclass
class Received:
    """One mail as the server got it."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes


class Server:
    """What a test sees of a running server: its account, and what it was told."""

    def __init__(self, wishes: Wishes, port: int) -> None:
        self.wishes = wishes
        self.port = port
        self.received: list[Received] = []
        self.signed_in: list[str] = []
        self.commands: list[str] = []
        self.reached = threading.Event()

    def account(self, **changes: object) -> Account:
        """Return an account on this server."""
        known: dict[str, object] = {
            "server": "localhost", "port": self.port, "security": self.wishes.security, "sender": SENDER, "user": USER,
        }  # fmt: skip
        return Account(**(known | changes))  # type: ignore[arg-type]


class _Talk(SMTP):
    """The server's side of the talk; every command passes the wishes first."""

    known: Server

    async def _handle_command(self, command: str) -> bool:
        """Do what was wished for a command; true if that is the end of it."""
        wishes = self.known.wishes
        self.known.commands.append(command)
        if wishes.hangs_at == command:
            self.known.reached.set()
            await asyncio.sleep(30)
        if wishes.hangs_up_at == command:
            _cut(self)
            return True
        if command in wishes.answers:
            await self.push(wishes.answers[command])
            return True
        return False

    async def smtp_EHLO(self, hostname: str) -> None:
        if not await self._handle_command("EHLO"):
            await super().smtp_EHLO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:
        if not await self._handle_command("STARTTLS"):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:
        if not await self._handle_command("AUTH"):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str) -> None:
        if not await self._handle_command("MAIL"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str) -> None:
        if not await self._handle_command("RCPT"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if not await self._handle_command("DATA"):
            await super().smtp_DATA(arg)


class _Handler:
    def __init__(self, server: Server) -> None:
        self._server = server

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Take the mail, unless another end is wished for."""
        assert isinstance(envelope.content, bytes)
        mail = Received(envelope.mail_from or "", tuple(envelope.rcpt_tos), envelope.content)
        wishes = self._server.wishes
        if wishes.answers.get("END", "250").startswith("250"):
            self._server.received.append(mail)
        if wishes.hangs_at == "END":
            self._server.reached.set()
            await asyncio.sleep(30)
        if wishes.hangs_up_at == "END":
            _cut(server)
        return wishes.answers.get("END", "250 taken")


def _cut(talk: SMTP) -> None:
    assert isinstance(talk.transport, asyncio.WriteTransport)
    talk.transport.abort()


def _signs_in(server: Server, given: object) -> AuthResult:
    assert isinstance(given, LoginPassword)
    fits = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    server.signed_in.append(given.login.decode())
    return AuthResult(success=fits, handled=False)


def certificate(authority: trustme.CA, name: str) -> ssl.SSLContext:
    """Return what a server of that name shows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


@contextmanager
def running(authority: trustme.CA, wishes: Wishes) -> Iterator[Server]:
    """Let a server run on a port that the system chooses."""
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda *_: None)  # connections that are cut on purpose
    context = certificate(authority, wishes.certificate_for)
    server = Server(wishes, 0)

    def talk() -> SMTP:
        made = _Talk(
            _Handler(server),
            tls_context=context if wishes.security is Security.STARTTLS and wishes.offers_starttls else None,
            authenticator=lambda _server, _session, _envelope, _way, given: _signs_in(server, given),
            auth_require_tls=wishes.security is Security.STARTTLS,  # else it looks for STARTTLS within TLS
            auth_exclude_mechanism=[] if wishes.offers_plain else ["PLAIN"],
            data_size_limit=wishes.most_bytes,
            hostname="mail.example.org",
            loop=loop,
        )
        made.known = server
        return made

    over = context if wishes.security is Security.TLS else None
    listening = loop.run_until_complete(loop.create_server(talk, "127.0.0.1", 0, ssl=over))
    server.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(listening.close)
        asyncio.run_coroutine_threadsafe(_end_all(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def _end_all() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def parts(message: Message) -> list[tuple[str, bytes]]:
    """Return what a mail holds: each part's kind and name, and its content."""
    return [
        (f"{part.get_content_type()} {part.get_filename() or ''}", bytes(part.get_payload(decode=True) or b""))
        for part in message.walk()
        if not part.is_multipart()
    ]
