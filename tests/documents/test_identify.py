from __future__ import annotations

from dataclasses import replace

import pytest

from respondent_app.documents.identify import Identity, identify
from respondent_app.model.consultation import Attachment, AttachmentKind
from respondent_app.model.document import Cell, Document, FileKind, Paragraph, Revision, RevisionKind
from tests import samples

CONSULTATION = replace(
    samples.consultation(),
    current_version="V2.0",
    proposed_version="V2.1",
    attachments=(
        Attachment(1, "Draft sample direction", AttachmentKind.DIRECTION),
        Attachment(2, "Sample Migration Approach Document V2.1 (clean)", AttachmentKind.CLEAN),
        Attachment(3, "Sample Migration Approach Document V2.1 (change marked against V2.0)", AttachmentKind.REDLINE),
        Attachment(4, "Sample Migration Schema v1.0.xsd (XML schema)", AttachmentKind.SCHEMA),
        Attachment(5, "Response Template", AttachmentKind.TEMPLATE),
    ),
    text="# Sample\n\n" + "A long made-up paragraph of the consultation itself. " * 6,
)
CLAUSES = tuple(
    Paragraph(f"A made-up clause about parties, number {n}.", label=f"{n}.", reference=str(n)) for n in range(1, 60)
)
TITLE = Paragraph("Sample Migration Approach Document"), Paragraph("Version V2.1")


def document(*paragraphs: Paragraph, name: str = "file", kind: FileKind = FileKind.WORD, changes: int = 0) -> Document:
    revisions = tuple(Revision(RevisionKind.INSERTED, "made-up") for _ in range(changes))
    return Document(name, kind, paragraphs, paragraphs, revisions=revisions)


def found(read: Document) -> tuple[AttachmentKind, int | None]:
    identity = identify(read, CONSULTATION)
    assert isinstance(identity, Identity)
    assert identity.reasons.endswith(".")
    return identity.kind, identity.attachment


def test_a_text_with_the_title_and_no_marks_is_the_clean_one() -> None:
    assert found(document(*TITLE, *CLAUSES)) == (AttachmentKind.CLEAN, 2)


def test_the_same_with_marks_is_the_redline() -> None:
    read = document(*TITLE, *CLAUSES, changes=41)
    assert found(read) == (AttachmentKind.REDLINE, 3)
    assert identify(read, CONSULTATION).reasons == (
        "It marks 41 changes. Its title or name is that of Attachment 3, "
        "“Sample Migration Approach Document V2.1 (change marked against V2.0)”."
    )


def test_marks_in_a_document_of_another_title_are_a_redline_of_something() -> None:
    read = document(Paragraph("Something else altogether"), *CLAUSES, changes=2)
    assert found(read) == (AttachmentKind.REDLINE, None)
    assert "please say which one" in identify(read, CONSULTATION).reasons


def test_the_name_of_the_file_helps_where_the_text_has_no_title() -> None:
    read = document(*CLAUSES, name="Sample_Migration_Approach_Document_V2.1.docx")
    assert found(read) == (AttachmentKind.CLEAN, 2)


@pytest.mark.parametrize("opening", ["Version V2.0", "v2.0", "Version 2.0"])
def test_the_version_in_force_is_not_taken_for_the_proposed_one(opening: str) -> None:
    read = document(TITLE[0], Paragraph(opening), *CLAUSES)
    assert found(read) == (AttachmentKind.OTHER, None)
    assert "current text" in identify(read, CONSULTATION).reasons


def test_a_version_in_the_name_counts_however_it_is_written() -> None:
    read = document(TITLE[0], *CLAUSES, name="Sample_Migration_Approach_v2_0.docx")
    assert found(read) == (AttachmentKind.OTHER, None)


def test_a_redline_may_name_both_versions() -> None:
    read = document(*TITLE, Paragraph("Changes against V2.0"), *CLAUSES, changes=3)
    assert found(read) == (AttachmentKind.REDLINE, 3)


def test_a_schema_is_the_schema() -> None:
    read = document(Paragraph("Element Sample"), kind=FileKind.SCHEMA)
    assert found(read) == (AttachmentKind.SCHEMA, 4)


def template(*, empty: bool = True) -> Document:
    cell = Paragraph("" if empty else "Made-up Energy", cell=Cell(0, 0, 1))
    questions = [Paragraph(question.text) for question in CONSULTATION.questions]
    return document(
        Paragraph("Consultation response"), Paragraph("Name of organisation", cell=Cell(0, 0, 0)), cell, *questions
    )


def test_questions_with_room_for_answers_are_the_template() -> None:
    assert found(template()) == (AttachmentKind.TEMPLATE, 5)


def test_a_template_with_marked_changes_is_still_the_template() -> None:
    read = template()
    marked = replace(read, revisions=(Revision(RevisionKind.INSERTED, "made-up"),))
    assert found(marked) == (AttachmentKind.TEMPLATE, 5)


def test_numbered_questions_in_other_words_are_a_template_too() -> None:
    lines = [Paragraph("Response form"), Paragraph("Respondent"), Paragraph("TMAD Q1 What about this?")]
    lines += [Paragraph("Question 2 And this?"), Paragraph("", cell=Cell(0, 1, 1))]
    assert found(document(*lines)) == (AttachmentKind.TEMPLATE, 5)


def test_a_direction_is_the_direction() -> None:
    lines = [
        Paragraph("Draft direction"),
        Paragraph("The Secretary of State hereby directs that the made-up text applies."),
    ]
    assert found(document(*lines)) == (AttachmentKind.DIRECTION, 1)


def test_a_long_text_that_mentions_a_direction_is_not_one() -> None:
    mention = Paragraph("Where the Secretary of State directs it in a direction, the made-up duty ends.")
    assert found(document(*TITLE, mention, *CLAUSES * 5)) == (AttachmentKind.CLEAN, 2)


def test_the_consultation_document_itself_is_none_of_its_attachments() -> None:
    questions = [Paragraph(question.text) for question in CONSULTATION.questions]
    read = document(*TITLE, Paragraph(CONSULTATION.text.splitlines()[2]), *questions, Paragraph("How to respond"))
    assert found(read) == (AttachmentKind.OTHER, None)
    assert "consultation document itself" in identify(read, CONSULTATION).reasons


@pytest.mark.parametrize("lines", [(), (Paragraph(""),), (Paragraph("A made-up shopping list"), Paragraph("Apples"))])
def test_what_cannot_be_told_is_said_so(lines: tuple[Paragraph, ...]) -> None:
    read = document(*lines)
    assert found(read) == (AttachmentKind.OTHER, None)
    assert "cannot be told" in identify(read, CONSULTATION).reasons


def test_two_attachments_alike_are_not_guessed_between() -> None:
    twins = replace(
        CONSULTATION,
        attachments=tuple(Attachment(n, f"Sample Migration Approach Annex {n}", AttachmentKind.CLEAN) for n in (1, 2)),
    )
    read = document(*TITLE, *CLAUSES)
    assert identify(read, twins).attachment is None
    assert identify(document(Paragraph("Sample Migration Approach Annex 2"), *CLAUSES), twins).attachment == 2


def test_a_consultation_without_attachments_gives_the_kind_alone() -> None:
    bare = replace(CONSULTATION, attachments=())
    assert identify(template(), bare).kind is AttachmentKind.TEMPLATE
    assert identify(document(*TITLE, *CLAUSES), bare).kind is AttachmentKind.OTHER
