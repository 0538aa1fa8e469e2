"""A copy for somebody outside the team: what the response says now, and nothing of how it came to that.

The file is made from the values alone. No event of the draft goes into it, so nothing that was deleted can be found in
it again, and nothing that colleagues say to each other.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from respondent_app.drafts.saved_response import save_response
from respondent_app.model.response import Answer, ClauseComment, Mark, Response, Scope, new_id


def save_outside_copy(path: Path, response: Response, *, author: str, passphrase: str | None = None) -> None:
    """Make a new draft that says what `response` says, confidential words included, as if `author` had written it.

    `StorageError` if a file of that name is already there.
    """
    save_response(path, for_outside(response), author=author, passphrase=passphrase)


def for_outside(response: Response) -> Response:
    """Return `response` without what the team keeps to itself, and with ids of its own.

    A mark that covers nothing any more goes, too: only its reason is left, and that speaks of words that are gone.
    """
    comments = {c.id: new_id() for answer in response.answers.values() for c in answer.comments}
    return Response(
        response.consultation,
        respondent=response.respondent,
        answers={question: _answer(answer, comments) for question, answer in response.answers.items()},
        marks=tuple(_mark(mark, comments) for mark in response.marks if _covers_something(mark)),
        contact_public=response.contact_public,
    )


def _answer(answer: Answer, ids: dict[str, str]) -> Answer:
    comments: tuple[ClauseComment, ...] = tuple(replace(comment, id=ids[comment.id]) for comment in answer.comments)
    return replace(answer, comments=comments)


def _mark(mark: Mark, ids: dict[str, str]) -> Mark:
    return replace(mark, id=new_id(), comment=ids.get(mark.comment, ""))


def _covers_something(mark: Mark) -> bool:
    return mark.scope is not Scope.PASSAGE or mark.start < mark.end
