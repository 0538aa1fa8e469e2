"""What a step of the history says, in plain words."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from respondent_app.drafts.event import Event, Kind, steps, unpacked
from respondent_app.model.history import About
from respondent_app.model.place import Part, Place

Thing = tuple[str, ...]
Table = Mapping[str, object]

FIELDS = {
    "organisation": "organisation",
    "category": "category",
    "name": "name",
    "role": "role",
    "email": "e-mail address",
    "telephone": "telephone number",
    "address": "address",
}
STATUSES = {"": "being drafted", "to-review": "ready to review", "agreed": "agreed"}
ROLES = {
    "author": "author",
    "legal": "legal",
    "confidentiality-reviewer": "confidentiality reviewer",
    "approver": "approver",
}
_SETTLED = "Settled something that a merge left to look at"
_ABOUT = {
    "text": About.TEXT,
    "comment": About.COMMENT,
    "mark": About.MARK,
    "marking": About.MARK,
    "respondent": About.DETAILS,
    "contact_public": About.DETAILS,
    "stance": About.STANCE,
    "read": About.READING,
    "attachment": About.READING,
    "join": About.MERGE,
    "settled": About.MERGE,
}


@dataclass(slots=True)
class Deeds:
    """What was done to one thing in one step. `values` holds what was set, by the rest of its target."""

    added: bool = False
    removed: bool = False
    inserted: int = 0
    deleted: int = 0
    values: dict[str, object] = field(default_factory=dict)
    clause: str = ""
    category: str = ""


class Context:
    """What is known by now of the things that events are about."""

    def __init__(self) -> None:
        self._tables: dict[str, Table] = {}
        self._clauses: dict[str, str] = {}
        self._categories: dict[str, str] = {}
        self._questions: dict[str, str] = {}

    def take(self, event: Event) -> None:
        """Take note of an event."""
        kind, *names = steps(event.target)
        if event.kind is Kind.TEXT:
            if len(names) > 1:
                self._questions[names[1]] = kind
        elif event.kind is Kind.ADD and names:
            with contextlib.suppress(ValueError):
                self._tables[names[0]] = unpacked(event.payload)
        elif event.kind is Kind.SET and names[1:] in (["clause"], ["category"]):
            with contextlib.suppress(ValueError):
                held = self._clauses if names[1] == "clause" else self._categories
                held[names[0]] = str(unpacked(event.payload).get("value") or "")

    def table(self, thing: Thing) -> Table:
        """Return what a thing was when it began."""
        return self._tables.get(thing[-1], {}) if len(thing) > 1 else {}

    def question(self, thing: Thing) -> str:
        """Return the question that a thing belongs to; empty if it belongs to none."""
        if thing[0] in {"text", "marking", "stance", "assigned", "status"}:
            return thing[1]
        return str(self.table(thing).get("question", "")) or self._questions.get(thing[-1], "")

    def place(self, thing: Thing) -> Place | None:
        """Return the text that a marked passage, or a colleague's comment, is in."""
        table = self.table(thing)
        with contextlib.suppress(ValueError):
            return Place(str(table.get("question", "")), Part(str(table.get("part"))), str(table.get("comment", "")))
        return None

    def clause(self, thing: Thing) -> str:
        """Return the clause that a clause comment, or the comment that a mark lies in, is about."""
        comment = thing[-1] if thing[0] in {"comment", "marking"} else str(self.table(thing).get("comment", ""))
        return self._clauses.get(comment, "")

    def category(self, thing: Thing) -> str:
        """Return why a mark is there."""
        return self._categories.get(thing[-1], "") if thing[0] == "mark" else ""


def about(thing: Thing) -> About:
    """Return what kind of thing a step is about."""
    return _ABOUT.get(thing[0], About.TEAM)


def said(thing: Thing, deeds: Deeds, context: Context) -> str:
    """Say what was done."""
    say = _SAYERS.get(thing[0])
    return say(thing, deeds, context) if say else "Changed something that this version does not know"


def place_named(place: Place, clause: str = "") -> str:
    """Name a text as a person would."""
    if place.part is Part.ANSWER:
        return f"the answer to {place.question}"
    if place.part is Part.RATIONALE:
        return f"the rationale for {place.question}"
    on = f"clause {clause}" if clause else "a clause not named yet"
    named = {
        Part.COMMENT: f"the comment on {on}",
        Part.PROPOSED: f"the proposed wording for {on}",
        Part.COMMENT_RATIONALE: f"the rationale of the comment on {on}",
    }[place.part]
    return f"{named} ({place.question})"


def characters(inserted: int, deleted: int) -> str:
    """Say how many characters came and went: "+120, −4 characters"."""
    parts = [f"+{inserted:,}"] if inserted else []
    parts += [f"−{deleted:,}"] if deleted else []
    return f"{', '.join(parts)} character{'' if inserted + deleted == 1 else 's'}"


def mark_named(scope: str, question: str, clause: str) -> str:
    """Name what a mark covers, as it follows "marked"."""
    return {
        "response": "the whole response",
        "organisation": "the organisation’s name",
        "question": f"the whole of {question}",
        "answer": f"all of the answer to {question}",
        "rationale": f"all of the rationale for {question}",
        "stance": f"the positions taken in {question}",
        "comments": f"all comments by clause in {question}",
        "comment": f"the comment on {f'clause {clause}' if clause else 'a clause'} ({question})",
        "passage": f"a passage in {f'the comment on clause {clause} ({question})' if clause else question}",
    }.get(scope, "something")


