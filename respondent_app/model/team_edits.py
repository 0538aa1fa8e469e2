"""Edits to what colleagues say about a response: who does what, how far it is, comments, sign-offs. Pure functions.

Times (`at`) are in milliseconds since 1970. None of these touches what goes out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from respondent_app.model.digests import digest_of, digest_of_answer
from respondent_app.model.response import Response, looked_key, new_id
from respondent_app.model.team import ReviewComment, Role, SignOff, Status
from respondent_app.model.text import clean

V = TypeVar("V", bound=str)


def with_assignment(response: Response, question: str, person: str) -> Response:
    """Return `response` with `question` given to `person`, to nobody if that is empty."""
    name = " ".join(clean(person).split())
    return replace(response, assignments=_with(response.assignments, question, name))


def with_status(response: Response, question: str, status: Status) -> Response:
    """Return `response` with the answer to `question` said to be that far."""
    return replace(response, statuses=_with(response.statuses, question, status))


def with_review_comment(response: Response, comment: ReviewComment) -> Response:
    """Return `response` with a comment that begins a thread."""
    return replace(response, review_comments=(*response.review_comments, comment))


def with_reply(response: Response, thread: str, text: str, *, by: str, at: int) -> Response:
    """Return `response` with a reply in the thread that the comment `thread` began; unchanged if it is not there."""
    first = next((comment for comment in response.review_comments if comment.id == thread), None)
    if first is None:
        return response
    reply = ReviewComment(
        new_id(), first.question, first.part, first.comment, text=text, by=by, at=at, reply_to=first.id
    )
    return with_review_comment(response, reply)


def with_resolved(response: Response, thread: str, resolved: bool) -> Response:  # noqa: FBT001  the value that is set
    """Return `response` with a thread said to be settled, or open again."""
    changed = (replace(c, resolved=resolved) if c.id == thread else c for c in response.review_comments)
    return replace(response, review_comments=tuple(changed))


def with_sign_off(response: Response, role: Role, *, by: str, at: int) -> Response:
    """Return `response` signed, as it stands, in `role`; unchanged if the same person signed just that before.

    What was signed earlier stays, so that the trail is whole.
    """
    digest = digest_of(response, role)
    if any((s.role, s.by, s.digest) == (role, by, digest) for s in response.sign_offs):
        return response
    return replace(response, sign_offs=(*response.sign_offs, SignOff(new_id(), role, by, at, digest)))


def without_sign_off(response: Response, sign_off: str) -> Response:
    """Return `response` with one sign-off withdrawn."""
    return replace(response, sign_offs=tuple(s for s in response.sign_offs if s.id != sign_off))


def with_looked(response: Response, question: str, person: str) -> Response:
    """Return `response` with the note that `person` has looked at the answer to `question` as it is now."""
    digest = digest_of_answer(response, question)
    return replace(response, looked=_with(response.looked, looked_key(question, person), digest))


def _with(held: Mapping[str, V], key: str, value: V) -> Mapping[str, V]:
    """Return `held` with one value set; an empty one is not kept."""
    others = {k: v for k, v in held.items() if k != key}
    return {**others, key: value} if value else others
