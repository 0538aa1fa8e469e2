"""What the list of changes says of each: where, what kind, which words, and whether the publisher told of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from respondent_app.model.audit import Audit, RowResult, Undisclosed, Verdict, Weightiness
from respondent_app.model.comparison import Clause, ClauseChange, Comparison, Kind, UnsurePair
from respondent_app.model.document import Part
from respondent_app.model.word_diff import Did, Words

KINDS = {
    Kind.UNCHANGED: "Unchanged", Kind.EDITED: "Edited", Kind.INSERTED: "Inserted", Kind.DELETED: "Deleted",
    Kind.MOVED: "Moved", Kind.MOVED_EDITED: "Moved and edited", Kind.SPLIT: "Split", Kind.MERGED: "Merged",
    Kind.RENUMBERED: "Renumbered", Kind.FORMATTED: "Formatting",
}  # fmt: skip
TYPOGRAPHY = "Quotes or spaces"
VERDICTS = {
    Verdict.AS_DESCRIBED: "as described", Verdict.DIFFERS: "differs", Verdict.NO_CHANGE_FOUND: "no change found",
    Verdict.CANNOT_TELL: "cannot tell",
}  # fmt: skip
_ASIDE = {
    Weightiness.WORDS: "No", Weightiness.TYPOGRAPHY: "No (typography only)",
    Weightiness.RENUMBERING: "No (renumbering only)", Weightiness.FORMATTING: "No (formatting only)",
}  # fmt: skip
_PARTS = {
    Part.FOOTNOTE: "Footnote", Part.ENDNOTE: "Endnote", Part.TEXT_BOX: "Text box", Part.HEADER: "Page header",
    Part.FOOTER: "Page footer",
}  # fmt: skip
_COVER = "Before the first clause"


@dataclass(frozen=True, slots=True)
class ListedChange:
    """One change as the list shows it.

    `at` is its position in the comparison; `words` run through both texts; `told` is empty where nothing was audited.
    """

    number: int
    at: int
    current: str
    proposed: str
    kind: str
    words: tuple[Words, ...]
    told: str
    detail: str

    def side(self, did: Did) -> tuple[Words, ...]:
        """Return what stays and, besides, what goes (the current text) or what comes (the proposed text)."""
        return tuple(run for run in self.words if run.did in {Did.STAY, did})


def listed_changes(comparison: Comparison, audit: Audit | None = None) -> tuple[ListedChange, ...]:
    """Return every change in reading order, numbered from 1. What is unchanged is left out."""
    told = _told(audit) if audit is not None else {}
    unsure = _unsure(comparison.unsure, comparison.changes)
    changed = [(at, change) for at, change in enumerate(comparison.changes) if change.kind is not Kind.UNCHANGED]
    listed = []
    for number, (at, change) in enumerate(changed, start=1):
        own = (*_remarks(change, told=at in told), *unsure.get(at, ()))
        judged, detail = _judgement(told.get(at, ()), change, audited=audit is not None, own=own)
        where = _where(change.current), _where(change.proposed)
        kind = TYPOGRAPHY if _only_typography(change) else KINDS[change.kind]
        listed.append(ListedChange(number, at, *where, kind, _words(change), judged, detail))
    return tuple(listed)


def numbers(changes: Iterable[ListedChange]) -> dict[int, int]:
    """Return the number in the list of each change by its position in the comparison."""
    return {change.at: change.number for change in changes}


def title(comparison: Comparison) -> str:
    """Return what the list is called."""
    if comparison.current_name == comparison.proposed_name:
        return f"Changes shown in {comparison.proposed_name}"
    return f"Changes from {comparison.current_name} to {comparison.proposed_name}"


def summary(comparison: Comparison) -> str:
    """Return how many changes of each kind there are, in one line."""
    kinds = [TYPOGRAPHY if _only_typography(c) else KINDS[c.kind] for c in comparison.changes]
    counts = [(name, kinds.count(name)) for name in (*KINDS.values(), TYPOGRAPHY) if name != KINDS[Kind.UNCHANGED]]
    return " · ".join(f"{name}: {count}" for name, count in counts if count) or "No changes were found."


def _only_typography(change: ClauseChange) -> bool:
    return change.typography and change.kind is Kind.EDITED


def _where(clauses: Sequence[Clause]) -> str:
    """Return the references of clauses; what stands outside the body, or under a heading only, is named by that."""
    return ", ".join(dict.fromkeys(name for clause in clauses if (name := _name(clause))))


def _name(clause: Clause) -> str:
    part = _PARTS.get(clause.part, "")
    reference = clause.place or (clause.heading[:60] if not part else "")
    return f"{part} ({reference})" if part and reference else part or reference or _COVER


def _words(change: ClauseChange) -> tuple[Words, ...]:
    if change.words:
        return change.words
    before, after = ("\n".join(clause.text for clause in side) for side in (change.current, change.proposed))
    if before == after:
        return (Words(Did.STAY, after),)
    return tuple(run for run in (Words(Did.GO, before), Words(Did.COME, after)) if run.text)


def _remarks(change: ClauseChange, *, told: bool) -> Iterator[str]:
    """Yield what else is to be said of a change; `told` is whether the audit has said what it is."""
    if change.typography and not told:
        yield "Only quotation marks, dashes, spaces or capitals differ."
    if change.objects_changed:
        yield "A picture, drawing or equation differs."
    if change.authors:
        yield f"Marked by {', '.join(change.authors)}."


def _unsure(pairs: Iterable[UnsurePair], changes: Sequence[ClauseChange]) -> dict[int, tuple[str, ...]]:
    """Return by change what to say of a deleted and an inserted clause that may be one clause rewritten."""
    gone = {change.current[0].position: at for at, change in enumerate(changes) if change.kind is Kind.DELETED}
    come = {change.proposed[0].position: at for at, change in enumerate(changes) if change.kind is Kind.INSERTED}
    said: dict[int, tuple[str, ...]] = {}
    for pair in pairs:
        if pair.current in gone and pair.proposed in come:
            before, after = gone[pair.current], come[pair.proposed]
            said[before] = (*said.get(before, ()), f"Perhaps rewritten as {_other(changes[after].proposed[0])}.")
            said[after] = (*said.get(after, ()), f"Perhaps rewritten from {_other(changes[before].current[0])}.")
    return said


def _other(clause: Clause) -> str:
    return _name(clause) or f"“{clause.text[:40]}…”"


def _told(audit: Audit) -> dict[int, tuple[RowResult | Undisclosed, ...]]:
    """Return by change what the audit says of it."""
    said: dict[int, tuple[RowResult | Undisclosed, ...]] = {}
    for row in audit.rows:
        for at in row.changes:
            said[at] = (*said.get(at, ()), row)
    for change in (*audit.undisclosed, *audit.aside):
        said[change.change] = (*said.get(change.change, ()), change)
    return said


def _judgement(
    found: Sequence[RowResult | Undisclosed], change: ClauseChange, *, audited: bool, own: Iterable[str]
) -> tuple[str, str]:
    """Return whether the change table tells of a change, and everything else there is to say of it."""
    details = " ".join(dict.fromkeys((*(each.detail for each in found if each.detail), *own)))
    if not audited:
        return "", details
    return "; ".join(dict.fromkeys(_standing(each, change) for each in found)) or "–", details


def _standing(found: RowResult | Undisclosed, change: ClauseChange) -> str:
    if isinstance(found, RowResult):
        return f"Row {found.number}: {VERDICTS[found.verdict]}"
    if found.weightiness is Weightiness.FORMATTING and change.kind is not Kind.FORMATTED:
        return "No (not in a clause)"  # words on the cover, in the contents or the margin
    return _ASIDE[found.weightiness]
