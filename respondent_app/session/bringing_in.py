"""Answers that a colleague typed into a file come into the open response, once the person has said which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from respondent_app.model.consultation import Consultation
from respondent_app.model.errors import StorageError
from respondent_app.model.response import Response
from respondent_app.model.taken_in import LeftAlone, Offer, TakenIn
from respondent_app.session import typed_answers
from respondent_app.session.background import Progress
from respondent_app.session.errand import Errand
from respondent_app.session.typed_answers import Given

if TYPE_CHECKING:
    from respondent_app.session.session import Change, Session

T = TypeVar("T")
_PAUSE_MS = 300


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would change in `before`, and what of it is left alone. `taken` is the response with all of it."""

    given: Given
    before: Response
    taken: TakenIn
    offers: tuple[Offer, ...]

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.given.path.name

    @property
    def left(self) -> tuple[LeftAlone, ...]:
        """What changes nothing, what needs a look first."""
        return tuple(sorted(self.taken.left, key=lambda left: not left.look))


@dataclass(frozen=True, slots=True)
class Brought:
    """What was brought in: how many changes of how many, and the response before and after."""

    plan: Plan
    count: int
    before: Response
    after: Response
    said: str
    is_back: bool = False


class BringingIn(QObject):
    """Reads a file, keeps what it would change until the person has decided, and does what they say.

    `changed` says that work began or ended or that there is something else to show, `stepped` carries where it is,
    `ready` comes when there is a plan to decide on, `brought_in` when its changes are in the response.
    """

    changed = Signal()
    stepped = Signal(str)
    ready = Signal()
    brought_in = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._errand = Errand(session.messages, self)
        self._errand.stepped.connect(self.stepped)
        self._errand.changed.connect(self.changed)
        self.plan: Plan | None = None
        self.brought: Brought | None = None
        self.has_moved = False  # whether the plan changed, because the response did
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_PAUSE_MS)
        self._again.timeout.connect(self._plan_again)
        session.changed.connect(self._follow)

    @property
    def is_working(self) -> bool:
        """Whether a file is being read, or its changes worked out."""
        return self._errand.is_under_way

    @property
    def asks(self) -> bool:
        """Whether there are changes to decide on."""
        return self.plan is not None and bool(self.plan.offers)

    def take(self, path: Path) -> None:
        """Read a file and work out what it would change. While another one is read, nothing happens."""
        if self.is_working:
            return
        self.plan = self.brought = None
        self.has_moved = False
        if self._session.read_only:
            self._session.messages.problem(_cannot_be_saved(self._session.path))
            self.changed.emit()
            return
        consultation, response = self._session.consultation, self._session.response
        self._run(partial(_planned, path, consultation, response), self._show)

    def cancel(self) -> None:
        """Stop reading; nothing was brought in."""
        self._errand.drop()
        self.changed.emit()

    def bring_in(self, refused: frozenset[str], *, ask: bool) -> None:
        """Bring in all changes but those whose keys are `refused`; with `ask`, colleagues are asked to look at each."""
        plan = self.plan
        if plan is None or self.is_working:
            return
        if plan.before is not self._session.response:
            self._plan_again(lambda: self.bring_in(refused, ask=ask))
            return
        consultation = self._session.consultation
        work = partial(_decided, plan, consultation, refused, self._session.settings.person, ask)
        self._run(work, self._bring)

    def leave(self) -> None:
        """Bring in nothing, and say no more of it."""
        self.plan = self.brought = None
        self._again.stop()
        self.changed.emit()

    def take_back(self) -> None:
        """Take back what was brought in; what was changed since stays."""
        brought = self.brought
        if brought is None or brought.is_back:
            return
        from respondent_app.drafts.bringing_in.taking_back import taken_back

        made, stay = taken_back(self._session.response, brought.before, brought.after)
        self._session.edit(lambda _: made)
        said = f"What came from {brought.plan.name} was taken back."
        if stay:
            said += f" {_counted(stay, 'thing')} stayed, as you have changed {'it' if stay == 1 else 'them'} since."
        self.brought = replace(brought, said=said, is_back=True)
        self.changed.emit()

    def _show(self, plan: Plan) -> None:
        self.plan = plan
        self.changed.emit()
        self.ready.emit()

    def _bring(self, decided: tuple[Plan, TakenIn, Response]) -> None:
        plan, taken, after = decided
        if plan.before is not self._session.response:
            self._plan_again()
            return
        self.plan = None
        self._session.edit(lambda _: after)
        count = len(taken.came)
        said = f"{_counted(count, 'change')} from {plan.name} {'is' if count == 1 else 'are'} in your response now."
        self.brought = Brought(plan, count, plan.before, after, said)
        self.changed.emit()
        self.brought_in.emit()

    def _follow(self, _change: Change) -> None:
        if self.plan is not None:
            self._again.start()

    def _plan_again(self, then: Callable[[], object] | None = None) -> None:
        """Work the changes out anew, for the response as it is now; go on with `then` if they are the same."""
        plan = self.plan
        if plan is None or plan.before is self._session.response:
            return
        if self.is_working:
            self._again.start()
            return

        def show(new: Plan) -> None:
            moved = _shown(new) != _shown(plan)
            self.has_moved |= moved
            self.plan = new
            if then is not None and not moved:
                then()

        self._run(partial(_offered, plan.given, self._session.consultation, self._session.response), show)

    def _run(self, operation: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        self._errand.run(operation, done, self._session.messages.problem)


def _shown(plan: Plan) -> list[object]:
    """What of a plan a person decides on. A comment that would be new has another id each time."""
    return [(o.came.key, o.came.what, o.came.was, o.came.is_now, *(t.pieces for t in o.texts)) for o in plan.offers]


def _planned(path: Path, consultation: Consultation, response: Response, progress: Progress) -> Plan:
    given = typed_answers.read(path, consultation, progress)
    return _offered(given, consultation, response, progress)


def _offered(given: Given, consultation: Consultation, response: Response, progress: Progress) -> Plan:
    from respondent_app.drafts.bringing_in.offers import offers

    progress(f"Comparing {given.path.name} with your response")
    taken = typed_answers.take(given, response, consultation)
    return Plan(given, response, taken, offers(response, taken))


def _decided(
    plan: Plan,
    consultation: Consultation,
    refused: frozenset[str],
    by: str,
    ask: bool,  # noqa: FBT001  as it is handed to the background
    progress: Progress,
) -> tuple[Plan, TakenIn, Response]:
    progress(f"Bringing in what {plan.name} says")
    taken = plan.taken
    if refused:
        taken = typed_answers.take(plan.given, plan.before, consultation, refused=refused)
    return plan, taken, typed_answers.told(taken, plan.given, by=by, settled=not ask)


def _cannot_be_saved(path: Path) -> StorageError:
    return StorageError(
        f"{path.name} can only be read.",
        meaning="Answers that you bring in could not be saved there. Nothing was changed.",
        advice="Save a copy of this response, and bring the answers in there.",
    )


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
