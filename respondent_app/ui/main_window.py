"""The window: header, rail, the page of the chosen step, and a line at the bottom."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QWidget

from respondent_app.session import progress
from respondent_app.session.session import Session
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.earlier import menu_entries as earlier
from respondent_app.ui.file_actions import FileActions
from respondent_app.ui.header import Header
from respondent_app.ui.menu import ALWAYS, add_copies, add_protection, build_menu
from respondent_app.ui.merging.menu_entries import entries, show_in_folder
from respondent_app.ui.message_bar import MessageBar
from respondent_app.ui.page import Page
from respondent_app.ui.protecting.guard import Guard
from respondent_app.ui.protecting.veil import Veil
from respondent_app.ui.rail import TITLES, Rail
from respondent_app.ui.theme import Appearance
from respondent_app.ui.widgets.layouts import column, row
from respondent_app.ui.widgets.text import label

if TYPE_CHECKING:
    from respondent_app.session.protection import Protection
    from respondent_app.session.publishing import Publishing, PublishState
    from respondent_app.ui.widgets.card import Card

# By name, so that only the page that is shown is imported and built.
_PAGES = {
    Step.READ: ("respondent_app.ui.reading.page", "ReadingPage"),
    Step.ANSWER: ("respondent_app.ui.answering.page", "AnsweringPage"),
    Step.CONFIDENTIALITY: ("respondent_app.ui.confidentiality.page", "ConfidentialityPage"),
    Step.REVIEW: ("respondent_app.ui.reviewing.page", "ReviewPage"),
    Step.SEND: ("respondent_app.ui.sending.page", "SendPage"),
    Step.HISTORY: ("respondent_app.ui.history.page", "HistoryPage"),
}
_PROGRESS_PAUSE_MS = 500
_ROOM_FOR_WORDS = 1100
_DRAFT = ".response"
_ANSWERS = ".toml"
_MERGE_BACK = "When it comes back, merge it on the page Review: nothing that either of you wrote gets lost."


class MainWindow(QMainWindow):
    """One open response in a window."""

    painted = Signal()
    closed = Signal()

    def __init__(self, session: Session, appearance: Appearance, files: FileActions) -> None:
        super().__init__()
        self.session = session
        self._desk = Desk(session, appearance, self.go)
        self._pages: dict[Step, Page] = {}
        self.step = Step.READ
        self.rail = Rail(appearance, self._choose_step)
        self.messages = MessageBar()
        self._stack = QStackedWidget()
        self.guard: Guard | None = None
        self.is_locked = False
        self.menu = build_menu(self, session, files)
        copies = {**entries(self, files.send_copy), **earlier.entries(self, files.open_draft)}
        add_copies(self, self.menu, copies)
        self.header = Header(session, self.menu)
        self._build()
        appearance.changed.connect(self._fit_rail)
        session.messages.posted.connect(self.messages.say)
        self._progress_timer = QTimer(self)
        self._progress_timer.setSingleShot(True)
        self._progress_timer.timeout.connect(self.show_progress)
        session.changed.connect(lambda _: self._progress_timer.start(_PROGRESS_PAUSE_MS))
        self._say_title()
        self.setMinimumSize(800, 560)
        self._files = files
        self.setAcceptDrops(True)
        self.resize(1280, 800)
        self.show_step(Step.READ)
        self.rail.button(Step.READ).setFocus()
        self._progress_timer.start(0)

    def go(self, destination: Destination) -> None:
        """Take the person to another place in the window."""
        self.show_step(destination.step)
        self._pages[destination.step].open_at(destination)

    def show_step(self, step: Step) -> None:
        """Bring the page of a step to the front."""
        page = self._page(step)
        self.step = step
        self.rail.choose(step)
        self._stack.setCurrentWidget(page)
        page.refresh()

    def _choose_step(self, step: Step) -> None:
        self.messages.put_away_news()
        self.show_step(step)
        self.rail.button(step).setFocus()

    def page(self, step: Step) -> Page:
        """Return the page of a step, built if it was not shown yet."""
        return self._page(step)

    def protect(self, protection: Protection) -> None:
        """Let the person choose how the response is protected, and lock the window while nobody uses it."""
        self.guard = Guard(self, protection)
        self._work.insertWidget(0, self.guard.notice)
        add_protection(self, self.menu, self.guard, self.session.settings)

    def show_publishing(self, publishing: Publishing) -> None:
        """Say at the bottom whether others see the newest words, and let the person see to it at once."""

        def say(state: PublishState) -> None:
            self._where.setText(f"Draft: {self.session.path.name}, {state.text}")

        publishing.state_changed.connect(say)
        say(publishing.state)
        add_copies(self, self.menu, {"Publish now": publishing.now})

    def cover(self, card: Card, *, locked: bool = False) -> None:
        """Put a card in place of everything. With `locked`, nothing goes on until the card uncovers the window."""
        self.is_locked = locked
        self._veil.cover(card)
        self._say_title()
        self.setAcceptDrops(not locked)
        for action in self.actions():
            action.setEnabled(not locked or action.data() == ALWAYS)

    def uncover(self, card: Card | None = None) -> None:
        """Show everything again, if it is still `card` that covers it: the lock may have come in its place."""
        if self.is_locked if card is None else not self._veil.shows(card):
            return
        self.is_locked = False
        self._veil.uncover()
        self._say_title()
        self.setAcceptDrops(True)
        for action in self.actions():
            action.setEnabled(True)

    def show_progress(self) -> None:
        """Say in the rail how far each step has come."""
        response, consultation = self.session.response, self.session.consultation
        findings = self.session.findings()
        self.rail.say({
            Step.READ: progress.reading(response, consultation),
            Step.ANSWER: progress.answering(response, consultation),
            Step.CONFIDENTIALITY: progress.confidentiality(response, findings),
            Step.REVIEW: progress.reviewing(findings),
            Step.SEND: progress.sending(findings),
        })  # fmt: skip

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.guard is not None:
            self.guard.watch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rail()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A response is merged or opened, answers are brought in; what else comes are files to be looked into."""
        files = _local_files(event.mimeData())
        event.acceptProposedAction()
        draft = next((file for file in files if file.suffix == _DRAFT), None)
        are_answers = all(file.suffix.lower() == _ANSWERS for file in files)
        if draft is not None:
            QTimer.singleShot(0, self, lambda: self._take_draft(draft))
        elif files:
            self.go(Destination(Step.REVIEW if are_answers else Step.READ, files=files))

    def tell_sent(self, path: Path, *, protected: bool) -> None:
        """Show where the copy for a colleague lies, and say what to do with it."""
        advice = (
            "Send the file as you like, and tell the passphrase another way, for example by telephone."
            if protected
            else "It is not protected: whoever gets hold of it can read everything. Menu › Passphrase… protects it."
        )
        self.session.messages.note(f"The copy for your colleague is {path}.", f"{advice} {_MERGE_BACK}")
        show_in_folder(path)

    def _take_draft(self, path: Path) -> None:
        """Ask whether a response that was dropped is a copy of this one; an empty response just makes room for it."""
        if self.session.has_draft:
            self.session.merges.offer(path, self._files.open_draft)
            self.show_step(Step.REVIEW)
        else:
            self._files.open_draft(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save first. If that fails, the window stays, so that nothing typed is lost; asked again, it closes."""
        if self.session.autosave.now() or self._asked_to_close_unsaved():
            self.session.stop_reading()
            self.closed.emit()
            event.accept()
        else:
            event.ignore()

    def _fit_rail(self) -> None:
        self.rail.be_compact(self.width() < self._desk.appearance.px(_ROOM_FOR_WORDS))

    def _asked_to_close_unsaved(self) -> bool:
        from respondent_app.ui.dialogs.close_unsaved import CloseUnsaved

        return CloseUnsaved.ask(self, self.session.autosave.kept_in)

    def _page(self, step: Step) -> Page:
        if step not in self._pages:
            module, name = _PAGES[step]
            page: Page = getattr(importlib.import_module(module), name)(self._desk)
            page.setAccessibleName(TITLES[step])
            self._pages[step] = page
            self._stack.addWidget(page)
        return self._pages[step]

    def _build(self) -> None:
        self._work = column(self.messages, self._stack, spacing=0)
        below = row(self.rail, self._work, spacing=0)
        ground = QWidget()
        ground.setObjectName("ground")
        ground.setLayout(column(self.header, below, self._footer(), spacing=0))
        self._veil = Veil(self, ground, self._desk.appearance)

    def _say_title(self) -> None:
        short = "" if self.is_locked else f"{self.session.consultation.short_title} – "
        self.setWindowTitle(f"{short}Respondent")

    def _footer(self) -> QFrame:
        footer = QFrame()
        footer.setObjectName("footer")
        self._where = where = label(f"Draft: {self.session.path.name}", "small", wrap=False)
        where.setToolTip(str(self.session.path))
        where.setMinimumWidth(40)
        promise = label("Offline: nothing leaves this computer until you send it", "small", wrap=False)
        footer.setLayout(row(where, None, promise, margins=(20, 5, 20, 5)))
        return footer


def _local_files(dropped: QMimeData) -> tuple[Path, ...]:
    """Return the files on this computer among what is dropped."""
    found = (Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile())
    return tuple(path for path in found if path.is_file())
