"""The file of a draft: what is written is there, protected or not, and everything else is said in one clear message."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import apsw
import pytest

from respondent_app.drafts import draft_file
from respondent_app.drafts.draft_file import DraftFile, change_passphrase, is_protected
from respondent_app.drafts.event import Event, in_order
from respondent_app.drafts.file import draft_tables, snapshot
from respondent_app.model.errors import (
    DraftDamagedError,
    DraftError,
    DraftInUseError,
    DraftTooNewError,
    PassphraseNeededError,
    RespondentError,
    StorageError,
    WrongPassphraseError,
)
from tests.drafts.made_drafts import MARKER, PASSPHRASE, made_events, make_draft, state_of

OLD_DRAFTS = Path(__file__).parents[1] / "old_drafts"
EVENTS = made_events(30)
either = pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["plain", "protected"])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "our.response"


def opened(path: Path, passphrase: str | None = None, author: str = "Author A") -> DraftFile:
    return DraftFile.open(path, author=author, passphrase=passphrase)


def same(found: Sequence[Event], *expected: Sequence[Event]) -> bool:
    return list(found) == in_order({event.key: event for events in expected for event in events}.values())


@either
def test_what_is_written_is_there(path: Path, passphrase: str | None) -> None:
    make_draft(path, EVENTS, passphrase)
    with opened(path, passphrase) as draft:
        assert (draft.id, draft.consultation, draft.protected) == ("draft-1", "sample", passphrase is not None)
        assert same(draft.events(), EVENTS)
        draft.append(made_events(5, site=100))
        assert same(draft.events(), EVENTS, made_events(5, site=100))
    contents = DraftFile.read(path, passphrase)
    assert same(contents.events, EVENTS, made_events(5, site=100))
    assert (contents.id, contents.consultation) == ("draft-1", "sample")
    assert is_protected(path) == (passphrase is not None)
    assert [each.name for each in path.parent.iterdir()] == [path.name], "no litter"


def test_the_same_events_twice_are_there_once(path: Path) -> None:
    with opened(make_draft(path, EVENTS)) as draft:
        draft.append(EVENTS)
        draft.append([])
        assert same(draft.events(), EVENTS)


def test_a_new_draft_takes_nobodys_place(path: Path) -> None:
    path.write_bytes(b"mine")
    with pytest.raises(StorageError, match="already there"):
        make_draft(path)
    assert path.read_bytes() == b"mine"


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind are Unix's")
@either
def test_it_is_for_its_owner_alone(path: Path, passphrase: str | None) -> None:
    with opened(make_draft(path, EVENTS, passphrase), passphrase) as draft:
        draft.append(made_events(1, site=50))
        assert [each.stat().st_mode & 0o077 for each in path.parent.iterdir() if each.suffix != ".lock"] == [0, 0, 0]


@pytest.mark.parametrize("name", ["a b", "Äußerung", "what?mode=ro", "part #2", "100%20", "file:x", "a'b\"c"])
@either
def test_any_name_will_do(tmp_path: Path, name: str, passphrase: str | None) -> None:
    if os.name != "posix" and set(name) & set('?:"'):
        pytest.skip("this system does not allow such a name")
    path = tmp_path / f"{name} folder"[:100] / f"{name}.response"
    with opened(make_draft(path, EVENTS, passphrase), passphrase) as draft:
        draft.append(made_events(1, site=50))
        draft.save_copy(path.with_name("copy of it.response"))
    assert sorted(each.name for each in path.parent.iterdir()) == sorted([path.name, "copy of it.response"])


def test_a_name_too_long_for_the_files_beside_it_is_refused(path: Path) -> None:
    with pytest.raises(StorageError, match="too long"):
        make_draft(path.with_name("x" * 240 + ".response"), EVENTS)
    assert not list(path.parent.iterdir())


def test_a_relative_name_means_the_same_file_after_the_folder_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_draft(Path("our.response"))
    with opened(Path("our.response")) as draft:
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")
        draft.append(EVENTS)
    assert same(DraftFile.read(tmp_path / "our.response").events, EVENTS)


# Who has it open


@either
def test_a_second_opener_is_told_who_has_it(path: Path, passphrase: str | None) -> None:
    with opened(make_draft(path, EVENTS, passphrase), passphrase, author="Robin Sample") as draft:
        with pytest.raises(DraftInUseError, match="Robin Sample"):
            opened(path, passphrase, author="Reviewer B")
        draft.append(made_events(1, site=50))
        with pytest.raises(DraftInUseError, match="Robin Sample"):
            opened(path, passphrase, author="Reviewer B")
        assert same(DraftFile.read(path, passphrase).events, EVENTS, made_events(1, site=50)), "looking needs no lock"
        draft.append(made_events(2, site=60))
    opened(path, passphrase).close()


def test_another_program_with_sqlite_is_kept_out_and_reported(path: Path) -> None:
    make_draft(path, EVENTS)
    with opened(path), pytest.raises(apsw.BusyError):
        apsw.Connection(str(path)).execute("select * from event").fetchall()
    other = apsw.Connection(str(path))
    other.execute("begin exclusive")
    before = state_of(path.parent)
    with pytest.raises(DraftInUseError):
        opened(path)
    other.close()
    assert {name: each for name, each in state_of(path.parent).items() if name in before} == before


def test_looking_at_an_open_draft_does_not_unlock_it(path: Path) -> None:
    """On Unix, a program that closes a file loses its locks on it, whichever way it had opened it."""
    with opened(make_draft(path, EVENTS)):
        DraftFile.read(path)
        is_protected(path)
        with pytest.raises(DraftInUseError):
            opened(path)
        program = f"import apsw; apsw.Connection({str(path)!r}).execute('begin immediate')"
        assert "BusyError" in run(program)


def run(program: str) -> str:
    import subprocess
    import sys

    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False).stderr


@pytest.mark.parametrize("note", ["", "{", "[]", '{"name": 5}', '{"name": null}', "\xff", '{"name": "Robin Sample"}'])
def test_a_note_that_a_crash_left_stops_nobody(path: Path, note: str) -> None:
    make_draft(path, EVENTS)
    path.with_name(f".{path.name}.open-by").write_text(note, "latin-1")
    path.with_name(f".{path.name}.lock").write_text("")
    with opened(path), pytest.raises(DraftInUseError):
        opened(path)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_shares_the_lock_and_stays_a_link(path: Path) -> None:
    make_draft(path, EVENTS)
    link = path.with_name("link.response")
    link.symlink_to(path)
    with opened(path), pytest.raises(DraftInUseError):
        opened(link)
    with opened(link) as draft:
        draft.change_passphrase(None, PASSPHRASE)
        draft.append(made_events(1, site=50))
    assert link.is_symlink()
    assert same(DraftFile.read(path, PASSPHRASE).events, EVENTS, made_events(1, site=50))


# Passphrases


FORMS = [
    "Schöne Grüße",
    "a",
    " ",
    "x" * 100_000,
    "😀🦡",
    "nul\0in the middle",
    'it\'s "quoted"',
    "raw:" + "0" * 64,
    "\ud83d",
]


@pytest.mark.parametrize("passphrase", FORMS, ids=range(len(FORMS)))
def test_any_passphrase_will_do_and_no_other(path: Path, passphrase: str) -> None:
    make_draft(path, EVENTS, passphrase)
    assert same(DraftFile.read(path, passphrase).events, EVENTS)
    before = state_of(path.parent)
    for wrong in (passphrase + "\0", passphrase[:-1]):
        with pytest.raises(WrongPassphraseError, match="damaged"):
            DraftFile.read(path, wrong)
    with pytest.raises(WrongPassphraseError, match="damaged"):
        opened(path, f"{passphrase} ")
    with pytest.raises(PassphraseNeededError):
        opened(path)
    assert state_of(path.parent) == before


def test_a_passphrase_is_the_same_however_its_letters_are_composed(path: Path) -> None:
    make_draft(path, EVENTS, unicodedata.normalize("NFD", PASSPHRASE))
    assert unicodedata.normalize("NFD", PASSPHRASE) != unicodedata.normalize("NFC", PASSPHRASE)
    assert same(DraftFile.read(path, unicodedata.normalize("NFC", PASSPHRASE)).events, EVENTS)


def test_an_empty_passphrase_protects_nothing_and_is_refused(path: Path) -> None:
    with pytest.raises(DraftError, match="empty"):
        make_draft(path, EVENTS, "")
    assert not path.exists()


def test_an_unprotected_draft_needs_no_passphrase(path: Path) -> None:
    make_draft(path, EVENTS)
    assert same(DraftFile.read(path, PASSPHRASE).events, EVENTS)
    with opened(path, PASSPHRASE) as draft:
        assert not draft.protected


@pytest.mark.parametrize("new", [None, "quite another"])
@either
def test_the_passphrase_changes_while_the_draft_is_open(path: Path, passphrase: str | None, new: str | None) -> None:
    with opened(make_draft(path, EVENTS, passphrase), passphrase) as draft:
        draft.append(made_events(2, site=50))
        draft.change_passphrase(passphrase, new)
        assert draft.protected == is_protected(path) == (new is not None)
        with pytest.raises(DraftInUseError):
            opened(path, new)
        draft.append(made_events(2, site=60))
    assert same(DraftFile.read(path, new).events, EVENTS, made_events(2, site=50), made_events(2, site=60))
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    if new and passphrase:
        with pytest.raises(WrongPassphraseError):
            opened(path, passphrase)


def test_only_who_knows_the_passphrase_changes_it(path: Path) -> None:
    make_draft(path, EVENTS, PASSPHRASE)
    before = path.read_bytes()
    with pytest.raises(WrongPassphraseError):
        change_passphrase(path, "wrong", "new")
    with opened(path, PASSPHRASE) as draft:
        with pytest.raises(WrongPassphraseError):
            draft.change_passphrase("wrong", "new")
        with pytest.raises(DraftError, match="empty"):
            draft.change_passphrase(PASSPHRASE, "")
        assert path.read_bytes() == before
        draft.append(made_events(1, site=50))
    change_passphrase(path, PASSPHRASE, "new")
    assert same(DraftFile.read(path, "new").events, EVENTS, made_events(1, site=50))


def test_a_passphrase_that_could_not_be_changed_holds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(make_draft(path, EVENTS, PASSPHRASE), PASSPHRASE) as draft:
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", full)
            with pytest.raises(StorageError, match="full"):
                draft.change_passphrase(PASSPHRASE, "new")
        assert draft.protected
        draft.append(made_events(1, site=50))
    assert same(DraftFile.read(path, PASSPHRASE).events, EVENTS, made_events(1, site=50))


def full(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_nothing_of_a_protected_draft_is_on_the_disk_in_plain(path: Path) -> None:
    """Not in the file, nor in the journal during a transaction, nor in a copy under another passphrase."""
    with opened(make_draft(path, EVENTS, PASSPHRASE), PASSPHRASE) as draft:
        seen: list[bytes] = []

        def look() -> bool:
            seen.extend(all_bytes(path.parent))
            return False  # go on

        draft._file._connection.set_commit_hook(look)  # type: ignore[union-attr]
        for number in range(40):
            draft.append(made_events(5, site=50, start=5 * number + 1))
        draft._file._connection.set_commit_hook(None)  # type: ignore[union-attr]
        draft.save_copy(path.with_name("copy.response"), passphrase="another")
        draft.change_passphrase(PASSPHRASE, "a third")
        seen += all_bytes(path.parent)
    assert any(len(content) > draft_tables.PAGE for content in seen)
    for word in (MARKER, "status/Q1", "Author A", "draft-1", "sample", "CREATE TABLE", PASSPHRASE):
        assert not any(word.encode() in content for content in seen), word


def all_bytes(folder: Path) -> list[bytes]:
    return [each.read_bytes() for each in folder.iterdir() if not each.name.endswith(".open-by")]


def test_errors_say_nothing_of_passphrases_and_contents(path: Path) -> None:
    make_draft(path, EVENTS, PASSPHRASE)
    for wrong in ("wrong-secret-words", PASSPHRASE + " "):
        with pytest.raises(RespondentError) as caught:
            opened(path, wrong)
        chain = [caught.value, caught.value.__cause__]
        assert not any(wrong in str(each) or wrong.encode().hex() in str(each) for each in chain)
    with opened(path, PASSPHRASE) as draft:
        assert PASSPHRASE not in repr(draft)
        assert MARKER not in repr(draft)


# Copies


@pytest.mark.parametrize("new", [draft_file.KEEP, None, "quite another"], ids=["kept", "none", "another"])
@either
def test_a_copy_holds_everything(path: Path, passphrase: str | None, new: str | draft_file.Keep | None) -> None:
    copy = path.with_name("copy.response")
    with opened(make_draft(path, EVENTS, passphrase), passphrase) as draft:
        draft.append(made_events(3, site=50))
        draft.save_copy(copy, passphrase=new)
        draft.append(made_events(3, site=60))
        with pytest.raises(StorageError, match="already there"):
            draft.save_copy(copy, passphrase=new)
        draft.save_copy(copy, passphrase=new, overwrite=True)
        with pytest.raises(StorageError, match="already there"):
            draft.save_copy(path, passphrase=new, overwrite=True)
    holds = passphrase if isinstance(new, draft_file.Keep) else new
    assert is_protected(copy) == (holds is not None)
    with opened(copy, holds) as again:
        assert (again.id, again.consultation) == ("draft-1", "sample")
        assert same(again.events(), EVENTS, made_events(3, site=50), made_events(3, site=60))
    assert sorted(each.name for each in path.parent.iterdir()) == ["copy.response", "our.response"]


def test_a_copy_never_replaces_a_draft_that_is_open(path: Path) -> None:
    other = make_draft(path.with_name("other.response"), made_events(2))
    with opened(make_draft(path, EVENTS)) as draft, opened(other), pytest.raises(DraftInUseError):
        draft.save_copy(other, overwrite=True)
    assert same(DraftFile.read(other).events, made_events(2))


# What is no draft


def foreign_database(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("create table event(site, seq)")
    database.commit()
    database.close()


def foreign(kind: str) -> bytes:
    return {
        "empty": b"", "zeros": bytes(9000), "blank": b" \n" * 50, "word": b"PK\x03\x04" + os.urandom(9000),
        "text": b"Dear colleague, here is our draft. " * 300, "noise": os.urandom(8192), "one byte": b"\x01",
        "json": b'{"format": "something else"}', "list": b"[1, 2]", "cut json": b'{"format": "respondent-draft", "ver',
    }[kind]  # fmt: skip


KINDS = ["empty", "zeros", "blank", "word", "text", "noise", "one byte", "json", "list", "cut json"]


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_draft_is_said_and_left_alone(path: Path, kind: str, passphrase: str | None) -> None:
    path.write_bytes(foreign(kind))
    refused(path, passphrase)


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_another_programs_database_is_said_and_left_alone(path: Path, passphrase: str | None) -> None:
    foreign_database(path)
    path.with_name(f"{path.name}-journal").write_bytes(os.urandom(4096))
    refused(path, passphrase)


@pytest.mark.parametrize("statement", [
    "create trigger t after insert on event begin delete from event; end",
    "create view v as select * from event", "create table more(a)", "drop table meta", "create index i on event(ts)",
    "update meta set value = 'x' where key = 'format'", "delete from meta where key = 'id'",
    "update meta set value = 'x' where key = 'consultation'", "update event set payload = x'00' where seq = 3",
    "update event set kind = 'x' where seq = 3", "update event set ts = ts + 1 where seq = 3",
    "update event set payload = zeroblob(1000000) where seq = 3", "update event set author = x'ff' where seq = 3",
    "pragma user_version = 1; update meta set value = 1 where key = 'version'",
])  # fmt: skip
def test_a_draft_that_another_program_changed_is_said(path: Path, statement: str) -> None:
    make_draft(path, EVENTS)
    database = apsw.Connection(str(path))
    database.execute(statement)
    database.close()
    refused(path, None)


def refused(path: Path, passphrase: str | None) -> None:
    before = state_of(path.parent)
    for attempt in (lambda: opened(path, passphrase), lambda: DraftFile.read(path, passphrase)):
        with pytest.raises(DraftDamagedError, match="not a draft of Respondent, or it is damaged"):
            attempt()
    assert state_of(path.parent) == before


@pytest.mark.parametrize("statement", ["pragma user_version = 3", "pragma user_version = 3; drop table meta"])
@either
def test_a_later_version_is_said_and_left_alone(path: Path, statement: str, passphrase: str | None) -> None:
    make_draft(path, EVENTS, passphrase)
    database = snapshot.open_connection(str(path), passphrase, path)
    database.execute(statement)
    database.close()
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    before = state_of(path.parent)
    for attempt in (lambda: opened(path, passphrase), lambda: DraftFile.read(path, passphrase)):
        with pytest.raises(DraftTooNewError, match="later version"):
            attempt()
    assert state_of(path.parent) == before


def test_a_later_version_of_the_old_form_is_said(path: Path) -> None:
    path.write_text(json.dumps({"format": "respondent-draft", "version": 2}))
    with pytest.raises(DraftTooNewError):
        opened(path)


def test_what_is_not_there_is_said(path: Path) -> None:
    for attempt in (lambda: opened(path), lambda: DraftFile.read(path), lambda: is_protected(path)):
        with pytest.raises(StorageError, match="not there"):
            attempt()
    with pytest.raises(StorageError, match="folder"):
        opened(path.parent)


@pytest.mark.skipif(os.name != "posix", reason="pipes of this kind are Unix's")
def test_a_pipe_is_refused_and_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(DraftError, match="not a file that can hold"):
        opened(path)


def test_a_huge_file_is_refused_unread(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(snapshot.LARGEST + 1)
    with pytest.raises(DraftError, match="too large"):
        opened(path)


# Changed under our hands


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be taken away elsewhere")
@pytest.mark.parametrize("how", ["deleted", "renamed", "replaced by a copy", "replaced by another", "folder renamed"])
@either
def test_a_file_that_is_taken_away_is_noticed_and_can_still_be_copied(
    tmp_path: Path, how: str, passphrase: str | None
) -> None:
    path = make_draft(tmp_path / "folder" / "our.response", EVENTS, passphrase)
    with opened(path, passphrase) as draft:
        draft.append(made_events(2, site=50))
        taken_away(path, how)
        left = state_of(path.parent) if path.parent.exists() else {}
        for _ in range(2):
            with pytest.raises(StorageError, match="Save a copy"):
                draft.append(made_events(2, site=60))
        assert (state_of(path.parent) if path.parent.exists() else {}) == left, "nothing was written"
        draft.save_copy(tmp_path / "copy.response")
    assert same(DraftFile.read(tmp_path / "copy.response", passphrase).events, EVENTS, made_events(2, site=50))


def taken_away(path: Path, how: str) -> None:
    content = path.read_bytes()
    if how == "deleted":
        path.unlink()
    elif how == "folder renamed":
        path.parent.rename(path.parent.with_name("moved"))
    else:
        path.rename(path.with_name("elsewhere"))
    if how.startswith("replaced"):
        path.write_bytes(content if how.endswith("copy") else b"x" * len(content))


@either
def test_a_file_that_another_program_writes_to_is_noticed(path: Path, passphrase: str | None) -> None:
    old = make_draft(path, EVENTS, passphrase).read_bytes()
    with opened(path, passphrase) as draft:
        draft.append(made_events(1, site=50))
        with path.open("r+b") as file:
            file.write(old)
        with pytest.raises(StorageError, match="Another program"):
            draft.append(made_events(1, site=60))


def test_a_closed_draft_takes_nothing(path: Path) -> None:
    draft = opened(make_draft(path, EVENTS))
    draft.close()
    draft.close()
    with pytest.raises(StorageError, match="closed"):
        draft.append(made_events(1))


# Threads


@either
def test_threads_take_turns(path: Path, passphrase: str | None) -> None:
    faults: list[BaseException] = []
    with opened(make_draft(path, (), passphrase), passphrase) as draft:

        def write(site: int) -> None:
            try:
                for number in range(1, 30):
                    draft.append(made_events(1, site=site, start=number))
                    draft.events()
            except BaseException as fault:  # noqa: BLE001  told below
                faults.append(fault)

        threads = [threading.Thread(target=write, args=(100 * site,)) for site in range(1, 5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not faults
    assert len(DraftFile.read(path, passphrase).events) == 4 * 29


# Journals


def test_the_journal_of_a_draft_that_was_deleted_does_not_spoil_a_new_one(path: Path) -> None:
    make_draft(path, EVENTS)
    database = apsw.Connection(str(path))
    database.pragma("journal_mode", "persist")
    database.execute("begin immediate; update event set ts = 1; ")
    database.pragma("cache_size", 0)
    database.execute("update event set ts = 2")
    journal = path.with_name(f"{path.name}-journal").read_bytes()
    database.execute("rollback")
    database.close()
    path.unlink()
    assert journal.strip(b"\0")
    path.with_name(f"{path.name}-journal").write_bytes(journal)
    make_draft(path, made_events(40, site=900))
    assert same(DraftFile.read(path).events, made_events(40, site=900))


# Older versions


@pytest.mark.parametrize("name, passphrase", [("version-2", None), ("version-2-protected", "an old passphrase")])  # noqa: PT006
def test_drafts_of_this_version_open_for_ever(path: Path, name: str, passphrase: str | None) -> None:
    content = (OLD_DRAFTS / f"{name}.response").read_bytes()
    path.write_bytes(content)
    contents = DraftFile.read(path, passphrase)
    assert (contents.id, contents.consultation) == ("synthetic-draft", "synthetic-consultation")
    assert len(contents.events) == 24
    assert contents.events[0].author == "Author A"
    assert path.read_bytes() == content
    with opened(path, passphrase) as draft:
        draft.append(made_events(1, site=50))
        assert draft.events()[-1].site != 0


def test_version_1_becomes_version_2_and_is_kept(path: Path) -> None:
    old = (OLD_DRAFTS / "version-1.response").read_bytes()
    path.write_bytes(old)
    read = DraftFile.read(path)
    assert path.read_bytes() == old
    with opened(path) as draft:
        assert draft.events() == read.events
        assert not draft.protected
        draft.append(made_events(1, site=50))
    assert path.with_name("our.version-1.response").read_bytes() == old
    assert sorted(each.name for each in path.parent.iterdir()) == ["our.response", "our.version-1.response"]
    elsewhere = path.with_name("elsewhere.response")
    elsewhere.write_bytes(old)
    assert DraftFile.read(elsewhere) == read, "the same for everyone"
    changed = old.replace(b"version", b"version", 1) + b"\n"
    elsewhere.write_bytes(changed)
    assert {event.site for event in DraftFile.read(elsewhere).events}.isdisjoint(event.site for event in read.events)


def test_version_1_is_kept_under_a_free_name(path: Path) -> None:
    old = (OLD_DRAFTS / "version-1.response").read_bytes()
    path.write_bytes(old)
    path.with_name("our.version-1.response").write_bytes(b"something else")
    opened(path).close()
    assert path.with_name("our.version-1.response").read_bytes() == b"something else"
    assert path.with_name("our.version-1-2.response").read_bytes() == old
