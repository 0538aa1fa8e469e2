"""A process that saves is killed at any moment: nothing that was said to be saved is lost, and the draft opens."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.event import Event
from respondent_app.drafts.file import snapshot
from tests.drafts.made_drafts import PASSPHRASE, make_draft

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a process is killed otherwise elsewhere")

# Says the number of each append once it is saved. Every fifth event is longer than the file's cache of pages.
WRITER = """
import os, sys
from pathlib import Path

from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.event import Event, Kind
site, passphrase = int(sys.argv[2]), sys.argv[3] or None
with DraftFile.open(Path(sys.argv[1]), author="Author A", passphrase=passphrase) as draft:
    os.write(1, b"0\\n")
    for number in range(1, 1_000_000):
        payload = b"x" * (200_000 if number % 5 == 0 else 40)
        draft.append([Event(site, number, number, "Author A", 1, Kind.SET, "status/Q1", payload)])
        os.write(1, b"%d\\n" % number)
"""
TOGETHER = 2  # writers at a time, as starting one takes longest
PLAIN = int(os.environ.get("RESPONDENT_KILLS", "180"))
PROTECTED = max(PLAIN // 9, TOGETHER)


def killed(path: Path, site: int, passphrase: str | None, dice: random.Random) -> int:
    """Let a process save events of `site` and kill it; return how many it said were saved."""
    command = [sys.executable, "-c", WRITER, str(path), str(site), passphrase or ""]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"0\n"
        time.sleep(dice.random() * 0.03)
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split(b"\n")[:-1]  # whole lines only
    return int(rest[-1]) if rest else 0


def many_kills(path: Path, number: int, passphrase: str | None, seed: int) -> int:
    """Kill one writer after the other and look at the draft each time; return how many left a journal."""
    dice, said, hot = random.Random(seed), dict[int, int](), 0
    make_draft(path, (), passphrase)
    for site in range(1, number + 1):
        if site % 10 == 0:  # not a file that grows for ever
            path.unlink()
            make_draft(path, (), passphrase)
            said.clear()
        said[site] = killed(path, site, passphrase, dice)
        hot += bool(snapshot.journal_of(path).strip(b"\0"))
        for events in (DraftFile.read(path, passphrase).events, reopened(path, passphrase)):
            for each, saved in said.items():
                there = {event.seq for event in events if event.site == each}
                assert there in (set(range(1, saved + 1)), set(range(1, saved + 2)))
    return hot


def reopened(path: Path, passphrase: str | None) -> tuple[Event, ...]:
    with DraftFile.open(path, author="Author A", passphrase=passphrase) as draft:
        return draft.events()


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("number", "passphrase"), [(PLAIN, None), (PROTECTED, PASSPHRASE)], ids=["plain", "protected"])
def test_nothing_saved_is_lost(tmp_path: Path, number: int, passphrase: str | None) -> None:
    hot: list[int] = []

    def kill(turn: int) -> None:
        hot.append(many_kills(tmp_path / f"{turn}.response", number // TOGETHER, passphrase, seed=turn))

    threads = [threading.Thread(target=kill, args=(turn,)) for turn in range(TOGETHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(hot) == TOGETHER, "a writer's draft was not as it should be"
    assert sum(hot) > number // 20, "no save was cut in the middle"
