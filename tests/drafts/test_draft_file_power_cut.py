"""The power is cut at every write: nothing that was said to be saved is lost, and the draft opens."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import apsw
import pytest

from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.event import Event, in_order
from respondent_app.drafts.file import snapshot
from respondent_app.drafts.file.draft_tables import PAGE
from respondent_app.model.errors import RespondentError
from respondent_app.storage import cipher
from tests.drafts.made_drafts import PASSPHRASE, made_events, make_draft
from tests.drafts.power_cuts import VFS, Deed, cuts, recorded_disk

pytestmark = pytest.mark.skipif(os.name != "posix", reason="records what SQLite's Unix layer does")

MORE = int(os.environ.get("RESPONDENT_POWER_CUTS", "12"))  # more states for each cut
SIZES = [1, 1, 3, 1, 70, 1, 2, 25, 1, 1]  # events in one append; 70 are more than thirty pages
either = pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["plain", "protected"])


@pytest.fixture(autouse=True)
def _quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand openings: how hard the key is to guess is no matter here."""
    monkeypatch.setattr(cipher, "PASSES", 1)
    monkeypatch.setattr(cipher, "MEMORY", 8)
    monkeypatch.setattr(cipher, "LANES", 1)


def deeds_of_a_session(path: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch) -> list[Deed]:
    """Return everything the disk is told while a draft is opened, written to and closed."""
    disk = recorded_disk()
    disk.deeds.clear()
    with monkeypatch.context() as patched:
        patched.setattr(snapshot, "open_connection", partial(on_the_recorded_disk, snapshot.open_connection))
        with DraftFile.open(path, author="", passphrase=passphrase) as draft:
            for number, batch in enumerate(batches(), 1):
                draft.append(batch)
                disk.deeds.append(Deed("saved", offset=number))
    return list(disk.deeds)


def on_the_recorded_disk(
    connect: Callable[..., apsw.Connection], name: str, passphrase: str | None, path: Path, *, vfs: str | None = None
) -> apsw.Connection:
    return connect(name, passphrase, path, vfs=vfs or VFS)


def batches() -> list[list[Event]]:
    starts = [sum(SIZES[:number]) + 1 for number in range(len(SIZES))]
    return [made_events(size, start=start) for size, start in zip(SIZES, starts, strict=True)]


def losses(before: bytes, deeds: list[Deed], passphrase: str | None, *, seed: int) -> tuple[int, list[str]]:
    """Return how many states were looked at, and what is wrong with which."""
    stages = [in_order(event for batch in batches()[:number] for event in batch) for number in range(len(SIZES) + 1)]
    wrong, number = [], 0
    for number, (saved, left) in enumerate(cuts(before, deeds, seed=seed, each=MORE), 1):
        try:
            events = list(snapshot.read_snapshot(left, passphrase, Path("cut.response")).events)
        except RespondentError as error:
            wrong.append(f"{number}: {type(error).__name__}")
            continue
        if events not in stages[saved : saved + 2]:
            wrong.append(f"{number}: {len(events)} events, {saved} appends")
    return number, wrong


@either
def test_nothing_saved_is_lost(path: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    before = make_draft(path, (), passphrase).read_bytes()
    deeds = deeds_of_a_session(path, passphrase, monkeypatch)
    assert sum(deed.what == "write" for deed in deeds) > 100
    looked_at, wrong = losses(before, deeds, passphrase, seed=len(before))
    assert not wrong
    assert looked_at > 500


@either
@pytest.mark.parametrize("forgotten", ["journal", "draft"])
def test_the_cuts_would_show_a_sync_that_is_forgotten(
    path: Path, passphrase: str | None, forgotten: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If this fails, the test above proves nothing."""
    before = make_draft(path, (), passphrase).read_bytes()
    deeds = deeds_of_a_session(path, passphrase, monkeypatch)
    careless = [deed for deed in deeds if deed.what != "sync" or deed.journal is (forgotten == "draft")]
    _, wrong = losses(before, careless, passphrase, seed=1)
    assert wrong


@either
def test_the_draft_on_the_disk_goes_on_after_a_cut(
    path: Path, passphrase: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = make_draft(path, (), passphrase).read_bytes()
    deeds = deeds_of_a_session(path, passphrase, monkeypatch)
    hot = [(saved, left) for saved, left in cuts(before, deeds, seed=5, each=1) if left.journal.strip(b"\0")]
    cut_short = [each for each in hot if len(each[1].content) % PAGE]
    assert len(hot) > 50 < len(hot) - len(cut_short)
    assert cut_short
    for saved, left in [*hot[:: len(hot) // 20], *cut_short[:8]]:
        path.write_bytes(left.content)
        snapshot.journal_path(path).write_bytes(left.journal)
        with DraftFile.open(path, author="", passphrase=passphrase) as draft:
            known = {event.key for batch in batches()[:saved] for event in batch}
            assert known <= {event.key for event in draft.events()}
            draft.append(made_events(3, site=5000))
        assert not snapshot.journal_path(path).exists()
        found = DraftFile.read(path, passphrase).events
        assert {event.key for event in made_events(3, site=5000)} | known <= {event.key for event in found}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "our.response"
