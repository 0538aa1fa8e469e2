"""What colleagues said about a response, as plain values for a script: no ids, and the same after any order of merging.

Times are in UTC, as ISO 8601 with milliseconds.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from respondent_app.model.digests import holds
from respondent_app.model.response import Response
from respondent_app.model.team import ReviewComment, SignOff

Value = dict[str, object]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def review_comments(response: Response) -> list[Value]:
    """Return the threads in the order of their questions and times, each with its replies."""
    known = {comment.id for comment in response.review_comments if not comment.reply_to}
    firsts = [comment for comment in response.review_comments if comment.reply_to not in known]
    rows = [{**_thread(first, response), "replies": _replies(first, response)} for first in firsts]
    return sorted(rows, key=lambda row: [str(row[key]) for key in ("question", "at", "by", "text", "part", "quote")])


def sign_offs(response: Response) -> list[Value]:
    """Return the sign-offs in the order in which they were given, and whether each holds."""
    ordered = sorted(response.sign_offs, key=lambda s: (s.at, s.by, s.role, s.digest))
    return [_sign_off(each, response) for each in ordered]


def _thread(first: ReviewComment, response: Response) -> Value:
    shown: Value = {"question": first.question, "part": first.part.value}
    if first.comment:
        rows = [comment.id for comment in response.answer(first.question).comments]
        # Which of the clause comments, counted from 1; nothing if it was removed.
        shown["clause_comment"] = rows.index(first.comment) + 1 if first.comment in rows else None
    return {**shown, "quote": first.quote, "start": first.start, **_said(first), "resolved": first.resolved}


def _replies(first: ReviewComment, response: Response) -> list[Value]:
    own = (comment for comment in response.review_comments if comment.reply_to == first.id)
    return [_said(reply) for reply in sorted(own, key=lambda c: (c.at, c.by, c.text))]


def _said(comment: ReviewComment) -> Value:
    return {"text": comment.text, "by": comment.by, "at": _time(comment.at)}


def _sign_off(each: SignOff, response: Response) -> Value:
    return {"role": each.role.value, "by": each.by, "at": _time(each.at), "holds": holds(each, response)}


def _time(milliseconds: int) -> str:
    """Write a time; one that no calendar holds stays a number."""
    try:
        moment = _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return str(milliseconds)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
