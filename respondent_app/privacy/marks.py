"""Confidential marks seen together: which stand inside which, how they are numbered, where they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from respondent_app.model.consultation import Consultation
from respondent_app.model.place import COMMENT_PARTS, Part, Place
from respondent_app.model.response import Mark, ReasonCategory, Response, Scope

CATEGORY_LABELS = {
    ReasonCategory.COMMERCIAL: "Commercial interests",
    ReasonCategory.CONTRACT: "Terms of a contract",
    ReasonCategory.TRADE_SECRET: "Trade secret",
    ReasonCategory.SECURITY: "Security",
    ReasonCategory.PERSONAL_DATA: "Personal data",
    ReasonCategory.THIRD_PARTY: "Information of a third party",
    ReasonCategory.LEGAL: "Legal advice or proceedings",
    ReasonCategory.MARKET_SENSITIVE: "Market-sensitive information",
    ReasonCategory.OTHER: "Other",
}
PART_LABELS = {
    Part.ANSWER: "answer",
    Part.RATIONALE: "rationale",
    Part.COMMENT: "comment",
    Part.PROPOSED: "proposed wording",
    Part.COMMENT_RATIONALE: "rationale of a comment",
}
_PART_SCOPES = {
    Scope.ANSWER: "whole answer",
    Scope.RATIONALE: "whole rationale",
    Scope.STANCE: "position",
    Scope.COMMENTS: "all comments by clause",
}
_SCOPE_OF_PART = {Part.ANSWER: Scope.ANSWER, Part.RATIONALE: Scope.RATIONALE}
_Thing = tuple[Scope, str, str]
_WHOLE = {Scope.RESPONSE: "Whole response", Scope.ORGANISATION: "Name of the organisation"}
_PARTS = tuple(Part)
_PART_RANKS = {Scope.QUESTION: -2, Scope.STANCE: -1, Scope.ANSWER: 0, Scope.RATIONALE: 1, Scope.COMMENTS: 2}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that marks cover without a gap, and the marks that do."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def numbers(response: Response, consultation: Consultation) -> dict[str, int]:
    """Number the marks in reading order, from 1, by their id.

    Marks inside something that is withheld as a whole come after all others: only the full version shows them, and a
    gap in the public one would say how many there are.
    """
    order = _ReadingOrder(response, consultation)
    inside = covered(response)
    ranked = sorted(response.marks, key=lambda mark: (mark.id in inside, *order.key(mark)))
    return {mark.id: number for number, mark in enumerate(ranked, start=1)}


def covered(response: Response) -> frozenset[str]:
    """Return the ids of the marks that stand in something which another mark withholds as a whole."""
    withheld = {_thing(mark) for mark in response.marks if mark.scope is not Scope.PASSAGE}
    return frozenset(mark.id for mark in response.marks if not withheld.isdisjoint(_things_around(mark)))


def where(mark: Mark, consultation: Consultation, response: Response | None = None) -> str:
    """Say in words what a mark covers; with `response`, name the clause of a comment too."""
    if mark.scope in _WHOLE:
        return _WHOLE[mark.scope]
    name = question_name(mark.question, consultation)
    if mark.scope is Scope.QUESTION:
        return name
    if mark.scope in _PART_SCOPES:
        return f"{name}, {_PART_SCOPES[mark.scope]}"
    comment = f"comment on clause {clause}" if (clause := _clause(mark, response)) else "comment"
    if mark.scope is Scope.COMMENT or mark.part is Part.COMMENT:
        return f"{name}, {comment}"
    if mark.part in COMMENT_PARTS:
        return f"{name}, {comment}, {'rationale' if mark.part is Part.COMMENT_RATIONALE else PART_LABELS[mark.part]}"
    return f"{name}, {PART_LABELS[mark.part]}"


def public_where(mark: Mark, consultation: Consultation) -> str:
    """Say where a mark is as far as the public may know: no nearer than the question."""
    return _WHOLE.get(mark.scope) or question_name(mark.question, consultation)


def question_name(question: str, consultation: Consultation) -> str:
    """Return the question's id as it is printed, or a plain phrase if the consultation does not ask it."""
    return question if any(question == known.id for known in consultation.questions) else "A question not asked"


def faulty_marks(response: Response, consultation: Consultation) -> tuple[Mark, ...]:
    """Return the marks that cover nothing: what they say is confidential cannot be told from them."""
    asked = {question.id for question in consultation.questions}
    return tuple(mark for mark in response.marks if _is_faulty(mark, response, asked))


def passages_by_place(response: Response) -> dict[Place, tuple[Mark, ...]]:
    """Return the marked passages of every text."""
    found: defaultdict[Place, list[Mark]] = defaultdict(list)
    for mark in response.marks:
        if mark.scope is Scope.PASSAGE:
            found[place_of(mark)].append(mark)
    return {place: tuple(marks) for place, marks in found.items()}


