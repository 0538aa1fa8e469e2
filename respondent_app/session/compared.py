"""The work itself: read the files, compare their texts, hold the change table against them. It knows no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from respondent_app.model.audit import Audit
from respondent_app.model.comparison import Comparison, UnsurePair
from respondent_app.model.consultation import Consultation
from respondent_app.model.document import Document
from respondent_app.model.errors import UnreadableFileError
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


def decided(comparison: Comparison, pair: UnsurePair, *, same: bool) -> Comparison:
    """Return the comparison with a person's answer to whether two clauses are one that was rewritten."""
    from respondent_app.documents.comparing.settle import settle

    return settle(comparison, pair, same=same)


def _demand_changes(document: Document) -> None:
    if not document.shows_changes:
        raise UnreadableFileError(
            f"{document.name} marks no changes.",
            meaning="There is nothing in it to compare.",
            advice="If it is the clean text, say so under Attachments, and add the current text beside it.",
        )
