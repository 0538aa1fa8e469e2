"""When a window counts as not used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from respondent_app.session.idle_lock import IdleLock


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(1_600_000_000, tick=False) as clock:
        yield clock


@pytest.fixture
def idle(clock: time_machine.Traveller, qtbot: QtBot) -> IdleLock:
    return IdleLock(15)


@pytest.fixture
def told(idle: IdleLock) -> list[str]:
    said: list[str] = []
    idle.idle.connect(lambda: said.append("idle"))
    return said


def key(watched: QObject) -> None:
    QApplication.sendEvent(watched, QEvent(QEvent.Type.KeyPress))


def test_after_some_minutes_without_use_it_says_so_once(
    idle: IdleLock, told: list[str], clock: time_machine.Traveller
) -> None:
    clock.shift(timedelta(minutes=14, seconds=59))
    idle.look()
    assert told == []
    clock.shift(1)
    idle.look()
    idle.look()
    assert told == ["idle"]


def test_use_begins_the_count_anew(idle: IdleLock, told: list[str], clock: time_machine.Traveller) -> None:
    watched = QObject()
    idle.watch(watched)
    for _ in range(4):
        clock.shift(timedelta(minutes=10))
        key(watched)
    assert told == []


def test_the_first_key_after_a_long_sleep_is_for_nobody(
    idle: IdleLock, told: list[str], clock: time_machine.Traveller
) -> None:
    """The timers sleep with the computer: the key comes before them."""
    reached: list[QEvent.Type] = []

    class Editor(QObject):
        def event(self, event: QEvent) -> bool:
            reached.append(event.type())
            return super().event(event)

    editor = Editor()
    idle.watch(editor)
    key(editor)
    clock.shift(timedelta(hours=9))
    key(editor)
    assert told == ["idle"]
    key(editor)  # meant for the card that asks for the passphrase
    assert reached == [QEvent.Type.KeyPress] * 2


def test_what_no_person_does_is_no_use(idle: IdleLock, told: list[str], clock: time_machine.Traveller) -> None:
    watched = QObject()
    idle.watch(watched)
    clock.shift(timedelta(minutes=10))
    QApplication.sendEvent(watched, QEvent(QEvent.Type.UpdateRequest))
    clock.shift(timedelta(minutes=5))
    idle.look()
    assert told == ["idle"]


def test_a_clock_that_is_set_back_does_not_keep_it_awake(
    idle: IdleLock, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "_wall", idle._wall + 86_400)
    monkeypatch.setattr(idle, "_steady", idle._steady - 16 * 60)
    idle.look()
    assert told == ["idle"]


def test_never_is_never(idle: IdleLock, told: list[str], clock: time_machine.Traveller) -> None:
    idle.minutes = 0
    clock.shift(timedelta(days=3))
    idle.look()
    assert told == []


def test_it_rests_while_the_window_is_locked(idle: IdleLock, told: list[str], clock: time_machine.Traveller) -> None:
    idle.rest()
    clock.shift(timedelta(hours=1))
    idle.look()
    assert told == []
    idle.wake()
    idle.look()
    assert told == []
    clock.shift(timedelta(minutes=15))
    idle.look()
    assert told == ["idle"]
