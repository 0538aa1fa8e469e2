"""The history of the open response: its steps, what each changed, who wrote what, and putting something back.

Everything is worked out in the background, from events that never change; what comes back are plain values.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from respondent_app.model.history import Difference, Entry, Point, Written
from respondent_app.model.place import Place
from respondent_app.model.response import Response
from respondent_app.session.background import Progress

if TYPE_CHECKING:
    from respondent_app.drafts.event import Event
    from respondent_app.session.session import Session

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two points, or what a single step changed (`other` is None)."""

    one: Entry
    other: Entry | None
    differences: tuple[Difference, ...]
    with_now: bool = False


@dataclass(frozen=True, slots=True)
class PutBack:
    """What putting something back would do: everything it changes, and what to know before.

    `before` is the response that it was worked out for; `place` is None for the whole response.
    """

    entry: Entry
    place: Place | None
    before: Response
    after: Response
    differences: tuple[Difference, ...]
    notes: tuple[str, ...]


class History(QObject):
    """Answers come by signal, the newest question's only: one that was overtaken stays silent.

    `listed`: the entries are new. `compared` carries a `Comparison`, `told` a `Written`, `planned` a `PutBack`.
    """

    listed = Signal()
    compared = Signal(object)
    told = Signal(object)
    planned = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.entries: tuple[Entry, ...] = ()
        self._newest: dict[object, int] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever done."""
        return not self.entries

    def refresh(self) -> None:
        """List the steps anew."""
        from respondent_app.drafts import history

        def work(events: tuple[Event, ...]) -> tuple[Entry, ...]:
            return history.timeline(events)

        self._ask("list", work, self._list)

    def look_at(self, entry: Entry) -> None:
        """Work out what a step changed."""
        from respondent_app.drafts import history

        pack = self._session.consultation.id

        def work(events: tuple[Event, ...]) -> Comparison:
            return Comparison(entry, None, history.step_changes(events, entry, consultation=pack))

        self._ask("look", work, self.compared.emit)

    def compare(self, one: Entry, other: Entry | None) -> None:
        """Work out what differs between the response after one step and after another; None: as it is now."""
        from respondent_app.drafts import history

        pack = self._session.consultation.id

        def work(events: tuple[Event, ...]) -> Comparison:
            last = other.point if other is not None else max((event.order for event in events), default=one.point)
            found = history.compare_points(events, one.point, last, consultation=pack)
            return Comparison(one, other, found, with_now=other is None)

        self._ask("look", work, self.compared.emit)

    def ask_who_wrote(self, place: Place) -> None:
        """Work out who wrote the text at a place."""
        from respondent_app.drafts import history

        def work(events: tuple[Event, ...]) -> Written:
            return history.written(events, place)

        self._ask("who", work, self.told.emit)

    def plan(self, entry: Entry, place: Place | None) -> None:
        """Work out what it would do to put one text, or everything, back as it was after a step."""
        from respondent_app.drafts import history

        pack, current = self._session.consultation.id, self._session.response

        def work(events: tuple[Event, ...]) -> PutBack:
            made = history.put_back(events, current, entry.point, place, consultation=pack)
            differences = history.differences(current, made.response)
            return PutBack(entry, place, current, made.response, differences, made.notes)

        self._ask("plan", work, self.planned.emit)

    def put_back(self, plan: PutBack) -> bool:
        """Do it; False if the response has changed since, and what it would do must be worked out again."""
        if plan.before is not self._session.response:
            self.plan(plan.entry, plan.place)
            return False
        self._session.edit(lambda _: plan.after)
        return True

    def point_now(self) -> Point:
        """Return the point after everything that was done."""
        return self.entries[-1].point if self.entries else (0, 0, 0)

    def _list(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self.listed.emit()

    def _ask(self, what: str, work: Callable[[tuple[Event, ...]], T], done: Callable[[T], object]) -> None:
        number = self._newest[what] = self._newest.get(what, 0) + 1
        events = self._session.draft.events

        def tell(result: T) -> None:
            if self._newest[what] == number:
                done(result)

        def run(_progress: Progress) -> T:
            return work(events)

        self._session.background.run(run, tell)
