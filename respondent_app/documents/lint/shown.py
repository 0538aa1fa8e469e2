"""Findings in a document, as text for a terminal and as JSON for scripts."""

from __future__ import annotations

from collections.abc import Sequence

from respondent_app.documents.lint.finding import LintFinding


def as_text(findings: Sequence[LintFinding]) -> str:
    """Return two lines for each finding: what it is, and the comment on it."""
    if not findings:
        return "Nothing stands out."
    return "\n".join(f"{_place(finding)}{finding.title}\n    {finding.comment}" for finding in findings)


def as_json(findings: Sequence[LintFinding]) -> dict[str, object]:
    """Return the findings as what `json.dumps` takes; `start` and `end` count code points of the text that was read."""
    return {"version": 1, "findings": [_entry(finding) for finding in findings]}


def _place(finding: LintFinding) -> str:
    return f"{finding.reference}: " if finding.reference else ""


def _entry(finding: LintFinding) -> dict[str, object]:
    return {
        "rule": str(finding.rule),
        "quote": finding.quote,
        "title": finding.title,
        "comment": finding.comment,
        "start": finding.start,
        "end": finding.end,
        "reference": finding.reference,
    }
