"""What the page does to the marks of the open response."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace

from respondent_app.model import edits
from respondent_app.model.response import Mark, Reason, Response, Scope
from respondent_app.session.confidentiality import Repeat, passage_over
from respondent_app.session.session import Session
from respondent_app.ui.confidentiality.scope_card import Whole
from respondent_app.ui.confidentiality.sheet import Selected


class Marking:
    """Makes, changes and removes marks; each on a text can be undone there."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def mark_words(self, selected: Iterable[Selected]) -> tuple[Mark, ...]:
        """Mark the selected words, one mark for each text, and return the marks that stand for them."""
        marks = [
            mark
            for each in selected
            if (mark := passage_over(self._response, each.place, each.start, each.end, _new_id()))
        ]
        for mark in marks:
            self.put(mark)
        return tuple(marks)

    def mark_whole(self, whole: Whole) -> Mark:
        """Mark something as a whole."""
        mark = Mark(_new_id(), whole.scope, question=whole.question, comment=whole.comment)
        self.put(mark)
        return mark

    def unmark_whole(self, whole: Whole) -> tuple[Mark, ...]:
        """Remove the marks on something as a whole, and return them."""
        marks = tuple(mark for mark in self._response.marks if whole.is_marked_by(mark))
        for mark in marks:
            self.remove(mark)
        return marks

    def mark_repeat(self, repeat: Repeat) -> None:
        """Mark a repeat for the same reason, except what is said instead: that fits one place only."""
        mark = passage_over(self._response, repeat.place, repeat.start, repeat.end, _new_id())
        if mark is None:
            return
        source = next((m for m in self._response.marks if m.id == repeat.mark), None)
        if source is not None and mark.reason == Reason():
            mark = replace(mark, reason=replace(source.reason, substitute=""))
        self.put(mark)

    def give_reason(self, mark_id: str, reason: Reason) -> None:
        """Keep the reason of a mark, if it is still there."""

        def changed(response: Response) -> Response:
            marks = (replace(m, reason=reason) if m.id == mark_id else m for m in response.marks)
            return replace(response, marks=tuple(marks))

        self._session.edit(changed)

    def put(self, mark: Mark) -> None:
        """Add a mark, or put it in place of the one with its id."""
        if mark.scope is Scope.PASSAGE:
            self._session.edit_text(mark.place, lambda r: edits.with_mark(r, mark))
        else:
            self._session.edit(lambda r: edits.with_mark(r, mark))

    def remove(self, mark: Mark) -> None:
        """Remove a mark."""
        if mark.scope is Scope.PASSAGE:
            self._session.edit_text(mark.place, lambda r: edits.without_mark(r, mark.id))
        else:
            self._session.edit(lambda r: edits.without_mark(r, mark.id))

    @property
    def _response(self) -> Response:
        return self._session.response


def _new_id() -> str:
    return secrets.token_hex(6)
