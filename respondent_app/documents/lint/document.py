"""Reads a file that was read into paragraphs: what the rules find in its words, and in its clause numbers."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from respondent_app.documents.lint import lint
from respondent_app.documents.lint.clause_references import missing_clauses, missing_containers
from respondent_app.documents.lint.finding import LintFinding
from respondent_app.documents.shown import one_line
from respondent_app.model.document import Document, Paragraph, Part

_OF_DEFINITIONS = re.compile(r"defin|interpret|glossary", re.IGNORECASE)
_RUNNING = frozenset({Part.HEADER, Part.FOOTER})  # what is repeated on every page is read once a page by a person


def lint_document(document: Document) -> tuple[LintFinding, ...]:
    """Return what all rules find in the proposed text, in its order, each with the reference of its clause.

    Offsets are those of the paragraphs a line each: the body, as `shown.as_text` gives it, then notes and text boxes.
    """
    paragraphs = _in_reading_order(document.proposed)
    lines = [one_line(paragraph.text) for paragraph in paragraphs]
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    text = "\n".join(lines)
    found = (
        *lint(text, defined_in_tables(paragraphs)),
        *missing_clauses(text, paragraphs),
        *missing_containers(text, paragraphs),
    )
    ordered = sorted(found, key=lambda finding: (finding.start, finding.end))
    return tuple(_placed(finding, paragraphs, starts) for finding in ordered)


def defined_in_tables(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """Return the terms of tables under a heading such as "Definitions": their first column."""
    return tuple(
        paragraph.wording.strip(" “”\"'‘’:")
        for paragraph in paragraphs
        if paragraph.cell is not None and paragraph.cell.column == 0 and _OF_DEFINITIONS.search(paragraph.heading)
    )


def _in_reading_order(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    return sorted((p for p in paragraphs if p.part not in _RUNNING), key=lambda p: p.part is not Part.BODY)


def _placed(finding: LintFinding, paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> LintFinding:
    paragraph = paragraphs[bisect.bisect_right(starts, finding.start) - 1]
    return replace(finding, reference=paragraph.reference or paragraph.within)
