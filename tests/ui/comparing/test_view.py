"""The whole texts, as a person goes through them."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from respondent_app.model.audit import Audit, Undisclosed
from respondent_app.model.comparison import Comparison
from respondent_app.session.compared import Compared
from respondent_app.session.comparing import Stage, State
from respondent_app.session.publisher_files import Source, Way
from respondent_app.ui.comparing.index_model import UNSURE
from respondent_app.ui.comparing.texts_model import CURRENT, PROPOSED
from respondent_app.ui.comparing.view import CompareView
from respondent_app.ui.desk import Desk
from tests.ui.comparing.made import long, small

AUDIT = Audit((), (Undisclosed("3.1A", "inserted", "It is new.", 2),))


def view_of(desk: Desk, qtbot: QtBot, comparison: Comparison, audit: Audit = AUDIT) -> CompareView:
    source = Source(Way.REDLINE, ((Path("proposed.docx"), 0, 0),))
    desk.session.comparing.state = State(Stage.READY, Compared(source, comparison, audit))
    made = CompareView(desk)
    qtbot.addWidget(made)
    made.resize(1070, 610)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> CompareView:
    return view_of(desk, qtbot, small())


def row(view: CompareView) -> int:
    return view.texts.view.currentIndex().row()


def listed(view: CompareView) -> list[int]:
    return [view.index.model.position(n) for n in range(view.index.model.rowCount())]


def test_it_opens_at_the_first_change_of_words(view: CompareView) -> None:
    assert row(view) == 1
    assert view.texts.view.hasFocus()


def test_a_filter_goes_to_the_first_change_it_lists(view: CompareView) -> None:
    view.index.filter_buttons["Moved"].click()
    assert row(view) == 6
    view.index.filter_buttons[""].click()
    assert row(view) == 6, "what is shown and listed stays"


def test_the_clause_looked_at_is_chosen_whatever_keys_are_held(
    view: CompareView, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Qt.KeyboardModifier.ControlModifier
    monkeypatch.setattr(QGuiApplication, "keyboardModifiers", lambda: held)
    QTest.keyPress(view, Qt.Key.Key_Control, held)
    view.step(1)
    assert [index.row() for index in view.texts.view.selectionModel().selectedRows()] == [2]
    QTest.keyRelease(view, Qt.Key.Key_Control)


def test_f8_and_f7_go_through_what_is_listed(view: CompareView, qtbot: QtBot) -> None:
    visited = []
    for key in (Qt.Key.Key_F8, Qt.Key.Key_F8, Qt.Key.Key_F8, Qt.Key.Key_F8, Qt.Key.Key_F8, Qt.Key.Key_F7):
        qtbot.keyClick(view.texts.view, key)
        visited.append(row(view))
    assert visited == [2, 3, 4, 6, 6, 4], "the renumbered clause is no change of words"


def test_a_filter_changes_the_way_of_f8(view: CompareView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.index.filter_buttons["Renumbered"], Qt.MouseButton.LeftButton)
    assert listed(view) == [5]
    qtbot.keyClick(view.texts.view, Qt.Key.Key_F8)
    assert row(view) == 5


def test_f8_goes_on_from_where_the_person_is(view: CompareView, qtbot: QtBot) -> None:
    view.texts.view.go_to(5)
    qtbot.keyClick(view.texts.view, Qt.Key.Key_F8)
    assert row(view) == 6


def test_choosing_in_the_list_goes_there(view: CompareView, qtbot: QtBot) -> None:
    view.index.list.setFocus()
    qtbot.keyClick(view.index.list, Qt.Key.Key_Down)
    assert row(view) == view.index.model.position(view.index.list.currentIndex().row()) == 2
    assert view.index.list.hasFocus(), "the arrow keys stay in the list"


def test_arrow_keys_in_the_texts_move_the_list_along(view: CompareView, qtbot: QtBot) -> None:
    qtbot.keyClick(view.texts.view, Qt.Key.Key_Down)
    assert view.index.list.currentIndex().row() == 1
    view.texts.view.go_to(7)
    assert not view.index.list.currentIndex().isValid(), "an unchanged clause is not in the list"


def test_ctrl_c_copies_the_chosen_clauses_as_text(view: CompareView, qtbot: QtBot) -> None:
    qtbot.keyClick(view.texts.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view.texts.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "3.1 (edited)\tThe [-Withdrawal-][+Decommissioning+] list is kept.\n3.1A (inserted)\t[+A wholly new duty.+]"
    )


def test_find_goes_to_clauses_in_either_text(view: CompareView, qtbot: QtBot) -> None:
    qtbot.keyClick(view.texts.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.texts.finder.words.hasFocus()
    qtbot.keyClicks(view.texts.finder.words, "report")
    qtbot.waitUntil(lambda: view.texts.finder.count.text() == "1 of 2 clauses")
    qtbot.keyClick(view.texts.finder.words, Qt.Key.Key_Return)
    assert (row(view), view.texts.finder.count.text()) == (4, "2 of 2 clauses")
    qtbot.keyClick(view.texts.finder.words, Qt.Key.Key_F3)
    assert row(view) == 3, "it goes round"
    qtbot.keyClicks(view.texts.finder.words, " nowhere")
    qtbot.waitUntil(lambda: view.texts.finder.count.text() == "Not found")
    view.texts.finder.words.setText("wholly new")
    qtbot.waitUntil(lambda: view.texts.finder.count.text() == "1 of 1 clause")


def test_escape_closes_the_search_first_and_then_the_texts(view: CompareView, qtbot: QtBot) -> None:
    closed: list[bool] = []
    view.closing.connect(lambda: closed.append(True))
    view.texts.finder.open()
    qtbot.keyClick(view.texts.finder.words, Qt.Key.Key_Escape)
    assert (view.texts.finder.isVisible(), closed) == (False, [])
    qtbot.keyClick(view.texts.view, Qt.Key.Key_Escape)
    assert closed == [True]


def test_one_column_and_back(view: CompareView) -> None:
    assert not view.texts.view.isColumnHidden(PROPOSED)
    view.texts.layout_choice.activated.emit(1)
    assert view.texts.view.isColumnHidden(PROPOSED)
    assert "Withdrawal" in str(view.texts.view.texts.index(1, CURRENT).data())
    assert "Decommissioning" in str(view.texts.view.texts.index(1, CURRENT).data())
    view.texts.layout_choice.activated.emit(0)
    assert not view.texts.view.isColumnHidden(PROPOSED)


def test_an_unsure_pair_is_asked_about_and_nothing_is_done_unasked(
    view: CompareView, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert view.texts.unsure.text == ""
    view.index.filter_buttons[UNSURE].click()
    view.step(1)
    assert view.texts.unsure.text == "3.2 is deleted and 3.2 is inserted. They may be the same clause."
    asked: list[object] = []
    monkeypatch.setattr(desk.session.comparing, "treat_as_one", asked.append)
    view.texts.unsure.one.click()
    assert asked == [small().unsure[0]]
    view.texts.view.go_to(1)
    assert view.texts.unsure.text == ""


def test_what_could_not_be_read_for_certain_is_said(view: CompareView) -> None:
    assert view.texts.notes.isVisible()
    assert view.texts.notes.text == "Page 3 is a picture."


def test_the_list_is_saved_where_the_person_says(
    view: CompareView, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "list"), ""))
    menu = view.texts.save.menu()
    menu.actions()[0].trigger()
    qtbot.waitUntil((tmp_path / "list.xlsx").exists, timeout=20_000)
    assert desk.session.comparing.wait()


@pytest.mark.parametrize(
    ("named", "kind", "written"),
    [
        ("Changes in V1.4", 1, "Changes in V1.4.docx"),
        ("list.txt", 0, "list.txt.xlsx"),
        ("LIST.DOCX", 1, "LIST.DOCX"),
    ],
)
def test_a_saved_list_has_the_ending_of_what_it_is(
    named: str,
    kind: int,
    written: str,
    view: CompareView,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / named), ""))
    view.texts.save.menu().actions()[kind].trigger()
    qtbot.waitUntil((tmp_path / written).exists, timeout=20_000)
    main_part = "word/document.xml" if kind else "xl/workbook.xml"
    assert main_part in zipfile.ZipFile(tmp_path / written).namelist()
    assert [file.name for file in tmp_path.iterdir()] == [written]


def test_text_a_publisher_wrote_never_becomes_markup(desk: Desk, qtbot: QtBot) -> None:
    from dataclasses import replace

    hostile = small()
    clause = replace(hostile.changes[2].proposed[0], text="<b>bold</b> & <img src=x>")
    changes = (*hostile.changes[:2], replace(hostile.changes[2], proposed=(clause,)), *hostile.changes[3:])
    view = view_of(desk, qtbot, replace(hostile, changes=changes))
    assert view.texts.view.texts.index(2, PROPOSED).data() == "<b>bold</b> & <img src=x>"
    view.grab()


# --- A long document ---


def test_a_long_text_is_there_at_once_and_whole_soon(desk: Desk, qtbot: QtBot) -> None:
    comparison = long()
    start = time.perf_counter()
    view = view_of(desk, qtbot, comparison)
    view.grab()
    assert time.perf_counter() - start < 1.5, "half a second on a quiet machine"
    texts = view.texts.view
    qtbot.waitUntil(lambda: len(texts._exact) == 3000, timeout=20_000)


def test_rows_are_as_high_as_their_text_wherever_one_jumps(desk: Desk, qtbot: QtBot) -> None:
    view = view_of(desk, qtbot, long())
    texts = view.texts.view
    for target in (0, 2999, 1500, 1499, 7):
        texts.go_to(target)
        at = texts.visualRect(texts.texts.index(target, CURRENT))
        assert texts.viewport().rect().intersects(at)
        assert texts.rowHeight(target) == texts._delegate.height(target, texts._widths())


def test_the_text_in_sight_holds_still_while_the_rest_is_measured(desk: Desk, qtbot: QtBot) -> None:
    view = view_of(desk, qtbot, long())
    texts = view.texts.view
    texts.go_to(1500)
    before = texts.visualRect(texts.texts.index(1500, CURRENT)).top()
    qtbot.waitUntil(lambda: len(texts._exact) == 3000, timeout=20_000)
    assert abs(texts.visualRect(texts.texts.index(1500, CURRENT)).top() - before) <= 1


def test_larger_text_makes_higher_rows(desk: Desk, qtbot: QtBot) -> None:
    view = view_of(desk, qtbot, small())
    before = view.texts.view.rowHeight(1)
    desk.session.settings.text_size = 200
    desk.appearance._settings.text_size = 200
    desk.appearance.apply()
    qtbot.waitUntil(lambda: view.texts.view.rowHeight(1) > before * 1.5)
