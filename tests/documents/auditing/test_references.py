from __future__ import annotations

import pytest

from respondent_app.documents.auditing.references import Sort, Sought, in_words, key, sought

PLACES = {
    "Clause 4.8 – 4.10": "4.8 4.9 4.10",
    "Clauses 4.8 to 4.10": "4.8 4.9 4.10",
    "4.8‑4.10": "4.8 4.9 4.10",
    "4.8 — 10": "4.8 4.9 4.10",
    "Clauses 4.8, 4.9 and 4.10": "4.8 4.9 4.10",
    "5.1 (b) (i)": "5.1.b.i",
    "Clause 5.1(b)(i), (ii) and (iii)": "5.1.b.i 5.1.b.ii 5.1.b.iii",
    "5.1(b)(i) – (iii)": "5.1.b.i 5.1.b.ii 5.1.b.iii",
    "5.1(a) to (c)": "5.1.a 5.1.b 5.1.c",
    "Clause 5.1 (b) to 5.1 (d)": "5.1.b 5.1.c 5.1.d",
    "Clause 5.1(h), (i) and (j)": "5.1.h 5.1.i 5.1.j",
    "Clauses 5.1(a), (c) and 6.2(b)": "5.1.a 5.1.c 6.2.b",
    "Section 14": "14",
    "Sections 12-14": "12 13 14",
    "Section 2 to Section 4": "2 3 4",
    "Clause 3.1A": "3.1a",
    "Clauses 3.1A–3.1C": "3.1a 3.1b 3.1c",
    "new 14.3": "14.3",
    "Clause 7.14 (new)": "7.14",
    "Clause 6.4 (now 6.5)": "6.4",
    "Clause 18 of the TMAD": "18",
    "X2.4(b)": "x2.4.b",
    "H5.33-5.35": "h5.33 h5.34 h5.35",
    "12A.1": "12a.1",
    "Appendix A": "appendix a/",
    "Appendices A and B": "appendix a/ appendix b/",
    "Appendix A and Appendix B": "appendix a/ appendix b/",
    "Paragraph 3.2 of Appendix B": "appendix b/3.2",
    "Appendix A, paragraph 3.2": "appendix a/3.2",
    "Section 3.1 and Annex B": "3.1 annex b/",
    "Schedule 1": "schedule 1/",
    "Contents": "",
}


@pytest.mark.parametrize("printed", PLACES)
def test_a_reference_stands_for_its_clauses(printed: str) -> None:
    found = (f"{each.part}/{'.'.join(each.key)}" if each.part else ".".join(each.key) for each in sought(printed))
    assert " ".join(found) == PLACES[printed]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Definition of Working Day", (Sought(Sort.DEFINITION, name="Working Day"),)),
        ("Section 1.1 – definition of “DCC”", (Sought(Sort.DEFINITION, name="DCC"),)),
        ("heading of Section 14", (Sought(Sort.HEADING, key=("14",)),)),
        ("Heading of Appendix A", (Sought(Sort.HEADING, part="appendix a"),)),
        ("Sub-heading 'Post Migration'", (Sought(Sort.HEADING, name="Post Migration"),)),
        ("Throughout", (Sought(Sort.EVERYWHERE),)),
    ],
)
def test_headings_definitions_and_the_whole_text(printed: str, expected: tuple[Sought, ...]) -> None:
    assert sought(printed) == expected


def test_what_the_pack_lists_counts_more_than_what_is_printed() -> None:
    assert sought("Clause 4.8 et seq.", ("4.8", "4.11")) == (Sought(key=("4", "8")), Sought(key=("4", "11")))


def test_a_long_range_is_not_filled_in() -> None:
    assert len(sought("Clause 4.1 – 4.999")) == 2


@pytest.mark.parametrize("printed", ["5.1(b)(i)", "5.1 (b) (i)", "Clause 5.1(B)(I)", "5.1(b)(i)."])
def test_a_number_is_the_same_however_it_is_printed(printed: str) -> None:
    assert key(printed) == ("5", "1", "b", "i")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Sought(key=("5", "1", "b", "i")), "Clause 5.1(b)(i)"),
        (Sought(key=("14",)), "Section 14"),
        (Sought(key=("3", "1a")), "Clause 3.1A"),
        (Sought(part="appendix a"), "Appendix A"),
        (Sought(part="appendix a", key=("3", "2")), "Appendix A, paragraph 3.2"),
        (Sought(Sort.HEADING, key=("14",)), "the heading of Section 14"),
    ],
)
def test_a_place_in_words(place: Sought, words: str) -> None:
    assert in_words(place) == words
