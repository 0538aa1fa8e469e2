"""Compares the publisher's files in the background, and keeps what was found for as long as the files stay as they are.

Made when it is first asked for: opening the app needs none of it.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from respondent_app.model.comparison import UnsurePair
from respondent_app.session import compared as engine
from respondent_app.session import publisher_files
from respondent_app.session.background import Background, Progress, Work
from respondent_app.session.compared import Compared
from respondent_app.session.messages import message_of
from respondent_app.session.publisher_files import Source, Way

if TYPE_CHECKING:
    from respondent_app.session.session import Change, Session


class Stage(enum.StrEnum):
    """How far comparing has come."""

    NOTHING = "nothing"
    WORKING = "working"
    READY = "ready"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class State:
    """The stage, what was found once it is ready, and what to say where it failed."""

    stage: Stage
    found: Compared | None = None
    problem: str = ""


class Comparing(QObject):
    """`changed` says that `state` is another one; `stepped` carries where the work is, in a few words."""

    changed = Signal()
    stepped = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        # Its own, so that saving never waits for a long comparison.
        self._background = Background(session.messages, self)
        self._work: Work | None = None
        self._known: dict[Source, Compared] = {}
        self._source: Source | None = None
        self._preferred: Way | None = None
        self._files = session.response.attachment_files
        self.state = State(Stage.NOTHING)
        session.changed.connect(self._follow)

    @property
    def sources(self) -> tuple[Source, ...]:
        """What can be compared with the files that are there just now."""
        return publisher_files.sources(self._session.response.attachment_files, self._session.consultation)

    def refresh(self) -> None:
        """Compare what is there, unless that is what is shown or under way already."""
        found = self.sources
        source = next((s for s in found if s.way is self._preferred), next(iter(found), None))
        if source == self._source and self.state.stage is not Stage.NOTHING:
            return
        self._drop_work()
        self._source = source
        if source is None:
            self._become(State(Stage.NOTHING))
        elif source in self._known:
            self._become(State(Stage.READY, self._known[source]))
        else:
            self._start(source)

    def again(self) -> None:
        """Compare once more after it was stopped or failed."""
        self._source = None
        self.state = State(Stage.NOTHING)
        self.refresh()

    def prefer(self, way: Way) -> None:
        """Compare this way where more than one is possible."""
        self._preferred = way
        self.refresh()

    def cancel(self) -> None:
        """Stop at the next step."""
        if self._work is not None:
            self._drop_work()
            self._become(State(Stage.STOPPED))

    def treat_as_one(self, pair: UnsurePair) -> None:
        """Take a deleted and an inserted clause as one that was rewritten."""
        self._decide(pair, same=True)

    def keep_apart(self, pair: UnsurePair) -> None:
        """Take the two clauses as different ones."""
        self._decide(pair, same=False)

    def _decide(self, pair: UnsurePair, *, same: bool) -> None:
        found, consultation = self.state.found, self._session.consultation
        if found is None:
            return

        def decide(progress: Progress) -> Compared:
            comparison = engine.decided(found.comparison, pair, same=same)
            return engine.audited(found.source, comparison, consultation, progress)

        self._drop_work()
        self._run(found.source, decide)

    def save_list(self, path: Path) -> None:
        """Write the list of changes, as a workbook or a document by the ending of `path`, and say so."""
        found, messages = self.state.found, self._session.messages
        if found is None:
            return

        def save(progress: Progress) -> None:
            from respondent_app.exports import change_list
            from respondent_app.storage.atomic import write_file

            progress("Writing the list of changes")
            make = change_list.change_document if path.suffix.lower() == ".docx" else change_list.change_workbook
            write_file(path, make(found.comparison, found.audit))

        self._background.run(save, lambda _: messages.good(f"The list of changes was saved as {path}."))

    def wait(self) -> bool:
        """Wait until nothing is under way, for the end of the app."""
        return self._background.wait()

    def _start(self, source: Source) -> None:
        consultation, shelf = self._session.consultation, self._session.shelf
        self._run(source, lambda progress: engine.compared(source, consultation, shelf, progress))
        self._become(State(Stage.WORKING))

    def _run(self, source: Source, operation: Callable[[Progress], Compared]) -> None:
        self._work = self._background.run(operation, partial(self._finish, source), partial(self._fail, source))
        self._work.stepped.connect(self.stepped)

    def _finish(self, source: Source, found: Compared) -> None:
        self._known[source] = found
        if source == self._source:
            self._work = None
            self._become(State(Stage.READY, found))

    def _fail(self, source: Source, error: Exception) -> None:
        if source == self._source:
            self._work = None
            self._become(State(Stage.FAILED, problem=message_of(error).text))

    def _drop_work(self) -> None:
        if self._work is not None:
            self._work.stepped.disconnect(self.stepped)
            self._work.cancel()
            self._work = None

    def _follow(self, change: Change) -> None:
        files = self._session.response.attachment_files
        if change.reading and files != self._files:
            self._files = files
            self.refresh()

    def _become(self, state: State) -> None:
        self.state = state
        self.changed.emit()
