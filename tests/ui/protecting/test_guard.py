"""A whole window with a response that is protected: choosing, locking, opening, and nothing that tells."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import keyring.core
import pytest
import time_machine
from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.app import Desktop
from respondent_app.commands.passphrases import passphrase_for
from respondent_app.drafts import own_keys
from respondent_app.drafts.draft_file import is_protected
from respondent_app.drafts.saved_response import read_response
from respondent_app.model.response import Answer, Response
from respondent_app.session.draft_keeper import Shield
from respondent_app.session.settings import Settings
from respondent_app.ui.desk import Step
from respondent_app.ui.dialogs.about import About
from respondent_app.ui.main_window import MainWindow
from respondent_app.ui.protecting.ask_card import AskCard
from respondent_app.ui.protecting.choose_card import ChooseCard
from respondent_app.ui.protecting.front import Front

PLANTED = "planted passphrase"
WORDS = "confidential ferrets"


class Memory(KeyringBackend):
    """A keyring that works."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@pytest.fixture
def ring() -> Iterator[Memory]:
    made = Memory()
    keyring.core.set_keyring(made)
    yield made
    keyring.core._keyring_backend = None


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[[Path | None], Desktop]]:
    """Start the app as a person does; closing it is done at the end."""
    started: list[Desktop] = []

    def make(path: Path | None = None) -> Desktop:
        for desktop in started:
            window(desktop).close()
        desktop = Desktop(qapp, Settings(qapp))
        started.append(desktop)
        desktop.start(path)
        return desktop

    yield make
    for desktop in started:
        window(desktop).close()
        window(desktop).deleteLater()


def window(desktop: Desktop) -> MainWindow:
    assert desktop.window is not None
    return desktop.window


def write(desktop: Desktop, words: str = WORDS) -> Path:
    """Write an answer, and wait until it is on the disk by itself."""
    shown = window(desktop)
    shown.session.edit(lambda r: r.with_answer("Q1", Answer(words)))
    assert shown.session.autosave.now()
    return shown.session.path


def card(desktop: Desktop) -> QWidget:
    front = window(desktop).centralWidget()
    assert isinstance(front, Front)
    return front.card


def choosing(desktop: Desktop) -> ChooseCard:
    shown = card(desktop)
    assert isinstance(shown, ChooseCard)
    return shown


def asking(desktop: Desktop) -> AskCard:
    shown = card(desktop)
    assert isinstance(shown, AskCard)
    return shown


def choose(desktop: Desktop, qtbot: QtBot, passphrase: str | None, *, remember: bool = False) -> None:
    guard = window(desktop).guard
    assert guard is not None
    guard.choose()
    shown = choosing(desktop)
    if remember:
        qtbot.waitUntil(shown.remember.isVisible)
        shown.remember.setChecked(True)
    if passphrase is None:
        shown.open_button.click()
    else:
        shown.first.field.setText(passphrase)
        shown.again.field.setText(passphrase)
        shown.protect_button.click()
    qtbot.waitUntil(lambda: not window(desktop)._veil.covered)


def type_passphrase(desktop: Desktop, passphrase: str) -> None:
    shown = asking(desktop)
    shown.field.field.setText(passphrase)
    shown.open_button.click()


def lock(desktop: Desktop) -> None:
    guard = window(desktop).guard
    assert guard is not None
    guard.lock()
    assert window(desktop).is_locked


def saved(path: Path, passphrase: str | None) -> Response:
    return read_response(path, passphrase)


def test_words_are_on_the_disk_protected_before_any_choice(start: Callable[..., Desktop]) -> None:
    desktop = start()
    guard = window(desktop).guard
    assert guard is not None
    assert not guard.notice.isVisible(), "nothing is asked before there is anything to protect"
    path = write(desktop)
    assert guard.notice.isVisible()
    assert is_protected(path)
    assert saved(path, passphrase_for(path)).answer("Q1").text == WORDS


def test_a_new_response_has_no_file_before_its_first_word(start: Callable[..., Desktop]) -> None:
    desktop = start()
    assert not window(desktop).session.path.exists()
    assert own_keys.every() == ()


def test_without_a_choice_the_next_start_opens_it_without_asking(start: Callable[..., Desktop]) -> None:
    write(start())
    again = start()
    assert not window(again)._veil.covered
    assert window(again).session.response.answer("Q1").text == WORDS
    guard = window(again).guard
    assert guard is not None
    assert guard.notice.isVisible()


