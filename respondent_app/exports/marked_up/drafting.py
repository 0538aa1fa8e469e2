"""The marked-up drafting: one Word document with all wordings that are proposed, as tracked changes with comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from respondent_app.exports.marked_up.proposals import Proposal, proposals
from respondent_app.exports.marked_up.tracked import Tracker
from respondent_app.exports.shown import version
from respondent_app.exports.word_template import packed, parts_around
from respondent_app.model.submission import Audience, Span, Spans, Submission, plain
from respondent_app.writing.word_text import W, paragraphs_like, w

TITLE = "Marked-up drafting"
PURPOSE = (
    "These are the wordings that we propose, clause by clause: as tracked changes against the publisher’s proposed "
    "text, with our reasons as comments. Accept a change to take our wording over, reject it to keep the publisher’s."
)
WITHHELD = "What stands as “[Confidential …]” has been withheld from this version."
_TYPES, _RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def drafting_document(submission: Submission, texts: Mapping[str, str]) -> bytes | None:
    """Return the DOCX, None if no wording is proposed; the same submission and texts always give the same bytes.

    `texts` is the publisher's wording of clauses by reference, as `clause_texts` gives it. Where it is not known, all
    of the wording is shown as inserted. The author of all changes is the organisation, as this audience may know it.
    """
    found = proposals(submission, texts)
    if not found:
        return None
    tracker = Tracker(plain(submission.organisation))
    parts = parts_around(TITLE, submission)
    document = etree.fromstring(parts["word/document.xml"])
    body, section = document.find(w("body")), document.find(f".//{w('pPr')}/{w('sectPr')}")
    assert body is not None  # noqa: S101  our own template has a body
    assert section is not None  # noqa: S101  its first section is an upright one
    upright = deepcopy(section)
    body[:] = [*_content(submission, found, tracker), upright]
    parts[_TYPES] = _with_child(
        parts[_TYPES], "Override", {"PartName": "/word/comments.xml", "ContentType": _CONTENT_TYPE}
    )
    parts[_RELATIONS] = _with_child(
        parts[_RELATIONS], "Relationship", {"Id": "comments", "Type": _RELATION, "Target": "comments.xml"}
    )
    return packed({**parts, "word/comments.xml": tracker.comments}, document)


def _content(submission: Submission, found: tuple[Proposal, ...], tracker: Tracker) -> Iterator[etree._Element]:
    yield from _paragraphs("Title", (Span(TITLE),))
    yield from _paragraphs("Subtitle", (Span(submission.consultation.title),))
    yield from _paragraphs("Banner", (Span(version(submission)),))
    yield from _paragraphs("Answer", (Span(PURPOSE),))
    if submission.audience is Audience.PUBLIC and submission.anything_marked:
        yield from _paragraphs("Answer", (Span(WITHHELD),))
    for proposal in found:
        yield from _paragraphs("Heading2", proposal.heading)
        yield from tracker.paragraphs(proposal, "Answer")
    yield from _paragraphs("Note", ())


def _paragraphs(style: str, spans: Spans) -> list[etree._Element]:
    pattern = etree.fromstring(f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>')
    return paragraphs_like(pattern, spans)


def _with_child(part: bytes, name: str, attributes: dict[str, str]) -> bytes:
    root = etree.fromstring(part)
    etree.SubElement(root, f"{{{etree.QName(root).namespace}}}{name}", attributes)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
