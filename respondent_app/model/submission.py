"""What may leave the computer. Only `privacy.disclose` makes one; the exporters accept nothing else.

Every text in a submission is already what its reader may see: in the public one, what is marked has been replaced,
never deleted afterwards.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from respondent_app.model.consultation import Consultation
from respondent_app.model.response import Stance


class Audience(enum.StrEnum):
    """Who reads a submission: the publisher, everything; the public, what is not marked."""

    FULL = "full"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text, and whether it is confidential.

    `confidential` says that the full version shows it as marked; `withheld` that it stands in the public version in
    place of something. `numbers` are those of the marks it is about.
    """

    text: str
    confidential: bool = False
    withheld: bool = False
    numbers: tuple[int, ...] = ()


Spans = tuple[Span, ...]


def plain(spans: Spans) -> str:
    """Return the text of `spans` without its marking."""
    return "".join(span.text for span in spans)


@dataclass(frozen=True, slots=True)
class DetailRow:
    """One line of the respondent table; `key` is the name of the detail in `Respondent`."""

    key: str
    label: str
    value: Spans


@dataclass(frozen=True, slots=True)
class StanceRow:
    """One thing the question asks to agree with (`part`: its id), and the stance taken, as text.

    `stance` is unset where the reader may not know it.
    """

    part: str
    label: str
    value: Spans
    stance: Stance = Stance.UNSET


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One clause comment as its reader may see it. `number` counts within the submission, from 1."""

    number: int
    question: str
    clause: Spans
    type: Spans
    comment: Spans
    proposed: Spans
    rationale: Spans
    confidential: str


@dataclass(frozen=True, slots=True)
class AnswerBlock:
    """The answer to one question as its reader may see it. `confidential` is "No", "Part" or "Yes"."""

    question: str
    title: str
    text: str
    stance: tuple[StanceRow, ...]
    answer: Spans
    rationale: Spans
    rationale_shown: bool
    comments: tuple[CommentRow, ...]
    confidential: str


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One line of the reasons schedule. In a public submission all after `public_explanation` is empty."""

    number: int
    where: str
    category: str
    public_explanation: str
    explanation: str = ""
    harm: str = ""
    until: str = ""
    substitute: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """A response as one audience may see it, ready to be written to a file."""

    audience: Audience
    consultation: Consultation
    organisation: Spans
    details: tuple[DetailRow, ...]
    statement: str
    answers: tuple[AnswerBlock, ...]
    reasons: tuple[ReasonRow, ...]
    anything_marked: bool

    @property
    def comments(self) -> tuple[CommentRow, ...]:
        """All clause comments, in the order of the questions."""
        return tuple(comment for block in self.answers for comment in block.comments)
