"""From a response to what one audience may see of it. The only place that makes a `Submission`.

The public submission is built up from what is not marked. Nothing that is withheld is ever in it, so nothing has to be
taken out afterwards; a placeholder has a fixed form, so its length tells nothing.
"""

from __future__ import annotations

from itertools import pairwise

from respondent_app.model.consultation import Consultation, Question
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, ClauseComment, Likelihood, Mark, Response, Scope, Stance
from respondent_app.model.submission import (
    AnswerBlock,
    Audience,
    CommentRow,
    DetailRow,
    ReasonRow,
    Span,
    Spans,
    StanceRow,
    Submission,
)
from respondent_app.model.text import clean
from respondent_app.privacy import marks as seen
from respondent_app.privacy.marks import numbers, where
from respondent_app.privacy.statement import details_withheld, statement

__all__ = ["disclose", "numbers", "where"]

_NOT_PUBLIC = "This is not public already."
_HOW_LIKELY = {
    Likelihood.UNSET: "",
    Likelihood.WOULD: "This would happen.",
    Likelihood.WOULD_BE_LIKELY: "This would be likely to happen.",
}
DETAILS_WITHHELD = "[Withheld: personal details]"
STANCE_LABELS = {
    Stance.UNSET: "Not stated",
    Stance.AGREE: "Agree",
    Stance.DISAGREE: "Disagree",
    Stance.NO_VIEW: "No view",
}


def disclose(response: Response, consultation: Consultation, audience: Audience) -> Submission:
    """Return what `audience` may see of `response`. Pure, and quick enough to be called while somebody types."""
    view = _View(response, consultation, audience)
    return Submission(
        audience=audience,
        consultation=consultation,
        organisation=view.organisation(),
        details=view.details(),
        statement=statement(response, consultation, audience),
        answers=view.answers(),
        reasons=view.reasons(),
        anything_marked=bool(response.marks),
    )


