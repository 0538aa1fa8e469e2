"""The mail account that the person sends with. Its password is not part of it and is never in its file."""

from __future__ import annotations

import enum
import json
from dataclasses import dataclass, replace
from pathlib import Path

from respondent_app.model import records
from respondent_app.model.errors import storage_error
from respondent_app.sending.addresses import AddressError, read_address, read_host, read_line
from respondent_app.storage import folders
from respondent_app.storage.atomic import write_file

FORMAT = 1
_PORTS = range(1, 65536)
_LONGEST_USER, _LONGEST_NAME = 320, 200


class Security(enum.StrEnum):
    """How the connection is protected. Unprotected is no choice."""

    STARTTLS = "starttls"
    TLS = "tls"

    @property
    def usual_port(self) -> int:
        """The port that most servers use with it."""
        return 587 if self is Security.STARTTLS else 465


@dataclass(frozen=True, slots=True)
class Account:
    """Where and as whom mails are sent. Without `user` nobody signs in, as on some networks of organisations.

    `sender` is the address the mail comes from, `name` stands beside it; `copy_to` gets a copy that nobody else sees.
    `remembered` says that the operating system was asked to keep the password.
    """

    server: str
    port: int
    security: Security
    sender: str
    user: str = ""
    name: str = ""
    copy_to: str = ""
    remembered: bool = False

    @property
    def key(self) -> str:
        """What the password belongs to: with another server or user it is not found, and so never sent there."""
        return f"{self.security} {self.user} {self.server}:{self.port}"


def checked(account: Account) -> Account:
    """Return the account as it is used. `AddressError` names what cannot be used, with the name of its field."""
    sender, server = _read("sender", account.sender), read_host(account.server)
    if not server:
        raise AddressError(
            "The name of the mail server cannot be right.", advice="It looks like mail.example.org.", field="server"
        )
    if account.port not in _PORTS:
        raise AddressError("The port is a number up to 65535.", advice="It is usually 587 or 465.", field="port")
    if len(account.user) > _LONGEST_USER or not account.user.isprintable():
        raise AddressError("The user name holds a character that does not show.", field="user")
    return replace(
        account,
        server=server,
        sender=sender,
        name=_name(account.name),
        user=account.user.strip(),
        copy_to=_read("copy_to", account.copy_to) if account.copy_to.strip() else "",
    )


def load() -> Account | None:
    """Return the account that was set up, if one was. A damaged file counts as none."""
    try:
        table = json.loads(_path().read_bytes())
        if not isinstance(table, dict) or table.pop("version", None) != FORMAT:
            return None
        return checked(records.read(Account, table))
    except (OSError, ValueError, RecursionError, AddressError, records.FaultyTableError):
        return None


def save(account: Account) -> None:
    """Keep the account for next time."""
    table = records.write(checked(account))
    content = {"version": FORMAT} | (table if isinstance(table, dict) else {})
    write_file(_path(), (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode())


def forget() -> None:
    """Keep the account no longer."""
    try:
        _path().unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error, meaning="The account is still there.") from error


def _path() -> Path:
    return folders.user_config() / "sending.json"


def _read(field: str, text: str) -> str:
    try:
        return read_address(text)
    except AddressError as error:
        raise AddressError(error.what, advice=error.advice, field=field) from None


def _name(text: str) -> str:
    try:
        name = read_line(text)
    except AddressError as error:
        raise AddressError(error.what, advice=error.advice, field="name") from None
    if len(name) > _LONGEST_NAME:
        raise AddressError(f"The name is longer than {_LONGEST_NAME} characters.", field="name")
    return name
