"""What is ever done to a draft: one event after the other, none of them changed or taken away again.

The shapes are described in docs/formats/draft.md.
"""

from __future__ import annotations

import enum
import functools
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

from respondent_app.model.place import Part, Place


class Kind(enum.StrEnum):
    """What an event does to its target."""

    TEXT = "text"  # payload: an update of a Yrs document
    SET = "set"  # payload: {"value": …}; the latest one holds
    ADD = "add"  # payload: the fields of a mark, comment, review comment or sign-off that begins, or is there again
    REMOVE = "remove"  # payload: {"seen": {site: seq}}; takes away what it has seen, not what others did meanwhile
    JOIN = "join"  # payload: {"heads": {site: seq}}; the newest events that the session builds on from here


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that somebody did.

    `site` is the number of one session of one person (53 bits, also the Yrs client id), `seq` counts its events from 1,
    `lamport` is greater than that of every event known when it was made, `ts` is in milliseconds since 1970 and only
    for people. `target` is a path (see `path`).
    """

    site: int
    seq: int
    lamport: int
    author: str
    ts: int
    kind: Kind
    target: str
    payload: bytes

    @property
    def order(self) -> tuple[int, int, int]:
        """Where the event stands among all events, the same in every copy of the draft."""
        return (self.lamport, self.site, self.seq)

    @property
    def key(self) -> tuple[int, int]:
        """What no other event has."""
        return (self.site, self.seq)


def new_site() -> int:
    """Return a number for a session. It must be new each time: two sessions with one garble each other's text."""
    return int.from_bytes(os.urandom(7)) >> 3 or 1


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return events in the order in which every copy of the draft takes them."""
    return sorted(events, key=lambda event: event.order)


def path(*steps: str) -> str:
    """Return a target: its steps with a slash between them, each quoted as in a URL."""
    return "/".join(quote(step, safe="") for step in steps)


@functools.lru_cache(1000)  # most events are about the few targets that the ones before were about
def steps(target: str) -> tuple[str, ...]:
    """Return the steps of a target."""
    return tuple(map(unquote, target.split("/")))


def text_target(place: Place) -> str:
    """Return the target of the text at a place."""
    return path(place.question, place.part, *([place.comment] if place.comment else []))


@functools.lru_cache(1000)
def text_place(target: str) -> Place:
    """Return the place that a text event is about; `ValueError` if it is about none."""
    question, part, *comment = steps(target)
    return Place(question, Part(part), *comment[:1])


def packed(value: object) -> bytes:
    """Return a value as it stands in the payload of an event: JSON, UTF-8, keys in order."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def unpacked(payload: bytes) -> dict[str, object]:
    """Return the value of a payload; `ValueError` if it is not a table."""
    value = json.loads(payload)
    if not isinstance(value, dict):
        raise ValueError("not a table")  # noqa: TRY004  a fault of the file, like JSON that breaks off
    return value
