"""The response that is open: every page reads it here, edits it here, and hears here what changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
from respondent_app.session.typing_run import TypingRun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from respondent_app.drafts.draft import Draft
    from respondent_app.drafts.event import Event
    from respondent_app.model.finding import Finding
    from respondent_app.model.submission import Audience, Submission
    from respondent_app.session.arrivals import Arrivals
    from respondent_app.session.bringing_in import BringingIn
    from respondent_app.session.comparing import Comparing
    from respondent_app.session.history import History
    from respondent_app.session.mailing import Mailing
    from respondent_app.session.merging import Merges
    from respondent_app.session.package_view import PackageMade
    from respondent_app.session.past_answers import PastAnswers
    from respondent_app.session.publishing import Publishing
    from respondent_app.session.response_form import ResponseForm
    from respondent_app.session.shelf import Shelf

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit changed: which questions, and whether the respondent, marks, reading notes or the team's."""

    questions: frozenset[str]
    respondent: bool
    marks: bool
    reading: bool
    team: bool

    @staticmethod
    def between(before: Response, after: Response) -> Change:
        """Compare two responses to the same consultation."""
        asked = {*before.answers, *after.answers}
        return Change(
            questions=frozenset(q for q in asked if before.answers.get(q) is not after.answers.get(q)),
            respondent=before.respondent != after.respondent or before.contact_public != after.contact_public,
            marks=before.marks != after.marks,
            reading=(before.read_changes, before.attachment_files) != (after.read_changes, after.attachment_files),
            team=_team(before) != _team(after),
        )


def _team(response: Response) -> tuple[object, ...]:
    return (
        response.assignments, response.statuses, response.review_comments, response.sign_offs, response.looked,
        response.settled,
    )  # fmt: skip


