"""What the organisation said before: one text of a response that was sent or kept, with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from respondent_app.model.place import Part
from respondent_app.model.response import ReasonCategory


@dataclass(frozen=True, slots=True)
class PastMark:
    """A stretch of a past answer, in code points, that was confidential, and the category of the reason for it."""

    start: int
    end: int
    category: ReasonCategory


@dataclass(frozen=True, slots=True)
class PastResponse:
    """The response that past answers come from. `draft` is the number of its draft.

    `at` says when it was sent or last worked on, in milliseconds since 1970.
    """

    draft: str
    consultation: str
    title: str = ""
    short_title: str = ""
    organisation: str = ""
    at: int = 0

    @property
    def name(self) -> str:
        """What a person calls the consultation."""
        return self.short_title or self.title or self.consultation

    @property
    def day(self) -> date | None:
        """The day of `at`, None if no calendar has it."""
        try:
            return datetime.fromtimestamp(self.at / 1000, UTC).date()
        except (OverflowError, OSError, ValueError):
            return None


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """One text that was said before. `asked` is the wording of the question then, `clause` what a comment was on.

    `id` is its number in the library, 0 as long as it is in none.
    """

    response: PastResponse
    question: str
    part: Part
    text: str
    asked: str = ""
    clause: str = ""
    marks: tuple[PastMark, ...] = ()
    id: int = 0

    @property
    def confidential(self) -> bool:
        """Whether any of it was confidential."""
        return bool(self.marks)


@dataclass(frozen=True, slots=True)
class PastHit:
    """A past answer that was looked for, and the words around what was found in it."""

    answer: PastAnswer
    snippet: str
