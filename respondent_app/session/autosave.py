"""Keeps the draft on disk in step with the screen: a dirty flag, one timer, and failures that show."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal

from respondent_app.model.errors import NotSavedError
from respondent_app.session.background import Background, Progress

_PAUSE_MS = 400
_LONGEST_MS = 1500  # of typing without a pause
_RETRY_MS = 10_000


class SaveStage(enum.StrEnum):
    """Where the newest words are."""

    NOTHING_YET = "nothing-yet"
    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SaveState:
    """The stage, and when the last save succeeded."""

    stage: SaveStage
    at: datetime | None = None

    @property
    def text(self) -> str:
        """The state in a word or two for the header."""
        if self.stage is SaveStage.SAVED and self.at is not None:
            return f"Saved {self.at.hour:02}:{self.at.minute:02}"
        return {
            SaveStage.NOTHING_YET: "Nothing to save yet",
            SaveStage.SAVED: "Saved",
            SaveStage.SAVING: "Saving…",
            SaveStage.FAILED: "Not saved",
        }[self.stage]


class Autosave(QObject):
    """Saves shortly after each change, one save at a time; what failed stays unsaved and is tried again.

    `kept_in` is the file in which the newest words are if they could not be saved where they belong.
    """

    state_changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        save: Callable[[], None],
        background: Background,
        *,
        saved: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._save = save
        self._background = background
        self._waiting = False
        self._saving = False
        self._told = False
        self.kept_in: Path | None = None
        self.state = SaveState(SaveStage.SAVED if saved else SaveStage.NOTHING_YET)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        self._latest = QDeadlineTimer()

    @property
    def has_unsaved(self) -> bool:
        """Whether words stand on the screen that are not on the disk."""
        return self._waiting or self._saving

    def later(self) -> None:
        """Save soon: after a short pause, or a little later if there is none."""
        if not self._waiting or self._latest.hasExpired():
            self._latest = QDeadlineTimer(_LONGEST_MS)
        self._waiting = True
        self._become(SaveStage.SAVING)
        self._timer.start(max(0, min(_PAUSE_MS, self._latest.remainingTime())))

    def now(self) -> bool:
        """Save at once on this thread, as at the end of the app. False if it failed (which is told)."""
        self._timer.stop()
        self._background.wait()
        if not self._waiting:
            return self.state.stage is not SaveStage.FAILED
        try:
            self._save()
        except Exception as error:  # noqa: BLE001  told below; the words stay on the screen
            self._fail(error)
            self._timer.start(_RETRY_MS)
            return False
        self._waiting = False
        self._become(SaveStage.SAVED)
        return True

    def give_up(self) -> None:
        """Stop trying: the words are safe elsewhere."""
        self._timer.stop()
        self._waiting = False
        self._become(SaveStage.SAVED)

    def _start(self) -> None:
        if self._saving or not self._waiting:
            return
        self._waiting, self._saving = False, True

        def save(_progress: Progress) -> None:
            self._save()

        self._background.run(save, lambda _: self._succeed(), self._keep)

    def _succeed(self) -> None:
        self._saving = False
        self._told = False
        if self._waiting:
            self._timer.start(0)
        else:
            self._become(SaveStage.SAVED)

    def _keep(self, error: Exception) -> None:
        self._saving, self._waiting = False, True
        self._fail(error)
        self._timer.start(_RETRY_MS)

    def _fail(self, error: Exception) -> None:
        self.kept_in = error.kept if isinstance(error, NotSavedError) else None
        self._become(SaveStage.FAILED)
        if not self._told:
            self._told = True
            self.failed.emit(error)

    def _become(self, stage: SaveStage) -> None:
        at = datetime.now().astimezone() if stage is SaveStage.SAVED else self.state.at
        self.state = SaveState(stage, at)
        self.state_changed.emit(self.state)
