"""A consultation as a pack states it: what is asked, what changes, by when, and where to send the answer."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from respondent_app.model.team import Role


class ChangeKind(enum.StrEnum):
    """What a row of the change table says happens to the text."""

    NEW_CLAUSE = "new-clause"
    INSERTION = "insertion"
    REPLACEMENT = "replacement"
    DELETION = "deletion"


class AttachmentKind(enum.StrEnum):
    """What an attachment of the consultation is."""

    DIRECTION = "direction"
    CLEAN = "clean"
    REDLINE = "redline"
    SCHEMA = "schema"
    TEMPLATE = "template"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day that matters, and what happens on it; `latest` closes a period that starts on `day`."""

    id: str
    label: str
    day: date
    latest: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When responses close, as the clock on the wall of `zone` shows it."""

    closes: datetime
    zone: str

    @property
    def moment(self) -> datetime:
        """The closing time with its time zone, fit for comparing."""
        return self.closes.replace(tzinfo=ZoneInfo(self.zone))


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row of the publisher's own table of changes.

    `reference` is as printed, `clauses` what it stands for. `deleted` and `inserted` are the words the row quotes;
    `times` says how often, where the row does. `quoted` is the whole wording of a clause where the row gives it.
    An empty `cohorts` means that the row does not say to whom the change applies.
    """

    number: int
    reference: str
    clauses: tuple[str, ...]
    kind: ChangeKind
    description: str
    rationale: str
    deleted: str = ""
    inserted: str = ""
    times: int = 1
    quoted: str = ""
    cohorts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that belongs to the consultation. `inline` ones stand in the consultation's own text."""

    number: int
    title: str
    kind: AttachmentKind
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """Something in the consultation worth checking, with a comment ready to use.

    `quote` is the publisher's wording it is about, as it stands in the text; `question` the question the comment
    belongs to; `clause` the clause, where there is one.
    """

    id: str
    title: str
    quote: str
    comment: str
    question: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class StancePart:
    """One thing a question asks to agree or disagree with."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what its publisher asks for. `text` is the publisher's wording; `title` is ours, for headings."""

    id: str
    title: str
    text: str
    guidance: str = ""
    stance: tuple[StancePart, ...] = ()
    rationale_asked: bool = False
    comments_by_clause: bool = False


@dataclass(frozen=True, slots=True)
class SignOffRules:
    """Which sign-offs a response needs before it is sent; none unless the form says so."""

    needed: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Consultation:
    """A whole consultation pack. `text` is the publisher's document as Markdown, word for word."""

    id: str
    title: str
    short_title: str
    file_name_part: str
    subject: str
    current_version: str
    proposed_version: str
    publisher: str
    publisher_short: str
    classification: str
    issued: date
    deadline: Deadline
    respond_to: str
    enquiries: str
    website: str
    confidentiality_terms: str
    milestones: tuple[Milestone, ...]
    change_table_title: str
    changes: tuple[ChangeRow, ...]
    attachments: tuple[Attachment, ...]
    questions: tuple[Question, ...]
    points: tuple[Point, ...]
    terms: tuple[str, ...]
    text: str
    sign_offs: SignOffRules = SignOffRules()

    def question(self, question_id: str) -> Question:
        """Return the question called `question_id`; `KeyError` if there is none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)
