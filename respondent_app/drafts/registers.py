"""A response taken apart into what events speak of, and put together again; its texts are in `answer_text`.

A register is a single value that somebody sets, by target. A thing is what begins and may end: a clause comment, a
mark, a colleague's comment, a sign-off. What it was when it began never changes; the rest are registers below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TypeVar

from respondent_app.drafts.event import path, steps
from respondent_app.model import records
from respondent_app.model.place import COMMENT_PARTS, Part, Place
from respondent_app.model.response import Answer, ClauseComment, Mark, Reason, Respondent, Response, Scope, Stance
from respondent_app.model.team import ReviewComment, Role, SignOff, Status

Value = object
Table = Mapping[str, Value]
_REASON = frozenset(f.name for f in fields(Reason))
_MARK = ("scope", "question", "comment", "part")
_THINGS = ("comment", "mark", "remark", "sign")
_NO_SIGN_OFF = SignOff("", Role.AUTHOR, "", 0, "")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Registers:
    """All of a response but its texts. `things` are in the order in which they began."""

    values: Mapping[str, Value] = field(default_factory=dict)
    things: Mapping[str, Table] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Texts:
    """What the text documents say, by place: the text, and where each mark lies that still has words."""

    texts: Mapping[Place, str]
    passages: Mapping[Place, Mapping[str, tuple[int, int]]]


def taken_apart(response: Response) -> Registers:
    """Return the registers of a response. A register that holds its default is not there."""
    values: dict[str, Value] = dict(_values(response))
    things: dict[str, Table] = {}
    for question, answer in response.answers.items():
        values |= {path("stance", question, part): stance.value for part, stance in answer.stance.items() if stance}
        for comment in answer.comments:
            things[path("comment", comment.id)] = {"question": question}
            values |= _below("comment", comment.id, {"clause": comment.clause, "type": comment.type}, ClauseComment(""))
    for mark in response.marks:
        things[path("mark", mark.id)] = {name: str(getattr(mark, name)) for name in _MARK}
        values |= _below("mark", mark.id, _plain(mark.reason), Reason())
    for remark in response.review_comments:
        things[path("remark", remark.id)] = _plain(remark, without=("id", "resolved"))
        values |= {path("remark", remark.id, "resolved"): True} if remark.resolved else {}
    for sign_off in response.sign_offs:
        things[path("sign", sign_off.id)] = _plain(sign_off, without=("id",))
    return Registers(values, things)


def _values(response: Response) -> Iterator[tuple[str, Value]]:
    for name, value in _plain(response.respondent).items():
        if value:
            yield path("respondent", name), value
    if response.contact_public:
        yield "contact_public", True
    yield from ((path("attachment", number), file) for number, file in response.attachment_files.items() if file)
    yield from ((path("read", str(number)), True) for number in response.read_changes)
    yield from ((path("assigned", question), person) for question, person in response.assignments.items() if person)
    yield from ((path("status", question), status.value) for question, status in response.statuses.items() if status)
    yield from ((path("looked", *key.split("/", 1)), digest) for key, digest in response.looked.items() if digest)
    yield from ((path("settled", item), True) for item in response.settled)


def _plain(value: object, *, without: tuple[str, ...] = ()) -> dict[str, Value]:
    return {f.name: records.write(getattr(value, f.name)) for f in fields(value) if f.name not in without}  # type: ignore[arg-type]  # a dataclass


def _below(kind: str, thing: str, values: Table, usual: object) -> dict[str, Value]:
    """The registers below a thing, but for those that are as usual."""
    return {
        path(kind, thing, name): value if isinstance(value, bool) else str(value)
        for name, value in values.items()
        if value != getattr(usual, name)
    }


def put_together(consultation: str, registers: Registers, texts: Texts) -> Response:
    """Return the response that registers and texts make up.

    A mark whose words are still in a text holds, whether or not it was taken away; one of which nothing is known but
    its words is confidential for no reason given. What does not fit, such as what a later version wrote, is as if it
    had never been set.
    """
    reader = _Reader(registers, texts)
    return Response(
        consultation,
        respondent=reader.respondent(),
        answers=reader.answers(),
        marks=reader.marks(),
        contact_public=registers.values.get("contact_public") is True,
        attachment_files={names[0]: value for names, value in reader.texts_below("attachment")},
        read_changes=tuple(sorted(int(names[0]) for names, _ in reader.below("read") if names[0].isdecimal())),
        assignments={names[0]: value for names, value in reader.texts_below("assigned")},
        statuses={names[0]: Status(value) for names, value in reader.texts_below("status") if value in set(Status)},
        review_comments=reader.review_comments(),
        sign_offs=reader.sign_offs(),
        looked={"/".join(names): value for names, value in reader.texts_below("looked")},
        settled=tuple(sorted(names[0] for names, value in reader.below("settled") if value is True)),
    )


class _Reader:
    def __init__(self, registers: Registers, texts: Texts) -> None:
        self._values: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for target, value in registers.values.items():
            kind, *names = steps(target)
            self._values.setdefault(kind, []).append((tuple(names), value))
        self._things: dict[str, dict[str, Table]] = {}
        for target, table in registers.things.items():
            kind, *names = steps(target)
            self._things.setdefault(kind, {})["/".join(names)] = table
        self._texts = texts
        self._details = {kind: self._by_thing(kind) for kind in ("comment", "mark", "remark")}

    def _by_thing(self, kind: str) -> dict[str, dict[str, Value]]:
        found: dict[str, dict[str, Value]] = {}
        for names, value in self.below(kind):
            if len(names) == 2:  # noqa: PLR2004  the thing and the field
                found.setdefault(names[0], {})[names[1]] = value
        return found

    def below(self, kind: str) -> list[tuple[tuple[str, ...], Value]]:
        return [(names, value) for names, value in self._values.get(kind, ()) if names]

    def texts_below(self, kind: str) -> list[tuple[tuple[str, ...], str]]:
        return sorted((names, value) for names, value in self.below(kind) if isinstance(value, str) and value)

    def respondent(self) -> Respondent:
        return _read(Respondent, {names[0]: value for names, value in self.below("respondent")}, Respondent())

    def answers(self) -> dict[str, Answer]:
        stances = self._stances()
        comments = self._comments()
        said = {place.question for place, text in self._texts.texts.items() if not place.comment and text}
        questions = sorted(said | set(stances) | set(comments), key=_as_counted)
        return {q: self._answer(q, stances.get(q, {}), tuple(comments.get(q, ()))) for q in questions}

    def _answer(self, question: str, stance: dict[str, Stance], comments: tuple[ClauseComment, ...]) -> Answer:
        texts = self._texts.texts
        answer, rationale = (texts.get(Place(question, part), "") for part in (Part.ANSWER, Part.RATIONALE))
        return Answer(answer, rationale, stance, comments)

    def _stances(self) -> dict[str, dict[str, Stance]]:
        found: dict[str, dict[str, Stance]] = {}
        for names, value in self.texts_below("stance"):
            if len(names) == 2 and value in set(Stance):  # noqa: PLR2004  the question and its part
                found.setdefault(names[0], {})[names[1]] = Stance(value)
        return found

    def _comments(self) -> dict[str, list[ClauseComment]]:
        found: dict[str, list[ClauseComment]] = {}
        for thing, table in self._things.get("comment", {}).items():
            question = str(table.get("question", ""))
            comment = _read(
                ClauseComment, {"id": thing, **self._details["comment"].get(thing, {})}, ClauseComment(thing)
            )
            for part in COMMENT_PARTS:
                comment = comment.with_text(part, self._texts.texts.get(Place(question, part, thing), ""))
            found.setdefault(question, []).append(comment)
        return found

    def marks(self) -> tuple[Mark, ...]:
        comments = self._things.get("comment", {})
        tables = self._things.get("mark", {})
        placed = {mark: place for place, found in self._texts.passages.items() for mark in found}
        made = [self._mark(thing, table, placed) for thing, table in tables.items()]
        made += [self._mark(thing, {}, placed) for thing in placed if thing not in tables]
        return tuple(mark for mark in made if not mark.comment or mark.comment in comments)

    def _mark(self, thing: str, table: Table, placed: Mapping[str, Place]) -> Mark:
        details = self._details["mark"].get(thing, {})
        reason = _read(Reason, {name: value for name, value in details.items() if name in _REASON}, Reason())
        place = placed.get(thing)
        if place is None:
            return replace(_read(Mark, {"id": thing, **table}, Mark(thing, Scope.RESPONSE)), reason=reason)
        start, end = self._texts.passages[place][thing]
        return Mark(thing, Scope.PASSAGE, reason, place.question, place.comment, place.part, start, end)

    def review_comments(self) -> tuple[ReviewComment, ...]:
        details = self._details["remark"]
        things = self._things.get("remark", {})
        return tuple(
            _read(ReviewComment, {"id": i, **table, **details.get(i, {})}, ReviewComment(i, ""))
            for i, table in things.items()
        )

    def sign_offs(self) -> tuple[SignOff, ...]:
        things = self._things.get("sign", {})
        made = (_read(SignOff, {"id": i, **table}, _NO_SIGN_OFF) for i, table in things.items())
        return tuple(sign_off for sign_off in made if sign_off is not _NO_SIGN_OFF)


def differences(held: Registers, wanted: Registers) -> Iterator[tuple[str, Value]]:
    """Yield target and new value (None: back to the default) of the registers that must be set anew.

    Those below a thing that is gone are left as they are, for the case that it comes back.
    """
    for target, value in wanted.values.items():
        if held.values.get(target) != value:
            yield target, value
    for target in held.values:
        if target not in wanted.values and _thing_of(target) in {None, *wanted.things}:
            yield target, None


def _thing_of(target: str) -> str | None:
    """The thing that a register lies below, if it lies below one."""
    kind, _, rest = target.partition("/")
    return f"{kind}/{rest.partition('/')[0]}" if kind in _THINGS else None


def _read(kind: type[T], table: Table, otherwise: T) -> T:
    """Read a value, without what does not fit; `otherwise` if nothing is left of it."""
    try:
        return records.read(kind, dict(table))
    except records.FaultyTableError as error:
        faulty = {fault.path[0] for fault in error.faults if fault.path}
    try:
        return records.read(kind, {name: value for name, value in table.items() if name not in faulty})
    except records.FaultyTableError:
        return otherwise


def _as_counted(question: str) -> list[tuple[int, str]]:
    """Sort key: Q2 before Q10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", question)]
