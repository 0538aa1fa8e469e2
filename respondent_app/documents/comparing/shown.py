"""A comparison as scripts and readers meet it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from respondent_app.documents.shown import marked
from respondent_app.model.comparison import Clause, ClauseChange, Comparison, Kind

_VERSION = 1
_SEVERAL = frozenset({Kind.SPLIT, Kind.MERGED})

Told = dict[str, object]


def summary(comparison: Comparison) -> dict[Kind, int]:
    """How many changes there are of each kind, none left out."""
    counts = Counter(change.kind for change in comparison.changes)
    return {kind: counts[kind] for kind in Kind}


def as_json(comparison: Comparison) -> Told:
    """The comparison in the shape that scripts are promised.

    Split and merged clauses stand in lists on both sides, others by themselves, null where there is none.
    """
    return {
        "version": _VERSION,
        "current": comparison.current_name,
        "proposed": comparison.proposed_name,
        "summary": {kind.value: count for kind, count in summary(comparison).items()},
        "clauses": [_change(change) for change in comparison.changes],
        "unsure": _unsure(comparison),
        "notes": list(comparison.notes),
    }


def _change(change: ClauseChange) -> Told:
    several = change.kind in _SEVERAL
    return {
        "kind": change.kind.value,
        "current": _side(change.current, several=several),
        "proposed": _side(change.proposed, several=several),
        "words": [[words.did.value, words.text] for words in change.words],
        "typography": change.typography,
        "objects": change.objects_changed,
        "authors": list(change.authors),
    }


def _side(clauses: Sequence[Clause], *, several: bool) -> list[Told] | Told | None:
    if several:
        return [_clause(clause) for clause in clauses]
    return _clause(clauses[0]) if clauses else None


def _clause(clause: Clause) -> Told:
    return {"reference": clause.reference, "within": clause.within, "text": clause.text}


def _unsure(comparison: Comparison) -> list[Told]:
    return [
        {"current": _clause(current), "proposed": _clause(proposed), "likeness": pair.likeness}
        for pair, (current, proposed) in zip(comparison.unsure, _unsure_clauses(comparison), strict=True)
    ]


def _unsure_clauses(comparison: Comparison) -> list[tuple[Clause, Clause]]:
    current = {clause.position: clause for change in comparison.changes for clause in change.current}
    proposed = {clause.position: clause for change in comparison.changes for clause in change.proposed}
    return [(current[pair.current], proposed[pair.proposed]) for pair in comparison.unsure]


def as_text(comparison: Comparison) -> str:
    """The changes one below the other: what goes in [-…-], what comes in {+…+}. Unchanged clauses are left out."""
    counts = ", ".join(f"{count} {kind.value}" for kind, count in summary(comparison).items() if count)
    told = [line for change in comparison.changes if change.kind is not Kind.UNCHANGED for line in _lines(change)]
    doubt = ["", *_doubts(comparison)] if comparison.unsure else []
    return "\n".join([counts or "nothing to compare", *comparison.notes, *told, *doubt]) + "\n"


def _lines(change: ClauseChange) -> list[str]:
    about = [change.kind.value, _from_to(change), *_asides(change)]
    return ["", " · ".join(each for each in about if each), marked(change.words) or "(a picture, drawing or equation)"]


def _from_to(change: ClauseChange) -> str:
    sides = [", ".join(clause.place for clause in side if clause.place) for side in (change.current, change.proposed)]
    return " → ".join(dict.fromkeys(side for side in sides if side))


def _asides(change: ClauseChange) -> list[str]:
    asides = ["only typography"] if change.typography else []
    if change.objects_changed:
        asides.append("a picture, drawing or equation differs")
    return [*asides, *change.authors]


def _doubts(comparison: Comparison) -> list[str]:
    """Tell the pairs that a person must decide, each with what may be one clause rewritten."""
    lines = ["For you to decide: each deleted and inserted clause below may be one clause rewritten."]
    for pair in _unsure_clauses(comparison):
        lines += ["", *(f"{sign} {clause.place} {clause.text}" for sign, clause in zip("-+", pair, strict=True))]
    return lines
