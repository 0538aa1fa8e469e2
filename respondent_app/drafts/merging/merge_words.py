"""How what merging left to look at is said, and what tells one such thing from another in every copy."""

from __future__ import annotations

import hashlib

from respondent_app.drafts.past.between import clause_at
from respondent_app.drafts.past.step_words import FIELDS, STATUSES, mark_named, place_named
from respondent_app.model.finding import Weight
from respondent_app.model.merge_review import About, MergeItem, Said
from respondent_app.model.place import Place
from respondent_app.model.response import Mark, Response, Scope

_REASON = {
    "category": "the kind of reason",
    "public_explanation": "the explanation for everyone",
    "explanation": "the explanation for the publisher",
    "harm": "the harm",
    "until": "how long it holds",
    "substitute": "the words for the public version",
    "likelihood": "how likely the harm is",
    "not_public": "whether it is public already",
}


def item(  # noqa: PLR0913  the fields of an item
    about: About,
    weight: Weight,
    what: str,
    *identity: str,
    place: Place | None = None,
    mark: str = "",
    said: tuple[Said, ...] = (),
    now: str = "",
    quote: str = "",
    after: bool = False,
    lifted: Mark | None = None,
) -> MergeItem:
    """Return an item whose id comes from what it is about and from `identity`, and from nothing else."""
    told = "\0".join((about, *identity))
    key = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return MergeItem(key, about, weight, what, place, mark, said, now, quote, after, lifted)


def named(place: Place, response: Response) -> str:
    """Name a text: “the answer to Q2”."""
    return place_named(place, clause_at(place, response))


def thing_named(mark: Mark, response: Response) -> str:
    """Name what a mark covers."""
    if mark.scope is Scope.PASSAGE:
        return f"a passage in {named(mark.place, response)}"
    return mark_named(mark.scope, mark.question, clause_at(mark.place, response))


def field_named(target: tuple[str, ...], response: Response) -> str:
    """Name a single value; empty for one that no person needs to hear of."""
    kind, *rest = target
    if kind == "contact_public":
        return "whether the contact details may be published"
    if kind in {"respondent", "assigned", "status"} and rest:
        about = {"assigned": f"who answers {rest[0]}", "status": f"how far {rest[0]} is"}
        return about.get(kind, f"your {FIELDS.get(rest[0], rest[0])}")
    return _part_named(kind, *rest, response=response) if len(rest) == 2 else ""  # noqa: PLR2004  a thing and its part


def _part_named(kind: str, thing: str, part: str, *, response: Response) -> str:
    if kind == "stance":
        return f"the position on “{part}” in {thing}"
    if kind == "mark" and part in _REASON:
        mark = next((mark for mark in response.marks if mark.id == thing), None)
        return f"{_REASON[part]} for {thing_named(mark, response)}" if mark else ""
    if kind == "comment" and part in {"clause", "type"}:
        question = next((q for q, a in response.answers.items() if any(c.id == thing for c in a.comments)), "")
        return f"the {'clause' if part == 'clause' else 'kind'} of a comment in {question}" if question else ""
    return ""


def value_named(target: tuple[str, ...], value: object) -> str:
    """Return a single value as a person reads it."""
    if target[0] == "status":
        return STATUSES.get(str(value or ""), str(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value else ("no" if target[0] == "contact_public" else "(nothing)")
