"""The composition root of the window: builds everything, connects it, and looks nothing up afterwards."""

from __future__ import annotations

import gc
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from respondent_app.model.consultation import Consultation
from respondent_app.model.errors import PackError, RespondentError
from respondent_app.model.response import Response
from respondent_app.packs import library
from respondent_app.session.autosave import SaveStage
from respondent_app.session.draft_keeper import DraftKeeper, free_path, save_copy
from respondent_app.session.messages import Messages
from respondent_app.session.session import Session
from respondent_app.session.settings import Settings
from respondent_app.ui.file_actions import FileActions
from respondent_app.ui.main_window import MainWindow
from respondent_app.ui.theme import Appearance

if TYPE_CHECKING:
    from respondent_app.drafts.draft import Draft
    from respondent_app.drafts.draft_file import DraftFile


@dataclass(frozen=True, slots=True)
class Opened:
    """What a window is made for, and what has to be said about how it was opened."""

    consultation: Consultation
    response: Response
    keeper: DraftKeeper
    draft: Draft | None = None
    problems: tuple[RespondentError, ...] = ()
    note: str = ""


def run_window(file: Path | None, *, quit_when_shown: bool = False) -> int:
    """Show the window on `file`, or on the draft that was open last, and return the exit status."""
    app = application()
    desktop = Desktop(app, Settings(app))
    sys.excepthook = desktop.tell_unexpected
    try:
        desktop.start(file)
    except PackError as error:
        QMessageBox.critical(None, "Respondent", str(error))
        return 2
    if quit_when_shown:
        desktop.quit_after_first_paint()
    QTimer.singleShot(0, desktop, _collect_garbage_again)
    return app.exec()


def application() -> QApplication:
    """Return the one application object, dressed in the style that follows our colours everywhere."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Respondent")
    app.setStyle("Fusion")
    return app


def _collect_garbage_again() -> None:
    """What the start has made stays until the end; looking through it again and again is of no use."""
    gc.freeze()
    gc.enable()


class Desktop(QObject):
    """Opens drafts in windows. One window at a time; opening another draft closes the one before."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self.settings = settings
        self.appearance = Appearance(app, settings)
        self.appearance.prepare()
        self.window: MainWindow | None = None

    def start(self, file: Path | None) -> None:
        """Show the first window."""
        self._show(first_draft(file, self.settings))

    def open_draft(self, path: Path) -> None:
        """Show another draft; if it cannot be opened, say so and stay."""
        try:
            opened = open_draft(path, self.settings)
        except RespondentError as error:
            self._say(error)
            return
        self._replace(opened)

    def new_draft(self, pack_id: str) -> None:
        """Show an empty response to a consultation."""
        try:
            opened = new_draft(pack_id)
        except RespondentError as error:
            self._say(error)
            return
        self._replace(opened)

    def save_copy(self, path: Path) -> None:
        """Write a copy of what the window shows."""
        if self.window is None:
            return
        try:
            written = save_copy(path, self.window.session.draft)
        except RespondentError as error:
            self._say(error)
            return
        autosave = self.window.session.autosave
        if autosave.state.stage is SaveStage.FAILED:
            # The copy is now the only file with the newest words: go on in it.
            autosave.give_up()
            self.open_draft(written)
        self.window.session.messages.good(f"A copy was saved as {written}.")

    def quit_after_first_paint(self) -> None:
        """End the app right after it first showed itself, so that anyone can measure the start."""
        if self.window is not None:
            self.window.painted.connect(lambda: QTimer.singleShot(0, self, QApplication.quit))

    def tell_unexpected(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        """Tell the person of an error nobody caught. Only its kind and line are logged, never its text."""
        last = where
        while last is not None and last.tb_next is not None:
            last = last.tb_next
        line = (
            f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last is not None else "unknown place"
        )
        print(f"Unexpected {kind.__name__} at {line}", file=sys.stderr)  # noqa: T201  there is no other log
        if self.window is not None:
            self.window.session.messages.problem(error)

    def _replace(self, opened: Opened) -> None:
        if self.window is None or self.window.close():
            self._show(opened)
        else:
            opened.keeper.close()

    def _show(self, opened: Opened) -> None:
        messages = Messages()
        session = Session(
            opened.consultation, opened.response, path=opened.keeper.path, save=opened.keeper.save,
            settings=self.settings, messages=messages, draft=opened.draft,
        )  # fmt: skip
        messages.setParent(session)
        self.window = MainWindow(session, self.appearance, self._file_actions())
        self.appearance.apply()
        session.setParent(self.window)
        self.window.closed.connect(opened.keeper.close)
        self.window.show()
        self.settings.last_draft = opened.keeper.path
        if opened.note:
            messages.note(opened.note)
        for problem in opened.problems:
            messages.problem(problem)

    def _file_actions(self) -> FileActions:
        return FileActions(self.open_draft, self.new_draft, self.save_copy, _consultations)

    def _say(self, error: RespondentError) -> None:
        if self.window is not None:
            self.window.session.messages.problem(error)


def first_draft(file: Path | None, settings: Settings) -> Opened:
    """Open `file`, or the last draft, or else start an empty one. What could not be opened is told in the window."""
    last = settings.last_draft
    wanted = file or (last if last is not None and last.exists() else None)
    if wanted is not None:
        try:
            return open_draft(wanted, settings)
        except RespondentError as error:
            return _with_problem(new_draft(_default_pack()), error)
    return new_draft(_default_pack())


def open_draft(path: Path, settings: Settings, passphrase: str | None = None) -> Opened:
    """Open a draft for a window; the errors of `DraftFile.open`."""
    from respondent_app.drafts.draft_file import DraftFile

    file = DraftFile.open(path, author=settings.person, passphrase=passphrase)
    try:
        return _opened(file, settings)
    except BaseException:
        file.close()
        raise


def _opened(file: DraftFile, settings: Settings) -> Opened:
    from respondent_app.drafts.draft import Draft

    consultation = library.load(file.consultation)
    draft = Draft.load(file.id, file.consultation, file.events(), author=settings.person)
    note = f"{file.path.name} can only be read. Save a copy to work on it." if file.read_only else ""
    return Opened(consultation, draft.response, DraftKeeper(file.path, file), draft, note=note)


def new_draft(pack_id: str) -> Opened:
    """Start an empty response; its file is made with the first word."""
    return Opened(library.load(pack_id), Response(pack_id), DraftKeeper(free_path(pack_id)))


def _with_problem(opened: Opened, error: RespondentError) -> Opened:
    return replace(opened, problems=(*opened.problems, error))


def _default_pack() -> str:
    usable = library.first_shipped() or next((e.id for e in library.available() if not e.problem), "")
    if not usable:
        raise PackError(
            "No consultation was found.",
            meaning="There is nothing to answer yet.",
            advice="Install the app again, or put a consultation pack into your data folder.",
        )
    return usable


def _consultations() -> tuple[tuple[str, str], ...]:
    return tuple((entry.id, entry.title) for entry in library.available() if not entry.problem)
