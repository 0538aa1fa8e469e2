"""The one file on the disk that SQLite itself writes to: the draft that is open."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Self

import apsw

from respondent_app.drafts.file import draft_faults, draft_tables, snapshot
from respondent_app.drafts.file.draft_tables import PAGE, Contents
from respondent_app.drafts.file.snapshot import OpenBytes
from respondent_app.model.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from respondent_app.drafts.event import Event

_Trace = tuple[int, int, int, bytes]


class OpenFile:
    """A file that SQLite holds locked. `path` is the file itself, not a link to it."""

    def __init__(self, path: Path, connection: apsw.Connection, *, protected: bool) -> None:
        self.path = path
        self._connection = connection
        self._protected = protected
        self._bytes = OpenBytes(path)
        self._trace = self._look()
        self._settled = True

    @classmethod
    def open(cls, path: Path, passphrase: str | None) -> tuple[Self, Contents]:
        """Open the draft at `path`, and read it. Only once it is known to be one is anything written to it."""
        if snapshot.journal_of(path).strip(
            b"\0"
        ):  # SQLite takes back what a crash left half done: not in a file that is another's
            snapshot.read_snapshot(snapshot.snapshot(path), passphrase, path)
        connection = snapshot.open_connection(str(path), passphrase, path)
        try:
            with draft_faults.told(path):
                contents = draft_tables.contents_of(connection, protected=passphrase is not None)
                connection.execute("begin exclusive; commit")  # keeps everyone else out from now on
            return cls(path, connection, protected=contents.protected), contents
        except BaseException:
            connection.close()
            raise

    def contents(self) -> Contents:
        """Read everything again."""
        with draft_faults.told(self.path):
            return draft_tables.contents_of(self._connection, protected=self._protected)

    def append(self, events: Sequence[Event]) -> None:
        """Write events, all or none, and onto the disk."""
        self._settle()
        self._refuse_if_changed()
        with draft_faults.told(self.path):
            try:
                self._connection.execute("begin immediate")
                draft_tables.insert(self._connection, events)
                self._connection.execute("commit")
            except BaseException:
                self._roll_back()
                raise
        self._remember()

    def copy_to(self, path: Path, *, told_as: Path) -> None:
        """Fill an empty file with all that is here, under the same passphrase; the file itself may be gone."""
        with draft_faults.told(told_as):
            self._connection.execute("vacuum into ?", (str(path),))

    def close(self) -> None:
        """Let go of the file; the empty journal goes too."""
        with contextlib.suppress(apsw.Error, StorageError):
            self._settle()
            self._refuse_if_changed()  # the journal beside another file is not ours
            self._connection.pragma("journal_mode", "delete")
        with contextlib.suppress(apsw.Error):
            self._bytes.close()
        with contextlib.suppress(apsw.Error):
            self._connection.close()

    def _roll_back(self) -> None:
        """Take back what was begun, as far as a full disk allows; `_settle` sees to the rest."""
        self._settled = False
        with contextlib.suppress(apsw.Error):
            if self._connection.in_transaction:
                self._connection.execute("rollback")

    def _settle(self) -> None:
        """After a save that failed, let SQLite finish taking it back, which reading does; before, nothing is saved."""
        if self._settled:
            return
        with draft_faults.told(self.path):
            self._connection.execute("select count(*) from meta").fetchall()
        self._remember()
        self._settled = True

    def _remember(self) -> None:
        """Know the file again as it is now; `StorageError` if it is another by now."""
        now = self._look()
        if now[:2] != self._trace[:2]:
            raise draft_faults.replaced(self.path)
        self._trace = now

    def _refuse_if_changed(self) -> None:
        """Notice a file that was taken away, renamed, replaced or written to: what SQLite writes would be lost."""
        now = self._look()
        if now != self._trace:
            raise draft_faults.replaced(self.path)

    def _look(self) -> _Trace:
        """Return what tells this state of this file from others: the first page changes with every save."""
        try:
            found = self.path.stat()
        except OSError:
            raise draft_faults.gone(self.path) from None
        return found.st_dev, found.st_ino, found.st_size, self._bytes.read(PAGE)
