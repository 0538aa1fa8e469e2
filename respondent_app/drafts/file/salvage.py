"""What can still be read of a damaged draft goes into a new file; the damaged one is kept as it is."""

from __future__ import annotations

import contextlib
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

import apsw

from respondent_app.drafts.draft_file import real_path, write_new
from respondent_app.drafts.file import draft_faults, draft_tables, snapshot
from respondent_app.drafts.file.draft_tables import COLUMNS, PAGE, Contents, event_of
from respondent_app.drafts.file.in_memory import VFS, memory_file
from respondent_app.drafts.file.snapshot import FileKind, Snapshot
from respondent_app.model.errors import StorageError
from respondent_app.storage import cipher

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from respondent_app.drafts.event import Event

_MOST_COPIES = 1000


@dataclass(frozen=True, slots=True)
class Saved:
    """The new file, and how many things that were done to the draft are in it."""

    path: Path
    events_saved: int


def save_damaged(path: Path, passphrase: str | None, *, consultation: str = "") -> Saved:
    """Save what can be read into `<name>-rescued.response` beside it, under the same passphrase.

    `consultation` stands in if the file does not tell any more which one it is about. `DraftDamagedError` if nothing
    can be read, `PassphraseNeededError` and `WrongPassphraseError` as when opening.
    """
    seen = snapshot.snapshot(real_path(path))
    protected = seen.content[16:24] == cipher.LAYOUT
    if protected and not passphrase:
        raise draft_faults.passphrase_needed(path)
    contents = _read(_whole_pages(seen), passphrase if protected else None, path, consultation)
    if not contents.events:
        raise draft_faults.damaged("Nothing in it can be read any more.")
    return Saved(_written(path, draft_tables.made(contents, passphrase if protected else None)), len(contents.events))


def _whole_pages(seen: Snapshot) -> Snapshot:
    whole = len(seen.content) // PAGE * PAGE
    return Snapshot(seen.content[:whole], seen.journal)


def _read(seen: Snapshot, passphrase: str | None, path: Path, consultation: str) -> Contents:
    if seen.kind is FileKind.VERSION_1:
        raise draft_faults.damaged("Nothing in it can be read any more.")
    with memory_file(seen.content, seen.journal) as file:
        connection = snapshot.open_connection(file.name, passphrase, path, vfs=VFS, to_save=True)
        try:
            meta = dict(_meta_left(connection))
            events = _events_left(connection, len(seen.content) // PAGE)
        finally:
            connection.close()
    draft_id, about = meta.get("id") or str(uuid.uuid4()), meta.get("consultation") or consultation
    return Contents(draft_id, about, tuple(events.values()), passphrase is not None)


def _meta_left(connection: apsw.Connection) -> Iterator[tuple[str, str]]:
    with contextlib.suppress(apsw.Error, UnicodeDecodeError):
        for key, value in connection.execute("select key, value from meta"):
            yield str(key), str(value)


def _events_left(connection: apsw.Connection, pages: int) -> dict[tuple[int, int], Event]:
    """Read the table from the root, and then each page of the file as if the table began there.

    So what stands on whole pages is found even where the way to them is lost. A row that is not as it was written is
    left out; one found twice is the same.
    """
    found: dict[tuple[int, int], Event] = {}
    _rows_here(connection, found)
    for page in range(2, pages + 1):
        with contextlib.suppress(apsw.Error):
            connection.execute("update sqlite_schema set rootpage = ? where name = 'event'", (page,))
            connection.pragma("writable_schema", "reset")
            connection.pragma("writable_schema", 1)
            _rows_here(connection, found)
    return found


def _rows_here(connection: apsw.Connection, found: dict[tuple[int, int], Event]) -> None:
    query = f"select {COLUMNS} from event where (site, seq) = (?, ?)"  # noqa: S608  a constant
    for key in _keys_here(connection) - found.keys():
        with contextlib.suppress(apsw.Error, ValueError):
            for row in connection.execute(query, key):
                event = event_of(row)
                found[event.key] = event


def _keys_here(connection: apsw.Connection) -> set[tuple[int, int]]:
    """Return the numbers of the rows that can be reached from one end or from the other."""
    keys: set[tuple[int, int]] = set()
    for order in ("site, seq", "site desc, seq desc"):
        with contextlib.suppress(apsw.Error, UnicodeDecodeError):
            for site, seq in connection.execute(f"select site, seq from event order by {order}"):  # noqa: S608
                if isinstance(site, int) and isinstance(seq, int):
                    keys.add((site, seq))
    return keys


def _written(path: Path, content: bytes) -> Path:
    for number in range(1, _MOST_COPIES):
        rescued = path.with_name(f"{path.stem}-rescued{'' if number == 1 else f'-{number}'}{path.suffix}")
        if not rescued.exists():
            write_new(rescued, content)
            return rescued
    raise StorageError(f"There are too many rescued copies beside {path.name}.", advice="Move some elsewhere.")
