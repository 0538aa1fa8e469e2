"""What comparing adds to the window, walked as a screen reader, a keyboard and a magnifier would."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from respondent_app.app import Desktop
from respondent_app.session.comparing import Stage
from respondent_app.ui.comparing.view import CompareView
from respondent_app.ui.desk import Destination, Step
from respondent_app.ui.main_window import MainWindow
from respondent_app.ui.reading.page import ATTACHMENTS, ReadingPage
from tests.accessibility.walk import (
    SIZES,
    card_of,
    clipped_at_each_size,
    focusable,
    in_reading_order,
    place,
    spoken_names,
)  # fmt: skip
from tests.layout import settle
from tests.session.publisher_folder import Folder, written

VIEWS = ["changes", "attachments", "texts", "texts, list", "unlisted"]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return written(tmp_path)


@pytest.fixture
def window(window: MainWindow, folder: Folder, qtbot: QtBot) -> MainWindow:
    """The window with the publisher's files compared."""
    window.go(Destination(Step.READ, files=(folder.redline, folder.current, folder.clean)))
    qtbot.waitUntil(lambda: window.session.comparing.state.stage is Stage.READY, timeout=20_000)
    return window


def show(window: MainWindow, view: str, qtbot: QtBot) -> ReadingPage:
    page = window.page(Step.READ)
    assert isinstance(page, ReadingPage)
    if view == "attachments":
        page.show_tab(ATTACHMENTS)
    else:
        page.changes.choose(3)
    if view == "unlisted":
        for _ in range(12):
            page.changes.step(1)
    if view.startswith("texts"):
        page.show_texts()
    settle(window, qtbot)
    if view == "texts, list":
        show_list(page, qtbot)
    return page


def show_list(page: ReadingPage, qtbot: QtBot) -> None:
    """Bring the list of changes forward, where there is no room for it beside the texts."""
    compare = page.compare
    assert isinstance(compare, CompareView)
    if not compare.index.isVisible():
        compare.turn_button.click()
        settle(page, qtbot)
    assert compare.index.list.isVisible()


@pytest.mark.parametrize("view", VIEWS)
def test_every_control_has_a_name(window: MainWindow, view: str, qtbot: QtBot) -> None:
    show(window, view, qtbot)
    controls = focusable(window)
    names = spoken_names(controls)
    assert len(names) >= 8
    assert all(names)


@pytest.mark.parametrize("view", VIEWS)
def test_tab_follows_reading_order(window: MainWindow, view: str, qtbot: QtBot) -> None:
    page = show(window, view, qtbot)
    controls = [w for w in focusable(window) if page.isAncestorOf(w)]
    cards = [card_of(w) or w for w in controls]
    visits = [card for n, card in enumerate(cards) if n == 0 or card is not cards[n - 1]]
    assert len(visits) == len(set(map(id, visits))), "Tab comes back to a card it has left"
    in_cards = [place(card, page) for card in visits if card_of(card) is not None or card in cards]
    assert in_cards == sorted(in_cards) or view.startswith("texts")
    in_reading_order(controls, page)


@pytest.mark.parametrize("view", VIEWS)
def test_no_text_is_clipped(window: MainWindow, desktop: Desktop, view: str, qtbot: QtBot) -> None:
    page = show(window, view, qtbot)
    then = partial(show_list, page, qtbot) if view == "texts, list" else bool
    assert clipped_at_each_size(desktop, qtbot, then) == {}


def test_the_filters_of_the_list_leave_room_for_the_list(window: MainWindow, desktop: Desktop, qtbot: QtBot) -> None:
    page = show(window, "texts, list", qtbot)
    assert isinstance(page.compare, CompareView)
    for size in SIZES:
        desktop.settings.text_size = size
        settle(window, qtbot)
        show_list(page, qtbot)
        assert page.compare.index.list.viewport().height() > 60 * size / 100, size


def test_a_screen_reader_finds_the_texts_as_a_table(window: MainWindow, qtbot: QtBot) -> None:
    page = show(window, "texts", qtbot)
    assert page.compare is not None
    view = page.compare.texts.view
    table = QAccessible.queryAccessibleInterface(view)
    assert table.role() == QAccessible.Role.Table
    said = [table.child(n).text(QAccessible.Text.Name) for n in range(table.childCount())]
    here = said.index("Clause 3.17, edited")
    assert "at the request of DCC" not in said[here + 1]
    assert "inserted: , at the request of DCC," in said[here + 2]


def test_a_screen_reader_hears_each_line_of_the_list(window: MainWindow, qtbot: QtBot) -> None:
    page = show(window, "texts", qtbot)
    assert page.compare is not None
    model = page.compare.index.model
    spoken = [str(model.index(n).data(Qt.ItemDataRole.AccessibleTextRole)) for n in range(model.rowCount())]
    assert any(line.startswith("6.4, edited, not in the table, ") for line in spoken)
    assert any(line.startswith("3.17, edited, differs, ") for line in spoken)
