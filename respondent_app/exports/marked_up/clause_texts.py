"""The publisher's wording of each clause, as far as it is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from respondent_app.exports.marked_up.references import each, key
from respondent_app.model.consultation import Consultation
from respondent_app.model.document import Document, Paragraph, Part
from respondent_app.model.submission import Submission, plain


def clause_texts(consultation: Consultation, document: Document | None = None) -> Mapping[str, str]:
    """Return what the publisher proposes, by reference (as `references.key` writes it), a line for each paragraph.

    A text that was read (`document`) goes before what the change table quotes. The lines after a clause's first are
    its unnumbered paragraphs and its items, "(a) …"; an item also stands under its own reference.
    """
    quoted = {key(row.clauses[0]): row.quoted for row in consultation.changes if row.quoted and len(row.clauses) == 1}
    return {**quoted, **(_by_reference(document.proposed) if document else {})}


def commented_texts(submission: Submission, texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return those of `texts` for which a wording is proposed."""
    proposed = {key for row in submission.comments if plain(row.proposed).strip() for key in each(plain(row.clause))}
    return {clause: text for clause, text in texts.items() if clause in proposed}


def _by_reference(paragraphs: Iterable[Paragraph]) -> dict[str, str]:
    """Join what belongs together. Where a number stands twice, as in an annex, the first is meant."""
    texts: dict[str, list[str]] = {}
    open_clauses: list[str] = []
    for paragraph in paragraphs:
        if paragraph.part is not Part.BODY:
            continue
        words = " ".join(paragraph.wording.split("\n")).strip()
        found = key(paragraph.reference)
        if found:
            above = [clause for clause in open_clauses if found.startswith(f"{clause}(")]
            open_clauses = above
            if found not in texts:
                texts[found] = []
                open_clauses = [*above, found]
        else:
            within = key(paragraph.within)
            open_clauses = open_clauses[: open_clauses.index(within) + 1] if within in open_clauses else []
        for clause in open_clauses if words else ():
            texts[clause].append(f"{paragraph.label} {words}".strip() if clause != found else words)
    return {clause: "\n".join(lines) for clause, lines in texts.items() if lines}
