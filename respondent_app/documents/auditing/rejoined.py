"""Clauses rewritten under their old number, of which the table tells as of one clause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from respondent_app.documents.auditing.claims import Sort, claims
from respondent_app.documents.auditing.references import key, sought
from respondent_app.model.comparison import ClauseChange, Comparison, Kind
from respondent_app.model.consultation import ChangeRow

_NOTHING = ClauseChange(Kind.UNCHANGED, (), ())


def rejoined(comparison: Comparison, rows: Iterable[ChangeRow]) -> Comparison:
    """Take a deleted and an inserted clause as one where the comparison is unsure and a row tells of that number.

    The table settles what the comparison leaves open: "Clause 2.1: insert “x”" means that 2.1 is still 2.1. A row that
    calls the clause new settles nothing. Changes keep their positions; the deleted clause leaves an empty one behind.
    """
    if not comparison.unsure:
        return comparison
    told = {place.key for row in rows if _speaks_of_words(row) for place in sought(row.reference, row.clauses)}
    gone = {c.current[0].position: n for n, c in enumerate(comparison.changes) if c.kind is Kind.DELETED}
    come = {c.proposed[0].position: n for n, c in enumerate(comparison.changes) if c.kind is Kind.INSERTED}
    changes = list(comparison.changes)
    left = []
    for pair in comparison.unsure:
        one, other = gone.get(pair.current), come.get(pair.proposed)
        if one is not None and other is not None and _same_number(changes[one], changes[other], told):
            changes[other] = replace(changes[other], kind=Kind.EDITED, current=changes[one].current)
            changes[one] = _NOTHING
        else:
            left.append(pair)
    return replace(comparison, changes=tuple(changes), unsure=tuple(left))


def _speaks_of_words(row: ChangeRow) -> bool:
    return all(claim.sort not in {Sort.NEW, Sort.GONE} for claim in claims(row))


def _same_number(deleted: ClauseChange, inserted: ClauseChange, told: set[tuple[str, ...]]) -> bool:
    """Whether both stand under one number of which the table tells; no clause is taken twice."""
    if not deleted.current or inserted.kind is not Kind.INSERTED:
        return False
    was, now = key(deleted.current[0].reference), key(inserted.proposed[0].reference)
    return was == now and was in told
