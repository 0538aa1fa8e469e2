from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from respondent_app.documents.clause_numbers.labels import normalised
from respondent_app.documents.clause_numbers.references import Placed, References

Line = str | tuple[str, int, str]


def _placed(*lines: Line) -> list[Placed]:
    """Place typed paragraphs ("5.1 Text"), automatic numbers (label, level, list) and headings ("# Title")."""
    references = References()
    return [_place(references, line) for line in lines]


def _place(references: References, line: Line) -> Placed:
    if not isinstance(line, str):
        label, level, of_list = line
        return references.place(label, level, typed=False, is_heading=False, heading_text="text", of_list=of_list)
    if line.startswith("# "):
        return references.unnumbered(is_heading=True, heading_text=line[2:], level=1)
    found = references.typed_number(line)
    if found is None:
        return references.unnumbered(is_heading=False, heading_text=line, level=0)
    return references.place(found[0], 0, typed=True, is_heading=False, heading_text=line[found[1] :])


def _references(*lines: Line) -> list[str]:
    return [placed.reference or f"in {placed.within}" for placed in _placed(*lines)]


def test_the_reference_joins_the_labels_above() -> None:
    assert _references(
        ("5.", 0, "1"), ("5.1", 1, "1"), ("(a)", 2, "1"), ("(b)", 2, "1"), ("(i)", 3, "1"), ("5.2", 1, "1"),
        ("(a)", 2, "1"),
    ) == ["5", "5.1", "5.1(a)", "5.1(b)", "5.1(b)(i)", "5.2", "5.2(a)"]  # fmt: skip


def test_a_list_of_its_own_stands_under_the_clause_before_it() -> None:
    assert _references(
        ("5.", 0, "1"), ("5.1", 1, "1"), ("(a)", 0, "2"), ("(b)", 0, "2"), ("(i)", 1, "2"), ("5.2", 1, "1"),
        ("(a)", 0, "3"),
    ) == ["5", "5.1", "5.1(a)", "5.1(b)", "5.1(b)(i)", "5.2", "5.2(a)"]  # fmt: skip


def test_typed_numbers_stand_in_the_row_of_automatic_ones() -> None:
    placed = _placed(
        ("3.", 0, "1"), ("3.1", 1, "1"), ("(a)", 2, "1"), "3.1A\tThe Panel", ("(a)", 2, "1"), ("3.2", 1, "1")
    )

    assert [place.reference for place in placed] == ["3", "3.1", "3.1(a)", "3.1A", "3.1A(a)", "3.2"]
    assert [place.level for place in placed] == [1, 2, 3, 2, 3, 2]


def test_typed_numbers_alone_make_a_tree() -> None:
    lines = ["5. A", "5.1 A", "(a) b", "(b) b", "(i) c", "(ii) c", "(c) b", "text", "5.2 A", "6. A", "text"]

    assert _references(*lines) == [
        "5", "5.1", "5.1(a)", "5.1(b)", "5.1(b)(i)", "5.1(b)(ii)", "5.1(c)", "in 5.1(c)", "5.2", "6", "in 6",
    ]  # fmt: skip


def test_i_after_h_is_a_letter_and_else_a_roman_one() -> None:
    assert _references("5.1 A", "(h) b", "(i) b", "(j) b", "(i) c") == [
        "5.1", "5.1(h)", "5.1(i)", "5.1(j)", "5.1(j)(i)",
    ]  # fmt: skip


def test_letters_go_on_after_nested_roman_ones() -> None:
    lines = ["5.1 A", "(u) b", "(i) c", "(ii) c", "(iii) c", "(iv) c", "(v) c", "(vi) c", "(v) b"]

    assert _references(*lines)[6:] == ["5.1(u)(v)", "5.1(u)(vi)", "5.1(v)"]


def test_numbers_that_only_the_sequence_makes_likely_are_taken_in_sequence() -> None:
    assert _references("13. A", "14 Termination", "31 Months after", "14.1 the Panel", "14.9 the Panel") == [
        "13", "14", "in 14", "14.1", "in 14.1",
    ]  # fmt: skip


def test_a_full_number_typed_is_the_reference() -> None:
    assert _references("5.1 (b) (i) the Panel", "X2.4(b)\tthe Panel", "(c) the Panel") == [
        "5.1(b)(i)", "X2.4(b)", "X2.4(c)",
    ]  # fmt: skip


def test_articles_hold_sections_and_paragraphs() -> None:
    assert _references(
        ("Article I.", 0, "1"), ("Section I.01", 1, "1"), ("(a)", 2, "1"), ("Article II.", 0, "1"), ("(a)", 2, "1")
    ) == ["Article I", "Section I.01", "Section I.01(a)", "Article II", "Article II(a)"]
    assert _references(("Article 5", 0, "1"), ("1.", 1, "1"), ("(a)", 2, "1")) == [
        "Article 5",
        "Article 5.1",
        "Article 5.1(a)",
    ]
    assert _references("Article 5: A", "5.1 B", "(a) c") == ["Article 5", "5.1", "5.1(a)"]


