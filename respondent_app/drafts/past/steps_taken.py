"""From single events to the steps that a person would name."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from respondent_app.drafts.event import Event, Kind, steps, text_place, unpacked
from respondent_app.drafts.past.step_words import Context, Deeds, about, said
from respondent_app.model.history import Entry
from respondent_app.model.place import Place
from respondent_app.model.team import source_of

_PAUSE_MS = 10 * 60 * 1000
# What is recorded at once, such as the answers of a file, goes thing by thing through it more than once.
_AT_ONCE_MS = 2000
_THINGS = {"comment", "mark", "remark", "sign", "assigned", "status", "stance"}
Thing = tuple[str, ...]
Sizes = Mapping[tuple[int, int], tuple[int, int]]


@dataclass(slots=True)
class _Step:
    """A step that may still go on."""

    thing: Thing
    first: Event
    last: Event
    deeds: Deeds = field(default_factory=Deeds)
    keys: list[tuple[int, int]] = field(default_factory=list)
    places: dict[Place, None] = field(default_factory=dict)

    def is_within(self, pause: int, event: Event) -> bool:
        return abs(event.ts - self.last.ts) <= pause

    def entry(self, context: Context) -> Entry:
        return Entry(
            point=self.last.order,
            author=self.last.author,
            began=self.first.ts,
            ended=self.last.ts,
            what=said(self.thing, self.deeds, context),
            about=about(self.thing),
            question=context.question(self.thing),
            places=tuple(self.places),
            inserted=self.deeds.inserted,
            deleted=self.deeds.deleted,
            keys=frozenset(self.keys),
        )


class Sweep:
    """Takes the events of a draft in order. `sizes`: how many characters each put into a text and took out of it."""

    def __init__(self, sizes: Sizes) -> None:
        self._sizes = sizes
        self._context = Context()
        self._steps: list[_Step] = []
        self._newest: dict[str, _Step] = {}
        self._by_thing: dict[tuple[str, Thing], _Step] = {}
        self._brought: dict[str, tuple[str, int]] = {}  # the comments that say where words come from: file, and when

    def take(self, event: Event) -> None:
        """Take the next event."""
        thing = self._thing(event)
        if thing is None:
            return
        self._context.take(event)
        step = self._going_on(event, thing) or self._begun(event, thing)
        self._newest[event.author] = step
        step.last = event
        step.keys.append(event.key)
        self._note(step, event)

    def entries(self) -> tuple[Entry, ...]:
        """Return all steps, in the order in which they ended."""
        return tuple(step.entry(self._context) for step in sorted(self._steps, key=lambda step: step.last.order))

    def _thing(self, event: Event) -> Thing | None:
        """What an event is about; None if it is no step, or cannot be read."""
        if event.kind is Kind.TEXT:
            with contextlib.suppress(ValueError):
                return self._text(event, text_place(event.target))
            return None
        if event.kind is Kind.JOIN:
            # Every session begins with one; a later one tells that others' work came in.
            return ("join",) if event.seq > 1 else None
        kind, *names = steps(event.target)
        if kind == "looked" or (kind == "mark" and names[1:] == ["written"]):
            return None
        brought = self._brought_in(event, names[0]) if kind == "remark" and names else None
        return brought or _value(kind, names)

    def _brought_in(self, event: Event, remark: str) -> Thing | None:
        """What a comment is about that only says from which file words came: all those of one file are one step."""
        if event.kind is Kind.ADD:
            source = ""
            with contextlib.suppress(ValueError):
                source = source_of(str(unpacked(event.payload).get("text", "")))
            if source:
                self._brought[remark] = source, event.ts
        source, since = self._brought.get(remark, ("", 0))
        if not source or (event.kind is Kind.SET and abs(event.ts - since) > _AT_ONCE_MS):
            return None
        return ("back" if event.kind is Kind.REMOVE else "brought", source)

    def _text(self, event: Event, place: Place) -> Thing:
        if self._sizes.get(event.key, (0, 0)) == (0, 0):
            return ("marking", place.question, place.part, place.comment)
        return ("comment", place.comment) if place.comment else ("text", place.question, place.part)

    def _going_on(self, event: Event, thing: Thing) -> _Step | None:
        newest = self._newest.get(event.author)
        if newest is not None and newest.is_within(_PAUSE_MS, event) and self._belongs(newest, event, thing):
            return newest
        other = self._by_thing.get((event.author, thing))
        return other if other is not None and other.is_within(_AT_ONCE_MS, event) else None

    def _belongs(self, step: _Step, event: Event, thing: Thing) -> bool:
        """Whether an event goes on with a step: it is about the same, or paints what the step has marked."""
        if step.thing == thing:
            return True
        if thing[0] == "marking":
            place = text_place(event.target)
            return place in step.places or self._context.place(step.thing) == place
        if step.thing[0] == "marking" and thing[0] == "mark" and self._context.place(thing) in step.places:
            step.thing = thing
            return True
        return False

    def _begun(self, event: Event, thing: Thing) -> _Step:
        step = _Step(thing, event, event)
        self._steps.append(step)
        self._by_thing[event.author, thing] = step
        return step

    def _note(self, step: _Step, event: Event) -> None:
        if event.kind is Kind.TEXT:
            step.places[text_place(event.target)] = None
            inserted, deleted = self._sizes.get(event.key, (0, 0))
            step.deeds.inserted += inserted
            step.deeds.deleted += deleted
        elif event.kind is Kind.ADD:
            step.deeds.added = True
        elif event.kind is Kind.REMOVE:
            step.deeds.removed = True
        else:
            with contextlib.suppress(ValueError):
                step.deeds.values["/".join(steps(event.target)[1:])] = unpacked(event.payload).get("value")
        step.deeds.clause = self._context.clause(step.thing) or step.deeds.clause
        step.deeds.category = self._context.category(step.thing) or step.deeds.category


def _value(kind: str, names: Sequence[str]) -> Thing:
    if kind in _THINGS:
        return (kind, names[0]) if names else ("",)
    return (kind,)
