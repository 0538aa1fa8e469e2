"""A draft on a share: worked on as a copy, published by merging, whoever else does so at the same time."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from respondent_app.drafts.draft_file import DraftFile, is_protected
from respondent_app.drafts.event import Event, Kind, new_site, packed
from respondent_app.drafts.file import draft_tables
from respondent_app.drafts.file.draft_lock import DraftLock
from respondent_app.drafts.file.draft_tables import Contents
from respondent_app.drafts.keeping import shared_copy
from respondent_app.drafts.keeping.shared_copy import SharedCopy, local_copy
from respondent_app.model.errors import DraftError, DraftInUseError, StorageError, WrongPassphraseError
from respondent_app.storage import folders

ID = "6f1c1e0e-91c2-4d2c-8b86-2f2a5a0f8b11"
PASSPHRASE = "correct horse"
Person = Callable[..., SharedCopy]


def event(site: int, seq: int, value: str = "x") -> Event:
    return Event(site, seq, seq, f"Author {site}", 0, Kind.SET, "respondent/name", packed({"value": value}))


def keys(events: tuple[Event, ...]) -> set[tuple[int, int]]:
    return {e.key for e in events}


def there(shared: Path, passphrase: str | None = None) -> set[tuple[int, int]]:
    return keys(DraftFile.read(shared, passphrase).events)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    path = tmp_path / "share" / "team.response"
    DraftFile.create(path, id=ID, consultation="c", events=[event(1, 1)], author="A", passphrase=None).close()
    return path


@pytest.fixture
def person(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Open the shared draft as one of several people, each with a data folder of their own."""
    opened: list[SharedCopy] = []

    def begin(name: str, passphrase: str | None = None) -> SharedCopy:
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / name))
        opened.append(SharedCopy.begin(shared, author=name, passphrase=passphrase))
        return opened[-1]

    yield begin
    for one in opened:
        one.file.close()


def test_the_working_copy_keeps_its_name_and_its_place(tmp_path: Path) -> None:
    first, again, other = (local_copy(tmp_path / name, tmp_path) for name in ("a.response", "a.response", "b.response"))
    assert first == again
    assert (first.name, other.name) == ("a.response", "b.response")
    assert first.parent != other.parent
    assert first.is_relative_to(tmp_path / "working")


def test_a_link_has_the_working_copy_of_the_file(shared: Path, tmp_path: Path) -> None:
    link = tmp_path / "team.response"
    try:
        link.symlink_to(shared)
    except OSError:
        pytest.skip("links cannot be made here")
    assert local_copy(link) == local_copy(shared)


def test_opening_leaves_the_shared_file_alone(shared: Path, person: Person) -> None:
    before, others = shared.read_bytes(), sorted(shared.parent.iterdir())
    copy = person("A")
    assert copy.file.path != shared
    assert keys(copy.file.events()) == {(1, 1)}
    assert shared.read_bytes() == before
    assert sorted(shared.parent.iterdir()) == others


def test_what_was_written_goes_to_the_share_and_what_others_wrote_comes(shared: Path, person: Person) -> None:
    a, b = person("A"), person("B")
    a.file.append([event(2, 1)])
    b.file.append([event(3, 1)])
    a.publish()
    assert there(shared) == {(1, 1), (2, 1)}
    assert b.has_news()
    b.publish()
    assert keys(b.arrived()) == {(2, 1)}
    assert b.arrived() == ()
    assert there(shared) == keys(b.file.events()) == {(1, 1), (2, 1), (3, 1)}
    a.publish()
    assert keys(a.arrived()) == {(3, 1)}
    assert sorted(p.name for p in shared.parent.iterdir()) == ["team.response"]


def test_nothing_is_written_if_there_is_nothing_new(shared: Path, person: Person) -> None:
    a = person("A")
    before = shared_copy.stamp_of(shared)
    a.publish()
    a.publish()
    assert shared_copy.stamp_of(shared) == before
    a.file.append([event(2, 1)])
    assert a.has_unpublished()
    a.publish()
    assert not a.has_unpublished()
    assert not a.has_news()


def test_what_was_not_published_is_there_when_the_file_is_opened_again(shared: Path, person: Person) -> None:
    a = person("A")
    a.file.append([event(2, 1)])
    a.file.close()
    b = person("B")
    b.file.append([event(3, 1)])
    b.publish()
    again = person("A")
    assert keys(again.file.events()) == {(1, 1), (2, 1), (3, 1)}
    again.publish()
    assert there(shared) == {(1, 1), (2, 1), (3, 1)}


