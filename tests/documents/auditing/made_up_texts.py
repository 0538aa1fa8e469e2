"""Small made-up legal texts and the comparisons of them. No clause here is anyone's drafting."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from respondent_app.documents.auditing.audit import audit
from respondent_app.model.audit import Audit
from respondent_app.model.comparison import Clause, ClauseChange, Comparison, Kind
from respondent_app.model.consultation import ChangeKind, ChangeRow, Consultation
from respondent_app.model.word_diff import word_diff
from respondent_app.packs import library

PACK = "dcc-tmad-v1.4-moc-mds"


@dataclass(frozen=True, slots=True)
class Line:
    """A clause before and after; None where it is not there. `now` is its proposed number if that is another."""

    reference: str
    current: str | None
    proposed: str | None
    now: str = ""
    kind: Kind | None = None
    heading: bool = False
    typography: bool = False
    within: str = ""


def same(reference: str, text: str, now: str = "", *, heading: bool = False) -> Line:
    return Line(reference, text, text, now, heading=heading)


def comparison(lines: Sequence[Line]) -> Comparison:
    """Pair the clauses as the lines do, so that nothing depends on how clauses are found."""
    current = iter(range(len(lines)))
    proposed = iter(range(len(lines)))
    changes = []
    for line in lines:
        before = _clause(line, line.current, line.reference, next(current)) if line.current is not None else None
        after = (
            _clause(line, line.proposed, line.now or line.reference, next(proposed))
            if line.proposed is not None
            else None
        )
        words = word_diff(line.current or "", line.proposed or "")
        changes.append(
            ClauseChange(
                line.kind or _kind(line), (before,) if before else (), (after,) if after else (), words, line.typography
            )
        )
    return Comparison("current.docx", "proposed.docx", tuple(changes))


def row(reference: str, description: str, kind: str = "insertion", number: int = 1, **fields: object) -> ChangeRow:
    clauses = fields.pop("clauses", ())
    made = ChangeRow(number, reference, clauses, ChangeKind(kind), description, "")  # type: ignore[arg-type]
    return replace(made, **fields)  # type: ignore[arg-type]


def consultation(*rows: ChangeRow) -> Consultation:
    """Return the real pack with other rows in its table."""
    return replace(_pack(), changes=rows)


def audited(lines: Sequence[Line], *rows: ChangeRow) -> Audit:
    return audit(consultation(*rows), comparison(lines))


@functools.cache
def _pack() -> Consultation:
    return library.load(PACK)


def _clause(line: Line, text: str | None, reference: str, position: int) -> Clause:
    own = "" if line.within else reference
    return Clause(position, text or "", own, own, line.within or reference, is_heading=line.heading)


def _kind(line: Line) -> Kind:
    if line.current is None:
        return Kind.INSERTED
    if line.proposed is None:
        return Kind.DELETED
    if line.current != line.proposed:
        return Kind.EDITED
    return Kind.RENUMBERED if line.now and line.now != line.reference else Kind.UNCHANGED
