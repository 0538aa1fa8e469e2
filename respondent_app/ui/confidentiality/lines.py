"""The two versions of a response as lines to show beside each other. No Qt: values in, values out."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from respondent_app.model.consultation import Consultation, Question
from respondent_app.model.place import Part, Place
from respondent_app.model.response import QUESTION_SCOPES, Answer, ClauseComment, Mark, Response, Scope, Stance
from respondent_app.model.submission import AnswerBlock, CommentRow, Spans, Submission, plain


class Kind(enum.StrEnum):
    """What a line is: a heading, a heading below it, the name of a fact, or text."""

    QUESTION = "question"
    PART = "part"
    NAME = "name"
    TEXT = "text"


class Look(enum.StrEnum):
    """How a piece of a line is read."""

    PLAIN = "plain"
    MUTED = "muted"
    CONFIDENTIAL = "confidential"
    NUMBER = "number"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one look. `numbers` are those of the marks on them.

    Words of the response know the text they come from (`place`) and where they start in it (`start`, code points).
    """

    text: str
    look: Look = Look.PLAIN
    numbers: tuple[int, ...] = ()
    place: Place | None = None
    start: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One or more paragraphs of the same kind."""

    kind: Kind
    pieces: tuple[Piece, ...]


STANCES = {Stance.UNSET: "Not stated", Stance.AGREE: "Agree", Stance.DISAGREE: "Disagree", Stance.NO_VIEW: "No view"}
_NOTHING = Piece("Nothing written yet", Look.MUTED)
_COMMENT_PARTS = ((Part.COMMENT, ""), (Part.PROPOSED, "Proposed wording"), (Part.COMMENT_RATIONALE, "Rationale"))


def full_lines(
    response: Response, consultation: Consultation, numbers: Mapping[str, int], *, details_withheld: bool
) -> tuple[Line, ...]:
    """Return the whole response as the publisher reads it, with its marks."""
    return tuple(_Full(response, consultation, numbers).lines(details_withheld=details_withheld))


def public_lines(submission: Submission) -> tuple[Line, ...]:
    """Return the public version as it would be published."""
    return tuple(_public(submission))


class _Full:
    def __init__(self, response: Response, consultation: Consultation, numbers: Mapping[str, int]) -> None:
        self._response = response
        self._consultation = consultation
        self._numbers = numbers

    def lines(self, *, details_withheld: bool) -> Iterator[Line]:
        for question in self._consultation.questions:
            yield from self._question(question)
        yield from self._respondent(details_withheld=details_withheld)

    def _question(self, question: Question) -> Iterator[Line]:
        answer = self._response.answer(question.id)
        outer = self._whole(Scope.RESPONSE) + self._whole(Scope.QUESTION, question.id)
        yield _heading(question.id, question.title, outer)
        of_stance = self._whole(Scope.STANCE, question.id)
        for part in question.stance:
            stance = STANCES[answer.stance.get(part.id, Stance.UNSET)]
            yield _named(part.label, (_piece(stance, outer + of_stance), *_number_pieces(of_stance)))
        yield from self._part("Answer", Place(question.id, Part.ANSWER), outer, Scope.ANSWER)
        asked = question.rationale_asked or answer.rationale.strip()
        if asked:
            yield from self._part("Rationale", Place(question.id, Part.RATIONALE), outer, Scope.RATIONALE)
        yield from self._comments(question.id, answer, outer + self._whole(Scope.COMMENTS, question.id))

    def _part(self, title: str, place: Place, outer: tuple[int, ...], scope: Scope) -> Iterator[Line]:
        marked = self._whole(scope, place.question)
        yield Line(Kind.PART, (_piece(title, ()), *_number_pieces(marked)))
        yield self._text(place, outer + marked) or Line(Kind.TEXT, (_NOTHING,))

    def _comments(self, question: str, answer: Answer, outer: tuple[int, ...]) -> Iterator[Line]:
        for comment in answer.comments:
            numbers = outer + self._whole(Scope.COMMENT, question, comment.id)
            if not comment.is_empty or comment.clause.strip() or numbers:
                yield from self._comment(question, comment, numbers)

    def _comment(self, question: str, comment: ClauseComment, numbers: tuple[int, ...]) -> Iterator[Line]:
        title = f"Comment on {comment.clause.strip() or 'a clause'} · {comment.type}"
        yield Line(Kind.PART, (_piece(title, numbers), *_number_pieces(numbers)))
        for part, name in _COMMENT_PARTS:
            line = self._text(Place(question, part, comment.id), numbers)
            if line:
                yield from _under(name, line)

    def _respondent(self, *, details_withheld: bool) -> Iterator[Line]:
        respondent = self._response.respondent
        marked = self._whole(Scope.ORGANISATION)
        yield _line(Kind.QUESTION, "Respondent")
        name = _piece(respondent.organisation, marked) if respondent.organisation else _NOTHING
        yield Line(Kind.TEXT, (name, *_number_pieces(marked)))
        if respondent.category:
            yield _line(Kind.TEXT, respondent.category)
        details = [detail.strip() for detail in respondent.contact_details if detail.strip()]
        look = Look.CONFIDENTIAL if details_withheld else Look.PLAIN
        if details:
            yield Line(Kind.TEXT, (Piece("\n".join(details), look),))

    def _text(self, place: Place, outer: tuple[int, ...]) -> Line | None:
        text = self._response.text_at(place)
        if not text.strip():
            return None
        return Line(Kind.TEXT, tuple(self._pieces(place, text, outer)))

    def _pieces(self, place: Place, text: str, outer: tuple[int, ...]) -> Iterator[Piece]:
        """Cut a text where a marked passage starts or ends; its number follows its last word."""
        passages = self._response.passages(place)
        cuts = sorted({0, len(text)} | {cut for mark in passages for cut in (mark.start, mark.end)})
        cuts = [cut for cut in cuts if 0 <= cut <= len(text)]
        for start, end in pairwise(cuts):
            numbers = tuple(self._numbers[m.id] for m in passages if m.start <= start and end <= m.end)
            yield replace(_piece(text[start:end], outer + numbers), place=place, start=start)
            yield from _number_pieces(tuple(self._numbers[m.id] for m in passages if m.end == end))

    def _whole(self, scope: Scope, question: str = "", comment: str = "") -> tuple[int, ...]:
        return tuple(self._numbers[mark.id] for mark in self._response.marks if _is_on(mark, scope, question, comment))


def _is_on(mark: Mark, scope: Scope, question: str, comment: str) -> bool:
    if mark.scope is not scope:
        return False
    if scope in QUESTION_SCOPES:
        return mark.question == question
    return scope is not Scope.COMMENT or (mark.question, mark.comment) == (question, comment)


def _public(submission: Submission) -> Iterator[Line]:
    for block in submission.answers:
        yield from _public_answer(block)
    yield _line(Kind.QUESTION, "Respondent")
    yield Line(Kind.TEXT, _shown(submission.organisation) or (_NOTHING,))
    yield from _public_details(submission)
    yield from _public_reasons(submission)


def _public_answer(block: AnswerBlock) -> Iterator[Line]:
    yield _heading(block.question, block.title, ())
    for stance in block.stance:
        yield _named(stance.label, _shown(stance.value))
    yield _line(Kind.PART, "Answer")
    yield Line(Kind.TEXT, _shown(block.answer) or (_NOTHING,))
    if block.rationale_shown:
        yield _line(Kind.PART, "Rationale")
        yield Line(Kind.TEXT, _shown(block.rationale) or (_NOTHING,))
    for comment in block.comments:
        yield from _public_comment(comment)


def _public_comment(comment: CommentRow) -> Iterator[Line]:
    if comment.clause and any(span.withheld for span in comment.clause):
        yield Line(Kind.PART, (Piece("Comment "), *_shown(comment.clause)))
        return
    title = f"Comment on {plain(comment.clause).strip() or 'a clause'} · {plain(comment.type).lower()}"
    yield _line(Kind.PART, title)
    parts = ((comment.comment, ""), (comment.proposed, "Proposed wording"), (comment.rationale, "Rationale"))
    for spans, name in parts:
        if spans:
            yield from _under(name, Line(Kind.TEXT, _shown(spans)))


def _public_details(submission: Submission) -> Iterator[Line]:
    """Show the details below the organisation, each placeholder once."""
    seen: list[tuple[Piece, ...]] = []
    for row in submission.details[1:]:
        shown = _shown(row.value)
        if shown and shown not in seen:
            seen.append(shown)
            yield Line(Kind.TEXT, shown)


def _public_reasons(submission: Submission) -> Iterator[Line]:
    if not submission.reasons:
        return
    yield _line(Kind.QUESTION, "Reasons")
    for row in submission.reasons:
        chip = _chip(f"Confidential {row.number}", (row.number,))
        said = f": {row.public_explanation}" if row.public_explanation.strip() else ""
        yield Line(Kind.TEXT, (chip, Piece(f" {row.where} · {row.category}{said}")))


def _shown(spans: Spans) -> tuple[Piece, ...]:
    return tuple(
        _chip(span.text.removeprefix("[").removesuffix("]"), span.numbers) if span.withheld else Piece(span.text)
        for span in spans
    )


def _chip(text: str, numbers: tuple[int, ...]) -> Piece:
    """Stand in for what is withheld: its ground takes the place of the brackets it has in a file."""
    return Piece(f"\N{NO-BREAK SPACE}{text}\N{NO-BREAK SPACE}", Look.WITHHELD, numbers)


def _heading(question: str, title: str, numbers: tuple[int, ...]) -> Line:
    return Line(Kind.QUESTION, (_piece(f"{question}  {title}", numbers), *_number_pieces(numbers)))


def _line(kind: Kind, text: str) -> Line:
    return Line(kind, (Piece(text),))


def _named(name: str, value: tuple[Piece, ...]) -> Line:
    return Line(Kind.TEXT, (Piece(f"{name}: ", Look.MUTED), *value))


def _under(name: str, line: Line) -> Iterator[Line]:
    if name:
        yield _line(Kind.NAME, name)
    yield line


def _piece(text: str, numbers: tuple[int, ...]) -> Piece:
    return Piece(text, Look.CONFIDENTIAL if numbers else Look.PLAIN, numbers)


def _number_pieces(numbers: tuple[int, ...]) -> tuple[Piece, ...]:
    return (Piece(", ".join(map(str, numbers)), Look.NUMBER, numbers),) if numbers else ()
