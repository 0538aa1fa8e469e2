"""References within a numbered draft. The draft is made up."""

from __future__ import annotations

import pytest

from respondent_app.documents.lint.document import lint_document
from respondent_app.model.document import Document, FileKind, Paragraph

CLAUSES = (
    ("1", "Definitions"),
    ("2", "Each party shall act under Clause 3.1, Clause 3.2 and Clause 4."),
    ("3", "Notices"),
    ("3.1", "A notice shall be in writing (see Clause 2)."),
    ("3.2", "A notice shall say:"),
    ("3.2(a)", "who gives it; and"),
    ("3.2(b)", "(i) the day and (ii) the hour."),
    ("3A", "Put between."),
    ("4", "This applies as Clause 3.2(b)(ii) and Clause 3A say."),
    ("Schedule 1", "Schedule 1"),
    ("Schedule 1,1", "The first paragraph of it, to which Schedule 2 and Schedule 1 add."),
    ("Schedule 2", "Schedule 2"),
)


def findings(sentence: str, clauses: tuple[tuple[str, str], ...] = CLAUSES) -> list[tuple[str, str, str]]:
    paragraphs = tuple(Paragraph(text, label=number, reference=number) for number, text in clauses)
    last = Paragraph(sentence, within="4")
    document = Document("made-up.docx", FileKind.WORD, (*paragraphs, last), (*paragraphs, last))
    return [(finding.quote, finding.reference, finding.title) for finding in lint_document(document)]


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("As Clause 9.9 says.", "Clause 9.9"),
        ("As clause 3.3 says.", "clause 3.3"),
        ("As Clause 3.2 (c) says.", "Clause 3.2 (c)"),
        ("As Clause 3.1(a) says.", "Clause 3.1(a)"),
        ("As Clauses 3.1 and 3.7 say.", "3.7"),
        ("As Clause 3.2(a) or (d) says.", "(d)"),
        ("As Clauses 3.1 to 3.4 say.", "3.4"),
        ("As Clause 9 of this document says.", "Clause 9"),
        ("As Section 9 above says.", "Section 9"),
        ("As Clause 3B says.", "Clause 3B"),
        ("As Schedule 3 says.", "Schedule 3"),
        ("As Schedule 3 to this document says.", "Schedule 3"),
    ],
)
def test_a_reference_to_a_clause_that_is_not_there_is_found(sentence: str, quote: str) -> None:
    ((found, reference, title),) = findings(sentence)
    assert (found, reference) == (quote, "4")
    assert title.startswith("There is no ")


@pytest.mark.parametrize(
    "sentence",
    [
        "As Clauses 3.1 to 3.2(b) and 4 say, and Clause 3.2 (b) (i).",
        "As Clause 9.9 of the Code says.",
        "As Clause 9.9 (Confidentiality) of the Code says.",
        "As Clauses 9.9 and 10.1 of that Agreement say.",
        "As Clause 9.9 of Section H says, or clause 9.9 in the Code.",
        "As the Code, clause 9.9, says; the Agreement’s Clause 9.9 too.",
        "As SEC Clause 9.9 says, and Schedule 9 of the Code, paragraph 9.",
        "As section 105 and section 88(3) of the Utilities Act 2000 say.",
        "As Section 9.9 says.",  # sections may be those of a statute
        "As Article 50 says.",
        "Insert “as Clause 12.4 says” there.",
        "As sub-clause (b) and paragraph (iv) say.",
        "As Schedule 9 to the Code says, and Schedule 9 of the Act.",
        "As Appendix AL and Annex B say.",  # this draft has neither
        "Within 30 days and 9.9 %.",
    ],
)
def test_a_reference_that_may_be_meant_is_left_alone(sentence: str) -> None:
    assert findings(sentence) == []


def test_a_document_whose_references_mostly_lead_elsewhere_means_another() -> None:
    assert (
        findings("As Clause 9.1, Clause 9.2, Clause 9.3, Clause 9.4, Clause 9.5, Clause 9.6 and Clause 9.7 say.") == []
    )


def test_a_document_without_clause_numbers_is_left_alone() -> None:
    assert findings("As Clause 9.9 of this document says.", (("", "One."), ("", "Two."), ("1", "Three."))) == []


def test_one_appendix_that_is_the_whole_document_does_not_make_others_wrong() -> None:
    clauses = (*CLAUSES[:-3], ("", "Appendix AL"))
    assert findings("As Appendix AL and Appendix H say.", clauses) == []


def test_findings_of_all_rules_know_their_clause() -> None:
    clauses = (*CLAUSES, ("5", "The the notice is given by [TBC]."))
    assert [(quote, place) for quote, place, _ in findings("Fine.", clauses)] == [("The the", "5"), ("[TBC]", "5")]