def _text(thing: Thing, deeds: Deeds, _context: Context) -> str:
    place = Place(thing[1], Part(thing[2]))
    return f"Changed {place_named(place)} ({characters(deeds.inserted, deeds.deleted)})"


def _comment(_thing: Thing, deeds: Deeds, _context: Context) -> str:
    on = f"the comment on clause {deeds.clause}" if deeds.clause else "a comment on a clause not named yet"
    if deeds.added and not deeds.removed:
        return f"Added {on.replace('the comment', 'a comment')}"
    if deeds.removed:
        return f"Took away {on}"
    if deeds.inserted or deeds.deleted:
        return f"Changed {on} ({characters(deeds.inserted, deeds.deleted)})"
    changed = [name.partition("/")[2] for name in deeds.values]
    return f"Changed {' and '.join(changed) or 'something'} of {on}"


def _mark(thing: Thing, deeds: Deeds, context: Context) -> str:
    table = context.table(thing)
    what = mark_named(str(table.get("scope", "passage")), context.question(thing) or "an answer", deeds.clause)
    if deeds.added and not deeds.removed:
        return f"Marked {what} as confidential: {(deeds.category or 'commercial').replace('-', ' ')}"
    if deeds.removed:
        return f"Took the mark off {what}"
    return f"Changed the reason for marking {what}" if deeds.values else f"Changed the mark on {what}"


def _marking(thing: Thing, deeds: Deeds, _context: Context) -> str:
    return f"Changed what is marked in {place_named(Place(thing[1], Part(thing[2]), thing[3]), deeds.clause)}"


def _respondent(_thing: Thing, deeds: Deeds, _context: Context) -> str:
    names = [FIELDS.get(name, name) for name in deeds.values]
    return f"Changed the respondent’s details: {', '.join(names)}"


def _contact_public(_thing: Thing, deeds: Deeds, _context: Context) -> str:
    if any(deeds.values.values()):
        return "Let the public version show the contact details"
    return "Withheld the contact details from the public version"


def _stance(thing: Thing, deeds: Deeds, _context: Context) -> str:
    parts = [(name.partition("/")[2], value) for name, value in deeds.values.items()]
    said_of = [f"{part}: {value or 'no stance'}" for part, value in parts]
    return f"Changed the stance on {thing[1]} ({', '.join(said_of)})"


def _read(_thing: Thing, deeds: Deeds, _context: Context) -> str:
    count = len(deeds.values)
    return f"Read {count} rows of the change table" if count > 1 else "Read a row of the change table"


def _attachment(_thing: Thing, _deeds: Deeds, _context: Context) -> str:
    return "Said where the publisher’s files are"


def _assigned(thing: Thing, deeds: Deeds, _context: Context) -> str:
    person = next(reversed(deeds.values.values()), "")
    return f"Gave {thing[1]} to {person}" if person else f"Took {thing[1]} from whoever had it"


def _status(thing: Thing, deeds: Deeds, _context: Context) -> str:
    status = str(next(reversed(deeds.values.values()), "") or "")
    return f"Set {thing[1]} to “{STATUSES.get(status, status)}”"


def _remark(thing: Thing, deeds: Deeds, context: Context) -> str:
    question = context.question(thing) or "the response"
    if deeds.added and not deeds.removed:
        replied = bool(context.table(thing).get("reply_to"))
        return f"{'Answered a colleague’s comment on' if replied else 'Commented on'} {question}"
    if deeds.removed:
        return f"Took away a colleague’s comment on {question}"
    settled = any(deeds.values.values())
    return f"Settled a comment on {question}" if settled else f"Opened a comment on {question} again"


def _brought(thing: Thing, _deeds: Deeds, _context: Context) -> str:
    return f"Brought in answers from {thing[1]}"


def _back(thing: Thing, _deeds: Deeds, _context: Context) -> str:
    return f"Took back answers from {thing[1]}"


def _join(_thing: Thing, _deeds: Deeds, _context: Context) -> str:
    return "Took in what others wrote in their copies"


def _settled(_thing: Thing, deeds: Deeds, _context: Context) -> str:
    count = sum(map(bool, deeds.values.values()))
    return f"Settled {count} things that a merge left to look at" if count > 1 else _SETTLED


def _sign(thing: Thing, deeds: Deeds, context: Context) -> str:
    role = str(context.table(thing).get("role", ""))
    named = ROLES.get(role, role)
    return f"Took back the sign-off as {named}" if deeds.removed else f"Signed off as {named}"


_SAYERS: dict[str, Callable[[Thing, Deeds, Context], str]] = {
    "text": _text,
    "comment": _comment,
    "mark": _mark,
    "marking": _marking,
    "respondent": _respondent,
    "contact_public": _contact_public,
    "stance": _stance,
    "read": _read,
    "attachment": _attachment,
    "assigned": _assigned,
    "status": _status,
    "remark": _remark,
    "brought": _brought,
    "back": _back,
    "sign": _sign,
    "join": _join,
    "settled": _settled,
}
