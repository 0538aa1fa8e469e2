"""The publisher's files as the person keeps them: which there are to have, where they lie, and what may be compared."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.model.consultation import AttachmentKind, Consultation
from respondent_app.model.errors import RespondentError
from respondent_app.model.response import CURRENT_TEXT, Response

if TYPE_CHECKING:
    from respondent_app.model.document import Document


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that belongs to the consultation. `key` is that of `Response.attachment_files`."""

    key: str
    name: str
    title: str
    kind: AttachmentKind


class Way(enum.StrEnum):
    """From which files the current and the proposed text are taken."""

    REDLINE = "redline"
    PAIR = "pair"


@dataclass(frozen=True, slots=True)
class Source:
    """Files to compare as they are now: one that is marked up, or the current and the proposed text."""

    way: Way
    files: tuple[tuple[Path, int, int], ...]  # with time of change and size: a file that was replaced is another

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where the files are."""
        return tuple(path for path, _, _ in self.files)


def wanted(consultation: Consultation) -> tuple[Wanted, ...]:
    """Return the files that a person may have: the attachments, and the text as it is today."""
    attachments = (
        Wanted(str(a.number), f"Attachment {a.number}", a.title, a.kind)
        for a in consultation.attachments
        if not a.inline
    )
    version = consultation.current_version
    current = Wanted(
        CURRENT_TEXT, f"Current text ({version})", f"The text as it is today ({version})", AttachmentKind.CLEAN
    )
    return (*attachments, current)


def with_file(response: Response, key: str, path: Path) -> Response:
    """Remember where a file is; it is then no other one."""
    others = {k: p for k, p in response.attachment_files.items() if p != str(path)}
    return replace(response, attachment_files={**others, key: str(path)})


def without_file(response: Response, path: Path) -> Response:
    """Forget a file."""
    others = {k: p for k, p in response.attachment_files.items() if p != str(path)}
    return replace(response, attachment_files=others)


def sources(files: Mapping[str, str], consultation: Consultation) -> tuple[Source, ...]:
    """Return what can be compared with the files that are there, the publisher's own redline first."""
    return tuple(_sources(files, consultation))


def _sources(files: Mapping[str, str], consultation: Consultation) -> Iterator[Source]:
    of_kind = {a.kind: files.get(str(a.number), "") for a in consultation.attachments if not a.inline}
    for way, names in (
        (Way.REDLINE, [of_kind.get(AttachmentKind.REDLINE, "")]),
        (Way.PAIR, [files.get(CURRENT_TEXT, ""), of_kind.get(AttachmentKind.CLEAN, "")]),
    ):
        found = [as_it_is(Path(name)) for name in names if name]
        if len(found) == len(names) and all(found):
            yield Source(way, tuple(file for file in found if file))


def proposed_text(files: Mapping[str, str], consultation: Consultation) -> Path | None:
    """Return where the publisher's proposed text is: the clean one if there is one, else that which shows changes."""
    for kind in (AttachmentKind.CLEAN, AttachmentKind.REDLINE):
        names = [files.get(str(a.number), "") for a in consultation.attachments if a.kind is kind and not a.inline]
        found = next((Path(name) for name in names if name and Path(name).is_file()), None)
        if found is not None:
            return found
    return None


def read_proposed(response: Response, consultation: Consultation, read: Callable[[Path], Document]) -> Document | None:
    """Return the publisher's proposed text if a wording is proposed for it; None if it is not there or not readable."""
    comments = (comment for answer in response.answers.values() for comment in answer.comments)
    path = proposed_text(response.attachment_files, consultation)
    if path is None or not any(comment.proposed.strip() for comment in comments):
        return None
    try:
        return read(path)
    except RespondentError:  # told where the person looks at the file; the wordings go out without it
        return None


def as_it_is(path: Path) -> tuple[Path, int, int] | None:
    """Return a file with its time of change and size, None if it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return path, found.st_mtime_ns, found.st_size
