"""What every page is given: the open response, the look, and the way to other places in the window."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from respondent_app.model.place import Place
from respondent_app.session.session import Session
from respondent_app.ui.theme import Appearance


class Step(enum.StrEnum):
    """The entries of the rail, in order: five steps, and the way back through them."""

    READ = "read"
    ANSWER = "answer"
    CONFIDENTIALITY = "confidentiality"
    REVIEW = "review"
    SEND = "send"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to go in the window. What is empty does not matter; `respondent` means the form of the details.

    `sign_offs` means the card of the sign-offs; `files` are publisher's files to look into, or on the page Review a
    file with answers. `merging` and `bringing_in` let the person choose a colleague's copy, or a file with answers.
    """

    step: Step
    question: str = ""
    place: Place | None = None
    mark: str = ""
    change_row: int = 0
    passage: str = ""
    respondent: bool = False
    sign_offs: bool = False
    files: tuple[Path, ...] = ()
    merging: bool = False
    bringing_in: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """The collaborators of a page. `go` takes the person to another place."""

    session: Session
    appearance: Appearance
    go: Callable[[Destination], None]
