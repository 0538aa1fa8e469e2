"""The cards that ask for a passphrase, and for how to protect a response."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from respondent_app.ui.protecting.ask_card import AskCard
from respondent_app.ui.protecting.choose_card import ChooseCard, Chosen


@pytest.fixture
def tried() -> list[tuple[str, bool]]:
    return []


@pytest.fixture
def ask(tried: list[tuple[str, bool]], qtbot: QtBot) -> AskCard:
    card = AskCard("Protected", "It opens with its passphrase.", lambda *typed: tried.append(typed), action="Open")
    qtbot.addWidget(card)
    card.show()
    return card


@pytest.fixture
def chosen() -> list[Chosen]:
    return []


@pytest.fixture
def choose(chosen: list[Chosen], qtbot: QtBot) -> ChooseCard:
    card = ChooseCard(chosen.append, list, protected=False)
    qtbot.addWidget(card)
    card.show()
    return card


def test_enter_tries_what_was_typed(ask: AskCard, tried: list[tuple[str, bool]]) -> None:
    QTest.keyClicks(ask.field.field, "correct horse")
    QTest.keyClick(ask.field.field, Qt.Key.Key_Return)
    assert tried == [("correct horse", False)]
    assert not ask.open_button.isEnabled(), "one at a time"


def test_nothing_is_tried_with_nothing_typed(ask: AskCard, tried: list[tuple[str, bool]]) -> None:
    ask.open_button.click()
    assert tried == []


def test_a_wrong_one_is_said_in_a_line_and_can_be_typed_again(ask: AskCard, tried: list[tuple[str, bool]]) -> None:
    QTest.keyClicks(ask.field.field, "wrong")
    ask.open_button.click()
    ask.refuse("That does not open it.")
    assert ask.wrong.isVisible()
    assert ask.field.text == ""
    QTest.keyClicks(ask.field.field, "right")
    assert not ask.wrong.isVisible()
    ask.open_button.click()
    assert [typed for typed, _ in tried] == ["wrong", "right"]


def test_remembering_is_offered_only_where_it_works(ask: AskCard, tried: list[tuple[str, bool]]) -> None:
    assert not ask.remember.isVisible()
    ask.remember.setChecked(True)
    QTest.keyClicks(ask.field.field, "a")
    ask.open_button.click()
    ask.refuse("no")
    ask.offer_remember(offered=True)
    QTest.keyClicks(ask.field.field, "b")
    ask.open_button.click()
    assert tried == [("a", False), ("b", True)]


def test_what_is_typed_is_hidden_until_the_person_wants_to_see_it(ask: AskCard) -> None:
    field = ask.field
    QTest.keyClicks(field.field, "secret")
    assert field.field.echoMode() is QLineEdit.EchoMode.Password
    assert field.field.displayText() != "secret"
    field._eye.click()
    assert field.field.displayText() == "secret"
    assert field._eye.accessibleName() == "Hide passphrase"
    field.clear()
    assert field.field.echoMode() is QLineEdit.EchoMode.Password
    assert not field.field.isUndoAvailable()


def test_two_that_differ_protect_nothing(choose: ChooseCard, chosen: list[Chosen]) -> None:
    QTest.keyClicks(choose.first.field, "correct horse")
    QTest.keyClicks(choose.again.field, "correct hose")
    choose.protect_button.click()
    assert chosen == []
    assert choose.wrong.isVisible()
    assert choose.first.text == "correct horse"


def test_the_same_twice_protects(choose: ChooseCard, chosen: list[Chosen]) -> None:
    choose.offer_remember(offered=True)
    QTest.keyClicks(choose.first.field, "correct horse")
    assert choose.strength.text().startswith("Fair")
    QTest.keyClick(choose.first.field, Qt.Key.Key_Return)
    QTest.keyClicks(choose.again.field, "correct horse")
    choose.remember.setChecked(True)
    QTest.keyClick(choose.again.field, Qt.Key.Key_Return)
    assert chosen == [Chosen("correct horse", remember=True)]


def test_an_empty_passphrase_is_none(choose: ChooseCard, chosen: list[Chosen]) -> None:
    choose.protect_button.click()
    assert chosen == []
    assert choose.wrong.isVisible()


def test_keeping_it_unprotected_is_a_choice_of_its_own(choose: ChooseCard, chosen: list[Chosen]) -> None:
    QTest.keyClicks(choose.first.field, "half typed")
    choose.open_button.click()
    assert chosen == [Chosen(None)]


def test_every_field_and_button_has_a_name(choose: ChooseCard, ask: AskCard) -> None:
    for card in (choose, ask):
        names = [field.accessibleName() for field in card.findChildren(QLineEdit)]
        assert all(names)
        assert len(set(names)) == len(names)
