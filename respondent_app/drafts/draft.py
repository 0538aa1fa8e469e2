"""One open response with everything that was ever done to it.

The log follows the values: pages make a new `Response` of the one before, and what differs is recorded here as events.
At every moment the events come to the response that is on the screen.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Self

from respondent_app.drafts.answer_text import AnswerText, Restored, merged
from respondent_app.drafts.event import Event, Kind, path, text_place, text_target
from respondent_app.drafts.fold import fold
from respondent_app.drafts.log import Clock, Log, now
from respondent_app.drafts.registers import Registers, Texts, differences, put_together, taken_apart
from respondent_app.model import edits
from respondent_app.model.place import COMMENT_PARTS, Part, Place
from respondent_app.model.response import ClauseComment, Mark, Response, Scope

_AT_ONCE = 100  # updates of a text: a third of the time of one by one


class Draft:
    """A response and its log, open in one session of one person. One thread only, but for `unsaved` and `saved`."""

    def __init__(self, draft_id: str, consultation: str, log: Log) -> None:
        self.id = draft_id
        self.response = Response(consultation)
        self._log = log
        self._texts: dict[Place, AnswerText] = {}
        self._held = Registers()
        self._marks_gone: dict[str, Mark] = {}

    @classmethod
    def begin(cls, response: Response, *, author: str, draft_id: str = "", site: int = 0, clock: Clock = now) -> Self:
        """Start a draft that says what `response` says; none of it is saved yet."""
        draft = cls(draft_id or str(uuid.uuid4()), response.consultation, Log(author, site=site, clock=clock))
        draft.record(response)
        return draft

    @classmethod
    def load(cls, draft_id: str, consultation: str, events: Iterable[Event], *, author: str) -> Self:
        """Go on with a draft that was saved. `DraftDamagedError` if a text in it cannot be put together."""
        draft = cls(draft_id, consultation, Log(author))
        draft._take_in(draft._log.take(events, saved=True))
        return draft

    @property
    def author(self) -> str:
        """Who acts in this session."""
        return self._log.author

    @author.setter
    def author(self, name: str) -> None:
        self._log.author = name

    @property
    def site(self) -> int:
        """The number of this session."""
        return self._log.site

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that was done, in order."""
        return self._log.events()

    def record(self, after: Response, *, new_step: bool = True) -> None:
        """Take note that the response is now `after`. With `new_step=False` it is undone together with the last step.

        A mark that covers nothing keeps its place in the text only until the draft is closed.
        """
        before, self.response = self.response, after
        removed = () if _differ_in_texts_only(before, after) else self._record_registers(before, after)
        for place in _places_changed(before, after):
            self._write(place, new_step=new_step)
            self._tell_grown(before, place)
        for thing in removed:
            self._log.remove(thing)

    def undo(self, place: Place) -> int | None:
        """Take the last step in one text back; return where the cursor goes, None if there is nothing to undo."""
        return self._restore(place, self._texts[place].undo() if place in self._texts else None)

    def redo(self, place: Place) -> int | None:
        """Take again the step that was taken back; as `undo`."""
        return self._restore(place, self._texts[place].redo() if place in self._texts else None)

    def unsaved(self) -> tuple[Event, ...]:
        """Return what is not on the disk yet."""
        return self._log.unsaved()

    def saved(self, events: Sequence[Event]) -> None:
        """Take note that `events` are on the disk."""
        self._log.saved(events)

    def merge(self, events: Iterable[Event], *, draft_id: str = "") -> tuple[Event, ...]:
        """Take in everything that was done in another copy, and return what was new.

        Copies that come to know the same events say the same, in whatever order they came to know them. `draft_id` is
        that of the copy: of drafts without a common start, the smallest id is kept, so that this is the same everywhere
        too.
        """
        new = self._log.take(events, saved=False)
        if draft_id:
            self.id = min(self.id, draft_id)
        if new:
            self._take_in(new)
        return tuple(new)

    def _record_registers(self, before: Response, after: Response) -> tuple[str, ...]:
        """Record what is no text; return the things that are gone, to be recorded after the texts."""
        wanted = taken_apart(after)
        values = dict(self._held.values)
        for thing, table in wanted.things.items():
            if thing not in self._held.things:
                self._log.add(thing, table)
        for target, value in differences(self._held, wanted):
            self._log.set(target, value)
            values[target] = value
        removed = tuple(thing for thing in self._held.things if thing not in wanted.things)
        self._marks_gone |= {mark.id: mark for mark in before.marks if path("mark", mark.id) in removed}
        self._held = Registers({t: v for t, v in values.items() if v is not None}, wanted.things)
        return removed

    def _write(self, place: Place, *, new_step: bool) -> None:
        text = self.response.text_at(place)
        passages = {mark.id: (mark.start, mark.end) for mark in self.response.passages(place)}
        if place not in self._texts and not text and not passages:
            return
        update = self._text(place).write(text, passages, new_step=new_step)
        if update is not None:
            self._log.text(text_target(place), update)

    def _tell_grown(self, before: Response, place: Place) -> None:
        """Take note of marks that somebody wrote more words into.

        If a colleague opens that passage meanwhile, the mark stays, without words, until a person has settled what
        becomes of the new ones.
        """
        sizes = {mark.id: mark.end - mark.start for mark in before.passages(place)}
        for mark in self.response.passages(place):
            if mark.end - mark.start > sizes.get(mark.id, mark.end):
                self._log.set(path("mark", mark.id, "written"), value=True)

    def _text(self, place: Place) -> AnswerText:
        if place not in self._texts:
            self._texts[place] = AnswerText(self.site)
        return self._texts[place]

    def _restore(self, place: Place, restored: Restored | None) -> int | None:
        if restored is None:
            return None
        self._log.text(text_target(place), restored.update)
        before = self.response
        passages = tuple(self._passage(place, mark, span) for mark, span in restored.passages.items())
        self.response = edits.with_marks_at(before, place, restored.text, passages)
        for thing in self._record_registers(before, self.response):
            self._log.remove(thing)
        return restored.cursor

    def _passage(self, place: Place, mark_id: str, span: tuple[int, int]) -> Mark:
        """A mark as it is or was. Its reason is written beside the text: a step back in the text leaves it alone."""
        known = {mark.id: mark for mark in self.response.marks}
        mark = known.get(mark_id) or self._marks_gone.get(mark_id) or Mark(mark_id, Scope.PASSAGE)
        return Mark(mark_id, Scope.PASSAGE, mark.reason, place.question, place.comment, place.part, *span)

    def _take_in(self, new: Sequence[Event]) -> None:
        updates: dict[str, list[bytes]] = {}
        for event in new:
            if event.kind is Kind.TEXT:
                updates.setdefault(event.target, []).append(event.payload)
        for target, found in updates.items():
            for start in range(0, len(found), _AT_ONCE):
                self._text(text_place(target)).apply(merged(found[start : start + _AT_ONCE]))
        folded = fold(self._log.events())
        self._held = folded.registers
        self.response = put_together(self.response.consultation, folded.registers, self._spoken())
        for place, text in self._texts.items():
            text.exist(mark.id for mark in self.response.passages(place))

    def _spoken(self) -> Texts:
        return Texts(
            {place: text.text for place, text in self._texts.items()},
            {place: text.passages for place, text in self._texts.items()},
        )