def test_somebody_who_publishes_in_between_is_not_overwritten(
    shared: Path, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where locks mean nothing, as in a synchronised folder."""
    a, b = person("A"), person("B")
    a.file.append([event(2, 1)])
    b.file.append([event(3, 1)])
    monkeypatch.setattr(shared_copy, "_lock", lambda *_: None)
    made = draft_tables.made
    turns = [b.publish]

    def made_late(contents: Contents, passphrase: str | None) -> bytes:
        if turns:
            turns.pop()()
        return made(contents, passphrase)

    monkeypatch.setattr(draft_tables, "made", made_late)
    a.publish()
    assert there(shared) == {(1, 1), (2, 1), (3, 1)}


def test_a_share_that_is_away_holds_nobody_up(shared: Path, person: Person) -> None:
    a = person("A")
    a.file.append([event(2, 1)])
    gone = shared.parent.rename(shared.parent.with_name("away"))
    with pytest.raises(StorageError, match="safe on this computer"):
        a.publish()
    assert not shared.parent.exists()  # what is mounted there later must not be hidden by a folder of ours
    a.file.append([event(2, 2)])
    gone.rename(shared.parent)
    a.publish()
    assert there(shared) == {(1, 1), (2, 1), (2, 2)}


def test_a_file_that_was_taken_away_is_not_made_again(shared: Path, person: Person) -> None:
    a = person("A")
    a.file.append([event(2, 1)])
    shared.unlink()
    with pytest.raises(StorageError, match="moved or deleted"):
        a.publish()
    assert list(shared.parent.iterdir()) == []


def test_the_working_copy_opens_while_the_share_is_away(shared: Path, person: Person) -> None:
    a = person("A")
    a.file.append([event(2, 1)])
    a.file.close()
    gone = shared.parent.rename(shared.parent.with_name("away"))
    again = person("A")
    assert keys(again.file.events()) == {(1, 1), (2, 1)}
    assert any("own copy" in note for note in again.notes)
    gone.rename(shared.parent)
    again.publish()
    assert there(shared) == {(1, 1), (2, 1)}


def test_a_share_that_is_away_and_was_never_worked_on_is_told(shared: Path, person: Person) -> None:
    shared.unlink()
    with pytest.raises(StorageError):
        person("A")


def test_another_response_in_its_place_is_not_mixed_in(shared: Path, person: Person) -> None:
    a = person("A")
    a.file.append([event(2, 1)])
    shared.unlink()
    DraftFile.create(shared, id="other", consultation="c", events=[event(9, 1)], author="B", passphrase=None).close()
    with pytest.raises(DraftError, match="Another response"):
        a.publish()
    assert there(shared) == {(9, 1)}
    a.file.close()
    again = person("A")
    assert keys(again.file.events()) == {(9, 1)}
    (note,) = again.notes
    assert "was kept as" in note
    kept = next(path for path in again.file.path.parent.glob("*earlier*") if path.suffix == ".response")
    assert there(kept) == {(1, 1), (2, 1)}


def test_a_protected_draft_is_protected_everywhere(shared: Path, person: Person) -> None:
    shared.unlink()
    DraftFile.create(shared, id=ID, consultation="c", events=[event(1, 1)], author="A", passphrase=PASSPHRASE).close()
    a = person("A", PASSPHRASE)
    a.file.append([event(2, 1, "Quetzalcoatl")])
    a.publish()
    assert is_protected(shared)
    assert is_protected(a.file.path)
    assert there(shared, PASSPHRASE) == {(1, 1), (2, 1)}
    written = [path for folder in (shared.parent, folders.user_data()) for path in folder.rglob("*") if path.is_file()]
    assert not any(b"Quetzalcoatl" in path.read_bytes() for path in written)


def test_another_passphrase_over_there_is_told_and_nothing_written(shared: Path, person: Person) -> None:
    shared.unlink()
    DraftFile.create(shared, id=ID, consultation="c", events=[event(1, 1)], author="A", passphrase="old").close()
    a = person("A", "old")
    a.file.append([event(2, 1)])
    with DraftFile.open(shared, author="B", passphrase="old") as other:
        other.change_passphrase("old", "new")
    before = shared.read_bytes()
    with pytest.raises(WrongPassphraseError):
        a.publish()
    assert shared.read_bytes() == before
    a.file.close()
    again = person("A", "new")
    assert any("was kept as" in note for note in again.notes)


def test_a_passphrase_that_was_changed_here_goes_to_the_share(shared: Path, person: Person) -> None:
    a = person("A")
    a.file.change_passphrase(None, PASSPHRASE)
    a.change_passphrase(PASSPHRASE)
    a.publish()
    assert is_protected(shared)
    assert there(shared, PASSPHRASE) == {(1, 1)}
    a.file.append([event(2, 1)])
    a.file.change_passphrase(PASSPHRASE, None)
    a.change_passphrase(None)
    a.publish()
    assert there(shared) == {(1, 1), (2, 1)}
    assert not a.has_unpublished()


def test_a_file_that_somebody_has_open_there_is_left_alone(shared: Path, person: Person) -> None:
    a = person("A")
    a.file.append([event(2, 1)])
    with DraftFile.open(shared, author="Author B") as other:
        with pytest.raises(DraftInUseError, match="Author B") as told:
            a.publish(patience=0.1)
        assert "safe on this computer" in str(told.value)
        other.append([event(3, 1)])
    a.publish()
    assert there(shared) == {(1, 1), (2, 1), (3, 1)}


def test_whoever_publishes_just_now_is_waited_for(shared: Path, person: Person) -> None:
    a = person("A")
    a.file.append([event(2, 1)])
    lock = DraftLock(shared)
    threading.Timer(0.3, lock.release).start()
    a.publish()
    assert there(shared) == {(1, 1), (2, 1)}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="POSIX rights of somebody who is not root")
def test_a_share_that_can_only_be_read_brings_what_others_wrote(shared: Path, person: Person) -> None:
    a = person("A")
    with DraftFile.open(shared, author="B") as other:
        other.append([event(3, 1)])
    a.file.append([event(2, 1)])
    shared.parent.chmod(0o500)
    try:
        with pytest.raises(StorageError):
            a.publish()
    finally:
        shared.parent.chmod(0o700)
    assert keys(a.arrived()) == {(3, 1)}


_WRITER = """
import random, sys, time
from pathlib import Path
from respondent_app.drafts.file.draft_tables import Contents
from respondent_app.drafts.event import Event, Kind, packed
from respondent_app.drafts.keeping.shared_copy import SharedCopy
shared, site, rounds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
chance = random.Random(site)
copy = SharedCopy.begin(shared, author=f"Author {site}")
seq = 0
for _ in range(rounds):
    new = []
    for _ in range(chance.randint(0, 3)):
        seq += 1
        new.append(Event(site, seq, seq, f"Author {site}", 0, Kind.SET, "respondent/name", packed({"value": "x"})))
    copy.file.append(new)
    if chance.random() < 0.7:
        copy.publish(patience=60)
    time.sleep(chance.random() * 0.01)
copy.publish(patience=60)
print(seq, flush=True)
sys.stdin.readline()
copy.publish(patience=60)
print(len(copy.file.events()), flush=True)
copy.file.close()
"""
ROUNDS = int(os.environ.get("RESPONDENT_PUBLISHING", "50"))


def test_two_people_at_once_both_end_with_everything(shared: Path, tmp_path: Path) -> None:
    people = []
    for name in ("one", "two"):
        site = new_site()
        surroundings = {**os.environ, "XDG_DATA_HOME": str(tmp_path / name)}
        command = [sys.executable, "-c", _WRITER, str(shared), str(site), str(ROUNDS)]
        process = subprocess.Popen(command, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        people.append((site, process))
    wrote = {site: int(process.stdout.readline()) for site, process in people if process.stdout}
    expected = {(1, 1)} | {(site, seq) for site, last in wrote.items() for seq in range(1, last + 1)}
    assert there(shared) == expected
    for _, process in people:
        out, _ = process.communicate("\n", timeout=60)
        assert int(out) == len(expected)
    assert there(shared) == expected


def test_many_at_once_without_locks_lose_nothing_in_the_end(
    shared: Path, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where locks mean nothing, somebody may still be overwritten; whoever it was publishes it again."""
    monkeypatch.setattr(shared_copy, "_lock", lambda *_: None)
    people = [person(f"P{number}") for number in range(3)]

    def work(number: int) -> None:
        chance = random.Random(number)
        for seq in range(1, 11):
            people[number].file.append([event(number + 10, seq)])
            if chance.random() < 0.8:
                people[number].publish()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in [*people, *people]:
        one.publish()
    expected = {(1, 1)} | {(number + 10, seq) for number in range(3) for seq in range(1, 11)}
    assert there(shared) == expected
    assert all(keys(one.file.events()) == expected for one in people)
