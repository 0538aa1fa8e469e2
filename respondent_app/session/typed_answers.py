"""What stands in a file that holds somebody's answers, and how it comes into a response. No Qt."""

from __future__ import annotations

import time
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.model.consultation import Consultation
from respondent_app.model.errors import RespondentError
from respondent_app.model.response import Response
from respondent_app.model.taken_in import TakenIn

if TYPE_CHECKING:
    from respondent_app.documents.progress import Progress
    from respondent_app.model.template import TypedAnswers

_ANSWERS = ".toml"
_MILLISECONDS = 1000
_DOUBT = (
    "Nothing in {} names this consultation or quotes its questions. Make sure that it is not the form of another one "
    "before you bring anything in."
)
ENDINGS = (".docx", ".docm", ".doc", ".xlsx", ".xlsm", _ANSWERS)
"""How the names of files end that can hold answers."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a file says: what was typed into a form or a comments sheet, or the answers of an answers file.

    `doubt` is a sentence that says why it may not be for this consultation, empty if nothing speaks against it.
    """

    path: Path
    said: TypedAnswers | Response
    doubt: str = ""

    @property
    def is_answers_file(self) -> bool:
        """Whether it is an answers file, and no form into which somebody typed."""
        return isinstance(self.said, Response)


def read(path: Path, consultation: Consultation, progress: Progress) -> Given:
    """Read a file; `RespondentError` if it cannot be read, or holds no answers to this consultation."""
    progress(f"Reading {path.name}")
    if path.suffix.lower() == _ANSWERS:
        from respondent_app.drafts.answers_file import read_answers

        return Given(path, read_answers(path, consultation))
    from respondent_app.documents.reader import content_of
    from respondent_app.templates import opened

    content, name = opened.as_form(content_of(path), path.name, progress)
    said = opened.typed_in(content, name, consultation)
    return Given(path, said, "" if opened.speaks_of(content, name, consultation) else _DOUBT.format(path.name))


def take(given: Given, response: Response, consultation: Consultation, *, refused: Container[str] = ()) -> TakenIn:
    """Return `response` with what a file says, but for the changes whose keys are `refused`."""
    from respondent_app.drafts import taking_in

    if isinstance(given.said, Response):
        return taking_in.taken_in_file(response, given.said, consultation, refused=refused)
    return taking_in.taken_in(response, given.said, consultation, refused=refused)


def told(taken: TakenIn, given: Given, *, by: str, settled: bool) -> Response:
    """Return a response with what came, and at each place a comment that says from which file it came."""
    from respondent_app.drafts import taking_in

    at = time.time_ns() // _MILLISECONDS**2
    return taking_in.with_notes(taken, given.path.name, by=by, at=at, settled=settled)


def holds_answers(path: Path, consultation: Consultation, progress: Progress) -> bool:
    """Whether somebody typed answers to the consultation into a file; no for one that cannot be read as a form."""
    if path.suffix.lower() not in ENDINGS:
        return False
    try:
        given = read(path, consultation, progress)
    except RespondentError:
        return False
    return bool(take(given, Response(consultation.id), consultation).came)
