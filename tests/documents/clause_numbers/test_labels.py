from __future__ import annotations

import pytest

from respondent_app.documents.clause_numbers.labels import normalised, numerals, taken_apart


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Clause 5.1 (b) (i)", "5.1(b)(i)"),
        ("5.1 b i", "5.1(b)(i)"),
        ("5.1 (B)", "5.1(b)"),
        ("clause 3.1a", "3.1A"),
        ("Section 14", "14."),
        ("§ 5.1", "5.1"),
        ("Clauses 4.8", "4.8:"),
        ("sub-clause 5.1", "5.1"),
        ("Article IV", "article iv."),
        ("X2.4 (b)", "X2.4(b)"),
        ("Appendix A", "APPENDIX A"),
        ("Annexe B", "Annex B"),
        ("Paragraph 3 of Appendix A", "Appendix A, 3"),
        ("Part C of Schedule 2", "Schedule 2, Part C"),
        ("5.1\xa0(b)", "5.1 (b)"),
    ],
)
def test_spellings_of_one_reference_are_the_same(first: str, second: str) -> None:
    assert normalised(first) == normalised(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("5.1", "5(1)"),
        ("3.1A", "3.1(a)"),
        ("5.1", "5.10"),
        ("Appendix A", "A"),
        ("Schedule 1", "1"),
        ("Schedule 2, 1.1", "1.1"),
        ("Schedule 1", "Appendix 1"),
        ("5.1(b)(i)", "5.1(b)"),
    ],
)
def test_other_clauses_are_not_the_same(first: str, second: str) -> None:
    assert normalised(first) != normalised(second)


@pytest.mark.parametrize("text", ["", " ", ",", "of", "()", "!?", "Clause"])
def test_what_is_no_reference_is_survived(text: str) -> None:
    assert normalised(text).strip("clause ") == ""


@pytest.mark.parametrize("text", ["Note:", "•", "", "Preamble", "–"])
def test_words_and_signs_are_no_clause_number(text: str) -> None:
    assert taken_apart(text) is None


def test_a_numeral_may_be_read_in_two_ways() -> None:
    assert [(numeral.kind, numeral.value) for numeral in numerals("i")] == [("letter", 9), ("roman", 1)]
    assert [(numeral.kind, numeral.value) for numeral in numerals("bb")] == [("letter", 28)]
    assert [(numeral.kind, numeral.value) for numeral in numerals("XIV")] == [("ROMAN", 14)]
    assert numerals("Ab") == ()
