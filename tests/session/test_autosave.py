from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from respondent_app.model.errors import StorageError
from respondent_app.model.response import Answer, Response
from respondent_app.session import autosave as autosave_module
from respondent_app.session.autosave import Autosave, SaveStage
from respondent_app.session.background import Background
from respondent_app.session.messages import Messages


def response(text: str) -> Response:
    return Response("x").with_answer("Q1", Answer(text))


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Callable[[Callable[[Response], None]], Autosave]]:
    background = Background(Messages())

    def build(save: Callable[[Response], None]) -> Autosave:
        return Autosave(save, background)

    yield build
    background.wait()


def test_saves_the_newest_soon_after_a_change(qtbot: QtBot, make: Callable[..., Autosave]) -> None:
    written: list[Response] = []
    autosave = make(written.append)
    autosave.later(response("a"))
    autosave.later(response("ab"))
    qtbot.waitUntil(lambda: not autosave.has_unsaved)
    assert written == [response("ab")]
    assert autosave.state.stage is SaveStage.SAVED


def test_what_changes_while_saving_is_saved_too(qtbot: QtBot, make: Callable[..., Autosave]) -> None:
    written: list[Response] = []
    go_on = threading.Event()

    def slow(value: Response) -> None:
        go_on.wait(5)
        written.append(value)

    autosave = make(slow)
    autosave.later(response("first"))
    qtbot.waitUntil(lambda: autosave._saving)
    autosave.later(response("second"))
    go_on.set()
    qtbot.waitUntil(lambda: not autosave.has_unsaved)
    assert written == [response("first"), response("second")]


def test_a_failure_shows_stays_unsaved_and_is_told_once(
    qtbot: QtBot, make: Callable[..., Autosave], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave_module, "_RETRY_MS", 30)
    disk_full = [True]
    written: list[Response] = []

    def save(value: Response) -> None:
        if disk_full[0]:
            raise StorageError("The disk is full.")
        written.append(value)

    autosave = make(save)
    told: list[Exception] = []
    autosave.failed.connect(told.append)
    autosave.later(response("kept"))
    qtbot.waitUntil(lambda: autosave.state.stage is SaveStage.FAILED)
    assert autosave.has_unsaved
    qtbot.wait(120)
    assert len(told) == 1
    disk_full[0] = False
    qtbot.waitUntil(lambda: autosave.state.stage is SaveStage.SAVED)
    assert written == [response("kept")]


def test_saves_at_once_at_the_end(make: Callable[..., Autosave]) -> None:
    written: list[Response] = []
    autosave = make(written.append)
    autosave.later(response("last words"))
    assert autosave.now()
    assert written == [response("last words")]


def test_the_end_hears_of_a_save_that_is_failing_just_then(qtbot: QtBot, make: Callable[..., Autosave]) -> None:
    """The words of a save under way must not be lost with it."""
    failures = [StorageError("The disk is full.")]
    under_way, go_on = threading.Event(), threading.Event()
    written: list[Response] = []

    def save(value: Response) -> None:
        if failures:
            under_way.set()
            go_on.wait(5)
            raise failures.pop()
        written.append(value)

    autosave = make(save)
    autosave.later(response("last words"))
    qtbot.waitUntil(under_way.is_set)
    go_on.set()
    assert autosave.now()
    assert written == [response("last words")]


def test_says_when_even_the_end_could_not_be_saved(make: Callable[..., Autosave]) -> None:
    def save(_: Response) -> None:
        raise StorageError("The disk is full.")

    autosave = make(save)
    autosave.later(response("last words"))
    assert not autosave.now()
    assert autosave.has_unsaved


def test_goes_on_trying_when_the_person_stays(
    qtbot: QtBot, make: Callable[..., Autosave], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave_module, "_RETRY_MS", 30)
    failures = [StorageError("The disk is full.")]
    written: list[Response] = []

    def save(value: Response) -> None:
        if failures:
            raise failures.pop()
        written.append(value)

    autosave = make(save)
    autosave.later(response("last words"))
    assert not autosave.now()
    qtbot.waitUntil(lambda: written == [response("last words")])
