from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from respondent_app.model.consultation import ChangeKind, ChangeRow, Consultation
from respondent_app.model.response import Answer, ClauseComment, Response
from respondent_app.ui.reading.changes_model import COLUMNS, ChangesModel, shortened, summary

Role = Qt.ItemDataRole


@pytest.fixture
def model(consultation: Consultation, qapp: object) -> ChangesModel:
    return ChangesModel(consultation, Response(consultation.id))


def texts(model: ChangesModel, column: int, role: Role = Role.DisplayRole) -> list[object]:
    return [model.data(model.index(row, column), role) for row in range(model.rowCount())]


def test_qt_finds_no_fault(model: ChangesModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    model.filter(ChangeKind.NEW_CLAUSE, "14")
    qtmodeltester.check(model)
    model.filter("", "no such words")
    qtmodeltester.check(model)


def test_each_row_of_the_change_table_is_listed_in_order(model: ChangesModel) -> None:
    assert texts(model, 0) == [
        "3.1A", "3.2", "3.17", "4.2", "4.8 – 4.10", "5.1 (b) (i)", "7.14", "Section 14", "14.3", "14.14", "Appendix A",
    ]  # fmt: skip
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(4)] == list(COLUMNS)


def test_the_filter_goes_by_kind_and_by_every_word(model: ChangesModel) -> None:
    model.filter(ChangeKind.REPLACEMENT, "")
    assert texts(model, 0) == ["3.2"]
    model.filter("", "SMSO 3.1a")
    assert texts(model, 0) == ["3.1A"]
    model.filter("", "4.9")
    assert texts(model, 0) == ["4.8 – 4.10"], "a clause is found by its number, not only as printed"
    model.filter("", "")
    assert model.rowCount() == 11


def test_our_comments_are_counted_once_they_say_something(model: ChangesModel, consultation: Consultation) -> None:
    comments = (
        ClauseComment("a", "4.9", comment="Once."),
        ClauseComment("b", "4.8", comment="Twice."),
        ClauseComment("c", "3.2"),
    )
    model.follow(Response(consultation.id, answers={"Q2": Answer(comments=comments)}))
    assert texts(model, 3)[4] == "✎ 2"
    assert texts(model, 3)[1] == ""
    assert texts(model, 3, Role.AccessibleTextRole)[:5:4] == ["no comments of ours", "2 comments of ours"]


def test_what_is_unread_is_told_to_eye_and_ear(model: ChangesModel, consultation: Consultation) -> None:
    model.follow(Response(consultation.id, read_changes=(1,)))
    fonts = texts(model, 0, Role.FontRole)
    assert fonts[0] is None
    assert all(font.bold() for font in fonts[1:])  # type: ignore[attr-defined]
    assert texts(model, 0, Role.AccessibleTextRole)[:2] == ["Clause 3.1A", "Clause 3.2, not read yet"]


def test_an_invalid_index_has_no_data(model: ChangesModel) -> None:
    assert model.data(QModelIndex()) is None


def test_a_summary_says_what_is_deleted_and_inserted_and_how_often(consultation: Consultation) -> None:
    said = [summary(change) for change in consultation.changes]
    assert said[1] == "“Withdrawal” → “Decommissioning”"
    assert said[2] == "“at the request of DCC” inserted ×2"
    assert said[4] == "“per SMETS1 SMSO” inserted"


def test_what_is_only_deleted_is_not_told_as_inserted() -> None:
    change = ChangeRow(1, "Clause 1", ("1",), ChangeKind.DELETION, "The words go.", "Why not.", deleted="the words")
    assert "inserted" not in summary(change)


def test_a_long_text_is_cut_between_words() -> None:
    assert shortened("one two three", 9) == "one two…"
    assert shortened("one two", 9) == "one two"
