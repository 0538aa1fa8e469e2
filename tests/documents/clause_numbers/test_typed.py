from __future__ import annotations

import pytest

from respondent_app.documents.clause_numbers.typed import possible_number, typed_number

_NUMBERS = [
    ("3.1A\tThe Panel shall", "3.1A", "The Panel shall"),
    ("3.1A The Panel shall", "3.1A", "The Panel shall"),
    ("3.1 A Party shall", "3.1", "A Party shall"),
    ("5.1 (b) (i) the Panel", "5.1 (b) (i)", "the Panel"),
    ("5.1(b)(i) the Panel", "5.1(b)(i)", "the Panel"),
    ("5(b) the Panel", "5(b)", "the Panel"),
    ("(b) to comply with", "(b)", "to comply with"),
    ("(iv) the Panel", "(iv)", "the Panel"),
    ("(aa) the Panel", "(aa)", "the Panel"),
    ("(1) The Panel", "(1)", "The Panel"),
    ("(a) (i) the Panel", "(a) (i)", "the Panel"),
    ("X2.4(b)\tthe Panel", "X2.4(b)", "the Panel"),
    ("X2.4(b) the Panel", "X2.4(b)", "the Panel"),
    ("14.3 “Charge” means", "14.3", "“Charge” means"),
    ("14.3.2.1 [Not used]", "14.3.2.1", "[Not used]"),
    ("A1.2 Definitions", "A1.2", "Definitions"),
    ("1) the Panel", "1)", "the Panel"),
    ("1. Definitions", "1.", "Definitions"),
    ("1. May a Party appeal?", "1.", "May a Party appeal?"),
    ("14\tTermination", "14", "Termination"),
    ("A.\tDefinitions", "A.", "Definitions"),
    ("a) the Panel", "a)", "the Panel"),
    ("  2.1\tThe Panel", "2.1", "The Panel"),
    ("2.1\xa0\xa0the Panel", "2.1", "the Panel"),
    ("Section 4: Charges", "Section 4", "Charges"),
    ("Section 4. Charges", "Section 4", "Charges"),
    ("Clause 5 – Charges", "Clause 5", "Charges"),
    ("SCHEDULE 2\tCharges", "SCHEDULE 2", "Charges"),
    ("Schedule 2 Charges", "Schedule 2", "Charges"),
    ("Annex B - Data Items", "Annex B", "Data Items"),
    ("Part C Definitions", "Part C", "Definitions"),
    ("Article IV. Charges", "Article IV", "Charges"),
    ("Part One: Charges", "Part One", "Charges"),
]


@pytest.mark.parametrize(("text", "label", "wording"), _NUMBERS)
def test_a_number_is_told_from_what_follows(text: str, label: str, wording: str) -> None:
    found = typed_number(text)

    assert found is not None
    assert (found[0], text[found[1] :]) == (label, wording)


@pytest.mark.parametrize("text", ["Schedule 2", "APPENDIX A", "Annex B.", "Part C", "Article IV", "Section 4"])
def test_a_title_that_is_only_a_number_keeps_its_words(text: str) -> None:
    assert typed_number(text) == (text.rstrip("."), 0)


_NO_NUMBERS = [
    "",
    " ",
    "2019 was a year of change",
    "31 months after the Effective Date",
    "10 Working Days after the notice",
    "14 March 2026",
    "1 May 2026",
    "01.02.19 Meeting of the Panel",
    "2.5 kWh a day",
    "2.5 Million meters",
    "2.5% of the Charges",
    "0.5 per cent of the Charges",
    "5.00",
    "3.1",
    "(a)",
    "£5.00 a month",
    "1,000 kWh",
    "12\t34",
    "474\nPP-98",
    "24/7 Service",
    "1st January",
    "2nd Floor",
    "A4 paper",
    "M25 Motorway",
    "G7 countries",
    "CH2M Consultants",
    "MHHS Programme",
    "A Party shall",
    "I agree",
    "In the event that",
    "A. Smith",
    "e.g. a meter",
    "i.e. a meter",
    "(if) any",
    "(or) the Panel",
    "(mix) of meters",
    "(c) 2024 the publisher",
    "(a) and (b) apply together",
    "(a) to (c) above",
    "3.1 and 3.2 apply",
    "3.1 applies to every Party",
    "3.1 of the Code",
    "4.8 – 4.10",
    "4.8 to 4.10",
    "5.1 (b) (i)",
    "Clause 4.8 – 4.10",
    "Section 4 of this document sets out the changes",
    "Section 4-6 apply",
    "Clause 5 applies where a Party fails",
    "Clause 5, which applies",
    "Schedule 2 shall apply.",
    "Part of the Charges",
    "Part A and Part B",
    "Rule of law",
    "Article 5, which applies",
    "3.1\tCharges\t12",
    "Schedule 2 Charges ........ 12",
    "1. Definitions\tiv",
    "3.1\n",
]


@pytest.mark.parametrize("text", _NO_NUMBERS)
def test_figures_dates_and_sentences_are_no_numbers(text: str) -> None:
    assert typed_number(text) is None


@pytest.mark.parametrize(
    ("text", "label"), [("14 Termination", "14"), ("3.1 the Panel shall", "3.1"), ("A. Definitions", "A.")]
)
def test_what_only_the_sequence_can_tell_is_possible(text: str, label: str) -> None:
    found = possible_number(text)

    assert typed_number(text) is None
    assert found is not None
    assert found[0] == label


@pytest.mark.parametrize(
    "text", ["(" * 5000, "1." * 5000, "5.1 " + "(a)" * 5000, " " * 20_000, "i" * 20_000, "A1" * 9000]
)
def test_long_odd_text_costs_little(text: str) -> None:
    typed_number(text)
    possible_number(text)
