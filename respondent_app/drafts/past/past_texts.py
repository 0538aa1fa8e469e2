"""Every character that ever stood in one text: who put it in, and who took it away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from respondent_app.drafts.event import Event

Key = tuple[int, int]
_ANCHOR = "\x1e"  # begins a text; hidden at its ends, a line break within


@dataclass(frozen=True, slots=True)
class Run:
    """Characters beside one another that came by one event, and went by one (None: they still stand there)."""

    text: str
    came: Event
    went: Event | None


@dataclass(frozen=True, slots=True)
class Past:
    """All runs of a text, in its order."""

    runs: tuple[Run, ...]

    def around(self, keys: frozenset[Key]) -> tuple[str, str]:
        """Return the text as it would be without these events, and as it is with them.

        Where others wrote at the same time, what they wrote is in both.
        """
        before = (r for r in self.runs if r.came.key not in keys and (r.went is None or r.went.key in keys))
        after = (run for run in self.runs if run.went is None)
        return _shown(before), _shown(after)


def _shown(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs).strip(_ANCHOR).replace(_ANCHOR, "\n")


def past_of(events: Sequence[Event]) -> Past:
    """Return every character of one text; `events` are those of that text, in order."""
    from respondent_app.drafts.answer_text import deltas

    characters = _Characters()
    for number, changes in deltas((number, event.payload) for number, event in enumerate(events)):
        characters.take(number, changes)
    runs = groupby(characters.in_order(), key=lambda found: found[1:])
    return Past(
        tuple(
            Run("".join(one[0] for one in run), events[came], None if went < 0 else events[went])
            for (came, went), run in runs
        )
    )


def sizes(events: Sequence[Event]) -> dict[Key, tuple[int, int]]:
    """Return how many characters each event of one text put in and took away."""
    from respondent_app.drafts.answer_text import deltas

    content = bytearray()
    found: dict[Key, tuple[int, int]] = {}
    for event, changes in deltas((event, event.payload) for event in events):
        at = came = went = 0
        for change in changes:
            if isinstance(change, str):
                added = change.encode()
                content[at:at] = added
                at += len(added)
                came += len(change) - change.count(_ANCHOR)
            elif change > 0:
                at += change
            else:
                gone = content[at : at - change].decode()
                went += len(gone) - gone.count(_ANCHOR)
                del content[at : at - change]
        found[event.key] = (came, went)
    return found


class _Characters:
    """Characters by number from 1, chained in the order of the text, those that went included."""

    def __init__(self) -> None:
        self._characters = [""]
        self._came = [-1]
        self._went = [-1]
        self._next = [0]
        self._standing: list[int] = []  # of each byte that still stands there: whose part it is

    def take(self, event: int, changes: Iterable[str | int]) -> None:
        """Take what an event did."""
        at = 0
        for change in changes:
            if isinstance(change, str):
                at += self._put_in(event, at, change)
            elif change > 0:
                at += change
            else:
                for character in self._standing[at : at - change]:
                    self._went[character] = event
                del self._standing[at : at - change]

    def _put_in(self, event: int, at: int, text: str) -> int:
        before = self._standing[at - 1] if at else 0
        after, first = self._next[before], len(self._characters)
        self._characters += text
        self._came += [event] * len(text)
        self._went += [-1] * len(text)
        self._next += [*range(first + 1, first + len(text)), after]
        self._next[before] = first
        numbers = range(first, first + len(text))
        if text.isascii():
            self._standing[at:at] = numbers
            return len(text)
        parts = [n for n, character in zip(numbers, text, strict=True) for _ in character.encode()]
        self._standing[at:at] = parts
        return len(parts)

    def in_order(self) -> Iterator[tuple[str, int, int]]:
        """Yield each character with the events by which it came and went (-1: it is still there)."""
        number = self._next[0]
        while number:
            yield self._characters[number], self._came[number], self._went[number]
            number = self._next[number]
