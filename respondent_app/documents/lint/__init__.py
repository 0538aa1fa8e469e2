"""Reads a document for what its author most likely did not mean. Every rule prefers silence to a false alarm.

The rules work on plain text: a paragraph, heading or table cell a line, without markup. Each is a pure function.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from respondent_app.documents.lint.dates import impossible_dates, open_periods, weekday_mismatches
from respondent_app.documents.lint.finding import LintFinding, Rule
from respondent_app.documents.lint.references import dangling_references
from respondent_app.documents.lint.wording import doubled_words, misplaced_modals, placeholders

__all__ = ["LintFinding", "Rule", "lint", "plain_slips"]

_PLAIN_RULES = (
    weekday_mismatches, impossible_dates, open_periods, dangling_references, placeholders, misplaced_modals,
    doubled_words,
)  # fmt: skip


def plain_slips(text: str) -> tuple[LintFinding, ...]:
    """Return what can be seen without weighing the whole text: quick enough for the opening of a pack."""
    return _in_order(finding for rule in _PLAIN_RULES for finding in rule(text))


def lint(text: str, defined: Sequence[str] = ()) -> tuple[LintFinding, ...]:
    """Return what all rules find in `text`, in its order. `defined` are terms that a table of the document defines."""
    from respondent_app.documents.lint.balance import unbalanced
    from respondent_app.documents.lint.date_order import reversed_periods, steps_going_back
    from respondent_app.documents.lint.names import inconsistent_names
    from respondent_app.documents.lint.terms import undefined_terms

    weighed = (reversed_periods, steps_going_back, unbalanced, inconsistent_names)
    found = [*plain_slips(text), *(finding for rule in weighed for finding in rule(text))]
    return _in_order([*found, *undefined_terms(text, defined)])


def _in_order(findings: Iterable[LintFinding]) -> tuple[LintFinding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.start, finding.end)))
