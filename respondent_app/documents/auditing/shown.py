"""An audit as the command line prints it: as JSON for scripts, as text for people."""

from __future__ import annotations

from collections.abc import Iterator

from respondent_app.model.audit import Audit, RowResult, Undisclosed, Verdict

Told = dict[str, object]

_SHAPE = 1
_SAID = {
    Verdict.AS_DESCRIBED: "as described",
    Verdict.DIFFERS: "DIFFERS",
    Verdict.NO_CHANGE_FOUND: "NO CHANGE FOUND",
    Verdict.CANNOT_TELL: "cannot tell",
}


def has_findings(result: Audit) -> bool:
    """Whether there is something to look at: a row that is not as described, or a change not in the table."""
    return bool(result.undisclosed) or any(row.verdict is not Verdict.AS_DESCRIBED for row in result.rows)


def as_json(result: Audit) -> Told:
    """Return the audit in the shape that scripts are promised. Changes are counted as in the comparison, from 0."""
    return {
        "version": _SHAPE,
        "rows": [_row(row) for row in result.rows],
        "undisclosed": [_change(found) for found in result.undisclosed],
        "aside": [_change(found) for found in result.aside],
    }


def as_text(result: Audit) -> str:
    """Return the audit for a person to read."""
    return "\n".join(_lines(result)) + "\n"


def _row(row: RowResult) -> Told:
    return {
        "number": row.number, "reference": row.reference, "verdict": row.verdict.value, "detail": row.detail,
        "clause": row.clause, "changes": list(row.changes), "comment": row.comment,
    }  # fmt: skip


def _change(found: Undisclosed) -> Told:
    return {
        "reference": found.reference, "kind": found.kind, "detail": found.detail,
        "weightiness": found.weightiness.value, "change": found.change, "comment": found.comment,
    }  # fmt: skip


def _lines(result: Audit) -> Iterator[str]:
    yield "The change table"
    for row in result.rows:
        yield f"  {row.number}. {row.reference}: {_SAID[row.verdict]}. {row.detail}"
    yield ""
    yield "Not in the table" if result.undisclosed else "Every change of words is in the table."
    for found in result.undisclosed:
        yield f"  {found.reference} ({found.kind}): {found.detail}"
    if result.aside:
        yield ""
        yield "Apart: typography, numbering, formatting"
        for found in result.aside:
            yield f"  {found.reference} ({found.weightiness.value}): {found.detail}"
