"""Files that a person drops on the window: what each is by its content, and where it belongs in the consultation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from respondent_app.model.consultation import AttachmentKind, Consultation
from respondent_app.model.document import Document
from respondent_app.model.errors import RespondentError
from respondent_app.model.response import CURRENT_TEXT, Response
from respondent_app.session import publisher_files
from respondent_app.session.background import Background, Progress, Work
from respondent_app.session.shelf import Shelf

if TYPE_CHECKING:
    from respondent_app.session.session import Session

_OPENING = 40  # paragraphs


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file: what it is in a sentence or two, and the key under which it was attached, empty for none.

    `problem` says in sentences why it could not be read.
    """

    path: Path
    what: str
    key: str = ""
    problem: str = ""


class Arrivals(QObject):
    """`changed` says that files came, or were put elsewhere."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._background = Background(session.messages, self)
        self._work: Work | None = None
        self.files: tuple[Arrival, ...] = ()

    @property
    def is_working(self) -> bool:
        """Whether files are being looked at."""
        return self._work is not None

    def take(self, paths: tuple[Path, ...]) -> None:
        """Look into the files and attach each where it belongs."""
        consultation = self._session.consultation
        self.cancel()
        look = partial(_looked_at, paths, consultation, self._session.shelf)
        self._work = self._background.run(look, self._came, self._failed)
        self.changed.emit()

    def put(self, path: Path, key: str) -> None:
        """Attach a file elsewhere; with an empty `key` nowhere."""
        self.files = tuple(
            replace(file, key=key) if file.path == path else replace(file, key="" if file.key == key else file.key)
            for file in self.files
        )
        self._session.edit(lambda r: _attached(publisher_files.without_file(r, path), self.files))
        self.changed.emit()

    def put_away(self) -> None:
        """Say no more of them; what is attached stays so."""
        self.files = ()
        self.changed.emit()

    def cancel(self) -> None:
        """Stop looking."""
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def _came(self, files: tuple[Arrival, ...]) -> None:
        self._work = None
        known = {file.path for file in files}
        self.files = (*(file for file in self.files if file.path not in known), *files)
        self._session.edit(lambda r: _attached(r, files))
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self._work = None
        self._session.messages.problem(error)
        self.changed.emit()


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
    if found.kind in {AttachmentKind.CLEAN, AttachmentKind.OTHER} and _is_current(document, consultation):
        version = consultation.current_version
        return Arrival(path, f"It names {version}, the current version, and marks no change.", CURRENT_TEXT)
    return Arrival(path, found.reasons, str(found.attachment or ""))


def _is_current(document: Document, consultation: Consultation) -> bool:
    """Whether the opening or the name of a text says that it is the current version, and not the proposed one."""
    if document.shows_changes:
        return False
    opening = " ".join([document.name, *(paragraph.text for paragraph in document.proposed[:_OPENING])])
    current, proposed = (_names(opening, v) for v in (consultation.current_version, consultation.proposed_version))
    return current and not proposed


def _names(text: str, version: str) -> bool:
    """Whether `text` names a version, however it is written: V1.3, v1_3, Version 1.3."""
    number = re.escape(version.lstrip("Vv")).replace(r"\.", "[._ ]")
    return (
        bool(version)
        and re.search(rf"(?i)(?:\bv|[^a-z]v|version)\.?\s?_?{number}(?!\d|[._]\d)", f" {text}") is not None
    )
