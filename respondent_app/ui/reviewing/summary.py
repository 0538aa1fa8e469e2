"""What has been said so far, question by question, in a word or two each. No widgets."""

from __future__ import annotations

from dataclasses import dataclass

from respondent_app.model.consultation import Consultation, Question
from respondent_app.model.response import Answer, Response, Scope, Stance

NOT_ASKED = "–"
_STANCES = {Stance.AGREE: "Agree", Stance.DISAGREE: "Disagree", Stance.NO_VIEW: "No view", Stance.UNSET: "Not yet"}


@dataclass(frozen=True, slots=True)
class QuestionSummary:
    """One question in words fit for the cells of a table; `settled` says that there is an answer of some kind."""

    question: str
    title: str
    answer: str
    stance: str
    rationale: str
    comments: str
    confidential: str
    settled: bool


def summarise(response: Response, consultation: Consultation) -> tuple[QuestionSummary, ...]:
    """Sum up the answers of `response` in the order of the questions."""
    return tuple(_question_summary(response, question) for question in consultation.questions)


def _question_summary(response: Response, question: Question) -> QuestionSummary:
    answer = response.answer(question.id)
    said = _answer_word(answer)
    return QuestionSummary(
        question=question.id,
        title=question.title,
        answer=said,
        stance=_stance_words(answer, question),
        rationale=_rationale_word(answer, question),
        comments=str(_comment_count(answer) or NOT_ASKED),
        confidential=_confidential_words(response, question.id),
        settled=said in {"Answered", "No comment"},
    )


def _answer_word(answer: Answer) -> str:
    if answer.is_no_comment:
        return "No comment"
    if answer.text.strip() or _comment_count(answer):
        return "Answered"
    return "Not yet" if answer.is_empty else "Started"


def _stance_words(answer: Answer, question: Question) -> str:
    if not question.stance:
        return NOT_ASKED
    taken = [answer.stance.get(part.id, Stance.UNSET) for part in question.stance]
    if len(set(taken)) == 1 and (taken[0] or not answer.is_no_comment):
        return _STANCES[taken[0]]
    return f"{sum(map(bool, taken))} of {len(taken)}"


def _rationale_word(answer: Answer, question: Question) -> str:
    if answer.rationale.strip():
        return "Given"
    written = [comment for comment in answer.comments if not comment.is_empty]
    if written and all(comment.rationale.strip() for comment in written):
        return "By clause"
    return "Not yet" if question.rationale_asked and not answer.is_no_comment else NOT_ASKED


def _comment_count(answer: Answer) -> int:
    return sum(not comment.is_empty for comment in answer.comments)


def _confidential_words(response: Response, question: str) -> str:
    if any(mark.scope is Scope.RESPONSE for mark in response.marks):
        return "All of it"
    here = [mark for mark in response.marks if mark.question == question]
    if any(mark.scope is Scope.QUESTION for mark in here):
        return "All of it"
    return f"{len(here)} part{'' if len(here) == 1 else 's'}" if here else NOT_ASKED
