"""A response: the answers of one organisation to one consultation, and what in them is confidential.

Every value is frozen; an edit returns a new `Response`. That gives autosave its snapshots, and keeps work in the
background safe.
"""

from __future__ import annotations

import enum
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from respondent_app.model.place import COMMENT_PARTS, Part, Place
from respondent_app.model.team import ReviewComment, SignOff, Status
from respondent_app.model.text import fold


def new_id() -> str:
    """Return an id for a mark or comment that no other copy of the response will make."""
    return os.urandom(6).hex()


def looked_key(question: str, person: str) -> str:
    """Return the key of `Response.looked` for one person and one question."""
    return f"{question}/{person}"


class Category(enum.StrEnum):
    """SEC party categories (Smart Energy Code, Section A), and one for everyone else."""

    UNSET = ""
    LARGE_SUPPLIER = "Large Supplier"
    SMALL_SUPPLIER = "Small Supplier"
    NETWORK_PARTY = "Network Party"
    OTHER_SEC_PARTY = "Other SEC Party"
    DCC = "DCC"
    NOT_A_SEC_PARTY = "Not a SEC party"


class Stance(enum.StrEnum):
    """Whether the organisation agrees with one thing a question names."""

    UNSET = ""
    AGREE = "agree"
    DISAGREE = "disagree"
    NO_VIEW = "no view"


class CommentType(enum.StrEnum):
    """What a comment on a clause is about."""

    TYPO = "typo"
    DRAFTING = "drafting"
    POLICY = "policy"
    COST = "cost"
    TIMING = "timing"
    QUESTION = "question"


class Scope(enum.StrEnum):
    """How much a mark covers."""

    RESPONSE = "response"
    ORGANISATION = "organisation"
    QUESTION = "question"
    COMMENT = "comment"
    PASSAGE = "passage"
    # Parts of one question. They stand last: digests of signed marks count scopes in this order.
    ANSWER = "answer"
    RATIONALE = "rationale"
    STANCE = "stance"
    COMMENTS = "comments"


QUESTION_SCOPES = frozenset({Scope.QUESTION, Scope.ANSWER, Scope.RATIONALE, Scope.STANCE, Scope.COMMENTS})
"""The scopes that need a question and nothing else."""


class ReasonCategory(enum.StrEnum):
    """Why something is confidential, in the classes that access-to-information law tests for."""

    COMMERCIAL = "commercial"
    CONTRACT = "contract"
    TRADE_SECRET = "trade-secret"  # noqa: S105  a category, not a password
    SECURITY = "security"
    PERSONAL_DATA = "personal-data"
    THIRD_PARTY = "third-party"
    LEGAL = "legal"
    MARKET_SENSITIVE = "market-sensitive"
    OTHER = "other"


class Likelihood(enum.StrEnum):
    """How likely the harm is, in the two degrees that the tests of access-to-information law know."""

    UNSET = ""
    WOULD = "would"
    WOULD_BE_LIKELY = "would be likely to"


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who answers. All but organisation and category are contact details, withheld from the public version."""

    organisation: str = ""
    category: Category = Category.UNSET
    name: str = ""
    role: str = ""
    email: str = ""
    telephone: str = ""
    address: str = ""

    @property
    def contact_details(self) -> tuple[str, ...]:
        """The details that point to a person, in the order of the form."""
        return (self.name, self.role, self.email, self.telephone, self.address)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is confidential. `public_explanation` may be published; `explanation` is for the publisher.

    `substitute` is what the public version says instead; `until` a date or event in the person's own words;
    `not_public` that somebody has made sure that it is not known to the public already.
    """

    category: ReasonCategory = ReasonCategory.COMMERCIAL
    public_explanation: str = ""
    explanation: str = ""
    harm: str = ""
    until: str = ""
    substitute: str = ""
    likelihood: Likelihood = Likelihood.UNSET
    not_public: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Something confidential, with its reason.

    `question` and `comment` (ids) say where for scopes below the whole response. For a passage, `part` names the text
    and `start`:`end` the range in code points.
    """

    id: str
    scope: Scope
    reason: Reason = field(default_factory=Reason)
    question: str = ""
    comment: str = ""
    part: Part = Part.ANSWER
    start: int = 0
    end: int = 0

    @property
    def place(self) -> Place:
        """The text a passage lies in."""
        return Place(self.question, self.part, self.comment)

    def covers(self, place: Place) -> bool:
        """Whether this mark withholds all of the text at `place`, whatever is written there. A passage never does."""
        if self.scope is Scope.RESPONSE:
            return True
        if self.scope in {Scope.PASSAGE, Scope.ORGANISATION, Scope.STANCE} or self.question != place.question:
            return False
        return {
            Scope.QUESTION: True,
            Scope.ANSWER: place.part is Part.ANSWER,
            Scope.RATIONALE: place.part is Part.RATIONALE,
            Scope.COMMENTS: place.part in COMMENT_PARTS,
            Scope.COMMENT: bool(place.comment) and place.comment == self.comment,
        }[self.scope]


@dataclass(frozen=True, slots=True)
class ClauseComment:
    """One comment on one clause, with the wording we would rather see and why."""

    id: str
    clause: str = ""
    type: CommentType = CommentType.DRAFTING
    comment: str = ""
    proposed: str = ""
    rationale: str = ""

    def text_of(self, part: Part) -> str:
        """Return the text of one part of this comment."""
        return {Part.COMMENT: self.comment, Part.PROPOSED: self.proposed, Part.COMMENT_RATIONALE: self.rationale}[part]

    def with_text(self, part: Part, text: str) -> ClauseComment:
        """Return this comment with one of its texts replaced."""
        if part is Part.COMMENT:
            return replace(self, comment=text)
        if part is Part.PROPOSED:
            return replace(self, proposed=text)
        return replace(self, rationale=text)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written yet."""
        return not (self.comment.strip() or self.proposed.strip() or self.rationale.strip())


