from __future__ import annotations

from respondent_app.documents.comparing.clauses import clauses
from respondent_app.model.document import Cell, Paragraph, Part


def _cell(text: str, row: int, column: int, *, label: str = "", objects: tuple[str, ...] = ()) -> Paragraph:
    return Paragraph(text, label=label, cell=Cell(0, row, column), objects=objects, sources=(10 * row + column,))


def _texts(*paragraphs: Paragraph) -> list[str]:
    return [clause.text for clause in clauses(paragraphs)]


def test_a_paragraph_is_a_clause_without_the_number_typed_in_front() -> None:
    found = clauses([Paragraph("3.1A\tThe Panel meets. ", label="3.1A", reference="3.1A", typed=5, sources=(7,))])
    assert [(each.position, each.label, each.reference, each.text, each.sources) for each in found] == [
        (0, "3.1A", "3.1A", "The Panel meets.", (7,))
    ]


def test_a_paragraph_without_words_is_none_unless_it_holds_a_picture() -> None:
    found = clauses([Paragraph(" "), Paragraph("", label="(a)"), Paragraph("", objects=("picture",))])
    assert [(each.text, each.objects) for each in found] == [("", ("picture",))]


def test_a_row_of_plain_cells_is_one_clause() -> None:
    rows = [_cell("Fee", 0, 0), _cell("", 0, 1), _cell("10", 0, 2), _cell("Charge", 1, 0), _cell("20", 1, 1)]
    found = clauses(rows)
    assert [each.text for each in found] == ["Fee |  | 10", "Charge | 20"]
    assert found[0].sources == (0, 1, 2)


def test_a_number_alone_in_a_cell_is_the_number_of_its_row() -> None:
    found = clauses([_cell("", 0, 0, label="4"), _cell("Fee", 0, 1)])
    assert [(each.label, each.text) for each in found] == [("4", "Fee")]


def test_cells_of_several_paragraphs_are_read_by_paragraph() -> None:
    assert _texts(_cell("One.", 0, 0), _cell("Two.", 0, 0), _cell("Three.", 0, 1)) == ["One.", "Two.", "Three."]


def test_numbered_paragraphs_and_headings_in_cells_are_clauses_of_their_own() -> None:
    assert _texts(_cell("One.", 0, 0, label="1.1"), _cell("Two.", 0, 1)) == ["One.", "Two."]
    heading = Paragraph("Scope", is_heading=True, cell=Cell(0, 0, 0))
    assert _texts(heading, _cell("Two.", 0, 1)) == ["Scope", "Two."]


def test_an_empty_row_is_no_clause_and_a_picture_in_a_cell_belongs_to_its_row() -> None:
    found = clauses([_cell("", 0, 0), _cell("", 0, 1), _cell("Logo", 1, 0), _cell("", 1, 1, objects=("picture",))])
    assert [(each.text, each.objects) for each in found] == [("Logo | ", ("picture",))]


def test_rows_of_two_tables_do_not_run_together() -> None:
    other = Paragraph("C", cell=Cell(1, 0, 0))
    assert _texts(_cell("A", 0, 0), _cell("B", 0, 1), other) == ["A | B", "C"]


def test_footnotes_are_clauses_of_their_part() -> None:
    found = clauses([Paragraph("Body."), Paragraph("Note.", part=Part.FOOTNOTE, label="1")])
    assert [(each.part, each.text) for each in found] == [(Part.BODY, "Body."), (Part.FOOTNOTE, "Note.")]