def test_a_passphrase_takes_the_place_of_the_key(start: Callable[..., Desktop], qtbot: QtBot) -> None:
    desktop = start()
    path = write(desktop)
    choose(desktop, qtbot, PLANTED)
    assert own_keys.every() == ()
    write(desktop, "more words")
    assert saved(path, PLANTED).answer("Q1").text == "more words"


def test_a_passphrase_can_be_chosen_before_the_first_word(start: Callable[..., Desktop], qtbot: QtBot) -> None:
    desktop = start()
    choose(desktop, qtbot, PLANTED)
    path = write(desktop)
    assert saved(path, PLANTED).answer("Q1").text == WORDS
    lock(desktop)


def test_unprotected_is_chosen_once_for_this_computer(start: Callable[..., Desktop], qtbot: QtBot) -> None:
    desktop = start()
    path = write(desktop)
    choose(desktop, qtbot, None)
    assert saved(path, None).answer("Q1").text == WORDS
    desktop.new_draft(window(desktop).session.consultation.id)
    second = write(desktop)
    assert second != path
    assert not is_protected(second)
    guard = window(desktop).guard
    assert guard is not None
    assert not guard.notice.isVisible()


def test_a_protected_response_is_asked_for_in_front_of_an_empty_one(
    start: Callable[..., Desktop], qtbot: QtBot
) -> None:
    desktop = start()
    path = write(desktop)
    choose(desktop, qtbot, PLANTED)
    again = start()
    assert window(again).session.response.answers == {}
    type_passphrase(again, "wrong")
    qtbot.waitUntil(asking(again).wrong.isVisible)
    type_passphrase(again, PLANTED)
    qtbot.waitUntil(lambda: window(again).session.path == path)
    assert window(again).session.response.answer("Q1").text == WORDS


def test_who_has_no_passphrase_goes_on_with_an_empty_response(start: Callable[..., Desktop], qtbot: QtBot) -> None:
    desktop = start()
    path = write(desktop)
    choose(desktop, qtbot, PLANTED)
    before = path.read_bytes()
    again = start()
    leave = next(b for b in asking(again).findChildren(QWidget) if b.accessibleName() == "Not now")
    QTest.mouseClick(leave, Qt.MouseButton.LeftButton)
    assert not window(again)._veil.covered
    assert write(again) != path
    assert path.read_bytes()[:4096] == before[:4096]


def test_a_remembered_passphrase_opens_without_asking(
    start: Callable[..., Desktop], ring: Memory, qtbot: QtBot
) -> None:
    desktop = start()
    write(desktop)
    choose(desktop, qtbot, PLANTED, remember=True)
    qtbot.waitUntil(lambda: list(ring.kept.values()) == [PLANTED])
    qtbot.wait(100)
    again = start()
    assert not window(again)._veil.covered
    assert window(again).session.response.answer("Q1").text == WORDS


def test_a_remembered_passphrase_that_no_longer_fits_is_asked_for(
    start: Callable[..., Desktop], ring: Memory, qtbot: QtBot
) -> None:
    desktop = start()
    write(desktop)
    choose(desktop, qtbot, PLANTED, remember=True)
    qtbot.waitUntil(lambda: bool(ring.kept))
    qtbot.wait(100)
    ring.kept = dict.fromkeys(ring.kept, "an older one")
    again = start()
    type_passphrase(again, PLANTED)
    qtbot.waitUntil(lambda: window(again).session.response.answer("Q1").text == WORDS)


def test_removing_the_passphrase_lets_the_computer_forget_it(
    start: Callable[..., Desktop], ring: Memory, qtbot: QtBot
) -> None:
    desktop = start()
    path = write(desktop)
    choose(desktop, qtbot, PLANTED, remember=True)
    qtbot.waitUntil(lambda: bool(ring.kept))
    qtbot.wait(100)
    choose(desktop, qtbot, None)
    qtbot.waitUntil(lambda: not ring.kept)
    assert not is_protected(path)


def test_a_copy_is_made_only_after_the_choice(start: Callable[..., Desktop], qtbot: QtBot, tmp_path: Path) -> None:
    """The key of the app opens nothing elsewhere: whoever got the copy could not read it."""
    desktop = start()
    write(desktop)
    copy = tmp_path / "for a colleague.response"
    desktop.save_copy(copy)
    assert not copy.exists()
    shown = choosing(desktop)
    shown.first.field.setText(PLANTED)
    shown.again.field.setText(PLANTED)
    shown.protect_button.click()
    qtbot.waitUntil(copy.exists)
    assert saved(copy, PLANTED).answer("Q1").text == WORDS


