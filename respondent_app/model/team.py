"""What colleagues say to each other about a response before it is sent: who does what, comments, sign-offs.

None of it leaves the team: no submission is made of it.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from respondent_app.model.place import Part, Place

BROUGHT_IN = "Brought in from "
"""How the comment begins that tells from which file words came."""
_SOURCE = re.compile(re.escape(BROUGHT_IN) + r"(.+?\.(?:docx|docm|doc|xlsx|xlsm|toml))\. ", re.IGNORECASE)


class Status(enum.StrEnum):
    """How far the answer to a question is."""

    DRAFTING = ""
    TO_REVIEW = "to-review"
    AGREED = "agreed"


class Role(enum.StrEnum):
    """In which capacity a person signs a response off."""

    AUTHOR = "author"
    LEGAL = "legal"
    CONFIDENTIALITY = "confidentiality-reviewer"
    APPROVER = "approver"


@dataclass(frozen=True, slots=True)
class ReviewComment:
    """A colleague's comment on the text at a place, or an answer to one.

    `quote` is the passage as it was when the comment was made, which began at code point `start`; empty if the comment
    is on the whole text. `at` is in milliseconds since 1970, as the writer's computer had it. `reply_to` is the id of
    the first comment of a thread, and only that one is ever `resolved`.
    """

    id: str
    question: str
    part: Part = Part.ANSWER
    comment: str = ""
    quote: str = ""
    start: int = 0
    text: str = ""
    by: str = ""
    at: int = 0
    reply_to: str = ""
    resolved: bool = False

    @property
    def place(self) -> Place:
        """The text that is commented on."""
        return Place(self.question, self.part, self.comment)

    def found_in(self, text: str) -> tuple[int, int] | None:
        """Return where the words commented on stand in `text` now, nearest to where they stood; None if nowhere."""
        if not self.quote:
            return None
        length = len(self.quote)
        before = text.rfind(self.quote, 0, self.start + length)
        after = text.find(self.quote, self.start)
        there = [at for at in (before, after) if at >= 0]
        if not there:
            return None
        nearest = min(there, key=lambda at: abs(at - self.start))
        return nearest, nearest + length


@dataclass(frozen=True, slots=True)
class SignOff:
    """Somebody's word that what `digest` stands for may go out, as far as their role goes.

    It holds as long as the response still has that digest (`review/sign_offs.py`), and no longer. `at` is in
    milliseconds since 1970.
    """

    id: str
    role: Role
    by: str
    at: int
    digest: str


def source_of(text: str) -> str:
    """Return the name of the file from which words came, as the comment on them tells it; empty if it tells of none."""
    found = _SOURCE.match(text)
    return found[1] if found else ""
