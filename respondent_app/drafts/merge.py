"""Several copies of a draft become one, and what that leaves a person to look at.

Merging itself is the union of the events. What there is to look at comes from the log alone: every copy that knows the
same events finds the same items, whoever merged what and in which order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from respondent_app.drafts.event import Event, Kind, in_order, steps, text_place, unpacked
from respondent_app.drafts.merging.joins import Clock, Heads, Knowledge, knows
from respondent_app.drafts.merging.meeting import Meeting, names
from respondent_app.drafts.merging.merge_texts import TextMeeting
from respondent_app.drafts.merging.merge_words import field_named, item, thing_named, value_named
from respondent_app.model.errors import DraftError
from respondent_app.model.finding import Weight
from respondent_app.model.merge_review import About, MergeItem, MergeReport, Said
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Mark, Scope

_SILENT = frozenset({"attachment", "read", "looked", "settled"})


@dataclass(frozen=True, slots=True)
class Copy:
    """What one copy of a draft holds, and the name of its file."""

    name: str
    id: str
    consultation: str
    events: tuple[Event, ...]


class DifferentConsultationsError(DraftError):
    """Drafts that answer different consultations cannot become one."""


def united(copies: Sequence[Copy]) -> Copy:
    """Return what copies come to together, under the smallest of their ids and the name of the first.

    The result is the same in any order of `copies`. `DifferentConsultationsError` if they answer different ones.
    """
    first = copies[0]
    for other in copies[1:]:
        refuse_other_consultation(first, other)
    events = {event.key: event for copy in copies for event in copy.events}
    return Copy(first.name, min(copy.id for copy in copies), first.consultation, tuple(in_order(events.values())))


def refuse_other_consultation(one: Copy, other: Copy) -> None:
    """Raise `DifferentConsultationsError` unless both answer the same consultation."""
    if one.consultation != other.consultation:
        raise DifferentConsultationsError(
            f"{one.name} answers {one.consultation}, {other.name} answers {other.consultation}.",
            meaning="Responses to different consultations cannot be merged. Nothing was changed.",
            advice="Choose a copy of the same response.",
        )


class MergeReview:
    """Finds what merging left to look at. What was found out once about a merge holds for ever and is kept."""

    def __init__(self) -> None:
        self._found: dict[Heads, tuple[MergeItem, ...]] = {}

    def report(self, events: Iterable[Event], settled: Collection[str] = ()) -> MergeReport:
        """Return everything to look at: what must be settled first, then in the order of the merges.

        Merges of which `settled` says that nothing is left are not looked into again; other items are there, settled
        or not.
        """
        known = in_order(events)
        knowledge = Knowledge(known)
        joins = [heads for heads in knowledge.joins if heads in self._found or _merge_id(heads) not in settled]
        for heads in joins:
            if heads not in self._found:
                self._found[heads] = tuple(_items(Meeting(known, knowledge, heads)))
        found = {item.id: item for heads in joins for item in self._found[heads]}
        return MergeReport(tuple(sorted(found.values(), key=lambda item: item.weight is not Weight.MUST)))

    def done(self, settled: Collection[str]) -> tuple[str, ...]:
        """Return what to note as settled, too: the merges of which everything is."""
        done = (heads for heads, items in self._found.items() if all(item.id in settled for item in items))
        return tuple(key for heads in done if (key := _merge_id(heads)) not in settled)


def _merge_id(heads: Heads) -> str:
    return hashlib.sha256(repr(heads).encode()).hexdigest()[:16]


def report(events: Iterable[Event]) -> MergeReport:
    """Return everything that merging left to look at in a log, settled or not."""
    return MergeReview().report(events)


def summary(new: Iterable[Event], open_items: Collection[MergeItem]) -> str:
    """Say in a sentence or two who changed what, and how much there is to look at."""
    done: dict[str, dict[str, None]] = {}
    for event in in_order(new):
        question = _question(event)
        if question:
            done.setdefault(names([event]), {})[question] = None
    told = [f"{who} changed {_listed(sorted(questions, key=_counted))}" for who, questions in done.items()]
    count = len(open_items)
    looks = "1 thing needs a look" if count == 1 else f"{count} things need a look"
    return "; ".join([*told, looks if count else "nothing needs a look"]) + "."


def _question(event: Event) -> str:
    if event.kind is Kind.TEXT:
        return text_place(event.target).question
    kind, *rest = steps(event.target)
    if kind == "stance" and rest:
        return rest[0]
    table = unpacked(event.payload) if event.kind is Kind.ADD else {}
    return str(table.get("question", ""))


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _counted(question: str) -> tuple[int, str]:
    digits = question.lstrip("Q")
    return (int(digits), "") if digits.isdecimal() else (-1, question)


def _items(meeting: Meeting) -> Iterator[MergeItem]:
    for place in meeting.places:
        yield from TextMeeting(meeting, place).items()
    yield from _removed_things(meeting)
    yield from _fields(meeting)


def _removed_things(meeting: Meeting) -> Iterator[MergeItem]:
    for removal in meeting.new:
        if removal.kind is not Kind.REMOVE:
            continue
        kind, *rest = steps(removal.target)
        if kind == "mark" and rest:
            yield from _removed_mark(meeting, removal, rest[0])
        elif kind == "comment" and removal.target in meeting.registers.things:
            yield from _kept(meeting, removal, _comment_named(meeting, rest[0]))


def _removed_mark(meeting: Meeting, removal: Event, mark_id: str) -> Iterator[MergeItem]:
    mark = next((mark for mark in meeting.response.marks if mark.id == mark_id), None)
    if mark is not None:
        yield from _kept(meeting, removal, f"The mark on {thing_named(mark, meeting.response)}", mark)
        return
    lifted = meeting.mark_before(removal, mark_id)
    if lifted is not None and lifted.scope is not Scope.PASSAGE:
        yield from _lifted(meeting, removal, lifted)


def _kept(meeting: Meeting, removal: Event, what: str, mark: Mark | None = None) -> Iterator[MergeItem]:
    """Something that one took away while another went on with it."""
    went_on = [e for e in meeting.touching(removal.target) if meeting.apart(e, removal)]
    if mark is not None and mark.scope is Scope.PASSAGE:
        went_on += [e for e in meeting.written(mark.place) if meeting.apart(e, removal)]
    if not went_on:
        return
    by, others = names([removal]), names(went_on)
    about = About.KEPT_MARK if mark else About.KEPT_COMMENT
    said = f"{what} was taken away by {by}, while {others} went on with it. It is kept."
    yield item(
        about, Weight.SHOULD, said, removal.target, str(removal.key),
        place=_place(meeting, removal.target, mark), mark=mark.id if mark else "",
    )  # fmt: skip


def _place(meeting: Meeting, target: str, mark: Mark | None) -> Place | None:
    if mark is None:
        question = str(meeting.begun.get(target, {}).get("question", ""))
        return Place(question, Part.COMMENT, steps(target)[1]) if question else None
    if mark.scope is Scope.PASSAGE:
        return mark.place
    return Place(mark.question, Part.ANSWER) if mark.question else None


def _comment_named(meeting: Meeting, comment: str) -> str:
    for question, answer in meeting.response.answers.items():
        for held in answer.comments:
            if held.id == comment:
                return f"The comment on {f'clause {held.clause}' if held.clause else 'a clause'} ({question})"
    return "A comment"


def _lifted(meeting: Meeting, removal: Event, mark: Mark) -> Iterator[MergeItem]:
    """Words that somebody wrote as confidential, while somebody else opened what they stand in."""
    adds = meeting.adds.get(mark.id, [])
    wrote = [
        e for e in meeting.new
        if e.kind is Kind.TEXT and mark.covers(text_place(e.target))
        and meeting.apart(e, removal) and any(meeting.knew(e, add) for add in adds)
    ]  # fmt: skip
    if not wrote:
        return
    what = (
        f"{names([removal])} took the mark on {thing_named(mark, meeting.response)} away, "
        f"while {names(wrote)} wrote there, under the mark."
    )
    said = (Said(names(wrote), " … ".join(_standing(meeting, wrote))),)
    yield item(
        About.LIFTED, Weight.MUST, what, mark.id, str(removal.key),
        place=text_place(wrote[0].target), mark=mark.id, said=said, lifted=mark,
    )  # fmt: skip


def _standing(meeting: Meeting, wrote: Sequence[Event]) -> Iterator[str]:
    keys = {event.key for event in wrote}
    for place in dict.fromkeys(text_place(event.target) for event in wrote):
        yield from (run.strip() for e, run in meeting.writers(place) if e is not None and e.key in keys and run.strip())


def _fields(meeting: Meeting) -> Iterator[MergeItem]:
    targets = {event.target: None for event in meeting.new if event.kind is Kind.SET}
    for target in targets:
        if steps(target)[0] in _SILENT:
            continue
        for one, other in meeting.pairs:
            found = _set_differently(meeting, target, one, other)
            if found is not None:
                yield found
                break


def _set_differently(meeting: Meeting, target: str, one: Clock, other: Clock) -> MergeItem | None:
    name = field_named(steps(target), meeting.response)
    sets = [event for event in meeting.events if event.kind is Kind.SET and event.target == target]
    last = [next((e for e in reversed(sets) if knows(side, e.key)), None) for side in (one, other)]
    mine, theirs = last
    if not name or mine is None or theirs is None or not meeting.apart(mine, theirs) or mine.payload == theirs.payload:
        return None
    kept = max((mine, theirs), key=lambda event: event.order)
    lost = theirs if kept is mine else mine
    said = tuple(Said(names([e]), value_named(steps(target), unpacked(e.payload).get("value"))) for e in (kept, lost))
    what = (
        f"{said[0].by} and {said[1].by} set {name} differently. What {said[0].by} chose is kept; the history has both."
    )
    weight = Weight.MUST if target == "contact_public" else Weight.SHOULD
    keys = sorted(str(event.key) for event in (mine, theirs))
    return item(
        About.FIELD, weight, what, target, *keys, place=_field_place(meeting, target), said=said, now=said[0].words
    )


def _field_place(meeting: Meeting, target: str) -> Place | None:
    kind, *rest = steps(target)
    if kind in {"stance", "assigned", "status"}:
        return Place(rest[0], Part.ANSWER)
    if kind == "comment":
        return _place(meeting, "/".join(target.split("/")[:2]), None)
    if kind == "mark":
        mark = next((mark for mark in meeting.response.marks if mark.id == rest[0]), None)
        return _place(meeting, target, mark) if mark else None
    return None
