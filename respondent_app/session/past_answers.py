"""What the organisation said before, for the window: opens the library, asks it, keeps answers, puts one in."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from respondent_app.model.errors import LibraryDamagedError, RespondentError
from respondent_app.session import past_sources
from respondent_app.session.background import Background, Progress, Work
from respondent_app.session.passphrases import KnownDrafts, Remembered
from respondent_app.session.putting_in import PuttingIn
from respondent_app.storage import folders

if TYPE_CHECKING:
    from respondent_app.model.past_answer import PastHit
    from respondent_app.model.response import Response
    from respondent_app.past_answers.library_file import Library
    from respondent_app.session.session import Session

T = TypeVar("T")
_KEYRING = "past-answers"  # what the keyring knows its passphrase by
_MINUTE_MS = 60_000


class Door(enum.Enum):
    """Whether the library can be asked."""

    NONE = enum.auto()
    CLOSED = enum.auto()
    OPEN = enum.auto()


@dataclass(frozen=True, slots=True)
class Added:
    """What became of files whose answers were to be kept: how many were, and the names of those that were not."""

    kept: int
    not_read: tuple[str, ...]


class PastAnswers(QObject):
    """The library as one window has it open. `changed` says that it was opened or closed, or holds something else.

    Nobody but the person opens it: by its passphrase, or by having let the computer remember that.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._background = Background(session.messages, self)
        self._library: Library | None = None
        self.putting_in = PuttingIn(session)
        self._waiting: dict[str, past_sources.Kept] = {}
        self._adding: Work | None = None
        self._newest = 0
        self.remembered = Remembered(session.messages, self)
        self.known = KnownDrafts(session.settings.draft_number, session.settings.note_draft)
        self._unused = QTimer(self)
        self._unused.setSingleShot(True)
        self._unused.timeout.connect(self.close)

    @property
    def door(self) -> Door:
        """Whether there is a library, and whether it is open here."""
        if self._library is not None:
            return Door.OPEN
        return Door.CLOSED if folders.past_answers().exists() else Door.NONE

    @property
    def is_remembered(self) -> bool:
        """Whether the computer should know the passphrase."""
        return bool(self.known.id_of(folders.past_answers()))

    def begin(self, passphrase: str, *, remember: bool, failed: Callable[[Exception], None]) -> None:
        """Make an empty library, and open it."""
        self._open(passphrase, _begun, failed, remember=remember)

    def open(self, passphrase: str, *, remember: bool, failed: Callable[[Exception], None]) -> None:
        """Open the library. One that is damaged is put aside, and a new one begun: a note says so."""
        self._open(passphrase, _opened, failed, remember=remember)

    def open_remembered(self, failed: Callable[[], object] = bool) -> None:
        """Open the library with the passphrase that the computer remembers."""

        def not_opened(_error: Exception | None = None) -> None:
            failed()

        def recalled(passphrase: str | None) -> None:
            if passphrase is None:
                not_opened()
            else:
                self._open(passphrase, _opened, not_opened, remember=False)

        self.remembered.recall(_KEYRING, recalled)

    def begin_anew(self) -> None:
        """Put the library aside whose passphrase is not known any more. It stays on the disk, as it is."""
        from respondent_app.past_answers.library_file import set_aside

        aside = set_aside(folders.past_answers())
        self._forget_passphrase()
        self._session.messages.note(
            f"The library of past answers was put aside as {aside.name}.", "Nothing was deleted."
        )
        self.changed.emit()

    def close(self) -> None:
        """Close the library, as when nobody has used it for a while."""
        library, self._library = self._library, None
        self._unused.stop()
        if library is not None:
            library.close()
            self.changed.emit()

    def cancel(self) -> None:
        """Wait for nothing any longer, as at the end of the window; what is being kept is kept."""
        self.blockSignals(True)  # noqa: FBT003  the window goes, and nobody needs to hear of it
        self.remembered.stop()
        if self._adding is not None:
            self._adding.cancel()
        self._background.wait()
        self.close()

    def find(self, typed: str, done: Callable[[tuple[PastHit, ...]], object]) -> None:
        """Tell `done` what fits what the person typed. Only the newest question is answered."""
        self._ask(lambda library: library.find(typed, without=self._own_draft()), done)

    def suggest(self, question: str, clause: str, done: Callable[[tuple[PastHit, ...]], object]) -> None:
        """Tell `done` what was said on the clauses and in the words of a question."""
        asked = self._session.consultation.question(question)
        clauses = (*([clause] if clause else ()), *self._clauses_of(question))
        words = f"{asked.title} {asked.text}"
        self._ask(lambda library: library.suggest(clauses, words, without=self._own_draft()), done)

    def keep(self) -> None:
        """Keep the answers as they are now for later."""
        if self._session.has_draft:
            self._keep_response(self._session.response)
            self._session.messages.good("These answers are kept in your library.")
        else:
            self._session.messages.note("There is nothing to keep yet.", "Answer a question first.")

    def package_made(self, response: Response) -> None:
        """Keep the answers that were just made a package of, now or as soon as the library is open in this window."""
        if self.door is Door.NONE or not self._session.has_draft:
            return
        self._keep_response(response)
        if self.door is Door.CLOSED and self.is_remembered:
            self.open_remembered()

    def add_folder(self, folder: Path, done: Callable[[Added], object]) -> None:
        """Keep the answers in all response files of a folder, as far as known passphrases open them."""
        library, passphrases = self._library, tuple(self._session.passphrases())
        if library is None:
            return
        work = partial(_add_all, library, folder, passphrases)
        self._adding = self._background.run(work, self._told_of_change(done))

    def forget(self, entry: int) -> None:
        """Forget one text of the library."""
        self._change(lambda library: library.forget(entry))

    def empty(self) -> None:
        """Forget everything that is kept."""
        self._change(lambda library: library.empty())

    def _open(
        self,
        passphrase: str,
        way: Callable[[str], tuple[Library, str]],
        failed: Callable[[Exception], None],
        *,
        remember: bool,
    ) -> None:
        def opened(found: tuple[Library, str]) -> None:
            self._library, note = found
            if note:
                self._session.messages.note(note, "Your responses are not touched. Keep them here again when you like.")
            if remember:
                self.remembered.keep(_KEYRING, passphrase, self._note_remembered)
            waiting, self._waiting = self._waiting, {}
            for kept in waiting.values():
                self._change(partial(_keep, kept=kept))
            self._used()
            self.changed.emit()

        self._background.run(lambda _: way(passphrase), opened, failed)

    def _ask(self, question: Callable[[Library], T], done: Callable[[T], object]) -> None:
        library = self._library
        if library is None:
            return
        self._used()
        self._newest += 1
        number = self._newest

        def told(answer: T) -> None:
            if number == self._newest and self._library is library:
                done(answer)

        self._background.run(lambda _: question(library), told, self._failed)

    def _change(self, work: Callable[[Library], object]) -> None:
        library = self._library
        if library is not None:
            self._used()
            self._background.run(lambda _: work(library), lambda _: self.changed.emit(), self._failed)

    def _keep_response(self, response: Response) -> None:
        session = self._session
        kept = past_sources.taken(
            response, session.consultation, draft_id=session.draft.id, at=past_sources.now()
        )  # fmt: skip
        if self._library is None:
            self._waiting[kept[0].draft] = kept
        else:
            self._change(partial(_keep, kept=kept))

    def _told_of_change(self, done: Callable[[Added], object]) -> Callable[[Added], None]:
        def told(added: Added) -> None:
            self.changed.emit()
            done(added)

        return told

    def _clauses_of(self, question: str) -> Sequence[str]:
        """The clauses of the comments on this question, and those of the changes that its points are about."""
        session = self._session
        commented = [comment.clause for comment in session.response.answer(question).comments]
        pointed = [point.clause for point in session.consultation.points if point.question == question]
        return tuple(dict.fromkeys(filter(None, (*commented, *pointed))))

    def _own_draft(self) -> str:
        return self._session.draft.id if self._session.has_draft else ""

    def _failed(self, error: Exception) -> None:
        """Tell of it, but not if the library was closed meanwhile; one that is damaged is open no longer."""
        if self._library is None:
            return
        if isinstance(error, LibraryDamagedError):
            self.close()
        self._session.messages.problem(error)

    def _used(self) -> None:
        """An open library is locked like a response: after the minutes without use that the person chose."""
        minutes = self._session.settings.lock_minutes
        if minutes:
            self._unused.start(minutes * _MINUTE_MS)

    def _note_remembered(self, kept: bool) -> None:  # noqa: FBT001  what the keyring answers
        self.known.learn(folders.past_answers(), _KEYRING if kept else "")

    def _forget_passphrase(self) -> None:
        if self.is_remembered:
            self.known.learn(folders.past_answers(), "")
            self.remembered.forget(_KEYRING)