def _differ_in_texts_only(before: Response, after: Response) -> bool:
    """Whether no register can have changed. Typing must not make the whole response be looked through."""
    return _beside_answers(before) == _beside_answers(after) and all(
        before.answers.get(question) is after.answers.get(question)
        or _beside_texts(before, question) == _beside_texts(after, question)
        for question in {*before.answers, *after.answers}
    )


def _beside_answers(response: Response) -> tuple[object, ...]:
    return (
        response.respondent, response.contact_public, response.attachment_files, response.read_changes,
        response.assignments, response.statuses, response.review_comments, response.sign_offs, response.looked,
        response.settled,
        [(m.id, m.scope, m.reason, m.question, m.comment, m.part) for m in response.marks],
        [question for question, answer in response.answers.items() if answer.comments],
    )  # fmt: skip


def _beside_texts(response: Response, question: str) -> tuple[object, ...]:
    answer = response.answer(question)
    return (dict(answer.stance), [(c.id, c.clause, c.type) for c in answer.comments])


def _places_changed(before: Response, after: Response) -> Iterator[Place]:
    """Yield the places of `after` whose text, or whose passages, are no longer those of `before`."""
    moved = _marked_places(before.marks, after.marks)
    for question in dict.fromkeys([*after.answers, *before.answers]):
        earlier, answer = before.answer(question), after.answer(question)
        if answer is earlier and not any(place.question == question for place in moved):
            continue
        for part in (Part.ANSWER, Part.RATIONALE):
            place = Place(question, part)
            if place in moved or before.text_at(place) != after.text_at(place):
                yield place
        yield from _comment_places_changed(question, earlier.comments, answer.comments, moved)


def _comment_places_changed(
    question: str, before: Sequence[ClauseComment], after: Sequence[ClauseComment], moved: set[Place]
) -> Iterator[Place]:
    earlier: Mapping[str, ClauseComment] = {comment.id: comment for comment in before}
    for comment in after:
        known = earlier.get(comment.id)
        for part in COMMENT_PARTS:
            place = Place(question, part, comment.id)
            # A comment that is back may have other words than it had when it went.
            if known is None or place in moved or known.text_of(part) != comment.text_of(part):
                yield place


def _marked_places(before: Sequence[Mark], after: Sequence[Mark]) -> set[Place]:
    if before is after:
        return set()
    return {mark.place for mark in set(before) ^ set(after) if mark.scope is Scope.PASSAGE}
