"""Damaged drafts: one clear message or the right content, never a crash; and what can be saved is saved."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.event import Event, in_order
from respondent_app.drafts.file import snapshot
from respondent_app.drafts.file.draft_tables import PAGE, Contents, made
from respondent_app.drafts.file.salvage import save_damaged
from respondent_app.model.errors import (
    DraftDamagedError,
    DraftTooNewError,
    PassphraseNeededError,
    StorageError,
    WrongPassphraseError,
)
from respondent_app.storage import cipher
from tests.drafts.made_drafts import MARKER, PASSPHRASE, made_events, make_draft, state_of

EVENTS = made_events(400)
PAGES = 24  # at least, of a file with these
FLIPS = int(os.environ.get("RESPONDENT_BIT_FLIPS", "12"))  # in each page
either = pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["plain", "protected"])
unix = pytest.mark.skipif(os.name != "posix", reason="rights and limits of this kind are Unix's")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "our.response"


@pytest.fixture
def quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the key with little work: how hard it is to guess is no matter where a draft is opened a thousand times."""
    monkeypatch.setattr(cipher, "PASSES", 1)
    monkeypatch.setattr(cipher, "MEMORY", 8)
    monkeypatch.setattr(cipher, "LANES", 1)


def whole_file(passphrase: str | None) -> bytes:
    content = made(Contents("draft-1", "sample", tuple(EVENTS), passphrase is not None), passphrase)
    assert len(content) > PAGES * PAGE
    return content


def said(path: Path, passphrase: str | None) -> str:
    """Open the draft: return the name of the error, or whether the content is right."""
    before, fault, events = path.read_bytes(), "", list[Event]()
    try:
        with DraftFile.open(path, author="", passphrase=passphrase) as draft:
            events = list(draft.events())
    except (DraftDamagedError, WrongPassphraseError, DraftTooNewError) as error:
        fault = type(error).__name__
    if fault:
        assert path.read_bytes() == before, "left as it is"
        return fault
    return "right" if events == in_order(EVENTS) else "wrong"


