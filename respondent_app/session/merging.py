"""A colleague's copy comes in, and what that leaves to look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from respondent_app.model import merge_review
from respondent_app.model.errors import PassphraseNeededError, RespondentError, WrongPassphraseError
from respondent_app.model.merge_review import MergeItem, MergeReport
from respondent_app.model.response import Response
from respondent_app.session.background import Background, Progress, Work

if TYPE_CHECKING:
    from respondent_app.drafts.file.draft_tables import Contents
    from respondent_app.drafts.merge import MergeReview
    from respondent_app.session.session import Session

Step = Callable[[str], object]


class Merges(QObject):
    """Takes copies in and keeps the list of what to look at; the list comes from the draft itself.

    `changed` says that work began or ended, `stepped` carries where it is. `passphrase_wanted` carries the file that
    asks for one, and whether one was tried in vain.
    """

    changed = Signal()
    stepped = Signal(str)
    passphrase_wanted = Signal(object, bool)
    came = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._background = Background(session.messages, self)
        self._work: Work | None = None
        self._review: MergeReview | None = None
        self._whole = MergeReport()
        self._looked_at = -1
        self.summary = ""
        self.waits_for: Path | None = None  # the copy whose passphrase is asked for
        self.offered: Path | None = None
        self._open_instead: Callable[[Path], object] = str

    @property
    def is_working(self) -> bool:
        """Whether a copy is being read."""
        return self._work is not None

    @property
    def left(self) -> MergeReport:
        """What still asks for a look."""
        return self._report().open_in(self._session.response)

    def take(self, path: Path, passphrase: str | None = None) -> None:
        """Read a copy and take in what is new in it. While another one is read, nothing happens."""
        if self._work is not None:
            return
        self.waits_for = None
        known = (passphrase,) if passphrase is not None else tuple(self._session.passphrases())
        read = partial(_contents, path, known, self._session.draft.id, asked=passphrase is not None)
        ends: list[Work] = []
        self._work = self._background.run(
            read, lambda found: self._came(ends, path, found), lambda error: self._failed(ends, path, error, known)
        )
        ends.append(self._work)
        self._work.stepped.connect(self.stepped)
        self.summary = ""
        self.changed.emit()

    def offer(self, path: Path, open_instead: Callable[[Path], object]) -> None:
        """Ask the person what to do with a copy that was dropped."""
        self.offered, self._open_instead = path, open_instead
        self.changed.emit()

    def take_offered(self) -> None:
        """Merge the copy that was dropped."""
        path = self.refuse_offered()
        if path is not None:
            self.take(path)

    def open_offered(self) -> None:
        """Open the copy that was dropped, in place of this response."""
        path = self.refuse_offered()
        if path is not None:
            self._open_instead(path)

    def refuse_offered(self) -> Path | None:
        """Do nothing with the copy that was dropped, and return which it was."""
        path, self.offered = self.offered, None
        self.changed.emit()
        return path

    def cancel(self) -> None:
        """Stop reading, and ask for no passphrase any longer; nothing was taken in."""
        self.waits_for = None
        if self._work is not None:
            self._work.stepped.disconnect(self.stepped)
            self._work.cancel()
            self._work = None
        self.changed.emit()

    def leave(self, item: MergeItem) -> None:
        """Settle an item as it stands."""
        self._settle(lambda r: merge_review.with_settled(r, item))

    def mark(self, item: MergeItem) -> None:
        """Settle an item by making the words in question confidential."""
        self._settle(lambda r: merge_review.with_marked(r, item))

    def remove_mark(self, item: MergeItem) -> None:
        """Settle an item by taking a mark away that covers nothing."""
        self._settle(lambda r: merge_review.without_empty_mark(r, item))

    def can_mark(self, item: MergeItem) -> bool:
        """Whether there are words that could be marked."""
        return merge_review.can_mark(item, self._session.response)

    def put_summary_away(self) -> None:
        """Say no more of the last merge."""
        self.summary = ""
        self.changed.emit()

    def _settle(self, change: Callable[[Response], Response]) -> None:
        """Change the response, and note which merges need no look any more, so that none is taken at the next start."""

        def settle(response: Response) -> Response:
            response = change(response)
            done = self._review.done(response.settled) if self._review is not None else ()
            return replace(response, settled=tuple(sorted({*response.settled, *done})))

        self._session.edit(settle)

    def _report(self) -> MergeReport:
        """Return everything, settled or not. It changes only when something from elsewhere came in."""
        session = self._session
        if session.merge_count != self._looked_at and session.has_draft:
            from respondent_app.drafts.merge import MergeReview

            self._review = self._review or MergeReview()
            self._whole = self._review.report(session.draft.events, session.response.settled)
            self._looked_at = session.merge_count
        return self._whole

    def _came(self, ends: list[Work], path: Path, found: Contents) -> None:
        if self._work not in ends:
            return
        self._work = None
        try:
            self._take_in(path, found)
        except RespondentError as error:
            self._session.messages.problem(error)
        self.changed.emit()

    def _take_in(self, path: Path, found: Contents) -> None:
        from respondent_app.drafts.merge import Copy, refuse_other_consultation, summary

        session = self._session
        ours = Copy(session.path.name, session.draft.id, session.response.consultation, ())
        refuse_other_consultation(ours, Copy(path.name, found.id, found.consultation, ()))
        new = session.merge(found.events, draft_id=found.id)
        if not new:
            self.summary = f"Everything in {path.name} is here already."
        else:
            self.summary = f"{path.name} was merged. {summary(new, self.left.items)}"
        self.came.emit()

    def _failed(self, ends: list[Work], path: Path, error: Exception, tried: tuple[str, ...]) -> None:
        if self._work not in ends:
            return
        self._work = None
        if isinstance(error, (PassphraseNeededError, WrongPassphraseError)):
            self.waits_for = path
            self.passphrase_wanted.emit(path, isinstance(error, WrongPassphraseError) and bool(tried))
        else:
            self._session.messages.problem(error)
        self.changed.emit()


def _contents(path: Path, known: tuple[str, ...], draft_id: str, progress: Progress, *, asked: bool) -> Contents:
    """Read a copy, with what opens the draft that is open here if nothing else was given."""
    from respondent_app.drafts import own_keys, secrets
    from respondent_app.drafts.draft_file import DraftFile, is_protected

    progress(f"Reading {path.name}")
    if not is_protected(path):
        return DraftFile.read(path)
    if asked:
        return DraftFile.read(path, known[0])
    remembered = secrets.recall(draft_id)
    for each in dict.fromkeys((*known, *filter(None, [remembered]), *own_keys.every())):
        progress(f"Opening {path.name}")
        try:
            return DraftFile.read(path, each)
        except WrongPassphraseError:
            continue
    return DraftFile.read(path)  # says that it needs a passphrase
