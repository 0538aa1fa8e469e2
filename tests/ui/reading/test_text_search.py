from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from respondent_app.ui.reading.text_search import occurrences, place_of

TEXT = 'Inclusion of new GroupID = “CB” for\nMOC MDS cohort. GroupID = "CB" – again.\n'


def found(words: str, text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in occurrences(text, words)]


def test_the_shape_of_quotation_marks_does_not_matter() -> None:
    assert found('groupid = "cb"') == ["GroupID = “CB”", 'GroupID = "CB"']
    assert found("= “CB”") == ["= “CB”", '= "CB"']


def test_words_are_found_across_a_line_end() -> None:
    assert found("for MOC") == ["for\nMOC"]


def test_dashes_are_alike() -> None:
    assert found('"CB" - again') == ['"CB" – again']


def test_nothing_is_found_for_nothing() -> None:
    assert found("") == found("  \n") == []


def test_what_looks_like_a_pattern_is_taken_as_it_stands() -> None:
    assert found(".*") == []
    assert found("a.c (x)", "abc x a.c (x)") == ["a.c (x)"]


@given(st.text(alphabet='ab “”"-–\n', min_size=1, max_size=30), st.data())
def test_every_passage_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[start:end].strip():
        assert found(text[start:end], text)


def test_a_quote_is_placed_by_its_longest_beginning() -> None:
    text = "The new clauses in TMAD define the relationship."
    assert place_of(text, "The new clauses in Annex A") == (0, len("The new clauses in"))
    assert place_of(text, "The new day dawns") is None, "two words are too few to go by"
