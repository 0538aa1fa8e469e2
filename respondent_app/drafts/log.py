"""The events of one open draft: those that are on the disk, those that are not yet, and those still being made."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from respondent_app.drafts.answer_text import merged
from respondent_app.drafts.event import Event, Kind, in_order, new_site, packed
from respondent_app.drafts.merging.joins import Knowledge

Clock = Callable[[], int]


def now() -> int:
    """Return the time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


@dataclass(slots=True)
class _Making:
    """What was done and is no event yet."""

    kind: Kind
    target: str
    ts: int
    payload: bytes = b""
    updates: list[bytes] = field(default_factory=list)


class Log:
    """Takes note of what one person does in one session, and of what others did. Any thread may use it.

    Typing is gathered until somebody asks for the events: what was done to one text since then, or set in one place, is
    one event.
    """

    def __init__(self, author: str, *, site: int = 0, clock: Clock = now) -> None:
        self.author = author
        self.site = site or new_site()
        self._clock = clock
        self._lock = threading.RLock()
        self._events: dict[tuple[int, int], Event] = {}
        self._unsaved: dict[tuple[int, int], Event] = {}
        self._making: dict[tuple[Kind, str], _Making] = {}
        self._seen: dict[int, int] = {}
        self._lamport = 0
        self._came = False  # something from elsewhere, since this session's last event

    def text(self, target: str, update: bytes) -> None:
        """Take note of a change to a text."""
        with self._lock:
            self._made(Kind.TEXT, target).updates.append(update)

    def set(self, target: str, value: object) -> None:
        """Take note that a register has a value; None is its default."""
        with self._lock:
            self._made(Kind.SET, target).payload = packed({"value": value})

    def add(self, target: str, table: object) -> None:
        """Take note that a thing begins, or is there again. What was done before is an event of its own."""
        with self._lock:
            self._seal()
            self._made(Kind.ADD, target).payload = packed(table)

    def remove(self, target: str) -> None:
        """Take note that a thing was taken away, as far as all that is known just now goes."""
        with self._lock:
            self._seal()
            seen = {str(site): seq for site, seq in self._seen.items()}
            self._made(Kind.REMOVE, target).payload = packed({"seen": seen})
            self._seal()

    def take(self, events: Iterable[Event], *, saved: bool) -> list[Event]:
        """Take in events made elsewhere or earlier; return those that were not known yet, in order."""
        with self._lock:
            self._seal()
            new = in_order({event.key: event for event in events if event.key not in self._events}.values())
            for event in new:
                self._keep(event, saved=saved)
            self._came = self._came or any(event.site != self.site for event in new)
            return new

    def events(self) -> tuple[Event, ...]:
        """Return everything that was done, in order."""
        with self._lock:
            self._seal()
            return tuple(in_order(self._events.values()))

    def unsaved(self) -> tuple[Event, ...]:
        """Return what is not on the disk yet, in order."""
        with self._lock:
            self._seal()
            return tuple(self._unsaved.values())

    def saved(self, events: Sequence[Event]) -> None:
        """Take note that `events` are on the disk."""
        with self._lock:
            for event in events:
                self._unsaved.pop(event.key, None)

    def _made(self, kind: Kind, target: str) -> _Making:
        return self._making.setdefault((kind, target), _Making(kind, target, self._clock()))

    def _seal(self) -> None:
        if self._making and self._came:
            self._came = False
            heads = {str(site): seq for site, seq in Knowledge(self._events.values()).heads()}
            self._seal_one(_Making(Kind.JOIN, "", self._clock(), packed({"heads": heads})))
        for made in self._making.values():
            self._seal_one(made)
        self._making.clear()

    def _seal_one(self, made: _Making) -> None:
        payload = merged(made.updates) if made.kind is Kind.TEXT else made.payload
        seq = self._seen.get(self.site, 0) + 1
        event = Event(self.site, seq, self._lamport + 1, self.author, made.ts, made.kind, made.target, payload)
        self._keep(event, saved=False)

    def _keep(self, event: Event, *, saved: bool) -> None:
        self._events[event.key] = event
        self._seen[event.site] = max(self._seen.get(event.site, 0), event.seq)
        self._lamport = max(self._lamport, event.lamport)
        if not saved:
            self._unsaved[event.key] = event
