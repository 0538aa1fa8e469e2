"""Files that a person drops on the window: what each is by its content, and where it belongs in the consultation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from respondent_app.model.consultation import AttachmentKind, Consultation
from respondent_app.model.errors import RespondentError
from respondent_app.model.response import CURRENT_TEXT, Response
from respondent_app.session import publisher_files
from respondent_app.session.background import Background, Progress, Work
from respondent_app.session.shelf import Shelf
from respondent_app.session.typed_answers import holds_answers

if TYPE_CHECKING:
    from respondent_app.session.session import Change, Session


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file: what it is in a sentence or two, and the key under which it was attached, empty for none.

    `problem` says in sentences why it could not be read; `instead_of` is the name of the file whose place it took.
    `has_answers` says that somebody typed answers to the consultation into it.
    """

    path: Path
    what: str
    key: str = ""
    problem: str = ""
    instead_of: str = ""
    has_answers: bool = False


class Arrivals(QObject):
    """`changed` says that files came, or were put elsewhere; `stepped` carries where the work is, in a few words."""

    changed = Signal()
    stepped = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._background = Background(session.messages, self)
        self._work: Work | None = None
        self._waiting: tuple[Path, ...] = ()
        self.files: tuple[Arrival, ...] = ()
        session.changed.connect(self._follow)

    @property
    def is_working(self) -> bool:
        """Whether files are being looked at."""
        return self._work is not None

    def take(self, paths: tuple[Path, ...]) -> None:
        """Look into the files and attach each where it belongs; while others are looked at, these wait their turn."""
        if self._work is not None:
            self._waiting = tuple(dict.fromkeys((*self._waiting, *paths)))
        else:
            self._look_into(paths)
        self.changed.emit()

    def put(self, path: Path, key: str) -> None:
        """Attach a file elsewhere; with an empty `key` nowhere."""
        if key:
            self._session.edit(lambda r: publisher_files.with_file(r, key, path))
        else:
            self._session.edit(lambda r: publisher_files.without_file(r, path))

    def put_away(self) -> None:
        """Say no more of them; what is attached stays so."""
        self.files = ()
        self.changed.emit()

    def cancel(self) -> None:
        """Stop looking. What was not looked at yet is left."""
        self._waiting = ()
        if self._work is not None:
            self._work.stepped.disconnect(self.stepped)
            self._work.cancel()
            self._work = None
            self.changed.emit()

    def _look_into(self, paths: tuple[Path, ...]) -> None:
        look = partial(_looked_at, paths, self._session.consultation, self._session.shelf)
        # A piece of work that was stopped at its very end tells its result all the same: only the newest one counts.
        ends: list[Work] = []
        self._work = self._background.run(look, lambda files: self._came(ends, files), lambda e: self._failed(ends, e))
        ends.append(self._work)
        self._work.stepped.connect(self.stepped)

    def _came(self, ends: list[Work], files: tuple[Arrival, ...]) -> None:
        if self._work not in ends:
            return
        self._work = None
        known = {file.path for file in files}
        before = self._session.response.attachment_files
        files = tuple(replace(file, instead_of=_other(before.get(file.key, ""), file.path)) for file in files)
        self.files = (*files, *(file for file in self.files if file.path not in known))  # the newest first
        self._session.edit(lambda r: _attached(r, files))
        self._go_on()

    def _failed(self, ends: list[Work], error: Exception) -> None:
        if self._work not in ends:
            return
        self._work = None
        self._session.messages.problem(error)
        self._go_on()

    def _go_on(self) -> None:
        waiting, self._waiting = self._waiting, ()
        if waiting:
            self._look_into(waiting)
        self.changed.emit()

    def _follow(self, change: Change) -> None:
        """Say of each file where it is attached now, whoever attached it or took it away."""
        if change.reading:
            attached = self._session.response.attachment_files
            files = tuple(_as_attached(file, attached) for file in self.files)
            if files != self.files:
                self.files = files
                self.changed.emit()


def _as_attached(file: Arrival, attached: Mapping[str, str]) -> Arrival:
    key = next((key for key, path in attached.items() if path == str(file.path)), "")
    return file if key == file.key else replace(file, key=key, instead_of="")


def _other(attached: str, path: Path) -> str:
    """Return the name of the file that is attached, empty if it is none or the same one."""
    return Path(attached).name if attached and Path(attached) != path else ""


def _attached(response: Response, files: tuple[Arrival, ...]) -> Response:
    for file in files:
        if file.key:
            response = publisher_files.with_file(response, file.key, file.path)
    return response


def _looked_at(
    paths: tuple[Path, ...], consultation: Consultation, shelf: Shelf, progress: Progress
) -> tuple[Arrival, ...]:
    return tuple(_placed([_look(path, consultation, shelf, progress) for path in paths]))


def _placed(files: list[Arrival]) -> Iterator[Arrival]:
    """Let no two files of one drop take the same place: the second is for the person to decide."""
    taken: set[str] = set()
    for file in files:
        yield replace(file, key="") if file.key in taken else file
        taken |= {file.key} - {""}


def _look(path: Path, consultation: Consultation, shelf: Shelf, progress: Progress) -> Arrival:
    from respondent_app.documents.identify import identify

    progress(f"Looking into {path.name}")
    try:
        document = shelf.read(path, progress)
        found = identify(document, consultation)
    except RespondentError as error:
        return Arrival(path, "It cannot be read.", problem=str(error))
    key = CURRENT_TEXT if found.is_current else str(found.attachment or "")
    has_answers = _may_be_form(key, consultation) and holds_answers(path, consultation, progress)
    return Arrival(path, found.reasons, key, has_answers=has_answers)


def _may_be_form(key: str, consultation: Consultation) -> bool:
    """Whether a file that was found to be an attachment, or none, can be a form that somebody filled in."""
    kinds = {str(attachment.number): attachment.kind for attachment in consultation.attachments}
    return not key or kinds.get(key) is AttachmentKind.TEMPLATE
