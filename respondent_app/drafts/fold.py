"""What a log of events comes to. Pure functions: the same events in any order, any number of times, give the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from respondent_app.drafts.event import Event, Kind, in_order, path, steps, text_place, unpacked
from respondent_app.drafts.registers import Registers, Table, Value

Seen = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Folded:
    """The registers of what is there, and the things that were taken away, should they come back."""

    registers: Registers
    gone: Mapping[str, Table]


@dataclass(slots=True)
class _Life:
    """What is known of one thing: how it began, what ended it, and who touched it, by event."""

    born: Table | None = None
    ends: list[Seen] = field(default_factory=list)
    touched: list[tuple[int, int]] = field(default_factory=list)

    @property
    def is_alive(self) -> bool:
        """Whether anything was done to it that no removal had seen."""
        return any(all(seen.get(site, 0) < seq for seen in self.ends) for site, seq in self.touched)


def fold(events: Iterable[Event]) -> Folded:
    """Return what the events come to, but for the texts, which `answer_text` puts together from theirs.

    The latest value of a register holds. A removal takes away only what it has seen: if somebody else wrote on a
    comment, or gave a mark another reason, without knowing that it was taken away, it stays. Nobody's work is lost by
    somebody else's tidying up, and nothing becomes public by it.
    """
    values: dict[str, Value] = {}
    lives: dict[str, _Life] = {}
    for event in in_order(events):
        thing = thing_touched(event)
        if thing is not None:
            _live(lives.setdefault(thing, _Life()), event)
        if event.kind is Kind.SET:
            values[event.target] = unpacked(event.payload).get("value")
    known = {thing: life.born for thing, life in lives.items() if life.born is not None}
    things = {thing: table for thing, table in known.items() if lives[thing].is_alive}
    gone = {thing: table for thing, table in known.items() if thing not in things}
    return Folded(Registers({t: v for t, v in values.items() if v is not None}, things), gone)


def thing_touched(event: Event) -> str | None:
    """Return the target of the thing that an event begins, ends or changes; None if there is none."""
    if event.kind is Kind.TEXT:
        comment = text_place(event.target).comment
        return path("comment", comment) if comment else None
    if event.kind in {Kind.ADD, Kind.REMOVE}:
        return event.target
    kind, *names = steps(event.target)
    return path(kind, names[0]) if kind in {"comment", "mark", "remark"} and names else None


def _live(life: _Life, event: Event) -> None:
    if event.kind is Kind.REMOVE:
        life.ends.append(seen_by(event))
        return
    life.touched.append(event.key)
    if event.kind is Kind.ADD and life.born is None:
        life.born = unpacked(event.payload)


def seen_by(removal: Event) -> Seen:
    """Return how far a removal had seen each session's events."""
    seen = unpacked(removal.payload).get("seen")
    return dict(_counts(seen)) if isinstance(seen, dict) else {}


def _counts(seen: dict[str, object]) -> Iterator[tuple[int, int]]:
    for site, seq in seen.items():
        if site.isdecimal() and isinstance(seq, int):
            yield int(site), seq
