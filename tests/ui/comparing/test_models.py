from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from respondent_app.model.comparison import Clause, Kind
from respondent_app.model.document import Part
from respondent_app.ui.comparing import words
from respondent_app.ui.comparing.index_model import NOT_LISTED, UNSURE, IndexModel, title
from respondent_app.ui.comparing.texts_model import CLAUSE, CURRENT, PROPOSED, TextsModel
from tests.ui.comparing.made import change, clause, small

Role = Qt.ItemDataRole


def texts() -> TextsModel:
    model = TextsModel()
    model.show(small(), ("Current (V1)", "Proposed (V2)"))
    return model


def index() -> IndexModel:
    model = IndexModel()
    model.show(small(), {2: ("not in the table", "attention")})
    return model


def test_qt_finds_no_fault_in_the_texts(qtmodeltester: ModelTester, qapp: object) -> None:
    model = texts()
    qtmodeltester.check(model)
    model.be_one_column(True)  # noqa: FBT003
    qtmodeltester.check(model)


def test_both_texts_stand_in_one_row(qapp: object) -> None:
    model = texts()
    row = [model.data(model.index(1, column)) for column in (CLAUSE, CURRENT, PROPOSED)]
    assert row == ["3.1", "The Withdrawal list is kept.", "The Decommissioning list is kept."]


def test_one_column_holds_both_texts_and_says_so(qapp: object) -> None:
    model = texts()
    model.be_one_column(True)  # noqa: FBT003
    assert model.data(model.index(1, CURRENT)) == "The WithdrawalDecommissioning list is kept."
    heading = model.headerData(CURRENT, Qt.Orientation.Horizontal)
    assert heading == "Current (V1) with the changes to Proposed (V2)"


def test_a_screen_reader_hears_what_comes_and_goes(qapp: object) -> None:
    model = texts()
    said = [model.data(model.index(1, column), Role.AccessibleTextRole) for column in (CLAUSE, CURRENT, PROPOSED)]
    assert said == [
        "Clause 3.1, edited", "The deleted: Withdrawal list is kept.", "The inserted: Decommissioning list is kept.",
    ]  # fmt: skip
    assert model.data(model.index(2, CURRENT), Role.AccessibleTextRole) == "nothing"


def test_words_are_found_in_either_text(qapp: object) -> None:
    assert texts().rows_with("withdrawal") == [1]
    assert texts().rows_with("decommissioning  list") == [1]
    assert texts().rows_with("report") == [3, 4]


def test_qt_finds_no_fault_in_the_list(qtmodeltester: ModelTester, qapp: object) -> None:
    model = index()
    qtmodeltester.check(model)
    model.filter("Inserted")
    qtmodeltester.check(model)


def test_each_group_has_its_count_and_none_is_empty(qapp: object) -> None:
    assert index().groups == {
        words.WORDS: 5, NOT_LISTED: 1, UNSURE: 2, "Inserted": 2, "Deleted": 1, "Edited": 1, "Moved": 1,
        "Renumbered": 1, "": 6,
    }  # fmt: skip


def test_what_is_most_worth_a_look_comes_first_and_everything_last(qapp: object) -> None:
    assert [*index().groups][:3] == [words.WORDS, NOT_LISTED, UNSURE]
    assert [*index().groups][-1] == ""


def test_what_stands_on_the_cover_or_in_the_margin_is_named_by_that(qapp: object) -> None:
    cover = change(Kind.EDITED, (clause(0, "Version V1.3"),), (clause(0, "Version V1.4"),))
    margin = Clause(0, "Page 1", label="", reference="", part=Part.FOOTER)
    assert title(cover) == "Before the first clause"
    assert title(change(Kind.INSERTED, (), (margin,))) == "Page footer"


def test_a_filter_lists_the_changes_of_its_group(qapp: object) -> None:
    model = index()
    for group, positions in (("", [1, 2, 3, 4, 5, 6]), ("Moved", [6]), (UNSURE, [3, 4]), (NOT_LISTED, [2])):
        model.filter(group)
        assert [model.position(row) for row in range(model.rowCount())] == positions


def test_a_line_is_read_out_whole(qapp: object) -> None:
    model = index()
    model.filter(NOT_LISTED)
    assert model.data(model.index(0), Role.AccessibleTextRole) == "3.1A, inserted, not in the table, A wholly new duty."
