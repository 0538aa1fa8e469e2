"""Three people go on from one start, or from none, and merge each other in any order."""

from __future__ import annotations

import itertools
import os
import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from respondent_app.drafts.draft import Draft
from respondent_app.drafts.merge import report
from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import ClauseComment, Mark, Reason, Response, Scope
from respondent_app.model.team import ReviewComment, Role, SignOff, Status
from tests.drafts.normal_form import normal_form

CASES = int(os.environ.get("RESPONDENT_MERGE_CASES", "2000"))
PLACES = (Place("Q1", Part.ANSWER), Place("Q2", Part.RATIONALE), Place("Q2", Part.COMMENT, "c0"))
START = "The plan is 12,500 é 😊 a week."


class Person:
    """Does things at random; every character that they type is theirs alone, so that none can be mistaken."""

    def __init__(self, name: str, draft: Draft, dice: random.Random) -> None:
        self.draft = draft
        self.dice = dice
        self._numbers = itertools.count()
        self._letters = (chr(0x4E00 + ord(name) % 8 * 2500 + number) for number in itertools.count())
        self.name = name
        self.typed: set[str] = set()
        self.deleted: set[str] = set()
        self.unmarked: set[str] = set()
        self.removed_comments: set[str] = set()

    def act(self) -> None:
        """Do one thing."""
        before = self.draft.response
        self.dice.choice((
            self._type, self._type, self._delete, self._mark, self._mark, self._unmark, self._reason, self._field,
            self._comment, self._remove_comment, self._remark, self._sign, self._undo, self._status,
        ))()  # fmt: skip
        self._note(before, self.draft.response)

    def _note(self, before: Response, after: Response) -> None:
        gone = Counter(_characters(before)) - Counter(_characters(after))
        self.deleted |= set(gone)

    def _id(self) -> str:
        return f"{self.name}{next(self._numbers)}"

    def _place(self) -> Place:
        return self.dice.choice([p for p in PLACES if not p.comment or _has(self.draft.response, p.comment)])

    def _type(self) -> None:
        place = self._place()
        text = self.draft.response.text_at(place)
        at = self.dice.randint(0, len(text))
        new = "".join(next(self._letters) for _ in range(self.dice.randint(1, 3)))
        self.typed |= set(new)
        made = edits.with_text(self.draft.response, place, text[:at] + new + text[at:], cursor=at + len(new))
        self.draft.record(made)

    def _delete(self) -> None:
        place = self._place()
        text = self.draft.response.text_at(place)
        at = self.dice.randint(0, len(text))
        self.draft.record(edits.with_text(self.draft.response, place, text[:at] + text[at + 2 :], cursor=at))

    def _mark(self) -> None:
        place = self._place()
        size = len(self.draft.response.text_at(place))
        if size:
            start = self.dice.randrange(size)
            end = self.dice.randint(start + 1, size)
            mark = Mark(self._id(), Scope.PASSAGE, Reason(), place.question, place.comment, place.part, start, end)
            self.draft.record(edits.with_mark(self.draft.response, mark))

    def _unmark(self) -> None:
        if self.draft.response.marks:
            mark = self.dice.choice(self.draft.response.marks)
            self.unmarked.add(mark.id)
            self.draft.record(edits.without_mark(self.draft.response, mark.id))

    def _reason(self) -> None:
        if self.draft.response.marks:
            mark = self.dice.choice(self.draft.response.marks)
            reason = Reason(explanation=self._id())
            self.draft.record(edits.with_mark(self.draft.response, replace(mark, reason=reason)))

    def _field(self) -> None:
        response = self.draft.response
        self.draft.record(replace(response, respondent=replace(response.respondent, role=self._id())))

    def _status(self) -> None:
        self.draft.record(replace(self.draft.response, statuses={"Q1": self.dice.choice(list(Status))}))

    def _comment(self) -> None:
        self.draft.record(edits.with_comment(self.draft.response, "Q2", ClauseComment(self._id(), "1.2")))

    def _remove_comment(self) -> None:
        comments = self.draft.response.answer("Q2").comments
        if comments:
            comment = self.dice.choice(comments).id
            self.removed_comments.add(comment)
            self.draft.record(edits.without_comment(self.draft.response, "Q2", comment))

    def _remark(self) -> None:
        remark = ReviewComment(self._id(), "Q1", text="Sure?", by=self.name)
        self.draft.record(replace(self.draft.response, review_comments=(*self.draft.response.review_comments, remark)))

    def _sign(self) -> None:
        sign_off = SignOff(self._id(), Role.AUTHOR, self.name, 1, "digest")
        self.draft.record(replace(self.draft.response, sign_offs=(*self.draft.response.sign_offs, sign_off)))

    def _undo(self) -> None:
        self.draft.undo(self._place())


