"""The consultation as Qt lays it out: outline, table, bold labels, questions in italics."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextDocument, QTextTable

from respondent_app.packs.library import load
from tests.packs.source_words import PACK_ID

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def document() -> QTextDocument:
    page = QTextDocument()
    page.setMarkdown(load(PACK_ID).text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    return page


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def test_the_outline_has_one_title_and_even_levels(document: QTextDocument) -> None:
    headings = [(b.blockFormat().headingLevel(), b.text()) for b in blocks(document) if b.blockFormat().headingLevel()]
    assert headings == [
        (
            1,
            "Consultation on changes to the SMETS1 Transition and Migration Approach Document (TMAD) for MOC (MDS)",
        ),
        (2, "1. Introduction and Context"),
        (2, "2. TMAD Changes"),
        (2, "3. Next Steps"),
        (2, "4. How to respond"),
        (2, "5. Attachments"),
        (2, "Attachment 1"),
        (3, "Draft Re-designation Text"),
    ]


def table_of(document: QTextDocument) -> QTextTable:
    (table,) = document.rootFrame().childFrames()
    assert isinstance(table, QTextTable)
    return table


def cell_text(table: QTextTable, row: int, column: int) -> str:
    cursor = table.cellAt(row, column).firstCursorPosition()
    cursor.setPosition(table.cellAt(row, column).lastPosition(), cursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\N{LINE SEPARATOR}", "\n").replace("\N{PARAGRAPH SEPARATOR}", "\n¶")


def test_figure_1_is_one_table_with_the_rows_of_the_data(document: QTextDocument) -> None:
    table = table_of(document)
    assert (table.rows(), table.columns()) == (12, 4)
    rows = [[cell_text(table, row, column) for column in range(4)] for row in range(12)]
    assert rows[0] == ["No.", "TMAD Reference", "Description of Change", "Rationale for Change"]
    expected = [[f"{c.number}.", c.reference, c.description, c.rationale] for c in load(PACK_ID).changes]
    assert rows[1:] == expected


def test_labels_are_bold_and_questions_italic(document: QTextDocument) -> None:
    labels = [block for block in blocks(document) if block.text().startswith("TMAD Q")]
    assert [label.text() for label in labels] == ["TMAD Q1", "TMAD Q2", "TMAD Q3"]
    for label, question in zip(labels, load(PACK_ID).questions, strict=True):
        assert label.next().text() == question.text
        assert all(form.fontWeight() == QFont.Weight.Bold for form in formats(label))
        assert all(form.fontItalic() for form in formats(label.next()))


def formats(block: QTextBlock) -> list[QTextCharFormat]:
    """The formats of all runs of text in `block`; never empty, so that no test passes by looking at nothing."""
    found = [QTextCharFormat(run.format) for run in block.textFormats()]
    assert found
    return found


def test_a_quote_of_each_point_can_be_found_on_the_page(document: QTextDocument) -> None:
    for point in load(PACK_ID).points:
        assert not document.find(point.quote).isNull(), point.id
