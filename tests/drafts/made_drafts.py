"""Events and draft files for tests; all of it made up."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.event import Event, Kind, packed

PASSPHRASE = "Schöne Grüße, 17 ferrets"
MARKER = "MARKER-of-a-confidential-word"


def made_events(number: int, *, site: int = 7, start: int = 1, seed: int = 0) -> list[Event]:
    """Return events with payloads of many sizes, some longer than a page of the file."""
    dice = random.Random(seed)
    return [_made_event(each, site, dice) for each in range(start, start + number)]


def _made_event(number: int, site: int, dice: random.Random) -> Event:
    length = 3000 if number % 60 == 0 else dice.choice([1, 5, 9, 20, 40])
    value = packed({"value": f"{MARKER} {number} " + "é😊" * length})
    made_at = 1_700_000_000_000 + number
    return Event(site + number % 3, number, number, "Author A", made_at, Kind.SET, f"status/Q{number % 9}", value)


def make_draft(path: Path, events: Iterable[Event] = (), passphrase: str | None = None) -> Path:
    """Write a draft and close it."""
    DraftFile.create(
        path, id="draft-1", consultation="sample", events=events, author="Author A", passphrase=passphrase
    ).close()
    return path


def state_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return everything in a folder: its bytes and when it was last written to."""
    return {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in folder.iterdir()}
