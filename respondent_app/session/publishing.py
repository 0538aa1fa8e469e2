"""Brings a draft that lies on a share in step with what others see: in the background, now and then, and at the end."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from respondent_app.model.errors import RespondentError
from respondent_app.session.autosave import SaveStage, SaveState
from respondent_app.session.background import Background, Progress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from respondent_app.drafts.event import Event
    from respondent_app.drafts.keeping.shared_copy import SharedCopy
    from respondent_app.session.session import Session

_PAUSE_MS = 20_000  # after the last change
_LOOK_MS = 60_000  # for what others did
_END_MS = 5_000
_PATIENCE_AT_THE_END = 3.0  # seconds


class PublishStage(enum.StrEnum):
    """Whether others see the newest words."""

    WAITING = "waiting"
    UNDER_WAY = "under-way"
    PUBLISHED = "published"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class PublishState:
    """The stage, and when publishing last succeeded."""

    stage: PublishStage
    at: datetime | None = None

    @property
    def text(self) -> str:
        """The state in a few words."""
        if self.stage is PublishStage.PUBLISHED and self.at is not None:
            return f"in the shared file since {self.at.hour:02}:{self.at.minute:02}"
        return {
            PublishStage.WAITING: "not in the shared file yet",
            PublishStage.UNDER_WAY: "going to the shared file…",
            PublishStage.PUBLISHED: "in the shared file",
            PublishStage.AWAY: "saved here; the shared file cannot be reached",
        }[self.stage]


class Publishing(QObject):
    """Publishes one draft some time after it was saved, on demand, and at the end; takes in what others published."""

    state_changed = Signal(object)

    def __init__(self, session: Session, copy: SharedCopy, parent: QObject | None = None) -> None:
        super().__init__(parent or session)
        self._session = session
        self._copy = copy
        # Its own: a share that hangs must neither hold up saving nor the end of the app.
        self._background = Background(session.messages, self, may_be_left=True)
        self._under_way = self._again = self._told = False
        self.state = PublishState(PublishStage.WAITING)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.now)
        self._look = QTimer(self)
        self._look.timeout.connect(self.now)
        self._look.start(_LOOK_MS)
        session.autosave.state_changed.connect(self._saved)
        self._pause.start(0)  # what was not published last time

    def now(self) -> None:
        """Publish in the background, as soon as it is possible."""
        self._pause.stop()
        if self._under_way:
            self._again = True
            return
        self._under_way, self._again = True, False
        self._become(PublishStage.UNDER_WAY)
        copy = self._copy

        def publish(_progress: Progress) -> None:
            copy.publish()

        self._background.run(publish, lambda _: self._done(), self._failed)

    def finish(self) -> None:
        """Publish at the end, within a few seconds. What does not get there is kept here, and goes there next time."""
        self._pause.stop()
        self._look.stop()
        self._again = False
        if not self._background.wait(_END_MS):
            return
        copy = self._copy

        def publish(_progress: Progress) -> None:
            copy.publish(patience=_PATIENCE_AT_THE_END)

        self._background.run(publish, lambda _: None, lambda _: None)
        self._background.wait(_END_MS)

    def _saved(self, state: SaveState) -> None:
        if state.stage is SaveStage.SAVED:
            if not self._under_way:
                self._become(PublishStage.WAITING)
            self._pause.start(_PAUSE_MS)

    def _done(self) -> None:
        self._under_way = self._told = False
        self._become(PublishStage.PUBLISHED)
        self._take_in()

    def _failed(self, error: Exception) -> None:
        self._under_way = False
        self._become(PublishStage.AWAY)
        self._take_in()
        if not self._told:
            self._told = True
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        if isinstance(error, RespondentError):
            self._session.messages.note(error.what, " ".join(part for part in (error.meaning, error.advice) if part))
        else:
            self._session.messages.problem(error)

    def _take_in(self) -> None:
        new = self._session.merge(self._copy.arrived(), draft_id=self._copy.file.id)
        if new:
            self._session.messages.note(f"{_names(new)} changed this response meanwhile; that is in it now.")
        if self._again:
            self._pause.start(0)

    def _become(self, stage: PublishStage) -> None:
        at = datetime.now().astimezone() if stage is PublishStage.PUBLISHED else self.state.at
        self.state = PublishState(stage, at)
        self.state_changed.emit(self.state)


def _names(events: Iterable[Event]) -> str:
    names = sorted({event.author for event in events if event.author})
    if not names:
        return "A colleague"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
