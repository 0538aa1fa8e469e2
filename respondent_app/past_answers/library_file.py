"""The one file that holds what was said before: always protected with a passphrase, open in several windows at once.

SQLite writes it. Between two uses nobody has it locked; a use waits a few seconds for another window's to end.
"""

from __future__ import annotations

import contextlib
import errno
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

import apsw

from respondent_app.model.errors import RespondentError, storage_error
from respondent_app.model.past_answer import PastHit
from respondent_app.past_answers import faults, library_tables, looking_up
from respondent_app.past_answers.snippets import snippet
from respondent_app.storage import cipher
from respondent_app.storage.atomic import move_aside, write_by

if TYPE_CHECKING:
    from typing import Any

    from respondent_app.model.past_answer import PastAnswer, PastResponse

SET_ASIDE = "set-aside"
_PATIENCE_MS = 3000
_PAGE = 4096
_HEAD = 100
_CODES: dict[type[apsw.Error], int] = {
    apsw.FullError: errno.ENOSPC,
    apsw.ReadOnlyError: errno.EROFS,
    apsw.PermissionsError: errno.EACCES,
    apsw.CantOpenError: errno.EACCES,
}


def begin(path: Path, passphrase: str) -> None:
    """Make an empty library. `StorageError` if a file of that name is there, `PassphraseNeededError` without one."""
    if not passphrase:
        raise faults.passphrase_needed()
    write_by(path, lambda empty: _fill(empty, passphrase), overwrite=False)


def set_aside(path: Path) -> Path:
    """Put a library that cannot be used beside where it lay, and return where it is now; nothing of it is lost.

    The journal that a crash left goes first: SQLite would take it for that of the library which is begun here next.
    """
    journal = _journal(path)
    if journal.exists():
        move_aside(journal, SET_ASIDE)
    return move_aside(path, SET_ASIDE)


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


