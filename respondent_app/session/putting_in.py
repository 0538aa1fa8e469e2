"""Puts a past answer into the open response: its words, what of them is confidential, and where they come from.

The source goes into a comment for colleagues, which never leaves the team, and not into the words.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from respondent_app.model import edits
from respondent_app.model.past_answer import PastAnswer, PastMark
from respondent_app.model.place import Place
from respondent_app.model.response import Mark, Reason, Response, Scope, new_id
from respondent_app.session import reviewing
from respondent_app.session.past_sources import source_line

if TYPE_CHECKING:
    from respondent_app.model.team import ReviewComment
    from respondent_app.session.session import Session

_LONGEST_QUOTE = 160


class PuttingIn(QObject):
    """Puts past answers into one session, and lets the comment on each come and go with its words at undo and redo."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._told: dict[str, ReviewComment] = {}
        session.text_restored.connect(self._follow)

    def put_in(self, answer: PastAnswer, place: Place, at: int | None = None) -> int:
        """Put an answer in at code point `at` of a text, at its end if None; return where its words begin.

        One undo takes words and marks back. What was confidential is marked again, with a reason to fill in.
        """
        before = self._session.response.text_at(place)
        at = len(before) if at is None else min(at, len(before))
        gap = "\n\n" if at == len(before) and before.strip() and not before.endswith("\n\n") else ""
        start = at + len(gap)
        self._session.edit_text(place, partial(_with_answer, answer=answer, place=place, at=at, gap=gap))
        self._tell_source(answer, place, start)
        return start

    def _tell_source(self, answer: PastAnswer, place: Place, start: int) -> None:
        first = next(line for line in answer.text.split("\n") if line.strip())
        start += answer.text.index(first)
        quote = first[:_LONGEST_QUOTE]
        about = answer.response.organisation and f", {answer.response.organisation}"
        text = f"Taken from: {source_line(answer)}{about}. Does it still hold?"
        comment_id = reviewing.comment(self._session, place, quote, start, text)
        made = next(c for c in self._session.response.review_comments if c.id == comment_id)
        self._told[made.id] = made

    def _follow(self, place: Place, _cursor: int) -> None:
        for known, comment in list(self._told.items()):
            if comment.place == place:
                self._bring_in_step(known, comment)

    def _bring_in_step(self, known: str, comment: ReviewComment) -> None:
        response = self._session.response
        stands = comment.quote in response.text_at(comment.place)
        thread = [c for c in response.review_comments if known in {c.id, c.reply_to}]
        if not stands and thread == [comment]:  # nobody has answered it or settled it
            self._session.edit(partial(_without, comment_id=known))
        elif stands and not thread:
            again = replace(comment, id=new_id())
            del self._told[known]
            self._told[again.id] = again
            self._session.edit(lambda r: replace(r, review_comments=(*r.review_comments, again)))


def _with_answer(response: Response, *, answer: PastAnswer, place: Place, at: int, gap: str) -> Response:
    before, come = response.text_at(place), gap + answer.text
    text = f"{before[:at]}{come}{before[at:]}"
    after = edits.with_text(response, place, text, cursor=at + len(come))
    for mark in _outermost(answer.marks):
        start, end = at + len(gap) + mark.start, at + len(gap) + mark.end
        made = Mark(
            new_id(),
            Scope.PASSAGE,
            Reason(category=mark.category),
            place.question,
            place.comment,
            place.part,
            start,
            end,
        )
        after = edits.with_mark(after, made)
    return after


def _outermost(marks: tuple[PastMark, ...]) -> tuple[PastMark, ...]:
    """Return the marks that no other one covers: one reason to fill in for each stretch is enough."""
    found: list[PastMark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not any(outer.start <= mark.start and mark.end <= outer.end for outer in found):
            found.append(mark)
    return tuple(found)


def _without(response: Response, comment_id: str) -> Response:
    return replace(response, review_comments=tuple(c for c in response.review_comments if c.id != comment_id))