class _View:
    """A response through the eyes of one audience."""

    def __init__(self, response: Response, consultation: Consultation, audience: Audience) -> None:
        self._response = response
        self._consultation = consultation
        self._public = audience is Audience.PUBLIC
        self._numbers = numbers(response, consultation)
        self._passages = seen.passages_by_place(response)
        self._covered = seen.covered(response)
        self._on = seen.marks_by_thing(response)

    def organisation(self) -> Spans:
        return self._cell(self._response.respondent.organisation, self._marks_on(Scope.ORGANISATION))

    def details(self) -> tuple[DetailRow, ...]:
        respondent = self._response.respondent
        personal = (
            ("name", "Name", respondent.name),
            ("role", "Role", respondent.role),
            ("email", "E-mail", respondent.email),
            ("telephone", "Telephone", respondent.telephone),
            ("address", "Address", respondent.address),
        )
        return (
            DetailRow("organisation", "Organisation", self.organisation()),
            DetailRow("category", "SEC party category", _open(respondent.category.value)),
            *(DetailRow(key, label, self._detail(value)) for key, label, value in personal),
        )

    def _detail(self, value: str) -> Spans:
        if self._public and details_withheld(self._response):
            return (Span(DETAILS_WITHHELD, withheld=True),)
        return _open(value)

    def answers(self) -> tuple[AnswerBlock, ...]:
        blocks: list[AnswerBlock] = []
        count = 0
        for question in self._consultation.questions:
            block = self._block(question, count)
            blocks.append(block)
            count += len(block.comments)
        return tuple(blocks)

    def _block(self, question: Question, count: int) -> AnswerBlock:
        outer = (*self._marks_on(Scope.RESPONSE), *self._marks_on(Scope.QUESTION, question.id))
        answer = self._response.answer(question.id)
        if outer and self._public:
            return _block(question, answer=self._placeholder(outer), confidential="Yes")
        stance = self._stance(question, answer, outer)
        comments = self._comments(question.id, answer, outer, count)
        spans = self._text(Place(question.id, Part.ANSWER), answer.text, outer, Scope.ANSWER)
        rationale = self._text(Place(question.id, Part.RATIONALE), answer.rationale, outer, Scope.RATIONALE)
        return _block(
            question,
            stance=stance,
            answer=spans,
            rationale=rationale,
            rationale_shown=question.rationale_asked or bool(rationale),
            comments=comments,
            confidential=_extent(outer, spans, rationale, *(row.value for row in stance), comments),
        )

    def _stance(self, question: Question, answer: Answer, outer: tuple[Mark, ...]) -> tuple[StanceRow, ...]:
        marks = (*outer, *self._marks_on(Scope.STANCE, question.id))
        withheld = bool(marks) and self._public
        return tuple(
            StanceRow(
                part.id,
                part.label,
                self._cell(STANCE_LABELS[stance := answer.stance.get(part.id, Stance.UNSET)], marks),
                Stance.UNSET if withheld else stance,
            )
            for part in question.stance
        )

    def _comments(self, question: str, answer: Answer, outer: tuple[Mark, ...], count: int) -> tuple[CommentRow, ...]:
        """Return the comments by clause, counted on from `count`; where all are withheld, one row stands for them."""
        marks = (*outer, *(all_of_them := self._marks_on(Scope.COMMENTS, question)))
        if self._public and all_of_them:
            cell = self._placeholder(marks)
            return (CommentRow(count + 1, question, cell, cell, cell, cell, cell, confidential="Yes"),)
        return tuple(
            self._comment(question, comment, number, marks)
            for number, comment in enumerate(self._comments_shown(question, answer), start=count + 1)
        )

    def _comments_shown(self, question: str, answer: Answer) -> tuple[ClauseComment, ...]:
        return tuple(
            comment
            for comment in answer.comments
            if not comment.is_empty or comment.clause.strip() or self._marks_on(Scope.COMMENT, question, comment.id)
        )

    def _comment(self, question: str, comment: ClauseComment, number: int, outer: tuple[Mark, ...]) -> CommentRow:
        marks = (*outer, *self._marks_on(Scope.COMMENT, question, comment.id))
        comment_texts = tuple(
            self._text(Place(question, part, comment.id), comment.text_of(part), marks)
            for part in (Part.COMMENT, Part.PROPOSED, Part.COMMENT_RATIONALE)
        )
        return CommentRow(
            number=number,
            question=question,
            clause=self._cell(comment.clause, marks),
            type=self._cell(comment.type.value.capitalize(), marks),
            comment=comment_texts[0],
            proposed=comment_texts[1],
            rationale=comment_texts[2],
            confidential=_extent(marks, *comment_texts),
        )

    def reasons(self) -> tuple[ReasonRow, ...]:
        ordered = sorted(self._response.marks, key=lambda mark: self._numbers[mark.id])
        if self._public:
            return tuple(self._public_reason(mark) for mark in ordered if mark.id not in self._covered)
        return tuple(self._full_reason(mark) for mark in ordered)

    def _public_reason(self, mark: Mark) -> ReasonRow:
        return ReasonRow(
            number=self._numbers[mark.id],
            where=seen.public_where(mark, self._consultation),
            category=seen.CATEGORY_LABELS[mark.reason.category],
            public_explanation=clean(mark.reason.public_explanation),
        )

    def _full_reason(self, mark: Mark) -> ReasonRow:
        return ReasonRow(
            number=self._numbers[mark.id],
            where=clean(where(mark, self._consultation, self._response)),
            category=seen.CATEGORY_LABELS[mark.reason.category],
            public_explanation=clean(mark.reason.public_explanation),
            explanation=_lines(mark.reason.explanation, _NOT_PUBLIC if mark.reason.not_public else ""),
            harm=_lines(mark.reason.harm, _HOW_LIKELY[mark.reason.likelihood]),
            until=clean(mark.reason.until),
            substitute=clean(mark.reason.substitute),
        )

    def _marks_on(self, scope: Scope, question: str = "", comment: str = "") -> tuple[Mark, ...]:
        return self._on.get((scope, question, comment), ())

    def _cell(self, text: str, marks: tuple[Mark, ...]) -> Spans:
        """Show a short text that is confidential as a whole or not at all."""
        if not marks:
            return _open(text)
        if self._public:
            return self._placeholder(marks)
        return (Span(clean(text), confidential=True, numbers=self._numbers_of(marks)),) if text else ()

    def _text(self, place: Place, text: str, outer: tuple[Mark, ...], scope: Scope | None = None) -> Spans:
        """Show a text that is confidential as a whole (by `outer` or a mark of `scope`), in passages, or not at all."""
        if scope:
            outer = (*outer, *self._marks_on(scope, place.question))
        if outer and self._public:
            return self._placeholder(outer)
        found = seen.runs(text, self._passages.get(place, ()))
        spans: list[Span] = []
        at = 0
        for run in found:
            spans += self._cell(text[at : run.start], outer)
            spans += self._placeholder(run.marks) if self._public else self._pieces(text, run, outer)
            at = run.end
        return (*spans, *self._cell(text[at:], outer))

    def _pieces(self, text: str, run: seen.Run, outer: tuple[Mark, ...]) -> Spans:
        """Cut a run where one of its marks starts or ends, so that the full version says which number covers what."""
        inside = {at for mark in run.marks for at in (mark.start, mark.end) if run.start < at < run.end}
        cuts = sorted({run.start, run.end} | inside)
        return tuple(
            Span(
                clean(text[start:end]),
                confidential=True,
                numbers=self._numbers_of((*outer, *(m for m in run.marks if m.start < end and start < m.end))),
            )
            for start, end in pairwise(cuts)
        )

    def _placeholder(self, marks: tuple[Mark, ...]) -> Spans:
        """Stand in for what `marks` cover; of marks inside a larger one only the largest is told."""
        told = sorted(
            (mark for mark in marks if mark.id not in self._covered),
            key=lambda mark: self._numbers[mark.id],
        )
        found = self._numbers_of(tuple(told))
        substitutes = "; ".join(
            substitute for mark in told if (substitute := " ".join(clean(mark.reason.substitute).split()))
        )
        label = f"Confidential {', '.join(map(str, found))}"
        return (Span(f"[{label}: {substitutes}]" if substitutes else f"[{label}]", withheld=True, numbers=found),)

    def _numbers_of(self, marks: tuple[Mark, ...]) -> tuple[int, ...]:
        return tuple(sorted({self._numbers[mark.id] for mark in marks}))


def _lines(*texts: str) -> str:
    return "\n".join(clean(text) for text in texts if text.strip())


def _open(text: str) -> Spans:
    return (Span(clean(text)),) if text else ()


def _block(
    question: Question,
    *,
    answer: Spans,
    confidential: str,
    stance: tuple[StanceRow, ...] = (),
    rationale: Spans = (),
    rationale_shown: bool = False,
    comments: tuple[CommentRow, ...] = (),
) -> AnswerBlock:
    return AnswerBlock(
        question=question.id,
        title=question.title,
        text=question.text,
        stance=stance,
        answer=answer,
        rationale=rationale,
        rationale_shown=rationale_shown,
        comments=comments,
        confidential=confidential,
    )


def _extent(marks: tuple[Mark, ...], *inside: Spans | tuple[CommentRow, ...]) -> str:
    if marks:
        return "Yes"
    return "Part" if any(_is_partly_closed(item) for items in inside for item in items) else "No"


def _is_partly_closed(item: Span | CommentRow) -> bool:
    if isinstance(item, Span):
        return item.confidential or item.withheld
    return item.confidential != "No"
