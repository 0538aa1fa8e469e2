"""The cards in front of the window, walked as a screen reader, a keyboard and a magnifier would."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from respondent_app.app import Desktop
from respondent_app.model.response import Answer
from respondent_app.ui.main_window import MainWindow
from respondent_app.ui.protecting.ask_card import AskCard
from respondent_app.ui.protecting.choose_card import ChooseCard
from tests.accessibility.walk import clipped_at_each_size, focusable, spoken_names
from tests.layout import settle

CARDS = ["choose", "change", "ask", "notice"]


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    """The window with words in it that are on the disk."""
    window.session.edit(lambda r: r.with_answer("Q1", Answer("words")))
    assert window.session.autosave.now()
    return window


def show(window: MainWindow, which: str, qtbot: QtBot) -> None:
    """Bring a card to the front with everything it can show."""
    if which in {"choose", "change"}:
        choose = ChooseCard(print, print, protected=which == "change")
        choose.offer_remember(offered=True)
        window.cover(choose)
        choose.refuse("The two are not the same. Type the second one again.")
        choose.first.field.setText("correct horse")
        choose.first.typed.emit()
        choose.wrong.show()
    elif which == "ask":
        ask = AskCard("Protected", "our.response opens with its passphrase.", print, action="Open",
                      leave=("Not now", print))  # fmt: skip
        ask.offer_remember(offered=True)
        window.cover(ask)
        ask.refuse("That does not open it. Check capital letters and the language of the keyboard, and try again.")
    settle(window, qtbot)


@pytest.mark.parametrize("which", CARDS)
def test_every_control_has_a_name(window: MainWindow, which: str, qtbot: QtBot) -> None:
    show(window, which, qtbot)
    controls = focusable(window)
    assert len(controls) >= 3
    assert all(spoken_names(controls))


@pytest.mark.parametrize("which", ["choose", "change", "ask"])
def test_tab_goes_down_the_card_and_nowhere_else(window: MainWindow, which: str, qtbot: QtBot) -> None:
    show(window, which, qtbot)
    places = [w.mapTo(window, QPoint()) for w in focusable(window)]
    assert all(above.y() <= below.y() + 4 for above, below in pairwise(places))


@pytest.mark.parametrize("which", CARDS)
def test_no_text_is_clipped_and_nothing_wider_than_the_window(
    window: MainWindow, desktop: Desktop, which: str, qtbot: QtBot
) -> None:
    show(window, which, qtbot)
    assert clipped_at_each_size(desktop, qtbot) == {}
    assert desktop.settings.text_size == 200
    assert window.width() == 1280