def _begun(passphrase: str) -> tuple[Library, str]:
    from respondent_app.past_answers import library_file

    if not folders.past_answers().exists():  # else another window has begun it meanwhile
        library_file.begin(folders.past_answers(), passphrase)
    return library_file.Library.open(folders.past_answers(), passphrase), ""


def _opened(passphrase: str) -> tuple[Library, str]:
    """Open the library; a damaged one makes room for a new one."""
    from respondent_app.past_answers import library_file

    try:
        return library_file.Library.open(folders.past_answers(), passphrase), ""
    except LibraryDamagedError:
        aside = library_file.set_aside(folders.past_answers())
        library, _ = _begun(passphrase)
        return library, f"The library of past answers was damaged. It was put aside as {aside.name}; this is a new one."


def _keep(library: Library, kept: past_sources.Kept) -> bool:
    return library.keep(*kept)


def _add_all(library: Library, folder: Path, passphrases: tuple[str, ...], step: Progress) -> Added:
    from respondent_app.drafts import own_keys

    count, not_read = 0, []
    known = (*passphrases, *own_keys.every())
    for path in past_sources.files_in(folder):
        step(path.name)
        try:
            library.keep(*past_sources.taken_from_file(path, known))
            count += 1
        except LibraryDamagedError:
            raise
        except RespondentError:
            not_read.append(path.name)
    return Added(count, tuple(not_read))
