from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from respondent_app.exports.comments_sheet import comments_workbook, continued
from respondent_app.exports.sheet_cells import LONGEST_CELL
from respondent_app.model.response import Answer, ClauseComment, Response
from respondent_app.model.submission import Audience
from respondent_app.privacy.disclose import disclose
from tests import samples
from tests.exports.reading import sheet_rows

CONSULTATION = samples.consultation()


def made(response: Response | None = None, audience: Audience = Audience.FULL) -> bytes:
    return comments_workbook(disclose(response or samples.response(), CONSULTATION, audience))


def commented(text: str) -> Response:
    return replace(
        samples.response(), answers={"Q2": Answer(comments=(ClauseComment("c", "1", comment=text),))}, marks=()
    )


def test_the_comments_stand_in_rows() -> None:
    header, row = sheet_rows(made(), "Comments")
    assert header == ["No", "Question", "Clause", "Type", "Comment", "Proposed wording", "Rationale", "Confidential"]
    assert row[:5] == ["1", "Q2", "4.2", "Policy", "The notice has no set form."]
    assert row[7] == "No"


def test_the_answers_stand_in_rows_in_both_versions() -> None:
    full, public = sheet_rows(made(), "Answers"), sheet_rows(made(audience=Audience.PUBLIC), "Answers")
    assert f"[Confidential 1: {samples.PASSAGE}]" in full[1][3]
    assert "the date: [Confidential 2: Agree]" in full[3][2]
    assert public[3][2:] == ["", "[Confidential 2]", "", "Yes"]
    assert [row[5] for row in public[1:]] == ["Part", "No", "Yes"]


def test_the_sheets_are_set_up_for_reading() -> None:
    for sheet in load_workbook(io.BytesIO(made())):
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
        assert sheet["D2"].alignment.wrap_text
        assert sheet.column_dimensions["D"].width > 9


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5", "@SUM(A1)", "'x", "#N/A", "1e5", "TRUE", "=cmd|'/c calc'!A1"])
def test_text_stays_text(text: str) -> None:
    cell = load_workbook(io.BytesIO(made(commented(text))))["Comments"]["E2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == (text[0] in "=+-@'")


def test_a_long_text_is_continued_in_the_next_rows() -> None:
    text = ("word " * 9_000 + "\U0001f600" * 20_000).strip()
    rows = sheet_rows(made(commented(text)), "Comments")[1:]
    assert [row[0] for row in rows] == ["1", "1 (continued)", "1 (continued)"]
    assert "".join(row[4] for row in rows) == text
    assert all(len(row[4].encode("utf-16-le")) // 2 <= LONGEST_CELL for row in rows)


@given(st.text(st.sampled_from("ab \n\U0001f600é"), max_size=40), st.integers(1, 40_000))
def test_cutting_loses_nothing(seed: str, times: int) -> None:
    text = (seed * times)[:120_000]
    rows = list(continued(("1", text)))
    assert "".join(row[1] for row in rows) == text
    assert all(len(row[1].encode("utf-16-le")) // 2 <= LONGEST_CELL for row in rows)


def test_the_audit_finds_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(made(commented("=a <b> & \n\n  c  ")))
    result = OpenXmlValidator().validate(tmp_path / "x.xlsx")
    assert [str(error) for error in result.errors] == []


def test_the_file_names_nobody_and_no_time_and_is_the_same_each_time() -> None:
    content = made()
    assert content == made()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"openpyxl" not in archive.read("docProps/app.xml") + archive.read("docProps/core.xml")
        assert b"created" not in archive.read("docProps/core.xml")
    assert load_workbook(io.BytesIO(content)).properties.creator == "Example Energy (made-up sample)"
