"""The work itself: read the files, compare their texts, hold the change table against them. It knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from respondent_app.model.audit import Audit
from respondent_app.model.comparison import ClauseChange, Comparison, Kind, UnsurePair
from respondent_app.model.consultation import Consultation
from respondent_app.model.document import Document
from respondent_app.model.errors import UnreadableFileError
from respondent_app.model.word_diff import word_diff
from respondent_app.session.publisher_files import Source
from respondent_app.session.shelf import Shelf

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs between the texts of a source, and what became of each row of the change table."""

    source: Source
    comparison: Comparison
    audit: Audit


def compared(source: Source, consultation: Consultation, shelf: Shelf, step: Step) -> Compared:
    """Read, compare and audit."""
    from respondent_app.documents.comparing.compare import compare, compare_views

    documents = [shelf.read(path, step) for path in source.paths]
    if len(documents) == 1:
        _demand_changes(documents[0])
        comparison = compare_views(documents[0], step)
    else:
        comparison = compare(documents[0], documents[1], step)
    return audited(source, comparison, consultation, step)


def audited(source: Source, comparison: Comparison, consultation: Consultation, step: Step) -> Compared:
    """Hold the change table against a comparison."""
    from respondent_app.documents.auditing.audit import audit

    step("Holding the change table against the text")
    return Compared(source, comparison, audit(consultation, comparison, step))


def treated_as_one(comparison: Comparison, pair: UnsurePair) -> Comparison:
    """Return the comparison with a deleted and an inserted clause taken as one that was rewritten."""
    gone = _with(comparison, Kind.DELETED, pair.current)
    come = _with(comparison, Kind.INSERTED, pair.proposed)
    if gone is None or come is None:
        return kept_apart(comparison, pair)
    words = word_diff(gone.current[0].text, come.proposed[0].text)
    one = ClauseChange(Kind.EDITED, gone.current, come.proposed, words, authors=tuple({*gone.authors, *come.authors}))
    changes = tuple(one if change is come else change for change in comparison.changes if change is not gone)
    rest = tuple(
        other for other in comparison.unsure if other.current != pair.current and other.proposed != pair.proposed
    )
    return replace(comparison, changes=changes, unsure=rest)


def kept_apart(comparison: Comparison, pair: UnsurePair) -> Comparison:
    """Return the comparison with the question about a pair answered: they are different clauses."""
    return replace(comparison, unsure=tuple(other for other in comparison.unsure if other != pair))


def _with(comparison: Comparison, kind: Kind, position: int) -> ClauseChange | None:
    for change in comparison.changes:
        if change.kind is kind and (change.current or change.proposed)[0].position == position:
            return change
    return None


def _demand_changes(document: Document) -> None:
    if not document.shows_changes:
        raise UnreadableFileError(
            f"{document.name} marks no changes.",
            meaning="There is nothing in it to compare.",
            advice="If it is the clean text, say so under Attachments, and add the current text beside it.",
        )
