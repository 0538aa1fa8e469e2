"""References that lead nowhere are found; references to other documents are left alone."""

from __future__ import annotations

import pytest

from respondent_app.documents.lint.references import dangling_references, section_at, sections

DOCUMENT = """\
1. Introduction
{introduction}
2. The Changes
Figure 1 - Overview of changes
3. Next Steps
We decide in May.
4. Attachments
Attachment 1 – Draft direction
Attachment 2 – Text
Attachment 1
The direction.
"""


def document(introduction: str) -> str:
    return DOCUMENT.format(introduction=introduction)


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("Specific changes are listed in Section 3 of this document.", "changes are listed in Section 3"),
        (
            "Where it does not apply it is indicated in the changes in Section 3.",
            "indicated in the changes in Section 3",
        ),
        ("All changes to the text are set out in section 1.", "changes to the text are set out in section 1"),
        ("The changes are described in Section 9.", "changes are described in Section 9"),
        ("See Section 7 of this document.", "Section 7"),
        ("See Section 7 below.", "Section 7"),
        ("See Attachment 3.", "Attachment 3"),
        ("See Attachment 3 of this document.", "Attachment 3"),
        ("Figure 2 shows it.", ""),
        ("As shown in Figure 2, see Figure 2.", "Figure 2"),
    ],
)
def test_a_reference_that_leads_nowhere_is_found_once(sentence: str, quote: str) -> None:
    found = dangling_references(document(sentence))
    assert [finding.quote for finding in found] == ([quote] if quote else [])
    for finding in found:
        assert document(sentence)[finding.start : finding.end] == finding.quote


@pytest.mark.parametrize(
    "sentence",
    [
        "Specific changes are listed in Section 2 of this document.",
        "Changes to Section 14 of the Code are listed in Section 2.",
        "The changes are set out in Section 14.3 of the Code.",
        "This links the requirements with Section 5.",
        "See Section 12 of the Code and Sections 12-14.",
        "See Attachments 1 and 2, Attachment 2 and Figure 1.",
        "Table 9 of the Code applies.",  # this document has no tables of its own, so another's is meant
        "Annex 9 and Appendix A are other documents.",
        "See Attachment 9 of the Code and Attachment 8 to the Licence.",
        "The price changes. It is listed in Section 3.",
    ],
)
def test_a_reference_that_may_be_meant_is_left_alone(sentence: str) -> None:
    assert dangling_references(document(sentence)) == ()


def test_without_a_table_of_changes_nothing_is_said_about_where_they_are() -> None:
    text = document("Changes are listed in Section 3.").replace("Overview of changes", "Overview")
    assert dangling_references(text) == ()


def test_a_text_without_sections_is_left_alone() -> None:
    assert dangling_references("See Section 7 of this document, Figure 3 and Attachment 4.") == ()
    assert dangling_references("") == ()


def test_sections_count_up_and_attachments_stand_alone() -> None:
    text = document("14. Not a section of this document\n3 Devices were tested here")
    names = [(section.name, section.title) for section in sections(text)]
    assert names == [
        ("Section 1", "Introduction"), ("Section 2", "The Changes"), ("Section 3", "Next Steps"),
        ("Section 4", "Attachments"), ("Attachment 1", ""),
    ]  # fmt: skip
    assert section_at(sections(text), 0) == sections(text)[0]
    last = section_at(sections(text), len(text))
    assert last is not None
    assert last.name == "Attachment 1"
    assert section_at(sections("Preface\n" + text), 0) is None
