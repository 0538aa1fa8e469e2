"""Putting back how a response was. Pure functions: what they return is recorded as any other edit.

Only what the response itself says is put back. What colleagues said of it since, who does what and who signed off is
left as it is. Nothing that is confidential now, or was when it stood there, comes into the open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from respondent_app.drafts.event import Event, Kind, in_order, new_site, text_place
from respondent_app.drafts.fold import fold
from respondent_app.drafts.past.between import clause_at, words_between
from respondent_app.drafts.past.step_words import place_named
from respondent_app.drafts.registers import Registers, Texts, put_together
from respondent_app.model import edits
from respondent_app.model.history import Point
from respondent_app.model.place import COMMENT_PARTS, Part, Place
from respondent_app.model.response import Answer, ClauseComment, Mark, Response, Scope, Stance, new_id
from respondent_app.model.word_diff import Did

_MOST_LOOKS = 400
Quotes = Mapping[Place, Sequence[tuple[Mark, str]]]
"""By place, marks that were there since and the words that each covered at some time."""


@dataclass(frozen=True, slots=True)
class Restored:
    """The response with something put back, and what a person should know of it, a sentence each."""

    response: Response
    notes: tuple[str, ...] = ()


def restored_text(current: Response, earlier: Response, place: Place, since: Quotes | None = None) -> Restored:
    """Return `current` with the text at one place, and what was marked in it, as they were.

    Marks of today whose words are in the earlier text stay on them; so do those in `since`, of which the words come
    back. Reasons stay as they are today. A clause comment that is gone comes back as a whole.
    """
    if place.comment and not _has_comment(current, place):
        if not _has_comment(earlier, place):
            return Restored(current)
        back = edits.with_comment_back(current, earlier, place.question, place.comment)
        kept = _Kept()
        for part in COMMENT_PARTS:
            back = _with_text(back, earlier, Place(place.question, part, place.comment), since or {}, kept)
        clause = clause_at(place, earlier)
        on = f"clause {clause}" if clause else "a clause not named yet"
        return Restored(back, (f"The comment on {on} comes back, with all its texts.", *kept.notes(earlier)))
    kept = _Kept()
    made = _with_text(current, earlier, place, since or {}, kept)
    return Restored(made, tuple(kept.notes(earlier)))


def restored_all(current: Response, earlier: Response, since: Quotes | None = None) -> Restored:
    """Return `current` with all texts, marks, stances and details as they were; what the team noted stays."""
    kept = _Kept()
    notes: list[str] = []
    made = replace(current, respondent=earlier.respondent, answers=_answers(current, earlier))
    if earlier.contact_public and not current.contact_public:
        notes.append("The contact details stay withheld from the public version.")
    made = replace(made, contact_public=earlier.contact_public and current.contact_public)
    made = replace(made, marks=_wider_marks(current, earlier, made, notes))
    gone = [
        c
        for q in current.answers
        for c in current.answer(q).comments
        if not _has_comment(made, Place(q, Part.COMMENT, c.id))
    ]
    if gone:
        notes.append(
            f"{_counted(len(gone), 'comment')} made since {_go(len(gone))}; the history keeps {_them(len(gone))}."
        )
    # The texts are still today's, so that each is put back by its differences, with the marks that lie on it.
    made = _with_texts_of(made, current)
    for place in made.places():
        made = _with_text(made, earlier, place, since or {}, kept, reasons=True)
    made = replace(made, answers={q: answer for q, answer in made.answers.items() if answer != Answer()})
    return Restored(made, (*notes, *kept.notes(earlier)))


def marked_since(events: Iterable[Event], point: Point) -> Quotes:
    """Return the passages that were marked after `point`: by place each mark with the words it covered at some time.

    A text that changed many hundred times since is looked at now and then, and wherever a mark began.
    """
    from respondent_app.drafts.answer_text import AnswerText

    ordered = in_order(events)
    reasons = _reasons(ordered)
    texts: dict[Place, AnswerText] = {}
    found: dict[Place, dict[tuple[str, str], None]] = {}
    looks = _Looks(sum(event.kind is Kind.TEXT and event.order > point for event in ordered))
    for event in ordered:
        looks.pass_by(event)
        if event.kind is Kind.TEXT:
            place = text_place(event.target)
            text = texts.setdefault(place, AnswerText(new_site()))
            text.apply(event.payload)
            if event.order > point and looks.is_due():
                quotes = ((mark, text.text[start:end]) for mark, (start, end) in text.passages.items())
                found.setdefault(place, {}).update(dict.fromkeys(quotes))
    return {p: [(reasons.get(m) or _bare(m, p), quote) for m, quote in quotes] for p, quotes in found.items()}


@dataclass(slots=True)
class _Looks:
    """When to look at a text that changes often."""

    changes: int
    passed: int = 0
    marked: bool = False

    def pass_by(self, event: Event) -> None:
        self.marked |= event.kind is Kind.ADD and event.target.startswith("mark/")
        self.passed += event.kind is Kind.TEXT

    def is_due(self) -> bool:
        due = self.marked or self.passed % (1 + self.changes // _MOST_LOOKS) == 0
        self.marked = False
        return due


def _reasons(events: Sequence[Event]) -> dict[str, Mark]:
    """All marks that ever were, with their newest reasons."""
    folded = fold(events)
    things = {**folded.gone, **folded.registers.things}
    response = put_together("", Registers(folded.registers.values, things), Texts({}, {}))
    return {mark.id: mark for mark in response.marks}


def _bare(mark: str, place: Place) -> Mark:
    return Mark(mark, Scope.PASSAGE, question=place.question, comment=place.comment, part=place.part)


class _Kept:
    """Takes note of the marks of today that stay, and of those that go with their words."""

    def __init__(self) -> None:
        self.stay: list[Mark] = []
        self.back: list[Mark] = []
        self.go: list[tuple[Place, Mark]] = []

    def notes(self, earlier: Response) -> Iterable[str]:
        if self.stay:
            count = len(self.stay)
            yield f"{_counted(count, 'mark')} made since {'stays' if count == 1 else 'stay'}: the words are there too."
        if self.back:
            count = len(self.back)
            were = "was" if count == 1 else "were"
            yield f"{_counted(count, 'passage')} that {were} marked since will be marked again."
        if self.go:
            where = ", ".join(dict.fromkeys(place_named(p, clause_at(p, earlier)) for p, _ in self.go))
            yield f"{_counted(len(self.go), 'mark')} in {where} {_go(len(self.go))} with the words."


def _with_text(
    current: Response, earlier: Response, place: Place, since: Quotes, kept: _Kept, *, reasons: bool = False
) -> Response:
    text = earlier.text_at(place)
    now = {mark.id: mark for mark in current.passages(place)}
    then = {mark.id: mark for mark in earlier.passages(place)}
    moved = _moved(current.text_at(place), text, now.values())
    found: dict[str, Mark] = {}
    for mark in then.values():
        reason = mark.reason if reasons or mark.id not in now else now[mark.id].reason
        found[mark.id] = replace(_hull(mark, moved.get(mark.id)), reason=reason)
    for mark in now.values():
        if mark.id in then:
            continue
        spans = [moved[mark.id]] if mark.id in moved else []
        _keep(mark, [*spans, *_where(text, _quote(current, place, mark))], found, kept)
    again = [(m, quote) for m, quote in since.get(place, ()) if not _stands_open(quote, current, place)]
    _mark_again(text, again, found, kept, set(then) | set(now))
    return edits.with_marks_at(current, place, text, tuple(found.values()))


def _keep(mark: Mark, spans: Sequence[tuple[int, int]], found: dict[str, Mark], kept: _Kept) -> None:
    """Let a mark of today lie on its words wherever they stand in the earlier text."""
    if not spans:
        kept.go.append((mark.place, mark))
        return
    kept.stay.append(mark)
    for start, end in spans:
        if not _is_covered(start, end, found.values()):
            key = mark.id if mark.id not in found else new_id()
            found[key] = replace(mark, id=key, start=start, end=end)


def _mark_again(
    text: str, since: Iterable[tuple[Mark, str]], found: dict[str, Mark], kept: _Kept, known: set[str]
) -> None:
    """Mark words that come back, and were marked at a time in between."""
    for mark, quote in since:
        for start, end in _where(text, quote):
            if not _is_covered(start, end, found.values()):
                key = mark.id if mark.id not in {*found, *known} else new_id()
                found[key] = replace(mark, id=key, start=start, end=end)
                kept.back.append(mark)


def _stands_open(quote: str, response: Response, place: Place) -> bool:
    """Whether somebody decided that these words may be read by everyone: they are in today's text, and not marked."""
    marks = response.passages(place)
    return any(not _is_covered(*span, marks) for span in _where(response.text_at(place), quote))