def test_a_failing_change_is_told_and_leaves_all_as_it_was(
    start: Callable[..., Desktop], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = start()
    path = write(desktop)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    guard = window(desktop).guard
    assert guard is not None
    guard.choose()
    shown = choosing(desktop)
    shown.first.field.setText(PLANTED)
    shown.again.field.setText(PLANTED)
    with monkeypatch.context() as patched:
        patched.setattr("respondent_app.storage.atomic._write_beside", full)
        shown.protect_button.click()
        qtbot.waitUntil(shown.wrong.isVisible)
    assert shown.protect_button.isEnabled()
    assert desktop._keeper.shield is Shield.NOT_CHOSEN
    assert saved(path, passphrase_for(path)).answer("Q1").text == WORDS


def test_locked_nothing_of_the_response_can_be_seen_or_reached(start: Callable[..., Desktop], qtbot: QtBot) -> None:
    desktop = start()
    write(desktop)
    choose(desktop, qtbot, PLANTED)
    shown = window(desktop)
    shown.show_step(Step.ANSWER)
    about = About(shown)
    about.open()
    lock(desktop)
    assert not about.isVisible()
    assert shown.windowTitle() == "Respondent"
    front = shown.centralWidget()
    assert front is not None
    visible = [w for w in shown.findChildren(QWidget) if w.isVisible()]
    assert all(w is front or front.isAncestorOf(w) for w in visible)
    reached = {shown.focusWidget()}
    for _ in range(30):
        QTest.keyClick(shown.windowHandle(), Qt.Key.Key_Tab)
        reached.add(shown.focusWidget())
    assert {None}.isdisjoint(reached)
    assert all(front.isAncestorOf(w) for w in reached)


@pytest.mark.parametrize("keys", ["Ctrl+O", "Ctrl+Shift+S", "F1", "Ctrl+2", "F10", "Ctrl+Z", "Ctrl+L"])
def test_locked_no_shortcut_does_anything(start: Callable[..., Desktop], qtbot: QtBot, keys: str) -> None:
    desktop = start()
    write(desktop)
    choose(desktop, qtbot, PLANTED)
    lock(desktop)
    step = window(desktop).step
    QTest.keySequence(window(desktop).windowHandle(), keys)
    qtbot.wait(20)
    assert QApplication.activeModalWidget() is None
    assert QApplication.activePopupWidget() is None
    assert window(desktop).step is step
    assert window(desktop).is_locked
    assert window(desktop).session.response.answer("Q1").text == WORDS


def test_unlocking_goes_on_where_one_was(start: Callable[..., Desktop], qtbot: QtBot) -> None:
    desktop = start()
    write(desktop)
    choose(desktop, qtbot, PLANTED)
    shown = window(desktop)
    qtbot.waitActive(shown)
    shown.rail.button(Step.SEND).setFocus()
    title = shown.windowTitle()
    lock(desktop)
    type_passphrase(desktop, "wrong")
    assert asking(desktop).wrong.isVisible()
    assert shown.windowTitle() != title
    type_passphrase(desktop, PLANTED)
    assert shown.windowTitle() == title
    assert shown.focusWidget() is shown.rail.button(Step.SEND)
    QTest.keySequence(shown.windowHandle(), "F1")
    assert QApplication.activeWindow() is not shown
    for dialog in QApplication.topLevelWidgets():
        if dialog is not shown:
            dialog.close()


def test_what_was_typed_is_on_the_disk_when_the_window_is_locked(start: Callable[..., Desktop], qtbot: QtBot) -> None:
    desktop = start()
    path = write(desktop)
    choose(desktop, qtbot, PLANTED)
    window(desktop).session.edit(lambda r: r.with_answer("Q1", Answer("the newest words")))
    lock(desktop)
    assert saved(path, PLANTED).answer("Q1").text == "the newest words"


def test_it_locks_by_itself_when_nobody_uses_it(start: Callable[..., Desktop], qtbot: QtBot) -> None:
    desktop = start()
    write(desktop)
    choose(desktop, qtbot, PLANTED)
    guard = window(desktop).guard
    assert guard is not None
    assert guard.idle.minutes == 15
    desktop.settings.lock_minutes = 5
    with time_machine.travel(0, tick=True) as clock:
        guard.idle.used()
        clock.shift(timedelta(minutes=4))
        QTest.keyClick(window(desktop).windowHandle(), Qt.Key.Key_Shift)
        clock.shift(timedelta(minutes=4))
        guard.idle.look()
        assert not window(desktop)._veil.covered
        clock.shift(timedelta(minutes=2))
        guard.idle.look()
    assert window(desktop).is_locked


@pytest.mark.parametrize("passphrase", [None, ""])
def test_without_a_passphrase_nothing_locks(
    start: Callable[..., Desktop], qtbot: QtBot, passphrase: str | None
) -> None:
    desktop = start()
    write(desktop)
    if passphrase is None:
        choose(desktop, qtbot, None)
    guard = window(desktop).guard
    assert guard is not None
    assert guard.idle.minutes == 0
    guard.lock_or_say_why_not()
    assert not window(desktop).is_locked
    assert "passphrase" in window(desktop).messages.text


def test_a_card_that_has_gone_is_told_nothing(start: Callable[..., Desktop], ring: Memory, qtbot: QtBot) -> None:
    desktop = start()
    write(desktop)
    guard = window(desktop).guard
    assert guard is not None
    for _ in range(5):
        guard.choose()
        window(desktop).uncover(choosing(desktop))
    qtbot.wait(300)


def test_what_ends_behind_a_locked_window_does_not_open_it(start: Callable[..., Desktop], qtbot: QtBot) -> None:
    """The work of the card that stood there before goes on."""
    desktop = start()
    path = write(desktop)
    choose(desktop, qtbot, PLANTED)
    guard = window(desktop).guard
    assert guard is not None
    guard.choose()
    shown = choosing(desktop)
    shown.first.field.setText("another one")
    shown.again.field.setText("another one")
    shown.protect_button.click()
    lock(desktop)
    qtbot.waitUntil(lambda: desktop._keeper.passphrase == "another one")
    qtbot.wait(200)
    assert window(desktop).is_locked
    assert window(desktop)._veil.covered
    type_passphrase(desktop, PLANTED)
    assert window(desktop).is_locked
    type_passphrase(desktop, "another one")
    assert not window(desktop)._veil.covered
    assert saved(path, "another one").answer("Q1").text == WORDS


def test_the_surroundings_open_a_protected_response(
    start: Callable[..., Desktop], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = start()
    write(desktop)
    choose(desktop, qtbot, PLANTED)
    monkeypatch.setenv("RESPONDENT_PASSPHRASE", PLANTED)
    again = start()
    assert window(again).session.response.answer("Q1").text == WORDS


def test_closing_a_locked_window_works(start: Callable[..., Desktop], qtbot: QtBot) -> None:
    desktop = start()
    write(desktop)
    choose(desktop, qtbot, PLANTED)
    lock(desktop)
    assert window(desktop).close()


def test_nothing_secret_is_left_anywhere(
    start: Callable[..., Desktop],
    ring: Memory,
    qtbot: QtBot,
    person_folder: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Settings, recent drafts, keys, locks, backups, titles, what is printed and logged."""
    caplog.set_level(logging.DEBUG)
    desktop = start()
    write(desktop)
    choose(desktop, qtbot, PLANTED, remember=True)
    qtbot.waitUntil(lambda: bool(ring.kept))
    write(desktop, f"{WORDS} and more")
    lock(desktop)
    titles = window(desktop).windowTitle()
    type_passphrase(desktop, PLANTED)
    desktop.tell_unexpected(ValueError, ValueError(f"{PLANTED} {WORDS}"), None)
    titles += window(desktop).windowTitle() + window(desktop).messages.text
    start()
    desktop.settings._store.sync()
    printed = capfd.readouterr()
    everything = [caplog.text, titles, printed.out, printed.err]
    for file in person_folder.rglob("*"):
        everything.append(file.name)
        if file.is_file():
            everything.append(file.read_bytes().decode("utf-8", "replace"))
            everything.append(file.read_bytes().decode("utf-16-le", "replace"))
    assert any("last_draft" in text for text in everything)
    for secret in (PLANTED, WORDS, "ferrets"):
        assert [text[:200] for text in everything if secret in text] == []
