"""Where copies of a draft came together, and what each of them knew. Pure functions of the log.

A session notes what it builds on (`Kind.JOIN`) before the first thing that it does, and again after others' work came
in. So every copy finds the same joins in the same log, whoever merged what into what, in whatever order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from respondent_app.drafts.event import Event, Kind, in_order, unpacked

Key: TypeAlias = tuple[int, int]
Clock: TypeAlias = Mapping[int, int]
"""How far somebody knew each session's events: the last number of each."""

Heads: TypeAlias = tuple[Key, ...]


class Knowledge:
    """What was known when each event of a log was made."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._clocks: dict[int, tuple[list[int], list[dict[int, int]]]] = {}
        self._last: dict[int, int] = {}
        self._joined: dict[Heads, None] = {}
        notes: list[Event] = []
        for event in events:
            self._last[event.site] = max(event.seq, self._last.get(event.site, 0))
            if event.kind is Kind.JOIN:
                notes.append(event)
        for note in in_order(notes):
            self._join(note)
        heads = self.heads()
        if len(heads) > 1:
            self._joined.setdefault(heads)

    @property
    def joins(self) -> tuple[Heads, ...]:
        """The last events of the copies that came together, for each time that copies did."""
        return tuple(self._joined)

    def at(self, key: Key) -> Clock:
        """Return what was known once an event was made, itself included."""
        site, seq = key
        numbers, clocks = self._clocks.get(site, ([], []))
        place = bisect_right(numbers, seq) - 1
        return {**(clocks[place] if place >= 0 else {}), site: seq}

    def together(self, heads: Iterable[Key]) -> Clock:
        """Return what copies know together."""
        clock: dict[int, int] = {}
        for head in heads:
            _take_in(clock, self.at(head))
        return clock

    def heads(self) -> Heads:
        """Return the last event of each session that no other session knew."""
        known: dict[int, int] = {}
        for numbers, clocks in self._clocks.values():
            if numbers:
                _take_in(known, clocks[-1])
        return tuple(sorted((site, seq) for site, seq in self._last.items() if known.get(site, 0) < seq))

    def concurrent(self, one: Event, other: Event) -> bool:
        """Whether neither of two events was known when the other was made."""
        return not knows(self.at(one.key), other.key) and not knows(self.at(other.key), one.key)

    def _join(self, event: Event) -> None:
        heads = heads_of(event)
        numbers, clocks = self._clocks.setdefault(event.site, ([], []))
        clock = {**(clocks[-1] if clocks else {})}
        _take_in(clock, self.together(heads))
        clock.pop(event.site, None)  # its own events are known by their numbers
        numbers.append(event.seq)
        clocks.append(clock)
        if len(heads) > 1:
            self._joined.setdefault(heads)


@dataclass(frozen=True, slots=True)
class Join:
    """Copies that came together: the clock of each, and of all."""

    heads: Heads
    sides: tuple[Clock, ...]
    whole: Clock

    def side_only(self, event: Event) -> bool:
        """Whether some of the copies lacked an event."""
        return not all(knows(side, event.key) for side in self.sides)


def join_at(heads: Heads, knowledge: Knowledge) -> Join:
    """Return what came together at `heads`."""
    return Join(heads, tuple(knowledge.at(head) for head in heads), knowledge.together(heads))


def knows(clock: Clock, key: Key) -> bool:
    """Whether an event is known."""
    return key[1] <= clock.get(key[0], 0)


def heads_of(join: Event) -> Heads:
    """Return the events that a `Kind.JOIN` names, in order; those that make no sense are left out."""
    heads = unpacked(join.payload).get("heads")
    if not isinstance(heads, dict):
        return ()
    return tuple(sorted((int(s), n) for s, n in heads.items() if s.isdecimal() and isinstance(n, int) and n > 0))


def _take_in(clock: dict[int, int], other: Clock) -> None:
    for site, seq in other.items():
        if clock.get(site, 0) < seq:
            clock[site] = seq
