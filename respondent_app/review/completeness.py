"""What a person should look at before sending: what is missing, what contradicts, what would come into the open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from respondent_app.model.consultation import Consultation, Question
from respondent_app.model.finding import Finding, Room, Weight
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, Category, ClauseComment, Respondent, Response
from respondent_app.model.text import fold
from respondent_app.review import claims, exposure, leftovers, people
from respondent_app.review.wording import where

_PLAUSIBLE_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>.]+(?:\.[^@\s,;<>.]+)+")


def check(response: Response, consultation: Consultation) -> tuple[Finding, ...]:
    """Return everything worth a look, in the order of the response. Linear in its length; called while typing."""
    return tuple(_findings(response, consultation))


def _findings(response: Response, consultation: Consultation) -> Iterator[Finding]:
    yield from _respondent(response.respondent)
    for question in consultation.questions:
        yield from _answer(question, response.answer(question.id), response)
    yield from _answers_to_nothing(response, consultation)
    yield from _same_answer_twice(response)
    yield from exposure.findings(response, consultation)
    yield from claims.findings(response)
    yield from leftovers.findings(response, consultation)
    yield from people.findings(response, consultation)
    yield from _of_the_team(response, consultation)


def _of_the_team(response: Response, consultation: Consultation) -> Iterator[Finding]:
    """What colleagues left open. Who works alone has none of it, and does not wait for it at the start."""
    if response.review_comments or response.statuses:
        from respondent_app.review import queue

        yield from queue.findings(response, consultation)
    if consultation.sign_offs.needed:
        from respondent_app.review import sign_offs

        yield from sign_offs.findings(response, consultation.sign_offs)


def _respondent(respondent: Respondent) -> Iterator[Finding]:
    if not respondent.organisation.strip():
        yield _about_respondent("organisation", "The name of your organisation is missing.")
    if respondent.category is Category.UNSET:
        yield _about_respondent("category", "The SEC party category of your organisation is not chosen.")
    email = respondent.email.strip()
    if not email:
        yield _about_respondent("email", "The contact e-mail address is missing.")
    elif not _PLAUSIBLE_EMAIL.fullmatch(email):
        yield _about_respondent("email-form", "The contact e-mail address does not look like one.")
    if not respondent.name.strip():
        yield _about_respondent("name", "The name of the person to contact is missing.", Weight.SHOULD)


def _about_respondent(what: str, message: str, weight: Weight = Weight.MUST) -> Finding:
    return Finding(f"respondent:{what}", weight, message, Room.RESPONDENT)


def _answer(question: Question, answer: Answer, response: Response) -> Iterator[Finding]:
    if answer.is_empty:
        yield _about_answer(
            f"unanswered:{question.id}",
            f"{question.id} is not answered yet. If there is nothing to say, “No comment” is an answer.",
            Place(question.id, Part.ANSWER),
        )
        return
    if answer.is_no_comment:
        yield from _no_comment(question, answer)
    else:
        yield from _stance(question, answer)
        yield from _rationale(question, answer, response)
    for comment in answer.comments:
        yield from _comment(question, comment, response)


def _no_comment(question: Question, answer: Answer) -> Iterator[Finding]:
    """“No comment” stands by itself: with anything beside it the publisher cannot tell which is meant."""
    has_stance = any(answer.stance.values())
    also = [
        what
        for what, is_there in (
            ("a position", has_stance),
            ("a rationale", bool(answer.rationale.strip())),
            ("comments by clause", any(not comment.is_empty for comment in answer.comments)),
        )
        if is_there
    ]
    if also:
        yield _about_answer(
            f"no-comment:{question.id}",
            f"{question.id} says “No comment”, but gives {' and '.join(also)} too. Keep one or the other.",
            Place(question.id, Part.ANSWER),
            Weight.SHOULD,
        )
    if has_stance:
        yield from _stance(question, answer)


def _about_answer(finding_id: str, message: str, place: Place, weight: Weight = Weight.MUST) -> Finding:
    return Finding(finding_id, weight, message, Room.ANSWERING, place)


def _stance(question: Question, answer: Answer) -> Iterator[Finding]:
    for part in question.stance:
        if not answer.stance.get(part.id):
            yield _about_answer(
                f"stance:{question.id}:{part.id}",
                f"{question.id} asks whether you agree. Nothing is chosen yet for “{part.label}”.",
                Place(question.id, Part.ANSWER),
            )


def _rationale(question: Question, answer: Answer, response: Response) -> Iterator[Finding]:
    """One rationale for the answer will do, or one for each comment."""
    if not question.rationale_asked or answer.rationale.strip():
        return
    written = [comment for comment in answer.comments if not comment.is_empty]
    if not written:
        yield _about_answer(
            f"rationale:{question.id}",
            f"{question.id} asks for a rationale, and none is given yet.",
            Place(question.id, Part.RATIONALE),
        )
    for comment in written:
        if not comment.rationale.strip():
            place = Place(question.id, Part.COMMENT_RATIONALE, comment.id)
            yield _about_answer(
                f"rationale:{question.id}:{comment.id}",
                f"{question.id} asks for a rationale: {where(place, response)} is empty.",
                place,
            )


def _comment(question: Question, comment: ClauseComment, response: Response) -> Iterator[Finding]:
    place = Place(question.id, Part.COMMENT, comment.id)
    if not (comment.comment.strip() or comment.proposed.strip()):
        message = f"Nothing is written in {where(place, response)}. Write it, or remove the row."
        yield _about_answer(f"comment-empty:{comment.id}", message, place)
    elif not comment.clause.strip():
        message = f"A comment in {question.id} does not say which clause it is about."
        yield _about_answer(f"comment-clause:{comment.id}", message, place)


def _answers_to_nothing(response: Response, consultation: Consultation) -> Iterator[Finding]:
    asked = {question.id for question in consultation.questions}
    for question_id, answer in response.answers.items():
        if question_id not in asked and not answer.is_empty:
            yield _about_answer(
                f"not-asked:{question_id}",
                f"There is an answer to {question_id}, which this consultation does not ask. It will not be sent.",
                Place(question_id, Part.ANSWER),
                Weight.SHOULD,
            )


def _same_answer_twice(response: Response) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for question_id, answer in response.answers.items():
        text = fold(answer.text)
        if not text or answer.is_no_comment:
            continue
        if text in first:
            yield _about_answer(
                f"same:{question_id}",
                f"The answers to {first[text]} and {question_id} are the same, word for word.",
                Place(question_id, Part.ANSWER),
                Weight.SHOULD,
            )
        first.setdefault(text, question_id)
