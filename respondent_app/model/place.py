"""Where a text stands in a response."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Part(enum.StrEnum):
    """Which text of an answer."""

    ANSWER = "answer"
    RATIONALE = "rationale"
    COMMENT = "comment"
    PROPOSED = "proposed"
    COMMENT_RATIONALE = "comment-rationale"


COMMENT_PARTS = (Part.COMMENT, Part.PROPOSED, Part.COMMENT_RATIONALE)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The address of one text in a response; `comment` is the id of a clause comment for the parts of one."""

    question: str
    part: Part
    comment: str = ""
