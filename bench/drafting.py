"""The draft file: opening, saving, its size and merging, against the bare key, a bare SQLite and reading one draft."""

from __future__ import annotations

import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from bench.table import Figure
from respondent_app.drafts.draft import Draft
from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.event import Event, Kind, new_site
from respondent_app.drafts.file.draft_tables import Contents
from respondent_app.drafts.file.snapshot import open_connection
from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Response

EDITS, QUESTIONS = 10_000, 10
APPENDS = 400
ROUNDS = 9
MERGES = 5
PASSPHRASE = "seventeen made-up ferrets"  # noqa: S105  protects nothing but this measurement
KEYS_IN_A_SAVE = 7  # five keys a second, saved after a second and a half at the latest
WORDS = ("the", "supplier", "shall", "notify", "every", "other", "party", "of", "a", "change", "to", "commissioning")


def figures() -> Iterator[Figure]:
    """Measure."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        draft = _typed(EDITS)
        path = _written(folder / "long.response", draft)
        yield _opening(path, _written(folder / "empty.response", Draft.begin(Response("c"), author="")))
        yield _appending(folder)
        yield _size(folder)
        yield _merging(folder, draft)


def _opening(path: Path, empty: Path) -> Figure:
    """Alternate, so that a slow moment of the machine meets both."""
    rounds = [(_seconds(lambda: _bare_key(empty)), _seconds(lambda: _opened(path))) for _ in range(ROUNDS + 1)][1:]
    key, opened = (statistics.median(column) for column in zip(*rounds, strict=True))
    return Figure(
        f"opening {EDITS} edits, beside the key", (opened - key) * 1000, 100, "ms",
        f"all {opened * 1000:.0f} ms, the key alone {key * 1000:.0f} ms, {path.stat().st_size / 1000:.0f} kB,"
        f" {ROUNDS} rounds",
    )  # fmt: skip


def _bare_key(empty: Path) -> None:
    open_connection(str(empty), PASSPHRASE, empty).close()


def _opened(path: Path) -> None:
    with DraftFile.open(path, author="Author A", passphrase=PASSPHRASE) as file:
        Draft.load(file.id, file.consultation, file.events(), author="Author A")


def _appending(folder: Path) -> Figure:
    """One event after the other, each onto the disk, in a protected draft and in a bare table."""
    path = _written(folder / "saved.response", Draft.begin(Response("c"), author=""))
    bare = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    for setting in ("locking_mode=exclusive", "journal_mode=truncate", "synchronous=full"):
        bare.execute(f"pragma {setting}")
    bare.execute("create table event(site integer, seq integer, payload blob, primary key(site, seq)) without rowid")
    site = new_site()
    times = []
    with DraftFile.open(path, author="Author A", passphrase=PASSPHRASE) as file:
        for seq in range(1, APPENDS + 1):
            event = Event(site, seq, seq, "Author A", 0, Kind.TEXT, "Q1/answer", bytes(40))
            row = (site, seq, event.payload)
            sqlite = _seconds(partial(bare.execute, "insert into event values(?, ?, ?)", row))
            times.append((sqlite, _seconds(partial(file.append, [event]))))
    bare.close()
    sqlite, ours = (statistics.median(column) for column in zip(*times, strict=True))
    return Figure(
        "saving one event onto the disk", ours / sqlite, 2, "x",
        f"protected draft {ours * 1000:.2f} ms, bare SQLite {sqlite * 1000:.2f} ms, {APPENDS} saves",
    )  # fmt: skip


def _size(folder: Path) -> Figure:
    draft = Draft.begin(Response("c"), author="Author A")
    path = _written(folder / "typed.response", draft)
    empty = path.stat().st_size
    with DraftFile.open(path, author="Author A", passphrase=PASSPHRASE) as file:
        for number, response in enumerate(_typing(draft.response, EDITS), start=1):
            draft.record(response, new_step=number % KEYS_IN_A_SAVE == 1)
            if number % KEYS_IN_A_SAVE == 0 or number == EDITS:
                events = draft.unsaved()
                file.append(events)
                draft.saved(events)
    return Figure(
        f"size of {EDITS} keystrokes", path.stat().st_size / 1000, 400, "kB",
        f"saved every {KEYS_IN_A_SAVE} keys; an empty draft {empty / 1000:.0f} kB",
    )  # fmt: skip


def _merging(folder: Path, draft: Draft) -> Figure:
    """Two drafts with a common beginning and as many events again of their own."""
    paths = []
    for name in ("one", "two"):
        copy = Draft.load(draft.id, "c", draft.events, author=name)
        for response in _typing(copy.response, EDITS // 10):
            copy.record(response)
            copy.unsaved()
        paths.append(_written(folder / f"{name}.response", copy))
    times = [(_seconds(lambda: _read(paths[0])), _seconds(lambda: _merged(paths))) for _ in range(MERGES)]
    reading, merging = (statistics.median(column) for column in zip(*times, strict=True))
    return Figure(
        "merging two drafts, beside reading one", merging / reading, 4, "x",
        f"merging {merging * 1000:.0f} ms, reading {reading * 1000:.0f} ms, {EDITS * 11 // 10} events each",
    )  # fmt: skip


def _read(path: Path) -> Draft:
    contents = DraftFile.read(path, PASSPHRASE)
    return Draft.load(contents.id, contents.consultation, contents.events, author="")


def _merged(paths: Sequence[Path]) -> None:
    whole = _read(paths[0])
    for path in paths[1:]:
        theirs = DraftFile.read(path, PASSPHRASE)
        whole.merge(theirs.events, draft_id=theirs.id)


def _typed(count: int) -> Draft:
    """Return a draft of that many edits, each an event of its own."""
    draft = Draft.begin(Response("c"), author="Author A")
    for response in _typing(draft.response, count):
        draft.record(response)
        draft.saved(draft.unsaved())
    return draft


def _typing(response: Response, count: int) -> Iterator[Response]:
    """Yield a response after each key: words, a line break now and then, a correction, one answer after another."""
    chance = random.Random(count)  # noqa: S311  the same text in every run
    places = [Place(f"Q{number}", Part.ANSWER) for number in range(1, QUESTIONS + 1)]
    texts = {place: response.text_at(place) for place in places}
    keys = ""
    for number in range(count):
        place = places[number * QUESTIONS // count]
        keys = keys or f"{chance.choice(WORDS)}{chance.choice([' ', ' ', ' ', chr(10), '. '])}"
        text, keys = texts[place] + keys[0], keys[1:]
        texts[place] = text[:-2] if chance.random() < 0.03 else text  # noqa: PLR2004  one key in thirty takes back
        response = edits.with_text(response, place, texts[place])
        yield response


def _written(path: Path, draft: Draft) -> Path:
    contents = Contents(draft.id, "c", draft.events, protected=True)
    DraftFile.create(
        path, id=contents.id, consultation=contents.consultation, events=contents.events, author="Author A",
        passphrase=PASSPHRASE,
    ).close()  # fmt: skip
    return path


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
