"""The publisher's own response form: its places, and what of a response belongs into each."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field


class Field(enum.StrEnum):
    """What a place in a form asks for."""

    ORGANISATION = "organisation"
    CATEGORY = "category"
    NAME = "name"
    ROLE = "role"
    EMAIL = "email"
    TELEPHONE = "telephone"
    ADDRESS = "address"
    CONFIDENTIAL = "confidential"
    CONFIDENTIAL_REASON = "confidential-reason"
    STANCE = "stance"
    ANSWER = "answer"
    RATIONALE = "rationale"
    COMMENT_NUMBER = "comment-number"
    COMMENT_QUESTION = "comment-question"
    COMMENT_CLAUSE = "comment-clause"
    COMMENT_TYPE = "comment-type"
    COMMENT_TEXT = "comment-text"
    COMMENT_PROPOSED = "comment-proposed"
    COMMENT_RATIONALE = "comment-rationale"
    COMMENT_CONFIDENTIAL = "comment-confidential"


COMMENT_FIELDS = frozenset(field for field in Field if field.value.startswith("comment-"))
"""Fields of which a form has a column, one row for each comment by clause."""
DETAIL_FIELDS = frozenset({
    Field.ORGANISATION, Field.CATEGORY, Field.NAME, Field.ROLE, Field.EMAIL, Field.TELEPHONE, Field.ADDRESS,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """What belongs into one place of a form.

    `question` is its id for answers, rationales and positions. `part` is the part of the position (`StancePart.id`,
    empty for the position as a whole). `choice` is, for a box to tick, what has to be so for it to be ticked: a value
    of `Stance` or `Category`, or "yes" and "no" for `CONFIDENTIAL`.
    """

    field: Field
    question: str = ""
    part: str = ""
    choice: str = ""


class SlotKind(enum.StrEnum):
    """How a place takes what belongs there."""

    TEXT = "text"
    TICK = "tick"
    CHOICE = "choice"
    STRIKE = "strike"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a form that waits for something.

    `id` is its address in the file, stable as long as the form is the same. `label` are the form's words that say what
    belongs there; `holds` what stands there now (a hint to type over, an answer typed by a colleague); `options` the
    words among which a list (`CHOICE`) or a "delete as appropriate" (`STRIKE`) lets one choose, or those that stand at
    a box (`TICK`). A `COLUMN` is the first
    cell of a table's column that takes one row for each comment.
    """

    id: str
    kind: SlotKind
    label: str
    holds: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placing:
    """A place and what goes there; nothing if `content` is None. `sure` is false where a person should look."""

    slot: Slot
    content: Content | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class TemplateMap:
    """Which place of a form takes what. `form` is a digest of the blank form's structure, not of what is typed into it.

    What a response says and no place takes goes into an annex.
    """

    form: str
    placings: tuple[Placing, ...] = ()


@dataclass(frozen=True, slots=True)
class FilledTemplate:
    """A form with a submission in it. `annexed` names what went into the annex."""

    content: bytes
    ending: str
    annexed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedAnswers:
    """What a colleague typed into a form: by content as text (a choice as its value), and the comments row by row."""

    values: Mapping[Content, str]
    comments: tuple[Mapping[Field, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PublisherForm:
    """A form as a file, and which of its places takes what."""

    name: str
    content: bytes = field(repr=False)
    mapping: TemplateMap