def test_clauses_of_a_schedule_name_it() -> None:
    assert _references("9. A", "Schedule 2", "1. A", "1.1 B", "(a) c", "Part C", "1. A", "Schedule 3", "(a) c") == [
        "9", "Schedule 2", "Schedule 2, 1", "Schedule 2, 1.1", "Schedule 2, 1.1(a)", "Schedule 2, Part C",
        "Schedule 2, Part C, 1", "Schedule 3", "Schedule 3(a)",
    ]  # fmt: skip


def test_clauses_run_on_through_parts() -> None:
    assert _references("Part A", "1. A", "1.1 B", "Part B", "2. A", "2.1 B") == [
        "Part A", "1", "1.1", "Part B", "2", "2.1",
    ]  # fmt: skip


def test_schedules_that_are_only_listed_hold_nothing() -> None:
    lines = ["Schedule 1 Charges", "Schedule 2 Data", "Schedule 3 Services", "text", "1. A", "Schedule 1", "1. A"]

    assert _references(*lines) == [
        "Schedule 1", "Schedule 2", "Schedule 3", "in ", "1", "Schedule 1", "Schedule 1, 1",
    ]  # fmt: skip


def test_a_schedule_after_one_that_is_not_used_holds_its_clauses() -> None:
    assert _references("Schedule 1 – Not used", "Schedule 2 – Charges", "1. A")[-1] == "Schedule 2, 1"


def test_plain_numbers_inside_a_clause_are_put_in_brackets() -> None:
    assert _references(("5.", 0, "1"), ("5.1", 1, "1"), ("1.", 0, "2"), ("2.", 0, "2"), ("5.2", 1, "1")) == [
        "5", "5.1", "5.1(1)", "5.1(2)", "5.2",
    ]  # fmt: skip
    assert _references(("1.", 0, "1"), ("1.", 1, "1"), ("a.", 2, "1"), ("2.", 0, "1")) == ["1", "1.1", "1.1(a)", "2"]


def test_an_outline_in_letters_and_digits() -> None:
    assert _references(("I.", 0, "1"), ("A.", 1, "1"), ("1.", 2, "1"), ("(a)", 3, "1"), ("B.", 1, "1")) == [
        "I", "I(A)", "I(A)(1)", "I(A)(1)(a)", "I(B)",
    ]  # fmt: skip


def test_a_new_heading_ends_what_stood_above() -> None:
    assert _references("# One", "1. A", "# Two", "text", "1. A") == ["in ", "1", "in ", "in ", "1"]


def test_the_heading_is_the_nearest_above_and_of_a_heading_its_own() -> None:
    references = References()
    first = references.place("5.", 0, typed=False, is_heading=True, heading_text="Charges")
    below = references.place("5.1", 1, typed=False, is_heading=False, heading_text="The Panel shall")
    second = references.unnumbered(is_heading=True, heading_text="General", level=2)
    text = references.unnumbered(is_heading=False, heading_text="text", level=0)

    assert [place.heading for place in (first, below, second, text)] == ["Charges", "Charges", "General", "General"]
    assert [place.level for place in (first, below, second, text)] == [1, 2, 2, 0]
    assert text.within == "5"


def test_printed_text_that_is_no_number_has_no_reference() -> None:
    assert _references(("5.", 0, "1"), ("Note:", 0, "2"), ("5.1", 1, "1")) == ["5", "in 5", "5.1"]


def test_names_are_spelt_in_one_way() -> None:
    assert _references("SCHEDULE 2", "Clause 5: A", "Section 6: A") == [
        "Schedule 2",
        "Schedule 2, 5",
        "Schedule 2, Section 6",
    ]


def test_numbers_in_words_are_numbers() -> None:
    assert _references(("Article One", 0, "1"), ("First.", 1, "1"), ("Twenty-first", 1, "1"), ("Note", 0, "2")) == [
        "Article One", "Article One(First)", "Article One(Twenty-first)", "in Article One(Twenty-first)",
    ]  # fmt: skip


def test_a_title_may_have_the_first_number() -> None:
    assert _references("1 Introduction", "2 Charges", "text") == ["1", "2", "in 2"]
    assert _references("1 Party may object to a change before it is made.") == ["in "]
    assert _references("2 Charges") == ["in "]


_LABELS = st.text("0123456789aiv.()X ,:Ⅳ٣é\t", max_size=12) | st.sampled_from(
    ["Schedule 1", "Part A", "(a)", "1.", "First"]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(_LABELS, st.integers(0, 8), st.sampled_from(["1", "2"])) | _LABELS.map(lambda text: f"{text} Text")
    )
)
def test_no_run_of_labels_stops_the_reading(lines: list[Line]) -> None:
    for placed in _placed(*lines):
        assert placed.level >= 0
        assert normalised(placed.reference) == normalised(normalised(placed.reference))
