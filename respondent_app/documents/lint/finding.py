"""One thing in a document that its author most likely did not mean."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date


class Rule(enum.StrEnum):
    """The rules a text is read by."""

    WEEKDAY = "weekday"
    IMPOSSIBLE_DATE = "impossible-date"
    OPEN_PERIOD = "open-period"
    DATE_ORDER = "date-order"
    REFERENCE = "reference"
    PLACEHOLDER = "placeholder"
    MODAL = "modal"
    DOUBLED_WORD = "doubled-word"
    BALANCE = "unbalanced"
    NAME = "inconsistent-name"
    TERM = "undefined-term"


@dataclass(frozen=True, slots=True)
class LintFinding:
    """What is wrong, where (code points of the text that was read), and a comment on it that can be sent as it stands.

    `day` is the date the finding is about, where it is about one; `reference` the clause that it stands in, where the
    text has clauses.
    """

    rule: Rule
    start: int
    end: int
    quote: str
    title: str
    comment: str
    day: date | None = None
    reference: str = ""
