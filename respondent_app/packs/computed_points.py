"""Points to check that nobody has to list: what the text's own dates, references and wording give away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from respondent_app.documents.lint import LintFinding, plain_slips
from respondent_app.documents.lint.dates import written_dates
from respondent_app.documents.lint.references import section_at, sections
from respondent_app.model.consultation import ChangeRow, Consultation, Point

PREFIX = "computed-"
MOST_OF_ONE_RULE = 50  # what a text does more often than this is its habit; nobody would send so many comments on it
_LONGEST_CELL = 5_000


def computed_points(consultation: Consultation, text: str) -> tuple[Point, ...]:
    """Return a point for each finding in `text` (bare words) that no listed point already quotes."""
    counts: Counter[str] = Counter()
    points = []
    for finding in plain_slips(text):
        if counts[finding.rule] < MOST_OF_ONE_RULE and not _is_listed(finding, consultation.points):
            counts[finding.rule] += 1
            points.append(_point(finding, f"{PREFIX}{finding.rule}-{counts[finding.rule]}", consultation, text))
    return tuple(points)


def _is_listed(finding: LintFinding, listed: Iterable[Point]) -> bool:
    return any(finding.quote in point.quote for point in listed)


def _point(finding: LintFinding, point_id: str, consultation: Consultation, text: str) -> Point:
    row = _row_of(finding, consultation, text)
    by_clause = next((question.id for question in consultation.questions if question.comments_by_clause), "")
    if row is not None and by_clause:
        return Point(point_id, finding.title, finding.quote, finding.comment, by_clause, row.clauses[0])
    return Point(point_id, finding.title, finding.quote, finding.comment, _question_for(finding, consultation, text))


def _row_of(finding: LintFinding, consultation: Consultation, text: str) -> ChangeRow | None:
    """Return the row of the change table in which the finding stands."""
    start = text.rfind("\n", max(0, finding.start - _LONGEST_CELL), finding.start) + 1
    end = text.find("\n", finding.end, finding.end + _LONGEST_CELL)
    line = text[start : end if end >= 0 else finding.end].strip()
    rows = (row for row in consultation.changes if row.clauses)
    return next((row for row in rows if line in row.description or line in row.rationale), None)


def _question_for(finding: LintFinding, consultation: Consultation, text: str) -> str:
    """Return the question that speaks of the same day or the same attachment, else the first."""
    section = section_at(sections(text), finding.start)
    for question in consultation.questions:
        days = {written.day for written in written_dates(question.text) if written.day}
        if finding.day in days or (section and not section.title and section.name in question.text):
            return question.id
    return consultation.questions[0].id