def _is_covered(start: int, end: int, marks: Iterable[Mark]) -> bool:
    return any(mark.start <= start and end <= mark.end for mark in marks)


def _where(text: str, quote: str) -> list[tuple[int, int]]:
    """Every place at which some words stand. A single sign or figure is found as itself only: it stands everywhere."""
    words = quote.strip()
    if not words:
        return []
    found, at = [], text.find(words)
    while at >= 0:
        end = at + len(words)
        if not (text[at - 1 : at + 1].isalnum() and at and words[0].isalnum()) and not (
            text[end - 1 : end + 1].isalnum() and len(text) > end
        ):
            found.append((at, end))
        at = text.find(words, at + 1)
    return found


def _quote(response: Response, place: Place, mark: Mark) -> str:
    return response.text_at(place)[mark.start : mark.end]


def _hull(mark: Mark, other: tuple[int, int] | None) -> Mark:
    if other is None:
        return mark
    if mark.start == mark.end:
        return replace(mark, start=other[0], end=other[1])
    return replace(mark, start=min(mark.start, other[0]), end=max(mark.end, other[1]))


def _moved(before: str, after: str, marks: Iterable[Mark]) -> dict[str, tuple[int, int]]:
    """Where the words of each mark that stay in the text stand in it afterwards: the hull of them."""
    found: dict[str, tuple[int, int]] = {}
    spans = [mark for mark in marks if mark.start < mark.end]
    at = to = 0
    for run in words_between(before, after) if spans else ():
        size = len(run.text)
        if run.did is Did.STAY:
            for mark in spans:
                start, end = max(mark.start, at), min(mark.end, at + size)
                if start < end and before[start:end].strip():
                    low, high = start - at + to, end - at + to
                    old = found.get(mark.id, (low, high))
                    found[mark.id] = (min(old[0], low), max(old[1], high))
        at += size if run.did is not Did.COME else 0
        to += size if run.did is not Did.GO else 0
    return found