class Library:
    """An open library. May be used from any thread, one after the other."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._turn = threading.Lock()

    @classmethod
    def open(cls, path: Path, passphrase: str) -> Self:
        """Open the library at `path`. Takes a fifth of a second, for the passphrase.

        `LibraryError` if there is none or it is in use, `WrongPassphraseError`, `LibraryDamagedError`, `StorageError`.
        """
        if not passphrase:
            raise faults.passphrase_needed()
        _refuse_unless_library(path)
        with _told():
            connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            with _told():
                _prepare(connection, passphrase)
                _first_reading(connection)
                _check(connection)
        except BaseException:
            connection.close()
            raise
        return cls(connection)

    def close(self) -> None:
        """Close it; twice does no harm. The empty journal goes too, unless another window needs it."""
        with self._turn:
            with contextlib.suppress(apsw.Error):
                self._connection.pragma("journal_mode", "delete")
            self._connection.close()

    def keep(self, response: PastResponse, answers: Sequence[PastAnswer]) -> bool:
        """Keep all answers of a response in place of those kept of it before. False if what is kept is newer."""
        with self._writing() as connection:
            kept = list(connection.execute("select at from response where draft = ?", (response.draft,)))
            if kept and kept[0][0] > response.at:
                return False
            _drop(connection, response.draft)
            if answers:
                connection.execute(library_tables.INSERT_RESPONSE, library_tables.response_row(response))
            for answer in answers:
                connection.execute(library_tables.INSERT_ENTRY, library_tables.entry_row(answer)).fetchall()
            connection.execute(library_tables.INSERT_WORDS, (response.draft,))
        return True

    def find(self, typed: str, *, most: int = 20, without: str = "") -> tuple[PastHit, ...]:
        """Return what fits what a person typed, the best first; `without` is a draft to leave out.

        All words are looked for; if that finds nothing, any of them.
        """
        words = [word for group in looking_up.words_typed(typed) for word in group]
        found = self._best(looking_up.asking_for(typed, every=True), most, without)
        found = found or self._best(looking_up.asking_for(typed, every=False), most, without)
        return tuple(PastHit(answer, snippet(answer.text, words)) for answer in found)

    def suggest(
        self, clauses: Sequence[str], question: str, *, most: int = 8, without: str = ""
    ) -> tuple[PastHit, ...]:
        """Return what was said on some clauses, then what was said in the telling words of a question."""
        on_them = self._best(looking_up.asking_on(clauses), most, without)
        about = self._best(looking_up.asking_about(question), most, without)
        found = {answer.id: answer for answer in (*on_them, *about)}
        return tuple(PastHit(answer, snippet(answer.text, ())) for answer in list(found.values())[:most])

    def responses(self) -> tuple[tuple[PastResponse, int], ...]:
        """Return the responses that are kept, the newest first, each with the number of its texts."""
        query = (
            f"select {library_tables.FIELDS}, count(*) from response join entry on entry.draft = response.draft "  # noqa: S608  constants
            "group by response.draft order by response.at desc, response.draft"
        )
        with self._reading() as connection:
            rows: list[Any] = list(connection.execute(query))
            return tuple((library_tables.answer_of(row[:-1]).response, row[-1]) for row in rows)

    def forget(self, entry: int) -> bool:
        """Forget one text; False if it is not there."""
        with self._writing() as connection:
            connection.execute("delete from words where rowid = ?", (entry,))
            gone = connection.execute("delete from entry where id = ? returning draft", (entry,)).fetchall()
            connection.execute("delete from response where draft not in (select draft from entry)")
        return bool(gone)

    def forget_response(self, draft: str) -> bool:
        """Forget all that is kept of one response; False if nothing is."""
        with self._writing() as connection:
            return _drop(connection, draft)

    def empty(self) -> None:
        """Forget everything."""
        with self._writing() as connection:
            connection.execute("insert into words(words) values('delete-all')")
            connection.execute("delete from entry")
            connection.execute("delete from response")

    def _best(self, asked: str, most: int, without: str) -> list[PastAnswer]:
        if not asked:
            return []
        by_number = f"select {library_tables.FIELDS} from entry join response using(draft) where entry.id = ?"  # noqa: S608  constants
        with self._reading() as connection:
            newest: Any = connection.execute("select coalesce(max(at), 0) from response").get
            given = {"newest": newest, "asked": asked, "without": without, "most": most}
            best: list[Any] = list(connection.execute(library_tables.BEST, given))
            rows = [row for number, _ in best for row in connection.execute(by_number, (number,))]
            return [library_tables.answer_of(row) for row in rows]

    @contextmanager
    def _reading(self) -> Iterator[apsw.Connection]:
        """What is read in here is of one moment."""
        with self._turn, _told():
            self._connection.execute("begin")
            try:
                yield self._connection
            finally:
                self._connection.execute("rollback")

    @contextmanager
    def _writing(self) -> Iterator[apsw.Connection]:
        """What is written in here is written as a whole, or not at all."""
        with self._turn, _told():
            self._connection.execute("begin immediate")
            try:
                yield self._connection
                self._connection.execute("commit")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("rollback")
                raise


def _fill(path: Path, passphrase: str) -> None:
    with _told():
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            cipher.unlock(connection, passphrase)
            connection.pragma("page_size", _PAGE)
            _settings(connection)
            connection.pragma("journal_mode", "memory")  # nobody knows of this file before it is whole
            with connection:
                connection.pragma("application_id", library_tables.APPLICATION)
                connection.pragma("user_version", library_tables.VERSION)
                for statement in library_tables.SCHEMA:
                    connection.execute(statement)
        finally:
            connection.close()


def _prepare(connection: apsw.Connection, passphrase: str) -> None:
    cipher.unlock(connection, passphrase)
    connection.set_busy_timeout(_PATIENCE_MS)
    connection.pragma("trusted_schema", 0)
    connection.pragma("cell_size_check", 1)


def _settings(connection: apsw.Connection) -> None:
    """No word goes to the disk but through the cipher, and what is deleted is overwritten."""
    connection.pragma("temp_store", 2)
    connection.pragma("secure_delete", 1)
    connection.pragma("journal_mode", "truncate")
    connection.pragma("synchronous", 2)


def _first_reading(connection: apsw.Connection) -> None:
    try:
        connection.execute("select count(*) from sqlite_schema").fetchall()
    except (apsw.NotADBError, apsw.CorruptError):
        raise faults.wrong_passphrase() from None
    _settings(connection)


def _check(connection: apsw.Connection) -> None:
    ours = connection.pragma("application_id") == library_tables.APPLICATION
    if ours and connection.pragma("user_version") > library_tables.VERSION:
        raise faults.too_new()
    tables = {str(row[0]) for row in connection.execute("select name from sqlite_schema where type = 'table'")}
    if not ours or not tables >= library_tables.TABLES:
        raise faults.damaged()
    if connection.pragma("quick_check") != "ok":
        raise faults.damaged()


def _drop(connection: apsw.Connection, draft: str) -> bool:
    connection.execute("delete from words where rowid in (select id from entry where draft = ?)", (draft,))
    connection.execute("delete from entry where draft = ?", (draft,))
    return bool(connection.execute("delete from response where draft = ? returning draft", (draft,)).fetchall())


def _refuse_unless_library(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise faults.none_there(path) from None
    except OSError as error:
        raise storage_error(error) from error
    if head[16:24] != cipher.LAYOUT:
        raise faults.damaged()


@contextmanager
def _told() -> Iterator[None]:
    """Turn what SQLite says into sentences. Its own words go no further: they could show what was written."""
    try:
        yield
    except RespondentError:
        raise
    except (apsw.BusyError, apsw.LockedError):
        raise faults.in_use() from None
    except apsw.ConnectionClosedError:
        raise faults.closed() from None
    except (apsw.CorruptError, apsw.NotADBError, apsw.FormatError, apsw.MismatchError, apsw.SQLError, apsw.IOError):
        raise faults.damaged() from None
    except (UnicodeDecodeError, ValueError):
        raise faults.damaged() from None
    except apsw.Error as error:
        raise storage_error(OSError(_CODES.get(type(error), 0), "", "")) from None
