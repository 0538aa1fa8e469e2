"""What in a response waits for a person who reviews it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from respondent_app.model.consultation import Consultation
from respondent_app.model.digests import digest_of_answer
from respondent_app.model.finding import Finding, Room, Weight
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Response, looked_key
from respondent_app.model.team import ReviewComment, Status
from respondent_app.model.text import fold


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and the replies to it, in the order in which they were written."""

    first: ReviewComment
    replies: tuple[ReviewComment, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is to be known of one question before one looks at it. `open_comments` counts threads not resolved."""

    question: str
    title: str
    status: Status
    assigned_to: str
    assigned_to_person: bool
    changed: bool
    open_comments: int

    @property
    def waits(self) -> bool:
        """Whether there is something to look at."""
        return self.status is Status.TO_REVIEW or self.changed or self.open_comments > 0


def queue(response: Response, consultation: Consultation, person: str) -> tuple[Waiting, ...]:
    """Return, for each question of the consultation, what waits there for `person`."""
    counts = _open_threads(response)
    return tuple(
        Waiting(
            question=question.id,
            title=question.title,
            status=response.statuses.get(question.id, Status.DRAFTING),
            assigned_to=response.assignments.get(question.id, ""),
            assigned_to_person=_same(response.assignments.get(question.id, ""), person),
            changed=changed_since_looked(response, question.id, person),
            open_comments=counts.get(question.id, 0),
        )
        for question in consultation.questions
    )


def changed_since_looked(response: Response, question: str, person: str) -> bool:
    """Whether the answer or its marks are not what they were when `person` last looked; no if they never did."""
    seen = response.looked.get(looked_key(question, person), "")
    return bool(seen) and seen != digest_of_answer(response, question)


def threads(response: Response, question: str = "") -> tuple[Thread, ...]:
    """Return the threads on one question, or on all of them: by time, each with its replies.

    A reply whose thread is not known stands for a thread of its own: nothing that somebody wrote is hidden.
    """
    ordered = sorted(response.review_comments, key=_when)
    known = {comment.id for comment in ordered if not comment.reply_to}
    replies: dict[str, list[ReviewComment]] = {}
    for comment in ordered:
        if comment.reply_to in known:
            replies.setdefault(comment.reply_to, []).append(comment)
    firsts = (c for c in ordered if c.reply_to not in known and question in {"", c.question})
    return tuple(Thread(first, tuple(replies.get(first.id, ()))) for first in firsts)


def findings(response: Response, consultation: Consultation) -> Iterator[Finding]:
    """Yield what colleagues have not settled yet. None of it stands in the way."""
    counts = _open_threads(response)
    agreed = Status.AGREED in response.statuses.values()
    for question in consultation.questions:
        place = Place(question.id, Part.ANSWER)
        status = response.statuses.get(question.id, Status.DRAFTING)
        if count := counts.get(question.id, 0):
            said = "1 comment by a colleague is" if count == 1 else f"{count} comments by colleagues are"
            yield _worth_a_look(f"comments:{question.id}", f"{said} not resolved in {question.id}.", place)
        if status is Status.TO_REVIEW:
            yield _worth_a_look(f"to-review:{question.id}", f"{question.id} still waits to be reviewed.", place)
        elif status is Status.DRAFTING and agreed:
            message = f"{question.id} is still being drafted, while other answers are agreed."
            yield _worth_a_look(f"drafting:{question.id}", message, place)


def _worth_a_look(finding_id: str, message: str, place: Place) -> Finding:
    return Finding(finding_id, Weight.SHOULD, message, Room.ANSWERING, place)


def _open_threads(response: Response) -> dict[str, int]:
    counts: dict[str, int] = {}
    for thread in threads(response):
        if not thread.first.resolved:
            counts[thread.first.question] = counts.get(thread.first.question, 0) + 1
    return counts


def _when(comment: ReviewComment) -> tuple[int, str, str]:
    return (comment.at, comment.by, comment.text)


def _same(assigned: str, person: str) -> bool:
    return bool(assigned) and fold(assigned) == fold(person)
