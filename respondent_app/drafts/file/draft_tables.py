"""The tables of a draft of version 2: what stands in the file, and when it is whole."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import apsw

from respondent_app import __version__
from respondent_app.drafts.event import Event, Kind
from respondent_app.drafts.file import draft_faults
from respondent_app.drafts.file.in_memory import VFS, memory_file
from respondent_app.model.text import REPLACEMENT
from respondent_app.storage import cipher

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

FORMAT = "respondent-draft"
VERSION = 2
NEEDS = "0.1.0"  # the first version of the app that reads this format; to be raised together with VERSION
APPLICATION = 0x52_73_70_64  # "Rspd", in the head of the file
PAGE = 4096
SCHEMA = {
    "meta": "CREATE TABLE meta(key text primary key, value) without rowid",
    "event": "CREATE TABLE event(site integer, seq integer, lamport integer not null, author text not null, "
    "ts integer not null, kind text not null, target text not null, payload blob not null, crc integer not null, "
    "primary key(site, seq)) without rowid",
}
COLUMNS = "site, seq, lamport, author, ts, kind, target, payload, crc"
_INSERT = f"insert or ignore into event({COLUMNS}) values(?, ?, ?, ?, ?, ?, ?, ?, ?)"
_STEPS = 100_000  # of SQLite; to find one row takes a few dozen
_KINDS = {str(kind): kind for kind in Kind}

Row = tuple[int, int, int, str, int, str, str, bytes, int]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a draft holds: its identity, its consultation, and everything that was ever done to it, in order."""

    id: str
    consultation: str
    events: tuple[Event, ...]
    protected: bool


def made(contents: Contents, passphrase: str | None) -> bytes:
    """Return a new draft as it stands on the disk, protected if there is a passphrase. Nothing touches a disk."""
    with memory_file() as file:
        connection = apsw.Connection(file.name, vfs=VFS)
        try:
            if passphrase is not None:
                cipher.unlock(connection, passphrase)
            connection.pragma("journal_mode", "memory")
            connection.pragma("page_size", PAGE)
            with connection:
                _fill(connection, contents)
        finally:
            connection.close()
        return file.content


def _fill(connection: apsw.Connection, contents: Contents) -> None:
    connection.pragma("application_id", APPLICATION)
    connection.pragma("user_version", VERSION)
    for statement in SCHEMA.values():
        connection.execute(statement)
    meta: dict[str, str | int] = {
        "format": FORMAT,
        "version": VERSION,
        "id": contents.id,
        "consultation": contents.consultation,
        "created-with": __version__,
        "needs": NEEDS,
    }
    meta["crc"] = _meta_crc(meta)
    connection.executemany("insert into meta(key, value) values(?, ?)", sorted(meta.items()))
    insert(connection, sorted(contents.events, key=lambda event: event.key))


def insert(connection: apsw.Connection, events: Iterable[Event]) -> None:
    """Add events that are not there yet."""
    connection.executemany(_INSERT, map(row_of, events))


def row_of(event: Event) -> Row:
    """Return an event as it stands in the table."""
    author, target = _storable(event.author), _storable(event.target)
    plain = (event.site, event.seq, event.lamport, author, event.ts, str(event.kind), target, event.payload)
    return (*plain, crc(*plain))


def _storable(text: str) -> str:
    """Return a text without halves of characters, which no file can hold: an account's name may have them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\ufffd", REPLACEMENT)


def crc(site: int, seq: int, lamport: int, author: str, ts: int, kind: str, target: str, payload: bytes) -> int:
    """Return the check sum of a row: CRC-32 of its values as text, each ended by U+0000, and then its payload.

    An unprotected file has no seals; without this, a changed bit could change a word unnoticed.
    """
    head = f"{site}\0{seq}\0{lamport}\0{author}\0{ts}\0{kind}\0{target}\0"
    return zlib.crc32(payload, zlib.crc32(head.encode()))


def event_of(row: tuple[Any, ...]) -> Event:
    """Return the event of a row; `ValueError` if the row is not as it was written."""
    try:
        site, seq, lamport, author, ts, kind, target, payload, check = row
        if crc(site, seq, lamport, author, ts, kind, target, payload) != check:
            raise ValueError("changed")  # noqa: TRY301  as everything else that can be wrong with a row
        return Event(site, seq, lamport, author, ts, _KINDS[kind], target, payload)
    except (TypeError, ValueError, LookupError):
        raise ValueError("not a row as it was written") from None


def contents_of(connection: apsw.Connection, *, protected: bool) -> Contents:
    """Read a whole draft. `DraftDamagedError`, `DraftTooNewError`, or what SQLite raises.

    Checks also what reading does not need; that takes little longer, as everything is read anyway.
    """
    meta = meta_of(connection)
    if connection.pragma("integrity_check") != "ok":
        raise draft_faults.damaged("A part of it cannot be read.")
    try:
        events = [event_of(row) for row in _rows(connection)]
    except ValueError:
        raise draft_faults.damaged("A part of it was changed.") from None
    events.sort(key=lambda event: event.order)
    return Contents(str(meta["id"]), str(meta["consultation"]), tuple(events), protected)


def meta_of(connection: apsw.Connection) -> dict[object, object]:
    """Return what the draft says of itself, if it is one, of this version, and with these tables only."""
    if connection.pragma("user_version") > VERSION:
        raise draft_faults.too_new(needed(connection))
    schema = _table(connection, "select name, sql from sqlite_schema")
    if schema != SCHEMA or connection.pragma("application_id") != APPLICATION:
        raise draft_faults.damaged("It does not hold what a draft holds.")
    meta = _table(connection, "select key, value from meta")
    check = meta.pop("crc", None)
    if {"format", "version", "id", "consultation"} - meta.keys() or meta["format"] != FORMAT:
        raise draft_faults.damaged("It does not hold what a draft holds.")
    if check != _meta_crc(meta) or meta["version"] != VERSION:
        raise draft_faults.damaged("A part of it was changed.")
    return meta


def needed(connection: apsw.Connection) -> object:
    """Return which version of the app a draft of a later format asks for, as it says; `None` if it does not say.

    The row `needs` of the table `meta` has its place in every version of the format. Nothing else of a later one is
    known, so whatever goes wrong means that it does not say; and a file made to keep SQLite busy is given up.
    """
    connection.set_progress_handler(lambda: True, _STEPS)
    try:
        if _table(connection, "select name, type from sqlite_schema").get("meta") != "table":
            return None
        return _table(connection, "select key, substr(value, 1, 32) from meta where key = 'needs'").get("needs")
    except (apsw.Error, ValueError):
        return None
    finally:
        connection.set_progress_handler(None)


def _table(connection: apsw.Connection, query: str) -> dict[object, object]:
    rows: Any = connection.execute(query)
    return dict(rows)


def _rows(connection: apsw.Connection) -> Iterator[tuple[object, ...]]:
    return iter(connection.execute(f"select {COLUMNS} from event"))  # noqa: S608  a constant


def _meta_crc(meta: Mapping[Any, object]) -> int:
    return zlib.crc32("".join(f"{key}\0{value}\0" for key, value in sorted(meta.items())).encode())
