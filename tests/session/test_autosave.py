from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from respondent_app.model.errors import StorageError
from respondent_app.session import autosave as autosave_module
from respondent_app.session.autosave import Autosave, SaveStage
from respondent_app.session.background import Background
from respondent_app.session.messages import Messages


class Page:
    """What stands on the screen, and what of it was written to the disk, the newest last."""

    def __init__(self) -> None:
        self.text = ""
        self.written: list[str] = []

    def write(self) -> None:
        self.written.append(self.text)

    def type(self, text: str, autosave: Autosave) -> None:
        self.text = text
        autosave.later()


@pytest.fixture
def page() -> Page:
    return Page()


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Callable[[Callable[[], None]], Autosave]]:
    background = Background(Messages())

    def build(save: Callable[[], None]) -> Autosave:
        return Autosave(save, background)

    yield build
    background.wait()


def test_saves_the_newest_soon_after_a_change(qtbot: QtBot, make: Callable[..., Autosave], page: Page) -> None:
    autosave = make(page.write)
    page.type("a", autosave)
    page.type("ab", autosave)
    qtbot.waitUntil(lambda: not autosave.has_unsaved)
    assert page.written == ["ab"]
    assert autosave.state.stage is SaveStage.SAVED


def test_what_changes_while_saving_is_saved_too(qtbot: QtBot, make: Callable[..., Autosave], page: Page) -> None:
    go_on = threading.Event()

    def slow() -> None:
        text = page.text
        go_on.wait(5)
        page.written.append(text)

    autosave = make(slow)
    page.type("first", autosave)
    qtbot.waitUntil(lambda: autosave._saving)
    page.type("second", autosave)
    go_on.set()
    qtbot.waitUntil(lambda: not autosave.has_unsaved)
    assert page.written == ["first", "second"]


def test_a_failure_shows_stays_unsaved_and_is_told_once(
    qtbot: QtBot, make: Callable[..., Autosave], page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave_module, "_RETRY_MS", 30)
    disk_full = [True]

    def save() -> None:
        if disk_full[0]:
            raise StorageError("The disk is full.")
        page.write()

    autosave = make(save)
    told: list[Exception] = []
    autosave.failed.connect(told.append)
    page.type("kept", autosave)
    qtbot.waitUntil(lambda: autosave.state.stage is SaveStage.FAILED)
    assert autosave.has_unsaved
    qtbot.wait(120)
    assert len(told) == 1
    disk_full[0] = False
    qtbot.waitUntil(lambda: autosave.state.stage is SaveStage.SAVED)
    assert page.written == ["kept"]


def test_saves_at_once_at_the_end(make: Callable[..., Autosave], page: Page) -> None:
    autosave = make(page.write)
    page.type("last words", autosave)
    assert autosave.now()
    assert page.written == ["last words"]


def test_the_end_hears_of_a_save_that_is_failing_just_then(
    qtbot: QtBot, make: Callable[..., Autosave], page: Page
) -> None:
    """The words of a save under way must not be lost with it."""
    failures = [StorageError("The disk is full.")]
    under_way, go_on = threading.Event(), threading.Event()

    def save() -> None:
        if failures:
            under_way.set()
            go_on.wait(5)
            raise failures.pop()
        page.write()

    autosave = make(save)
    page.type("last words", autosave)
    qtbot.waitUntil(under_way.is_set)
    go_on.set()
    assert autosave.now()
    assert page.written == ["last words"]


def test_says_when_even_the_end_could_not_be_saved(make: Callable[..., Autosave], page: Page) -> None:
    def save() -> None:
        raise StorageError("The disk is full.")

    autosave = make(save)
    page.type("last words", autosave)
    assert not autosave.now()
    assert autosave.has_unsaved


def test_goes_on_trying_when_the_person_stays(
    qtbot: QtBot, make: Callable[..., Autosave], page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave_module, "_RETRY_MS", 30)
    failures = [StorageError("The disk is full.")]

    def save() -> None:
        if failures:
            raise failures.pop()
        page.write()

    autosave = make(save)
    page.type("last words", autosave)
    assert not autosave.now()
    qtbot.waitUntil(lambda: page.written == ["last words"])


def test_typing_without_a_pause_is_saved_all_the_same(
    qtbot: QtBot, make: Callable[..., Autosave], page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a fast typist would lose a whole paragraph with the computer."""
    monkeypatch.setattr(autosave_module, "_PAUSE_MS", 200)
    monkeypatch.setattr(autosave_module, "_LONGEST_MS", 500)
    autosave = make(page.write)
    for count in range(20):
        page.type("a" * count, autosave)
        qtbot.wait(50)
    assert page.written
