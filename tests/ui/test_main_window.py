"""The frame around the pages: rail, header, messages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from respondent_app.app import Desktop
from respondent_app.model.errors import StorageError
from respondent_app.model.response import Answer
from respondent_app.session.session import Session
from respondent_app.session.settings import Settings
from respondent_app.storage import folders
from respondent_app.ui.desk import Destination, Step
from respondent_app.ui.dialogs.about import About
from respondent_app.ui.dialogs.shortcuts import SHORTCUTS, Shortcuts
from respondent_app.ui.file_actions import FileActions
from respondent_app.ui.main_window import MainWindow
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.layouts import WrappingRow


@pytest.fixture
def asked() -> list[object]:
    """What the window asked the composition root for."""
    return []


@pytest.fixture
def window(session: Session, appearance: Appearance, asked: list[object], qtbot: QtBot) -> Iterator[MainWindow]:
    actions = FileActions(
        asked.append, asked.append, asked.append, asked.append, lambda: (("a-pack", "A consultation"),)
    )
    made = MainWindow(session, appearance, actions)
    qtbot.addWidget(made)
    made.show()
    yield made
    appearance._settings.text_size = 100


def look(window: MainWindow, step: Step) -> str:
    titles = (part for part in window.rail.button(step).findChildren(QLabel) if part.property("step-title"))
    return str(next(titles).property("step-title"))


def test_only_the_open_step_looks_open(window: MainWindow) -> None:
    for step in Step:
        window.rail.button(step).click()
        assert window.step is step
        assert [s for s in Step if look(window, s) == "current"] == [step]


def test_the_rail_says_how_far_each_step_has_come(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    session.edit(lambda r: r.with_answer("Q1", Answer("We agree.")))
    button = window.rail.button(Step.ANSWER)
    qtbot.waitUntil(lambda: button.accessibleDescription() == "1 of 3 questions")


def test_pages_are_built_when_first_shown(window: MainWindow) -> None:
    assert list(window._pages) == [Step.READ]
    window.show_step(Step.REVIEW)
    assert set(window._pages) == {Step.READ, Step.REVIEW}


@time_machine.travel(datetime(2019, 8, 28, 9, 42, tzinfo=UTC), tick=False)
def test_the_header_counts_down_in_uk_time(window: MainWindow) -> None:
    window.header.tell_time()
    assert window.header._deadline.text() == "Closes Fri 6 Sep 2019, 16:00 UK time · 9 days"


@time_machine.travel(datetime(2019, 9, 6, 15, 1, tzinfo=UTC), tick=False)
def test_after_the_deadline_the_person_can_go_on(window: MainWindow) -> None:
    window.header.tell_time()
    assert window.header._deadline.text() == "Closed Fri 6 Sep 2019, 16:00 UK time · you can go on"


def test_a_message_is_shown_and_can_be_put_away(window: MainWindow, session: Session) -> None:
    session.messages.problem(StorageError("The disk is full.", advice="Free some space."))
    assert window.messages.text == "The disk is full. Free some space."
    window.messages.hide()
    assert window.messages.text == ""


def test_the_menu_offers_each_consultation(window: MainWindow, asked: list[object]) -> None:
    (new,) = [menu for menu in window.menu.findChildren(QMenu) if menu.title() == "New response"]
    new.aboutToShow.emit()
    new.actions()[0].trigger()
    assert asked == ["a-pack"]


def test_large_text_leaves_only_numbers_in_the_rail(window: MainWindow, appearance: Appearance) -> None:
    window.resize(1280, 720)
    wide = window.rail.width()
    appearance._settings.text_size = 200
    assert window.rail.width() < wide
    assert window.rail.button(Step.READ).accessibleName() == "Step 1: Read and compare"


def test_buttons_stay_in_their_rows_whatever_is_shown(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    """An item that Qt made for a row once came to stand for another one, and the row lost its buttons."""
    for step in Step:
        window.show_step(step)
    rows = {row: row.count() for row in window.findChildren(WrappingRow)}
    for question in ("Q2", "Q3", "Q1", "Q2"):
        window.go(Destination(Step.ANSWER, question=question))
        qtbot.wait(30)
    assert [(row.count(), count) for row, count in rows.items() if isValid(row) and row.count() != count] == []


def test_a_copy_saved_where_the_draft_cannot_be_is_what_one_goes_on_with(qapp: QApplication, tmp_path: Path) -> None:
    desktop = Desktop(qapp, Settings())
    desktop.start(None)
    first = desktop.window
    assert first is not None
    folders.user_data().parent.mkdir(parents=True, exist_ok=True)
    folders.user_data().write_bytes(b"in the way of the folder")
    first.session.edit(lambda r: r.with_answer("Q1", Answer("precious")))
    assert not first.session.autosave.now()
    desktop.save_copy(tmp_path / "copy.response")
    assert desktop.window is not first
    assert desktop.window is not None
    assert desktop.window.session.path == tmp_path / "copy.response"
    assert desktop.window.session.response.answer("Q1").text == "precious"
    desktop.window.close()


def test_closing_asks_only_when_words_would_be_lost(
    window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(_: object) -> None:
        raise StorageError("The disk is full.")

    answers = iter([False, True])
    monkeypatch.setattr("respondent_app.ui.dialogs.close_unsaved.CloseUnsaved.ask", lambda *_: next(answers))
    monkeypatch.setattr(session.autosave, "_save", full)
    session.edit(lambda r: r.with_answer("Q1", Answer("precious")))
    assert not window.close()
    assert window.isVisible()
    assert window.close()


def test_closing_a_saved_response_asks_nothing(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda _: pytest.fail("nothing should be asked"))
    assert window.close()


def test_dialogs_are_built(window: MainWindow, qtbot: QtBot) -> None:
    for dialog in (Shortcuts(window), About(window)):
        dialog.open()
        assert dialog.isVisible()
        dialog.accept()
    assert len({keys for keys, _ in SHORTCUTS}) == len(SHORTCUTS)
