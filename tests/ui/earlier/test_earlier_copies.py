"""Earlier copies are listed in front of the window, and open as files of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from respondent_app.app import Desktop
from respondent_app.drafts.keeping import backups
from respondent_app.drafts.saved_response import save_response
from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Response
from respondent_app.session.messages import Message
from respondent_app.session.settings import Settings
from respondent_app.ui.earlier.earlier_card import EarlierCard
from respondent_app.ui.main_window import MainWindow
from tests.desk_fixtures import TMAD

ANSWER = Place("Q2", Part.ANSWER)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "our.response"
    save_response(made, edits.with_text(Response(TMAD), ANSWER, "Earlier words."), author="Author A")
    return made


@pytest.fixture
def desktop(qapp: QApplication) -> Iterator[Desktop]:
    made = Desktop(qapp, Settings())
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()


def shown(desktop: Desktop) -> tuple[MainWindow, EarlierCard]:
    window = desktop.window
    assert window is not None
    next(action for action in window.menu.actions() if action.text() == "Earlier copies…").trigger()
    return window, next(card for card in window.findChildren(EarlierCard) if card.isVisible())


def test_a_copy_opens_as_a_file_of_its_own_by_keyboard(desktop: Desktop, path: Path) -> None:
    desktop.start(path)
    assert desktop.window is not None
    desktop.window.session.edit_text(ANSWER, lambda r: edits.with_text(r, ANSWER, "Newer words."))
    _, card = shown(desktop)
    (opening,) = card.buttons
    assert opening.accessibleName().startswith("Open the copy of ")
    opening.setFocus()
    QTest.keyClick(opening, Qt.Key.Key_Space)
    assert desktop.window.session.response.text_at(ANSWER) == "Earlier words."
    assert desktop.window.session.path != path
    desktop.open_draft(path)
    assert desktop.window.session.response.text_at(ANSWER) == "Newer words."


def test_without_a_copy_that_is_said_and_one_goes_back(desktop: Desktop) -> None:
    desktop.start(None)
    window, card = shown(desktop)
    assert card.buttons == []
    QTest.keyClick(card.back, Qt.Key.Key_Escape)
    assert not any(card.isVisible() for card in window.findChildren(EarlierCard))


def test_a_copy_that_is_gone_is_told(desktop: Desktop, path: Path) -> None:
    desktop.start(path)
    window, card = shown(desktop)
    for backup in backups.list_backups(window.session.draft.id):
        backup.path.unlink()
    said: list[Message] = []
    window.session.messages.posted.connect(said.append)
    card.buttons[0].click()
    assert "not there" in said[0].text
    assert desktop.window is window
