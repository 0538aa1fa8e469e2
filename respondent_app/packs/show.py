"""A consultation for reading in a terminal, and as JSON for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date

from respondent_app.documents.lint.dates import spoken
from respondent_app.model.consultation import ChangeRow, Consultation, Milestone, Question
from respondent_app.packs.plain_text import plain


def as_text(consultation: Consultation) -> str:
    """Return the consultation as plain text: what is asked, what changes, then the document itself."""
    return "\n".join([*_head(consultation), "", "The document", "", plain(consultation.text).strip()])


def as_json(consultation: Consultation) -> dict[str, object]:
    """Return the consultation as what `json.dumps` takes. Dates are ISO 8601 text, `closes_utc` too."""
    closes = consultation.deadline.moment.astimezone(UTC)
    table = {field.name: _plain(getattr(consultation, field.name)) for field in fields(consultation)}
    return {"version": 1, **table, "closes_utc": closes.strftime("%Y-%m-%dT%H:%M:%SZ")}


def _plain(value: object) -> object:
    """Return `value` as JSON knows it, with every field, those that hold their default as well."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _head(consultation: Consultation) -> Iterator[str]:
    closes = consultation.deadline.closes
    yield from (consultation.title, "=" * len(consultation.title), "")
    yield f"Published by: {consultation.publisher} ({consultation.publisher_short}), {consultation.classification}"
    yield f"Versions:     {consultation.current_version} now, {consultation.proposed_version} proposed"
    yield f"Closes:       {closes:%H:%M} on {closes:%A} {spoken(closes.date())} ({consultation.deadline.zone})"
    yield f"Responses to: {consultation.respond_to}"
    yield from ("", "Milestones", *map(_milestone, consultation.milestones))
    yield from ("", "Questions")
    for question in consultation.questions:
        yield from _question(question)
    yield from ("", consultation.change_table_title, *map(_row, consultation.changes))
    yield from ("", "Attachments", *(f"  {item.number}. {item.title}" for item in consultation.attachments))
    yield from ("", "Points to check")
    for point in consultation.points:
        yield f"  {point.question}{f', {point.clause}' if point.clause else ''}: {point.title}"


def _milestone(milestone: Milestone) -> str:
    latest = f" (latest {spoken(milestone.latest)})" if milestone.latest else ""
    return f"  {spoken(milestone.day)}: {milestone.label}{latest}"


def _question(question: Question) -> Iterator[str]:
    yield f"  {question.id}. {question.text}"
    yield from (f"      agree or disagree: {part.label}" for part in question.stance)


def _row(row: ChangeRow) -> str:
    return f"  {row.number}. {row.reference}: {row.description}"
