"""What was brought in goes out again; what was changed since stays as it is now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, replace

from respondent_app.model import edits
from respondent_app.model.place import COMMENT_PARTS, Part, Place
from respondent_app.model.response import Answer, ClauseComment, Respondent, Response, Scope, Stance


def taken_back(current: Response, before: Response, after: Response) -> tuple[Response, int]:
    """Return `current` with everything that made `after` of `before` taken back, and how many things stay.

    Whatever is not as it was in `after` any more was changed since, and stays.
    """
    back = _Back(current, before, after)
    back.details()
    for question in after.answers:
        back.answer(question)
    back.marks()
    known = {note.id for note in before.review_comments}
    notes = {note.id for note in after.review_comments} - known
    answered = {note.reply_to for note in current.review_comments}
    kept = tuple(n for n in back.made.review_comments if n.id not in notes or n.id in answered)
    answers = {q: a for q, a in back.made.answers.items() if a != Answer() or q in before.answers}
    return replace(back.made, answers=answers, review_comments=kept), back.stay


class _Back:
    def __init__(self, current: Response, before: Response, after: Response) -> None:
        self.made = current
        self._before, self._after = before, after
        self._stayed: Counter[str] = Counter()  # how many things stay, by question

    @property
    def stay(self) -> int:
        return self._stayed.total()

    def details(self) -> None:
        names = [field.name for field in fields(Respondent)]
        values = [{n: str(getattr(r.respondent, n)) for n in names} for r in self._all()]
        changes = self._differing("", *values)
        self.made = replace(self.made, respondent=replace(self.made.respondent, **changes))  # type: ignore[arg-type]  # a category is one of text

    def answer(self, question: str) -> None:
        now, was, came = (response.answer(question) for response in self._all())
        stance = {**now.stance, **self._differing(question, now.stance, was.stance, came.stance)}
        held = replace(now, stance={p: Stance(value) for p, value in stance.items() if value or p in was.stance})
        if held != now:
            self.made = self.made.with_answer(question, held)
        for part in (Part.ANSWER, Part.RATIONALE):
            self._text(Place(question, part))
        known = {comment.id for comment in was.comments}
        for comment in came.comments:
            if comment.id in known:
                self._comment(question, comment.id)
            else:
                self._new_comment(question, comment)

    def marks(self) -> None:
        """Take back the marks that cover more than a passage, but where something stays: it may be meant for that.

        Passages go with their texts.
        """
        now, was, came = ({m.id: m for m in r.marks if m.scope is not Scope.PASSAGE} for r in self._all())
        stayed = frozenset(self._stayed)
        for mark in came.values():
            went_with_its_comment = mark.id not in now and mark.id not in was
            if mark == was.get(mark.id) or went_with_its_comment:
                continue
            if now.get(mark.id) != mark or mark.question in stayed or (stayed and not mark.question):
                self._stayed[mark.question] += 1
            elif mark.id in was:
                self.made = edits.with_mark(self.made, was[mark.id])
            else:
                self.made = edits.without_mark(self.made, mark.id)

    def _new_comment(self, question: str, came: ClauseComment) -> None:
        now = next((c for c in self.made.answer(question).comments if c.id == came.id), None)
        if now == came:
            self.made = edits.without_comment(self.made, question, came.id)
        elif now is not None:
            self._stayed[question] += 1

    def _comment(self, question: str, comment: str) -> None:
        for part in COMMENT_PARTS:
            self._text(Place(question, part, comment))
        found = [[c for c in r.answer(question).comments if c.id == comment] for r in self._all()]
        if not all(found):
            return
        now, was, came = (each[0] for each in found)
        if (was.clause, was.type) == (came.clause, came.type):
            return
        if (now.clause, now.type) == (came.clause, came.type):
            self.made = edits.with_comment(self.made, question, replace(now, clause=was.clause, type=was.type))
        else:
            self._stayed[question] += 1

    def _text(self, place: Place) -> None:
        now, was, came = ((r.text_at(place), r.passages(place)) for r in self._all())
        if was == came:
            return
        if now == came:
            self.made = edits.with_marks_at(self.made, place, *was)
        else:
            self._stayed[place.question] += 1

    def _differing(
        self, question: str, now: Mapping[str, str], was: Mapping[str, str], came: Mapping[str, str]
    ) -> dict[str, str]:
        """Return what each value that came was before, but for those that were changed since."""
        changed = [name for name in came if came[name] != was.get(name, "")]
        back = {name: was.get(name, "") for name in changed if now.get(name, "") == came[name]}
        if len(changed) > len(back):
            self._stayed[question] += len(changed) - len(back)
        return back

    def _all(self) -> tuple[Response, Response, Response]:
        return self.made, self._before, self._after
