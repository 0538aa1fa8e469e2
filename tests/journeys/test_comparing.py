"""From a dropped redline to a comment in the response: with the mouse, and with the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from respondent_app.app import Desktop
from respondent_app.commands.passphrases import passphrase_for
from respondent_app.drafts.draft import Draft
from respondent_app.drafts.saved_response import read_response, save_response
from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import ClauseComment, Response
from respondent_app.session.comparing import Stage
from respondent_app.session.draft_keeper import save_copy
from respondent_app.ui.desk import Step
from respondent_app.ui.main_window import MainWindow
from respondent_app.ui.reading.page import CHANGES, ReadingPage
from respondent_app.ui.widgets.marked_editor import MarkedTextEdit
from tests.keyboard import press, tab_to
from tests.session.publisher_folder import Folder, written

TMAD = "dcc-tmad-v1.4-moc-mds"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return written(tmp_path)


@pytest.fixture
def window(desktop: Desktop, qtbot: QtBot) -> MainWindow:
    assert desktop.window is not None
    desktop.window.resize(1280, 720)
    qtbot.waitExposed(desktop.window)
    return desktop.window


def reading(window: MainWindow) -> ReadingPage:
    page = window.page(Step.READ)
    assert isinstance(page, ReadingPage)
    return page


def drop(window: MainWindow, *files: Path) -> None:
    """Drop files as the desktop does: the window is asked first whether it takes them."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    left, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    entering = QDragEnterEvent(QPointF(400, 300).toPoint(), copy, carried, left, nothing)
    entering.ignore()
    window.dragEnterEvent(entering)
    if entering.isAccepted():
        window.dropEvent(QDropEvent(QPointF(400, 300), copy, carried, left, nothing))


def compared(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.session.comparing.state.stage is Stage.READY, timeout=20_000)


def comments(window: MainWindow) -> tuple[ClauseComment, ...]:
    return window.session.response.answer("Q2").comments


def test_with_the_mouse_a_dropped_redline_becomes_a_comment(window: MainWindow, folder: Folder, qtbot: QtBot) -> None:
    window.show_step(Step.SEND)
    drop(window, folder.redline)
    page = reading(window)
    compared(window, qtbot)
    assert window.step is Step.READ
    assert page.arrived is not None
    qtbot.mouseClick(page.arrived.see, Qt.MouseButton.LeftButton)
    assert page.stack.currentIndex() == CHANGES
    page.changes.choose(3)
    qtbot.wait(50)
    qtbot.mouseClick(link(page.change, "Use in Q2"), Qt.MouseButton.LeftButton)
    (comment,) = comments(window)
    assert comment.clause == "3.17"
    assert "twice" in comment.comment
    assert window.session.autosave.now()
    assert read_response(window.session.path, passphrase_for(window.session.path)).answer("Q2").comments == (comment,)
    assert link(page.change, "✓ Used in Q2: go there →").isVisible()


def test_the_keyboard_alone_is_enough(
    window: MainWindow, folder: Folder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Choose the file, go to the change that is not in the table, look at it in the whole texts, use the comment."""
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(folder.redline)], ""))
    window.activateWindow()
    press("Ctrl+1")
    tab_to(window, "Changes")
    press("Right")
    press("Right")
    press("Space")
    tab_to(window, "Choose files…")
    press("Space")
    compared(window, qtbot)
    assert QApplication.focusWidget() is not None, "what appears takes the focus from nobody"
    tab_to(window, "See what changes")
    press("Space")
    for _ in range(12):
        press("F8")
    page = reading(window)
    assert page.change.title.text() == "Clause 6.4"
    press("Ctrl+T")
    assert page.compare is not None
    press("F8")
    press("F8")
    press("Ctrl+C")
    assert QApplication.clipboard().text().startswith("3.2 (edited)")
    press("Esc")
    assert page.body.isVisible()
    tab_to(window, "Use in Q2: Not in the table")
    press("Space")
    (comment,) = comments(window)
    assert comment.clause == "6.4"
    assert comment.comment.startswith("Clause 6.4:")


def test_a_draft_that_knows_its_files_compares_them_by_itself(
    desktop: Desktop, window: MainWindow, folder: Folder, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(window, folder.redline)
    compared(window, qtbot)
    path = window.session.path
    window.close()
    desktop.start(path)
    assert desktop.window is not None
    assert desktop.window is not window
    compared(desktop.window, qtbot)
    assert reading(desktop.window).changes.model.verdicts


def test_a_dropped_response_is_opened(desktop: Desktop, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "other.response"
    save_response(other, Response(TMAD), author="Author A")
    drop(window, other)
    qtbot.waitUntil(lambda: desktop.window is not None and desktop.window.session.path == other)


def test_a_dropped_copy_of_what_is_open_is_merged(
    desktop: Desktop, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    place = Place("Q1", Part.ANSWER)
    window.session.edit(lambda r: edits.with_text(r, place, "We agree."))
    draft = window.session.draft
    theirs = Draft.load(draft.id, TMAD, draft.events, author="Author B")
    theirs.record(edits.with_text(theirs.response, place, "We agree in part."))
    save_copy(tmp_path / "theirs.response", theirs)
    drop(window, tmp_path / "theirs.response")
    qtbot.waitUntil(lambda: window.session.merges.offered is not None)
    window.session.merges.take_offered()
    qtbot.waitUntil(lambda: window.session.response.text_at(place) == "We agree in part.")
    assert desktop.window is window
    assert window.step is Step.REVIEW


def test_a_file_dropped_on_an_answer_is_not_typed_into_it(window: MainWindow, folder: Folder) -> None:
    window.show_step(Step.ANSWER)
    editor = window.page(Step.ANSWER).findChildren(MarkedTextEdit)[0]
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(folder.redline))])
    carried.setText(str(folder.redline))
    assert not editor.canInsertFromMimeData(carried)
    carried = QMimeData()
    carried.setText("some words")
    assert editor.canInsertFromMimeData(carried)


def test_words_that_are_dragged_are_no_files(window: MainWindow) -> None:
    carried = QMimeData()
    carried.setText("some words")
    entering = QDragEnterEvent(
        QPointF(4, 4).toPoint(), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    entering.ignore()
    window.dragEnterEvent(entering)
    assert not entering.isAccepted()


def test_closing_the_window_does_not_wait_for_a_comparison(
    desktop: Desktop, window: MainWindow, folder: Folder, qtbot: QtBot
) -> None:
    drop(window, folder.redline)
    qtbot.waitUntil(lambda: bool(window.session.response.attachment_files), timeout=20_000)
    comparing = window.session.comparing
    window.close()
    assert not window.isVisible()
    assert comparing.wait()


def link(widget: QWidget, text: str) -> QPushButton:
    return next(b for b in widget.findChildren(QPushButton) if b.text() == text and b.isVisibleTo(widget))