NO_COMMENT = "No comment"
CURRENT_TEXT = "current"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question."""

    text: str = ""
    rationale: str = ""
    stance: Mapping[str, Stance] = field(default_factory=dict)
    comments: tuple[ClauseComment, ...] = ()

    @property
    def is_no_comment(self) -> bool:
        """Whether the organisation says that it has nothing to say: an answer like any other."""
        return fold(self.text).strip(" .") == fold(NO_COMMENT)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been said at all."""
        return not (
            self.text.strip()
            or self.rationale.strip()
            or any(self.stance.values())
            or any(not comment.is_empty for comment in self.comments)
        )

    def comment(self, comment_id: str) -> ClauseComment:
        """Return the clause comment called `comment_id`; `KeyError` if there is none."""
        for comment in self.comments:
            if comment.id == comment_id:
                return comment
        raise KeyError(comment_id)


@dataclass(frozen=True, slots=True)
class Response:
    """The answers of one organisation to one consultation.

    `attachment_files` remembers, by attachment number as text, where the person keeps the publisher's files, and under
    `CURRENT_TEXT` the text as it is today, which is no attachment;
    `read_changes` the numbers of the change-table rows they have looked at. By question, `assignments` says who does
    it and `statuses` how far it is. `looked` holds, by `looked_key`, the digest of an answer when somebody last looked.
    `settled` are the ids of what merging left to a person (`model/merge_review.py`) and somebody has settled.
    """

    consultation: str
    respondent: Respondent = field(default_factory=Respondent)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    contact_public: bool = False
    attachment_files: Mapping[str, str] = field(default_factory=dict)
    read_changes: tuple[int, ...] = ()
    assignments: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, Status] = field(default_factory=dict)
    review_comments: tuple[ReviewComment, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    looked: Mapping[str, str] = field(default_factory=dict)
    settled: tuple[str, ...] = ()

    def answer(self, question: str) -> Answer:
        """Return the answer to `question`, an empty one if nothing was said yet."""
        return self.answers.get(question) or Answer()

    def with_answer(self, question: str, answer: Answer) -> Response:
        """Return this response with the answer to one question replaced."""
        return replace(self, answers={**self.answers, question: answer})

    def text_at(self, place: Place) -> str:
        """Return the text at `place`, empty if nothing was written there."""
        answer = self.answer(place.question)
        if place.part is Part.ANSWER:
            return answer.text
        if place.part is Part.RATIONALE:
            return answer.rationale
        return next((c.text_of(place.part) for c in answer.comments if c.id == place.comment), "")

    def places(self) -> Iterator[Place]:
        """Yield the address of every text, in reading order: answer, rationale, then comments by row."""
        for question, answer in self.answers.items():
            yield Place(question, Part.ANSWER)
            yield Place(question, Part.RATIONALE)
            for comment in answer.comments:
                for part in COMMENT_PARTS:
                    yield Place(question, part, comment.id)

    def passages(self, place: Place) -> tuple[Mark, ...]:
        """Return the marked passages of the text at `place`, in the order of the text."""
        found = (m for m in self.marks if m.scope is Scope.PASSAGE and m.place == place)
        return tuple(sorted(found, key=lambda mark: (mark.start, mark.end)))

    def mark(self, mark_id: str) -> Mark:
        """Return the mark called `mark_id`; `KeyError` if there is none."""
        for mark in self.marks:
            if mark.id == mark_id:
                return mark
        raise KeyError(mark_id)
