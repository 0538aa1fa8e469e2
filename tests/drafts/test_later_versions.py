"""Drafts of a later version say which version of the app reads them, and are believed no more than that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import apsw
import pytest
from packaging.version import Version

from respondent_app import __version__
from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.file import draft_tables
from respondent_app.drafts.file.draft_tables import NEEDS, VERSION, Contents, made
from respondent_app.model.errors import DraftTooNewError
from respondent_app.storage import cipher

PASSPHRASE = "correct horse battery"
CONTENTS = Contents("made-up", "pack", (), protected=False)


def later(path: Path, change: Callable[[apsw.Connection], object], passphrase: str | None = None) -> Path:
    """Write a draft of the next version of the format."""
    path.write_bytes(made(CONTENTS, passphrase))
    connection = apsw.Connection(str(path))
    if passphrase is not None:
        cipher.unlock(connection, passphrase)
    connection.pragma("user_version", VERSION + 1)
    change(connection)
    connection.close()
    return path


def said(path: Path, passphrase: str | None = None) -> str:
    with pytest.raises(DraftTooNewError) as refused:
        DraftFile.open(path, author="Author A", passphrase=passphrase)
    return str(refused.value)


def needing(version: object) -> Callable[[apsw.Connection], object]:
    return lambda connection: connection.execute("update meta set value = ? where key = 'needs'", (version,))


def test_a_new_draft_says_what_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "new.response"
    path.write_bytes(made(CONTENTS, None))
    rows: dict[Any, Any] = dict(apsw.Connection(str(path)).execute("select key, value from meta").fetchall())  # type: ignore[arg-type]
    assert rows["needs"] == NEEDS
    assert Version(NEEDS) <= Version(__version__)


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_it_is_said_what_to_install(tmp_path: Path, passphrase: str | None) -> None:
    path = later(tmp_path / "later.response", needing("41.3.0"), passphrase)
    before = path.read_bytes()
    assert said(path, passphrase) == (
        f"This draft was saved by Respondent 41.3.0 or later; this is {__version__}. It is left as it is. "
        "Install Respondent 41.3.0 or later (ask your IT team), or ask its author for a copy made with this one."
    )
    assert path.read_bytes() == before


def test_other_tables_of_a_later_version_do_not_matter(tmp_path: Path) -> None:
    def change(connection: apsw.Connection) -> None:
        connection.execute("drop table event")
        connection.execute("create table picture(number integer, content blob)")
        needing("41.3.0")(connection)

    assert "41.3.0" in said(later(tmp_path / "later.response", change))


@pytest.mark.parametrize(
    "needs",
    ["", "0.0.1", __version__, "new", "9", "9.9.9.9.9", "9.9.9\n", "٩.٩", "99999.0", "9.9 or call 0123", "<b>9.9</b>",
     b"9.9", None, "9." * 1000],
)  # fmt: skip
def test_what_is_no_later_version_is_not_repeated(tmp_path: Path, needs: object) -> None:
    assert said(later(tmp_path / "later.response", needing(needs))) == (
        "This draft was saved by a later version of Respondent. It is left as it is. "
        "Open it with that version, or ask its author for a copy made with this one."
    )


@pytest.mark.parametrize(
    "statements",
    [
        "delete from meta where key = 'needs'",
        "drop table meta",
        "drop table meta; create table meta(other text)",
        (
            "drop table meta; create view meta(key, value) as with recursive more(n) as "
            "(select 1 union all select n + 1 from more) select 'needs', n from more"
        ),
    ],
)
def test_a_later_version_that_does_not_say_is_still_told(tmp_path: Path, statements: str) -> None:
    assert "a later version" in said(later(tmp_path / "later.response", lambda file: file.execute(statements)))


def test_a_later_draft_that_breaks_off_is_still_told(tmp_path: Path) -> None:
    path = later(tmp_path / "later.response", needing("41.3.0"))
    path.write_bytes(path.read_bytes()[:1000])
    assert "a later version" in said(path)


def test_a_search_that_does_not_end_is_given_up() -> None:
    connection = apsw.Connection(":memory:")
    endless = "with recursive more(n) as (select 1 union all select n + 1 from more) select max(n) from more"
    connection.execute("create table meta(key, value)")
    connection.execute("insert into meta values('needs', '41.3.0')")
    assert draft_tables.needed(connection) == "41.3.0"
    connection.set_progress_handler(lambda: True, draft_tables._STEPS)
    with pytest.raises(apsw.InterruptError):
        connection.execute(endless).fetchall()