def _characters(response: Response) -> str:
    return "".join(response.text_at(place) for place in response.places())


def _has(response: Response, comment: str) -> bool:
    return any(each.id == comment for each in response.answer("Q2").comments)


def _covered(response: Response) -> dict[str, set[str]]:
    """By mark, the characters that it covers and that stand only once in the response."""
    counted = Counter(_characters(response))
    found = {}
    for mark in response.marks:
        if mark.scope is Scope.PASSAGE:
            words = response.text_at(mark.place)[mark.start : mark.end]
            found[mark.id] = {character for character in words if counted[character] == 1}
    return found


def _begun(*, shared: bool) -> Draft:
    draft = Draft.begin(Response("x"), author="Author S", draft_id="d")
    if shared:
        draft.record(edits.with_text(draft.response, PLACES[0], START))
        draft.record(edits.with_comment(draft.response, "Q2", ClauseComment("c0", "14.3", comment="Too short")))
        draft.record(edits.with_mark(draft.response, Mark("m0", Scope.PASSAGE, question="Q1", start=12, end=18)))
        draft.record(edits.with_mark(draft.response, Mark("w0", Scope.QUESTION, question="Q2")))
    return draft


@pytest.mark.parametrize(("shared", "steps"), [(True, 1), (True, 2), (True, 4), (False, 3)])
@settings(max_examples=CASES // 4)
@given(seed=st.integers(0, 2**32))
def test_three_people(shared: bool, steps: int, seed: int) -> None:  # noqa: FBT001  a case
    dice = random.Random(seed)
    start = _begun(shared=shared)
    people = [Person(name, Draft.load("d", "x", start.events, author=name), dice) for name in "ABC"]
    for _ in range(steps):
        for person in people:
            person.act()
    copies = [(person.draft.events, person.draft.response) for person in people]
    whole = _merged_by_each(people, dice)
    _check_characters(people, whole.response)
    _check_marks(people, [response for _, response in copies], whole.response)
    _check_review(whole)


def _merged_by_each(people: list[Person], dice: random.Random) -> Draft:
    """Everyone merges the others in an order of their own, and some once more; all come to the same."""
    copies = [(person.draft.id, person.draft.events) for person in people]
    for person in people:
        order = dice.sample(copies, len(copies))
        for draft_id, events in [*order, dice.choice(order)]:
            person.draft.merge(events, draft_id=draft_id)
    first = people[0].draft
    for person in people[1:]:
        assert person.draft.events == first.events
        assert normal_form(person.draft.response) == normal_form(first.response)
    assert first.merge(people[1].draft.events) == ()
    again = Draft.load("d", "x", first.events, author="Author D")
    assert normal_form(again.response) == normal_form(first.response)
    return again


def _check_characters(people: list[Person], whole: Response) -> None:
    """Nothing is there twice, and nothing is missing that nobody took out."""
    there = Counter(_characters(whole))
    deleted = set().union(*(person.deleted for person in people))
    for person in people:
        assert all(there[character] <= 1 for character in person.typed)
        assert all(there[character] == 1 for character in person.typed - deleted)


def _check_marks(people: list[Person], copies: list[Response], whole: Response) -> None:
    """What was marked in a copy is marked now, unless it is gone or somebody took just that mark away."""
    unmarked = set().union(*(person.unmarked for person in people))
    there = set(_characters(whole))
    now = _covered(whole)
    for person, copy in zip(people, copies, strict=True):
        for mark, covered in _covered(copy).items():
            own = {c for c in covered & there if c in person.typed}
            if mark not in unmarked and any(each.id == mark for each in whole.marks):
                assert own <= now.get(mark, set()), (person.name, mark)


def _check_review(whole: Draft) -> None:
    """Everyone has the same things to look at: they come from the same events, in whatever order those are given."""
    told = report(reversed(whole.events))
    assert len({item.id for item in told.items}) == len(told.items)
