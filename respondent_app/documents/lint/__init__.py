"""Reads a document for what its author most likely did not mean. Every rule prefers silence to a false alarm.

The rules work on plain text: a paragraph, heading or table cell a line, without markup. Each is a pure function.
"""

from __future__ import annotations

from collections.abc import Sequence

from respondent_app.documents.lint.balance import unbalanced
from respondent_app.documents.lint.date_order import reversed_periods, steps_going_back
from respondent_app.documents.lint.dates import impossible_dates, open_periods, weekday_mismatches
from respondent_app.documents.lint.finding import LintFinding, Rule
from respondent_app.documents.lint.names import inconsistent_names
from respondent_app.documents.lint.references import dangling_references
from respondent_app.documents.lint.terms import undefined_terms
from respondent_app.documents.lint.wording import doubled_words, misplaced_modals, placeholders

__all__ = [
    "LintFinding", "Rule", "dangling_references", "doubled_words", "impossible_dates", "inconsistent_names", "lint",
    "misplaced_modals", "open_periods", "placeholders", "reversed_periods", "steps_going_back", "unbalanced",
    "undefined_terms", "weekday_mismatches",
]  # fmt: skip

RULES = (
    weekday_mismatches, impossible_dates, open_periods, reversed_periods, steps_going_back, dangling_references,
    placeholders, misplaced_modals, doubled_words, unbalanced, inconsistent_names,
)  # fmt: skip


def lint(text: str, defined: Sequence[str] = ()) -> tuple[LintFinding, ...]:
    """Return what all rules find in `text`, in its order. `defined` are terms that a table of the document defines."""
    found = [finding for rule in RULES for finding in rule(text)]
    found += undefined_terms(text, defined)
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end)))