def _answers(current: Response, earlier: Response) -> dict[str, Answer]:
    """The answers as they were. A question answered since is as it was: empty."""
    questions = dict.fromkeys([*earlier.answers, *current.answers])
    return {question: _answer(current.answer(question), earlier.answer(question)) for question in questions}


def _answer(now: Answer, then: Answer) -> Answer:
    stance = {part: then.stance.get(part, Stance.UNSET) for part in dict.fromkeys([*now.stance, *then.stance])}
    return replace(then, stance={part: value for part, value in stance.items() if value})


def _with_texts_of(made: Response, current: Response) -> Response:
    """Give the texts of today back to answers and comments that are there today."""
    for question, answer in made.answers.items():
        now = current.answer(question)
        held = {comment.id: comment for comment in now.comments}
        comments = tuple(_with_texts(comment, held.get(comment.id)) for comment in answer.comments)
        made = made.with_answer(question, replace(answer, text=now.text, rationale=now.rationale, comments=comments))
    return made


def _with_texts(comment: ClauseComment, now: ClauseComment | None) -> ClauseComment:
    if now is None:
        return comment
    return replace(comment, comment=now.comment, proposed=now.proposed, rationale=now.rationale)


def _wider_marks(current: Response, earlier: Response, made: Response, notes: list[str]) -> tuple[Mark, ...]:
    """The marks of both on more than a passage, with the reasons of then; and today's passages in what stays."""
    then = {mark.id: mark for mark in earlier.marks}
    wider = [then.get(m.id, m) for m in current.marks if m.scope is not Scope.PASSAGE]
    stay = [m for m in wider if m.id not in then and _is_there(made, m)]
    if stay:
        notes.append(f"{_counted(len(stay), 'wider mark')} made since {'stays' if len(stay) == 1 else 'stay'}.")
    back = [m for m in earlier.marks if m.scope is not Scope.PASSAGE and m.id not in {w.id for w in wider}]
    passages = [m for m in current.marks if m.scope is Scope.PASSAGE]
    held = [m for m in (*wider, *back, *passages) if _is_there(made, m)]
    fresh = [m for m in earlier.marks if m.scope is Scope.PASSAGE and _is_new_comment(current, m)]
    return (*held, *(m for m in fresh if m.id not in {h.id for h in held}))


def _is_new_comment(current: Response, mark: Mark) -> bool:
    return bool(mark.comment) and not _has_comment(current, mark.place)


def _is_there(response: Response, mark: Mark) -> bool:
    return not mark.comment or _has_comment(response, mark.place)


def _has_comment(response: Response, place: Place) -> bool:
    return any(comment.id == place.comment for comment in response.answer(place.question).comments)


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _go(count: int) -> str:
    return "goes" if count == 1 else "go"


def _them(count: int) -> str:
    return "it" if count == 1 else "them"
