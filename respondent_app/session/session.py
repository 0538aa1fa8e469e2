"""The response that is open: every page reads it here, edits it here, and hears here what changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Signal

from respondent_app.model import edits
from respondent_app.model.consultation import Consultation
from respondent_app.model.place import Place
from respondent_app.model.response import Response
from respondent_app.session.autosave import Autosave
from respondent_app.session.background import Background, Progress, Work
from respondent_app.session.messages import Messages
from respondent_app.session.settings import Settings
from respondent_app.session.spelling import Spelling
from respondent_app.session.text_history import Snapshot, TextHistory

if TYPE_CHECKING:
    from respondent_app.model.finding import Finding
    from respondent_app.model.submission import Audience, Submission
    from respondent_app.session.arrivals import Arrivals
    from respondent_app.session.comparing import Comparing
    from respondent_app.session.package_view import PackageMade
    from respondent_app.session.shelf import Shelf

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit changed: which questions' answers, and whether the respondent, marks or reading notes."""

    questions: frozenset[str]
    respondent: bool
    marks: bool
    reading: bool

    @staticmethod
    def between(before: Response, after: Response) -> Change:
        """Compare two responses to the same consultation."""
        asked = {*before.answers, *after.answers}
        return Change(
            questions=frozenset(q for q in asked if before.answers.get(q) is not after.answers.get(q)),
            respondent=before.respondent != after.respondent or before.contact_public != after.contact_public,
            marks=before.marks != after.marks,
            reading=(before.read_changes, before.attachment_files) != (after.read_changes, after.attachment_files),
        )


class Session(QObject):
    """One open response. Values go in and out; `changed` carries a `Change` after every edit."""

    changed = Signal(object)
    text_restored = Signal(object, int)

    def __init__(
        self,
        consultation: Consultation,
        response: Response,
        *,
        path: Path,
        save: Callable[[Response], None],
        settings: Settings,
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.consultation = consultation
        self.response = response
        self.path = path
        self.settings = settings
        self.messages = messages
        self.background = Background(messages, self)
        self.spelling = Spelling(consultation.terms)
        self.autosave = Autosave(save, self.background, saved=path.exists(), parent=self)
        self.autosave.failed.connect(self._tell_unsaved)
        self._histories: dict[Place, TextHistory] = {}
        self._held: dict[Place, frozenset[str]] = {}
        self._seen: dict[object, tuple[Response, object]] = {}

    def edit(self, change: Callable[[Response], Response]) -> None:
        """Apply `change` to the response, save it soon, and announce what it changed."""
        before, after = self.response, change(self.response)
        if after is before or after == before:
            return
        self.response = after
        self.autosave.later(after)
        self.changed.emit(Change.between(before, after))

    def edit_text(self, place: Place, change: Callable[[Response], Response], *, cursor: int, typing: bool) -> None:
        """Apply a change to the text or passages at `place` so that it can be undone there."""
        history = self._current_history(place)
        before = self._snapshot(place, cursor)
        self.edit(change)
        after = self._snapshot(place, cursor)
        if (before.text, before.passages) != (after.text, after.passages):
            history.record(after, time.monotonic(), typing=typing)

    def type_text(self, place: Place, text: str, cursor: int) -> None:
        """Take over what stands in an editor; `cursor` in code points."""
        before, held = self.response, self._held.pop(place, frozenset())
        change = partial(edits.with_text, place=place, text=text, cursor=cursor, held=held)
        self.edit_text(place, change, cursor=cursor, typing=True)
        self._held[place] = edits.held_after(before, self.response, place, cursor, held)

    def cursor_moved(self, place: Place) -> None:
        """Take note that the person went elsewhere in a text: what they type there is new."""
        self._held.pop(place, None)

    def undo(self, place: Place) -> None:
        """Take the last change of one text back; `text_restored` says where the cursor goes."""
        self._restore(place, self._current_history(place).undo())

    def redo(self, place: Place) -> None:
        """Do again what was undone."""
        self._restore(place, self._current_history(place).redo())

    def findings(self) -> tuple[Finding, ...]:
        """What is missing or inconsistent just now."""
        from respondent_app.review.completeness import check

        return self._fresh("findings", lambda: check(self.response, self.consultation))

    def submission(self, audience: Audience) -> Submission:
        """The response as `audience` would read it just now."""
        from respondent_app.privacy.disclose import disclose

        return self._fresh(audience, lambda: disclose(self.response, self.consultation, audience))

    @cached_property
    def comparing(self) -> Comparing:
        """What compares the publisher's files."""
        from respondent_app.session.comparing import Comparing

        return Comparing(self)

    @cached_property
    def arrivals(self) -> Arrivals:
        """The files that were dropped on the window or pointed to."""
        from respondent_app.session.arrivals import Arrivals

        return Arrivals(self)

    @cached_property
    def shelf(self) -> Shelf:
        """The publisher's documents that were read."""
        from respondent_app.session.shelf import Shelf

        return Shelf()

    def stop_reading(self) -> None:
        """Stop reading the publisher's files, as at the end of the app."""
        for name in ("comparing", "arrivals"):
            if name in self.__dict__:
                getattr(self, name).cancel()

    def make_package(
        self,
        folder: Path,
        *,
        public_only: bool,
        done: Callable[[PackageMade], None],
        failed: Callable[[Exception], None],
    ) -> Work:
        """Build, check and write the package in the background."""
        response, consultation = self.response, self.consultation

        def make(progress: Progress) -> PackageMade:
            from respondent_app.exports import package
            from respondent_app.session import package_view

            made = package.export(response, consultation, folder, public_only=public_only, step=progress)
            return package_view.seen(made, folder, response)

        return self.background.run(make, done, failed)

    def _fresh(self, key: object, make: Callable[[], T]) -> T:
        held = self._seen.get(key)
        if held is None or held[0] is not self.response:
            self._seen[key] = held = (self.response, make())
        return cast("T", held[1])

    def _current_history(self, place: Place) -> TextHistory:
        if place not in self._histories:
            self._histories[place] = TextHistory(self._snapshot(place, 0))
        self._histories[place].catch_up(self._snapshot(place, 0))
        return self._histories[place]

    def _snapshot(self, place: Place, cursor: int) -> Snapshot:
        return Snapshot(self.response.text_at(place), self.response.passages(place), cursor)

    def _restore(self, place: Place, snapshot: Snapshot | None) -> None:
        self._held.pop(place, None)
        if snapshot is None:
            return
        # Reasons are written beside the text: taking a step back in the text must not take them back.
        reasons = {mark.id: mark.reason for mark in self.response.marks}
        passages = tuple(replace(mark, reason=reasons.get(mark.id, mark.reason)) for mark in snapshot.passages)
        self.edit(lambda r: edits.with_marks_at(r, place, snapshot.text, passages))
        self.text_restored.emit(place, snapshot.cursor)

    def _tell_unsaved(self, error: Exception) -> None:
        self.messages.problem(
            error, "What you have typed is on the screen but not yet on the disk. The app keeps trying."
        )