@pytest.mark.usefixtures("quick_key")
@either
def test_a_changed_bit_is_noticed_wherever_it_is(path: Path, passphrase: str | None) -> None:
    """In a protected draft always; in an unprotected one, where it changes anything."""
    content = whole_file(passphrase)
    dice = random.Random(PAGE)
    for page in range(len(content) // PAGE):
        for offset in [*range(0, 100, 7), *(dice.randrange(PAGE) for _ in range(FLIPS)), *range(PAGE - 66, PAGE, 13)]:
            damaged = bytearray(content)
            damaged[page * PAGE + offset] ^= 1 << dice.randrange(8)
            path.write_bytes(damaged)
            found = said(path, passphrase)
            assert found != "wrong", (page, offset)
            assert passphrase is None or found != "right" or (page, offset) in UNREAD, (page, offset)


UNREAD: set[tuple[int, int]] = set()


@pytest.mark.usefixtures("quick_key")
@either
def test_every_bit_of_the_beginning_counts_or_changes_nothing(path: Path, passphrase: str | None) -> None:
    content = whole_file(passphrase)
    for bit in range(8 * 100):
        damaged = bytearray(content)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        assert said(path, passphrase) in {"DraftDamagedError", "WrongPassphraseError", "DraftTooNewError", *(
            () if passphrase else ("right",))}, bit  # fmt: skip


@pytest.mark.usefixtures("quick_key")
@either
def test_a_file_cut_short_anywhere_is_noticed(path: Path, passphrase: str | None) -> None:
    content = whole_file(passphrase)
    dice = random.Random(1)
    lengths = {0, 1, 15, 16, 17, 24, 99, 100, 101, PAGE - 1, PAGE, PAGE + 1, len(content) - 1, len(content) - 17}
    lengths |= set(range(PAGE, len(content), PAGE)) | {dice.randrange(len(content)) for _ in range(60)}
    for length in sorted(lengths):
        path.write_bytes(content[:length])
        assert said(path, passphrase) in {"DraftDamagedError", "WrongPassphraseError"}, length


@pytest.mark.usefixtures("quick_key")
@either
def test_pages_of_another_moment_are_noticed(path: Path, passphrase: str | None) -> None:
    """A copy made while the file was written to may hold pages of two states, each whole in itself."""
    with DraftFile.open(make_draft(path, EVENTS[:200], passphrase), author="", passphrase=passphrase) as draft:
        early = path.read_bytes()
        draft.append(EVENTS[200:])
    late = path.read_bytes()
    for page in range(len(early) // PAGE):
        here = slice(page * PAGE, (page + 1) * PAGE)
        path.write_bytes(late[: here.start] + early[here] + late[here.stop :])
        try:
            events = DraftFile.read(path, passphrase).events
        except (DraftDamagedError, WrongPassphraseError):
            continue
        assert {event.key for event in events} <= {event.key for event in EVENTS}


# Saving what can be saved


@pytest.mark.usefixtures("quick_key")
@either
def test_what_stands_on_whole_pages_is_saved(path: Path, passphrase: str | None) -> None:
    content = whole_file(passphrase)
    for page in range(1, len(content) // PAGE):
        path.write_bytes(content[: page * PAGE] + bytes([0xAA]) * PAGE + content[(page + 1) * PAGE :])
        before = state_of(path.parent)
        saved = save_damaged(path, passphrase, consultation="sample")
        rescued = DraftFile.read(saved.path, passphrase)
        assert saved.path == path.with_name("our-rescued.response")
        assert len(rescued.events) == saved.events_saved >= len(EVENTS) - 60, "one page holds no more"
        assert set(rescued.events) <= set(EVENTS)
        assert rescued.consultation == "sample"
        saved.path.unlink()
        assert state_of(path.parent) == before


@pytest.mark.usefixtures("quick_key")
@either
def test_what_is_left_of_a_file_cut_short_is_saved(path: Path, passphrase: str | None) -> None:
    content = whole_file(passphrase)
    path.write_bytes(content[: len(content) * 2 // 3 + 100])
    first, second = save_damaged(path, passphrase), save_damaged(path, passphrase)
    assert first.events_saved == second.events_saved > len(EVENTS) // 4, "long ones fill the beginning"
    assert (first.path.name, second.path.name) == ("our-rescued.response", "our-rescued-2.response")
    assert DraftFile.read(first.path, passphrase).id == "draft-1"


def test_a_rescued_draft_keeps_its_passphrase(path: Path) -> None:
    content = whole_file(PASSPHRASE)
    path.write_bytes(content[: 10 * PAGE])
    with pytest.raises(PassphraseNeededError):
        save_damaged(path, None)
    with pytest.raises(WrongPassphraseError):
        save_damaged(path, "wrong")
    saved = save_damaged(path, PASSPHRASE)
    assert MARKER.encode() not in saved.path.read_bytes()
    with pytest.raises(WrongPassphraseError):
        DraftFile.read(saved.path, "wrong")


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04" + bytes(9000), b'{"format": "respondent-draft", "version": 1, "re']
)
def test_of_what_is_no_draft_nothing_is_saved(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(DraftDamagedError):
        save_damaged(path, PASSPHRASE)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


# The disk says no


def run(code: str, *arguments: str) -> str:
    program = textwrap.dedent(code)
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


APPENDS = """
    import resource, sys
    from pathlib import Path
    from respondent_app.drafts.draft_file import DraftFile
    from respondent_app.drafts.event import Event, Kind
    from respondent_app.model.errors import StorageError
    def event(number, size):
        return Event(900, number, number, "Author A", 1, Kind.SET, "status/Q1", b"MARKER" + bytes(size))
    path, passphrase = Path(sys.argv[1]), sys.argv[2] or None
"""


@unix
@either
def test_a_file_that_may_not_grow_keeps_what_was_saved_and_goes_on_later(path: Path, passphrase: str | None) -> None:
    make_draft(path, EVENTS, passphrase)
    told = run(
        APPENDS
        + """
    with DraftFile.open(path, author="", passphrase=passphrase) as draft:
        draft.append([event(1, 10)])
        size = path.stat().st_size
        for limit in (size + 5000, size - 4096, 600, 0):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            try:
                draft.append([event(2, 5), event(3, 3_000_000)])
            except StorageError as error:
                assert "MARKER" not in str(error)
                print(error)
            try:
                draft.save_copy(path.with_name(f"copy {limit}.response"))
            except StorageError as error:
                print(error)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        draft.append([event(4, 10)])
        print(len(draft.events()))
    """,
        str(path),
        passphrase or "",
    )
    lines = told.splitlines()
    assert sum("could not read or write" in line or "disk is full" in line for line in lines) >= 6, told
    assert ".tmp" not in told
    assert lines[-1] == str(len(EVENTS) + 2)
    events = DraftFile.read(path, passphrase).events
    assert [event.seq for event in events if event.site == 900] == [1, 4]
    for copy in path.parent.glob("copy*"):
        assert len(DraftFile.read(copy, passphrase).events) == len(EVENTS) + 1
        copy.unlink()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@unix
@either
def test_a_disk_that_is_really_full_is_said(tmp_path: Path, passphrase: str | None) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk of one's own may be mounted here")
    try:
        path = make_draft(disk / "our.response", EVENTS, passphrase)
        with DraftFile.open(path, author="", passphrase=passphrase) as draft:
            (disk / "filler").write_bytes(bytes(64))
            with pytest.raises(StorageError, match="disk is full"):
                draft.append(made_events(5000, site=5000))
            with pytest.raises(StorageError, match="disk is full"):
                many_copies(draft, disk)
            assert list(draft.events()) == in_order(EVENTS)
            for copy in disk.glob("copy*"):
                copy.unlink()
            draft.append(made_events(1, site=900))
        assert len(DraftFile.read(path, passphrase).events) == len(EVENTS) + 1
        assert {each.name for each in disk.iterdir()} == {"our.response", "filler"}
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def many_copies(draft: DraftFile, disk: Path) -> None:
    for number in range(20):
        draft.save_copy(disk / f"copy{number}.response")


AS_NOBODY = """
    import os
    import apsw, filelock, filelock.asyncio, encodings.utf_8_sig
    import respondent_app.storage.atomic, respondent_app.drafts.file.version_1, respondent_app.drafts.file.salvage
    if os.geteuid() == 0:
        os.setgroups([]); os.setgid(65534); os.setuid(65534)
"""


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that another user may reach; the way to pytest's own is closed whenever another run of it begins."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@unix
@pytest.mark.parametrize("locked", ["folder", "file"])
@pytest.mark.parametrize("state", ["whole", "crashed"])
@either
def test_where_nothing_may_be_written_it_opens_for_reading(
    reachable: Path,
    locked: str,
    state: str,
    passphrase: str | None,
) -> None:
    path = make_draft(reachable / "shared" / "our.response", EVENTS, passphrase)
    if state == "crashed":
        crash(path, passphrase)
    (reachable / "copies").mkdir(mode=0o777)
    (reachable / "copies").chmod(0o777)
    for each in path.parent.iterdir():
        each.chmod(0o444 if locked == "file" else 0o666)
    path.parent.chmod(0o555 if locked == "folder" else 0o777)
    before = state_of(path.parent)
    told = run(
        APPENDS
        + AS_NOBODY
        + """
    with DraftFile.open(path, author="Author B", passphrase=passphrase) as draft:
        assert draft.read_only
        print(len(draft.events()))
        for attempt in (lambda: draft.append([event(1, 1)]), lambda: draft.change_passphrase(passphrase, "new")):
            try:
                attempt()
            except StorageError as error:
                assert "reading only" in str(error), error
            else:
                raise SystemExit("saved?")
        copies = path.parent.parent / "copies"
        draft.save_copy(copies / "a.response")
        draft.save_copy(copies / "b.response", passphrase="another")
    """,
        str(path),
        passphrase or "",
    )
    assert int(told) == len(EVENTS)
    assert state_of(path.parent) == before
    for name, holds in (("a", passphrase), ("b", "another")):
        with DraftFile.open(reachable / "copies" / f"{name}.response", author="", passphrase=holds) as copy:
            assert list(copy.events()) == in_order(EVENTS)
    path.parent.chmod(0o755)


def crash(path: Path, passphrase: str | None) -> None:
    """Leave the file in the middle of a save, with its journal beside it."""
    connection = snapshot.open_connection(str(path), passphrase, path)
    connection.pragma("cache_size", 1)
    connection.pragma("cache_spill", 1)
    connection.execute("begin; update event set ts = ts + 1")
    content, journal = path.read_bytes(), snapshot.journal_path(path).read_bytes()
    connection.close()
    path.write_bytes(content)
    snapshot.journal_path(path).write_bytes(journal)
    assert journal.strip(b"\0")


@unix
def test_what_may_not_be_read_is_said(reachable: Path) -> None:
    path = make_draft(reachable / "our.response", EVENTS)
    path.chmod(0o000)
    told = run(
        APPENDS
        + AS_NOBODY
        + """
    from respondent_app.drafts.draft_file import is_protected
    for attempt in (lambda: DraftFile.open(path, author=""), lambda: DraftFile.read(path), lambda: is_protected(path)):
        try:
            attempt()
        except StorageError as error:
            print(error)
    """,
        str(path),
        "",
    )
    assert told.count("not allowed to read") == 3
    path.chmod(0o600)


@either
def test_what_a_crash_left_half_done_is_taken_back(path: Path, passphrase: str | None) -> None:
    make_draft(path, EVENTS, passphrase)
    crash(path, passphrase)
    if passphrase:
        before = state_of(path.parent)
        with pytest.raises(WrongPassphraseError):
            DraftFile.open(path, author="", passphrase="wrong")
        assert state_of(path.parent) == before, "not with the wrong passphrase"
    assert list(DraftFile.read(path, passphrase).events) == in_order(EVENTS)
    with DraftFile.open(path, author="", passphrase=passphrase) as draft:
        assert list(draft.events()) == in_order(EVENTS)
        draft.append([_one_more()])
    assert len(DraftFile.read(path, passphrase).events) == len(EVENTS) + 1
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def _one_more() -> Event:
    return made_events(1, site=900)[0]
