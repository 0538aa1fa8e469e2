from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from respondent_app.model.errors import StorageError
from respondent_app.session.background import Background, Progress
from respondent_app.session.messages import Message, Messages


def test_works_off_the_gui_thread_and_answers_on_it(qtbot: QtBot) -> None:
    background = Background(Messages())
    seen: list[tuple[bool, bool]] = []
    gui = threading.get_ident()

    def work(_: Progress) -> bool:
        return threading.get_ident() != gui

    background.run(work, lambda elsewhere: seen.append((elsewhere, QThread.currentThread().isMainThread())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(True, True)]


def test_cancel_stops_at_the_next_step(qtbot: QtBot) -> None:
    background = Background(Messages())
    results: list[str] = []
    started, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        started.set()
        go_on.wait(5)
        progress("next")
        return "ended"

    under_way = background.run(work, results.append)
    cancelled: list[bool] = []
    under_way.cancelled.connect(lambda: cancelled.append(True))
    assert started.wait(5)
    under_way.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(cancelled))
    assert results == []


def test_an_error_is_told_by_default_and_never_with_text_of_its_own(qtbot: QtBot) -> None:
    messages = Messages()
    told: list[Message] = []
    messages.posted.connect(told.append)
    background = Background(messages)

    def leak(_: Progress) -> None:
        raise ValueError("our secret price")

    def full(_: Progress) -> None:
        raise StorageError("The disk is full.", advice="Free some space.")

    background.run(leak, lambda _: None)
    background.run(full, lambda _: None)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert not any("secret price" in message.text for message in told)
    assert any(message.text == "The disk is full. Free some space." for message in told)


def test_much_short_work_and_garbage_about_do_no_harm(qtbot: QtBot) -> None:
    """Qt objects that Python deletes in the wrong thread end the process; so this can only pass or crash."""

    def work(progress: Progress) -> list[object]:
        progress("step")
        return [object() for _ in range(2000)]

    for count in range(30):
        background = Background(Messages())
        for _ in range(20):
            background.run(work, lambda _: None)
        if count % 2:
            background.wait()
        qtbot.wait(3)
        background.wait()
        del background
    assert gc.isenabled()
