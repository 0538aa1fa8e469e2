"""Copies of a draft at the moment when they came together: what each had, and what they have together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations

from respondent_app.drafts.answer_text import AnswerText, blame, merged
from respondent_app.drafts.event import Event, Kind, steps, text_place, unpacked
from respondent_app.drafts.fold import fold, thing_touched
from respondent_app.drafts.merging.joins import Clock, Heads, Key, Knowledge, join_at, knows
from respondent_app.drafts.registers import Registers, Table, Texts, put_together
from respondent_app.model.place import Place
from respondent_app.model.response import Mark, Response

_NOBODY = "Somebody"


class Meeting:
    """What came together at `heads`, as the log tells it. Nothing that was done later counts."""

    def __init__(self, events: Sequence[Event], knowledge: Knowledge, heads: Heads) -> None:
        join = join_at(heads, knowledge)
        self._knowledge = knowledge
        self.sides = join.sides
        self.events = [event for event in events if knows(join.whole, event.key)]
        self.new = [event for event in self.events if join.side_only(event)]
        self._made: dict[tuple[Place, frozenset[Key]], AnswerText] = {}
        self._texts: dict[Place, list[Event]] = {}
        for event in self.events:
            if event.kind is Kind.TEXT:
                self._texts.setdefault(text_place(event.target), []).append(event)

    @cached_property
    def pairs(self) -> tuple[tuple[Clock, Clock], ...]:
        """Every two copies."""
        return tuple(combinations(self.sides, 2))

    @cached_property
    def registers(self) -> Registers:
        """All that is no text, of all copies together."""
        return fold(self.events).registers

    @cached_property
    def begun(self) -> dict[str, Table]:
        """What everything that ever began was then, by target."""
        tables: dict[str, Table] = {}
        for event in self.events:
            if event.kind is Kind.ADD:
                tables.setdefault(event.target, unpacked(event.payload))
        return tables

    @cached_property
    def response(self) -> Response:
        """The response that the copies come to together; of texts, only those in `places`."""
        texts = {place: self.text(place) for place in self.places}
        found = Texts({p: t.text for p, t in texts.items()}, {p: t.passages for p, t in texts.items()})
        return put_together("", self.registers, found)

    def mark_before(self, removal: Event, mark: str) -> Mark | None:
        """Return a mark on more than a passage as it would be had it not been taken away."""
        registers = fold(event for event in self.events if event is not removal).registers
        marks = put_together("", registers, Texts({}, {})).marks
        return next((found for found in marks if found.id == mark), None)

    @cached_property
    def adds(self) -> dict[str, list[Event]]:
        """How each mark began, and began again, by its id."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            if event.kind is Kind.ADD and event.target.startswith("mark/"):
                found.setdefault(steps(event.target)[1], []).append(event)
        return found

    @property
    def places(self) -> Iterator[Place]:
        """The texts that not all copies knew the newest words of."""
        return iter(dict.fromkeys(text_place(event.target) for event in self.new if event.kind is Kind.TEXT))

    def text(self, place: Place, side: Clock | None = None) -> AnswerText:
        """Return the text at a place as one copy had it, or as all have it together."""
        written = self.written(place, side)
        key = (place, frozenset(event.key for event in written))
        if key not in self._made:
            # One update for all is taken in far faster than each by itself.
            self._made[key] = AnswerText(1, [merged([event.payload for event in written])] if written else ())
        return self._made[key]

    def written(self, place: Place, side: Clock | None = None) -> list[Event]:
        """Return what was done to a text, as far as one copy knew it, or all of it."""
        return [e for e in self._texts.get(place, ()) if side is None or knows(side, e.key)]

    def writers(self, place: Place) -> tuple[tuple[Event | None, str], ...]:
        """Return the text at a place in runs, each with the event that it came by; None for what all copies had."""
        new = {event.key for event in self.new}
        written = self._texts.get(place, ())
        # What all copies had builds on nothing that only some had, so that it can come first, in one go.
        shared = [event.payload for event in written if event.key not in new]
        before: list[tuple[Event | None, bytes]] = [(None, merged(shared))] if shared else []
        return blame([*before, *((event, event.payload) for event in written if event.key in new)])

    def touching(self, thing: str) -> list[Event]:
        """Return everything that was done to a thing but taking it away."""
        return [e for e in self.events if e.kind is not Kind.REMOVE and thing_touched(e) == thing]

    def apart(self, one: Event, other: Event) -> bool:
        """Whether two things were done without knowing of each other."""
        return self._knowledge.concurrent(one, other)

    def knew(self, event: Event, earlier: Event) -> bool:
        """Whether who did one thing knew of another."""
        return knows(self._knowledge.at(event.key), earlier.key)

    def only(self, one: Clock, other: Clock, keep: Callable[[Event], bool]) -> list[Event]:
        """Return what one copy had and another lacked, as far as `keep` wants it."""
        return [e for e in self.new if keep(e) and knows(one, e.key) and not knows(other, e.key)]


def names(events: Iterable[Event]) -> str:
    """Name who did something, each once."""
    found = list(dict.fromkeys(event.author.strip() or _NOBODY for event in events)) or [_NOBODY]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"