def marks_by_thing(response: Response) -> dict[_Thing, tuple[Mark, ...]]:
    """Return the marks on whole things by scope, question and comment, as far as the scope needs them."""
    found: defaultdict[_Thing, list[Mark]] = defaultdict(list)
    for mark in response.marks:
        if mark.scope is not Scope.PASSAGE:
            found[_thing(mark)].append(mark)
    return {thing: tuple(marks) for thing, marks in found.items()}


def place_of(mark: Mark) -> Place:
    """Return the text a passage lies in; a comment's id means nothing for answer and rationale."""
    return mark.place if mark.part in COMMENT_PARTS else replace(mark.place, comment="")


def is_within(mark: Mark, text: str) -> bool:
    """Whether the range of a passage lies in `text` and holds at least one word or sign."""
    return 0 <= mark.start < mark.end <= len(text) and not text[mark.start : mark.end].isspace()


def runs(text: str, passages: tuple[Mark, ...]) -> tuple[Run, ...]:
    """Merge passages that overlap or touch into runs, without the white space at their ends.

    If one of them does not lie within the text, nobody can tell what was meant: the whole text becomes one run.
    """
    if not all(is_within(mark, text) for mark in passages):
        return (Run(0, len(text), passages),)
    merged: list[Run] = []
    for mark in sorted(passages, key=lambda mark: (mark.start, mark.end, mark.id)):
        if merged and mark.start <= merged[-1].end:
            last = merged.pop()
            merged.append(Run(last.start, max(last.end, mark.end), (*last.marks, mark)))
        else:
            merged.append(Run(mark.start, mark.end, (mark,)))
    return tuple(_trimmed(run, text) for run in merged)


def _trimmed(run: Run, text: str) -> Run:
    words = text[run.start : run.end]
    start = run.start + len(words) - len(words.lstrip())
    return Run(start, run.end - (len(words) - len(words.rstrip())), run.marks)


def _thing(mark: Mark) -> _Thing:
    """What a mark on something whole lies on."""
    question = "" if mark.scope in _WHOLE else mark.question
    return (mark.scope, question, mark.comment if mark.scope is Scope.COMMENT else "")


def _things_around(mark: Mark) -> Iterator[_Thing]:
    """Yield the larger things in which that lies which `mark` covers."""
    if mark.scope in _WHOLE:
        return
    yield (Scope.RESPONSE, "", "")
    if mark.scope is Scope.QUESTION:
        return
    yield (Scope.QUESTION, mark.question, "")
    if mark.scope is Scope.COMMENT:
        yield (Scope.COMMENTS, mark.question, "")
    if mark.scope is Scope.PASSAGE and mark.part in COMMENT_PARTS:
        yield (Scope.COMMENTS, mark.question, "")
        yield (Scope.COMMENT, mark.question, mark.comment)
    elif mark.scope is Scope.PASSAGE:
        yield (_SCOPE_OF_PART[mark.part], mark.question, "")


def _is_faulty(mark: Mark, response: Response, asked: set[str]) -> bool:
    if mark.scope in _WHOLE:
        return False
    if mark.question not in asked:
        return True
    if mark.scope is Scope.COMMENT:
        return all(comment.id != mark.comment for comment in response.answer(mark.question).comments)
    return mark.scope is Scope.PASSAGE and not is_within(mark, response.text_at(place_of(mark)))


def _clause(mark: Mark, response: Response | None) -> str:
    comments = response.answer(mark.question).comments if response else ()
    return next((comment.clause.strip() for comment in comments if comment.id == mark.comment), "")


class _ReadingOrder:
    """Sorting key of marks: whole things first, then by question, part, comment and place in the text."""

    def __init__(self, response: Response, consultation: Consultation) -> None:
        self._questions = {question.id: index for index, question in enumerate(consultation.questions)}
        self._comments = {
            (question, comment.id): index
            for question, answer in response.answers.items()
            for index, comment in enumerate(answer.comments)
        }

    def key(self, mark: Mark) -> tuple[int, int, int, int, int, int, int, str]:
        if mark.scope in _WHOLE:
            return (0 if mark.scope is Scope.RESPONSE else 1, 0, 0, 0, 0, 0, 0, mark.id)
        question = self._questions.get(mark.question, len(self._questions))
        if mark.scope in _PART_RANKS:
            return (2, question, _PART_RANKS[mark.scope], -1, 0, 0, 0, mark.id)
        if mark.scope is Scope.COMMENT or mark.part in COMMENT_PARTS:
            comment = self._comments.get((mark.question, mark.comment), len(self._comments))
            part = -1 if mark.scope is Scope.COMMENT else _PARTS.index(mark.part)
            return (2, question, 2, comment, part, mark.start, mark.end, mark.id)
        return (2, question, _PARTS.index(mark.part), 0, 0, mark.start, mark.end, mark.id)
