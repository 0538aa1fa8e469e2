"""The marks of an answers file: from the words that a person names to the range they stand at."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from respondent_app.model.place import COMMENT_PARTS, Part, Place
from respondent_app.model.records import Fault, nearest
from respondent_app.model.response import (
    QUESTION_SCOPES,
    ClauseComment,
    Likelihood,
    Mark,
    Reason,
    ReasonCategory,
    Response,
    Scope,
)
from respondent_app.model.text import clean, fold

_ASKS = {
    Scope.RESPONSE: frozenset[str](),
    Scope.ORGANISATION: frozenset[str](),
    **dict.fromkeys(QUESTION_SCOPES, frozenset({"question"})),
    Scope.COMMENT: frozenset({"question", "clause"}),
    Scope.PASSAGE: frozenset({"question", "text"}),
}
_MAY_HAVE = {Scope.PASSAGE: frozenset({"clause"})}


@dataclass(frozen=True, slots=True)
class MarkEntry:
    """One `[[marks]]` table."""

    scope: Scope
    question: str = ""
    clause: str = ""
    text: str = ""
    category: ReasonCategory = ReasonCategory.COMMERCIAL
    public_explanation: str = ""
    explanation: str = ""
    harm: str = ""
    until: str = ""
    substitute: str = ""
    likelihood: Likelihood = Likelihood.UNSET
    not_public: bool = False

    @property
    def reason(self) -> Reason:
        """Why it is confidential."""
        return Reason(
            self.category,
            clean(self.public_explanation).strip(),
            clean(self.explanation).strip(),
            clean(self.harm).strip(),
            clean(self.until).strip(),
            clean(self.substitute).strip(),
            self.likelihood,
            self.not_public,
        )


def resolve(entries: Iterable[MarkEntry], response: Response, faults: list[Fault]) -> tuple[Mark, ...]:
    """Return the marks that `entries` mean in `response`; what cannot be found is added to `faults`."""
    marks: list[Mark] = []
    for index, entry in enumerate(entries):
        found = list(_missing_or_idle(entry, ("marks", index)))
        if not found:
            marks.extend(_marks(entry, response, ("marks", index), found))
        faults.extend(found)
    return tuple(marks)


def _missing_or_idle(entry: MarkEntry, path: tuple[str, int]) -> Iterator[Fault]:
    """Yield what the scope needs and is not there, and what is there but would be passed over."""
    asked = _ASKS[entry.scope]
    for key in ("question", "clause", "text"):
        given = bool(getattr(entry, key).strip())
        if key in asked and not given:
            yield Fault((*path, key), f"is missing: a mark of the scope “{entry.scope}” needs it")
        if given and key not in asked | _MAY_HAVE.get(entry.scope, frozenset()):
            yield Fault(
                (*path, key), f"does not belong here: a mark of the scope “{entry.scope}” covers more than that"
            )


def _marks(entry: MarkEntry, response: Response, path: tuple[str, int], faults: list[Fault]) -> Iterator[Mark]:
    if entry.scope in {Scope.RESPONSE, Scope.ORGANISATION}:
        yield Mark(_new_id(), entry.scope, entry.reason)
    elif entry.question not in response.answers:
        faults.append(
            Fault((*path, "question"), f"has no answer in this file.{nearest(entry.question, response.answers)}")
        )
    elif entry.scope in QUESTION_SCOPES:
        yield Mark(_new_id(), entry.scope, entry.reason, entry.question)
    elif entry.scope is Scope.COMMENT:
        for comment in _comments(entry, response, path, faults):
            yield Mark(_new_id(), entry.scope, entry.reason, entry.question, comment.id)
    else:
        yield from _passage(entry, response, path, faults)


def _comments(
    entry: MarkEntry, response: Response, path: tuple[str, int], faults: list[Fault]
) -> tuple[ClauseComment, ...]:
    """Return the comments on the clause; a mark of one clause covers all of them."""
    clause = _bare(entry.clause)
    found = tuple(c for c in response.answer(entry.question).comments if _bare(c.clause) == clause)
    if not found:
        faults.append(Fault((*path, "clause"), f"is not a clause that the answer to {entry.question} comments on"))
    return found


def _bare(clause: str) -> str:
    return re.sub(r"\s", "", fold(clause)).removeprefix("clause")


def _passage(entry: MarkEntry, response: Response, path: tuple[str, int], faults: list[Fault]) -> Iterator[Mark]:
    places = _places(entry, response, path, faults)
    words = re.compile(r"\s+".join(map(re.escape, clean(entry.text).split())))
    found = [(place, *span) for place in places for span in _spans(words, response.text_at(place))]
    if len(found) == 1:
        place, start, end = found[0]
        yield Mark(_new_id(), entry.scope, entry.reason, place.question, place.comment, place.part, start, end)
    elif places:
        where = f"the comment on {entry.clause.strip()}" if entry.clause.strip() else "the answer or its rationale"
        often = "stands there more than once" if found else "is not there"
        faults.append(Fault((*path, "text"), f"must stand exactly once in {where} ({entry.question}), but {often}"))


def _places(entry: MarkEntry, response: Response, path: tuple[str, int], faults: list[Fault]) -> list[Place]:
    if not entry.clause.strip():
        return [Place(entry.question, Part.ANSWER), Place(entry.question, Part.RATIONALE)]
    comments = _comments(entry, response, path, faults)
    return [Place(entry.question, part, comment.id) for comment in comments for part in COMMENT_PARTS]


def _spans(words: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield the first two places at which `words` stand, overlapping ones too: two is already too many."""
    at = 0
    for _ in range(2):
        match = words.search(text, at)
        if match is None:
            return
        yield match.span()
        at = match.start() + 1


def _new_id() -> str:
    return uuid.uuid4().hex
