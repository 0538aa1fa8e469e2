"""The points to check of the shipped consultation: quotes that are quotes, comments fit to send."""

from __future__ import annotations

import re

import pytest

from respondent_app.model.consultation import Consultation, Point
from respondent_app.packs.library import load
from respondent_app.packs.plain_text import plain
from tests.packs.source_words import PACK_ID


@pytest.fixture(scope="module")
def consultation() -> Consultation:
    return load(PACK_ID)


@pytest.fixture(scope="module")
def listed(consultation: Consultation) -> list[Point]:
    return [point for point in consultation.points if not point.id.startswith("computed-")]


@pytest.fixture(scope="module")
def computed(consultation: Consultation) -> list[Point]:
    return [point for point in consultation.points if point.id.startswith("computed-")]


def test_there_are_thirty_odd(consultation: Consultation) -> None:
    assert len(consultation.points) >= 30
    assert len({point.id for point in consultation.points}) == len(consultation.points)


def test_every_quote_is_the_publishers_wording(consultation: Consultation) -> None:
    lines = plain(consultation.text).splitlines()
    for point in consultation.points:
        assert sum(point.quote in line for line in lines), point.id


def test_clauses_are_those_of_the_change_table(consultation: Consultation) -> None:
    known = {clause for row in consultation.changes for clause in row.clauses}
    for point in consultation.points:
        assert not point.clause or point.clause in known, point.id
        assert bool(point.clause) == (point.question == "Q2"), point.id


def test_a_clause_point_quotes_the_row_of_its_clause(consultation: Consultation, listed: list[Point]) -> None:
    for point in listed:
        if point.clause:
            row = next(row for row in consultation.changes if point.clause in row.clauses)
            assert point.quote in f"{row.description}\n{row.rationale}", point.id


def test_comments_are_ready_to_send(consultation: Consultation) -> None:
    for point in consultation.points:
        assert point.comment == " ".join(point.comment.split()), point.id
        assert point.comment.endswith((".", "?")), point.id
        assert not re.search(r"\b(I|my|you must|obviously|TODO|TBC)\b", point.comment), point.id
        assert not point.title.endswith("."), point.id


def test_weekday_reference_and_wording_faults_are_computed(computed: list[Point]) -> None:
    found = [(point.id, point.quote, point.question, point.clause) for point in computed]
    assert found == [
        ("computed-reference-1", "changes are listed in Section 3", "Q1", ""),
        ("computed-reference-2", "indicated in the changes in Section 3", "Q1", ""),
        ("computed-modal-1", "shall takes", "Q2", "14.3"),
        (
            "computed-open-period-1",
            "04 October 2019 or as soon as reasonably practicable within one month thereafter",
            "Q3",
            "",
        ),
        ("computed-weekday-1", "Monday 4th October 2019", "Q3", ""),
        ("computed-placeholder-1", "[04 October 2019]", "Q3", ""),
        ("computed-placeholder-2", "Annex [XX]", "Q3", ""),
    ]


def test_computed_comments_name_what_is_right(computed: list[Point]) -> None:
    comments = {point.id: point.comment for point in computed}
    assert "4 October 2019 is a Friday" in comments["computed-weekday-1"]
    assert "Section 2 (“Figure 1 - Overview of TMAD Changes”)" in comments["computed-reference-1"]
    assert "Section 3 is “Next Steps”" in comments["computed-reference-2"]
    assert "4 November 2019 (a Monday)" in comments["computed-open-period-1"]
    assert "we suggest “takes”" in comments["computed-modal-1"]


def test_nothing_is_both_listed_and_computed(listed: list[Point], computed: list[Point]) -> None:
    for point in computed:
        assert all(point.quote not in other.quote for other in listed), point.id
    assert len({point.comment for point in (*listed, *computed)}) == len(listed) + len(computed)