class Session(QObject):
    """One open response. Values go in and out; `changed` carries a `Change` after every edit.

    `merging` comes before what others wrote is taken in: whoever is in the middle of a word should finish it.
    """

    changed = Signal(object)
    text_restored = Signal(object, int)
    merging = Signal()

    def __init__(
        self,
        consultation: Consultation,
        response: Response,
        *,
        path: Path,
        save: Callable[[Draft], None],
        settings: Settings,
        messages: Messages,
        draft: Draft | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.consultation = consultation
        self.response = response
        self.path = path
        if draft is not None:
            self.draft = draft
        self.settings = settings
        self.messages = messages
        self.background = Background(messages, self)
        self.spelling = Spelling(consultation.terms)
        self.autosave = Autosave(lambda: save(self.draft), self.background, saved=path.exists(), parent=self)
        self.autosave.failed.connect(self._tell_unsaved)
        self.publishing: Publishing | None = None
        self.read_only = False  # whether its file can only be read
        self.merge_count = 0
        self.passphrases: Callable[[], Iterable[str]] = tuple  # what opens the file, to try on colleagues' copies
        self._runs: dict[Place, TypingRun] = {}
        self._held: dict[Place, frozenset[str]] = {}
        self._seen: dict[object, tuple[Response, object]] = {}

    @cached_property
    def draft(self) -> Draft:
        """The response with its history. That of a new one begins with the first change."""
        from respondent_app.drafts.draft import Draft

        return Draft.begin(self.response, author=self.settings.person)

    @property
    def has_draft(self) -> bool:
        """Whether the history has begun. To ask for it would begin it."""
        return "draft" in self.__dict__

    def edit(self, change: Callable[[Response], Response], *, new_step: bool = True) -> None:
        """Apply `change` to the response, save it soon, and announce what it changed."""
        before, after = self.response, change(self.response)
        if after is before or after == before:
            return
        self.draft.record(after, new_step=new_step)
        self._become(after)

    def edit_text(self, place: Place, change: Callable[[Response], Response], *, typing: bool = False) -> None:
        """Apply a change to the text or passages at `place`; what is typed in one go is undone in one step."""
        after = change(self.response)
        run = self._runs.setdefault(place, TypingRun())
        longer = len(after.text_at(place)) - len(self.response.text_at(place))
        goes_on = typing and run.goes_on(longer, time.monotonic())
        if not typing:
            run.end()
        self.edit(lambda _: after, new_step=not goes_on)

    def merge(self, events: Iterable[Event], *, draft_id: str) -> tuple[Event, ...]:
        """Take in everything that was done in another copy of the draft, and return what was new here."""
        self.merging.emit()
        new = self.draft.merge(events, draft_id=draft_id)
        if new:
            self.merge_count += 1
            self._become(self.draft.response)
        return new

    def type_text(self, place: Place, text: str, cursor: int) -> None:
        """Take over what stands in an editor; `cursor` in code points."""
        before, held = self.response, self._held.pop(place, frozenset())
        change = partial(edits.with_text, place=place, text=text, cursor=cursor, held=held)
        self.edit_text(place, change, typing=True)
        self._held[place] = edits.held_after(before, self.response, place, cursor, held)

    def cursor_moved(self, place: Place) -> None:
        """Take note that the person went elsewhere in a text: what they type there is new."""
        self._held.pop(place, None)

    def undo(self, place: Place) -> None:
        """Take the last change of one text back; `text_restored` says where the cursor goes."""
        self._restore(place, self.draft.undo(place))

    def redo(self, place: Place) -> None:
        """Do again what was undone."""
        self._restore(place, self.draft.redo(place))

    def findings(self) -> tuple[Finding, ...]:
        """What is missing or inconsistent just now."""
        from respondent_app.review.completeness import check

        def found() -> tuple[Finding, ...]:
            return (*self._left_by_merging(), *check(self.response, self.consultation))

        return self._fresh("findings", found)

    def _left_by_merging(self) -> Iterator[Finding]:
        if self.has_draft:
            from respondent_app.review import merged

            yield from merged.findings(self.merges.left)

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
    def history(self) -> History:
        """What became of the response, step by step."""
        from respondent_app.session.history import History

        return History(self)

    @cached_property
    def arrivals(self) -> Arrivals:
        """The files that were dropped on the window or pointed to."""
        from respondent_app.session.arrivals import Arrivals

        return Arrivals(self)

    @cached_property
    def merges(self) -> Merges:
        """What takes colleagues' copies in."""
        from respondent_app.session.merging import Merges

        return Merges(self)

    @cached_property
    def bringing_in(self) -> BringingIn:
        """What brings in answers that a colleague typed into a file."""
        from respondent_app.session.bringing_in import BringingIn

        return BringingIn(self)

    @cached_property
    def response_form(self) -> ResponseForm:
        """The form that the response is sent in."""
        from respondent_app.session.response_form import ResponseForm

        return ResponseForm(self)

    @cached_property
    def mailing(self) -> Mailing:
        """What sends a package from here, for those who want it."""
        from respondent_app.session.mailing import Mailing

        return Mailing(self)

    @cached_property
    def past_answers(self) -> PastAnswers:
        """What the organisation said before, in this response and others."""
        from respondent_app.session.past_answers import PastAnswers

        return PastAnswers(self)

    @cached_property
    def shelf(self) -> Shelf:
        """The publisher's documents that were read."""
        from respondent_app.session.shelf import Shelf

        return Shelf()

    def stop_reading(self) -> None:
        """Stop reading the publisher's files, as at the end of the app."""
        for name in ("comparing", "arrivals", "merges", "bringing_in", "past_answers", "response_form", "mailing"):
            if name in self.__dict__:
                getattr(self, name).cancel()

    def make_package(
        self,
        folder: Path,
        *,
        public_only: bool,
        pdf: bool = False,
        done: Callable[[PackageMade], None],
        failed: Callable[[Exception], None],
    ) -> Work:
        """Build, check and write the package in the background, with `pdf` its documents as PDFs, too."""
        response, consultation, left = self.response, self.consultation, self.merges.left
        form, shelf = self.response_form.in_use, self.shelf

        def make(progress: Progress) -> PackageMade:
            from respondent_app.exports import package
            from respondent_app.review.merged import refuse_unsettled
            from respondent_app.session import package_view, publisher_files

            refuse_unsettled(left)
            made = package.export(
                response, consultation, folder, public_only=public_only, pdf=pdf, form=form,
                proposed=publisher_files.read_proposed(response, consultation, partial(shelf.read, step=progress)),
                step=progress,
            )  # fmt: skip
            return package_view.seen(made, folder, response)

        def made_and_kept(made: PackageMade) -> None:
            done(made)
            self.past_answers.package_made(response)

        return self.background.run(make, made_and_kept, failed)

    def _fresh(self, key: object, make: Callable[[], T]) -> T:
        held = self._seen.get(key)
        if held is None or held[0] is not self.response:
            self._seen[key] = held = (self.response, make())
        return cast("T", held[1])

    def _become(self, after: Response) -> None:
        before, self.response = self.response, after
        self.autosave.later()
        self.changed.emit(Change.between(before, after))

    def _restore(self, place: Place, cursor: int | None) -> None:
        self._held.pop(place, None)
        self._runs.pop(place, None)
        if cursor is not None:
            self._become(self.draft.response)
            self.text_restored.emit(place, cursor)

    def _tell_unsaved(self, error: Exception) -> None:
        self.messages.problem(
            error, "What you have typed is on the screen but not yet on the disk. The app keeps trying."
        )
