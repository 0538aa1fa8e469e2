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
from respondent_app.model.errors import PackError, PassphraseNeededError, RespondentError
from respondent_app.model.response import Response
from respondent_app.packs import library
from respondent_app.session.autosave import SaveStage
from respondent_app.session.draft_keeper import DraftKeeper, Shield, free_path, save_copy
from respondent_app.session.draft_place import can_be_opened
from respondent_app.session.messages import Messages
from respondent_app.session.protection import Protection
from respondent_app.session.session import Session
from respondent_app.session.settings import Settings
from respondent_app.ui.file_actions import FileActions
from respondent_app.ui.main_window import MainWindow
from respondent_app.ui.theme import Appearance

if TYPE_CHECKING:
    from respondent_app.drafts.draft import Draft
    from respondent_app.drafts.keeping.shared_copy import SharedCopy
    from respondent_app.opening import AskingToOpen, Unlocked
    from respondent_app.session.draft_place import OpenedFile


_AFTER_START_MS = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """What a window is made for, and what has to be said about how it was opened."""

    consultation: Consultation
    response: Response
    keeper: DraftKeeper
    draft: Draft | None = None
    shared: SharedCopy | None = None
    problems: tuple[RespondentError, ...] = ()
    note: str = ""
    asks_for: Path | None = None
    remember: bool = False


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
    QTimer.singleShot(_AFTER_START_MS, app, lambda: _show_icon(app))
    return app.exec()


def application() -> QApplication:
    """Return the one application object, dressed in the style that follows our colours everywhere."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Respondent")
    app.setStyle("Fusion")
    return app


def _show_icon(app: QApplication) -> None:
    """Give windows their sign; it is drawn after the start, because it takes its time and nobody waits for it."""
    from PySide6.QtGui import QIcon

    from respondent_app.storage import folders

    app.setWindowIcon(QIcon(str(folders.resources() / "icons" / "respondent.svg")))


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
        self._keeper: DraftKeeper

    def start(self, file: Path | None) -> None:
        """Show the first window."""
        opened = first_draft(file, self.settings)
        self._show(opened)
        if opened.asks_for is not None:
            self._ask_to_open(opened.asks_for)

    def open_draft(self, path: Path) -> None:
        """Show another draft; if it cannot be opened, say so and stay."""
        try:
            opened = open_draft(path, self.settings)
        except PassphraseNeededError:
            self._ask_to_open(path)
        except RespondentError as error:
            self._say(error)
        else:
            self._replace(opened)

    def new_draft(self, pack_id: str) -> None:
        """Show an empty response to a consultation."""
        try:
            opened = new_draft(pack_id, self.settings)
        except RespondentError as error:
            self._say(error)
            return
        self._replace(opened)

    def send_copy(self, path: Path) -> None:
        """Write a copy for a colleague, with the history that merging needs, and show where it lies."""
        self.save_copy(path, for_colleague=True)

    def save_copy(self, path: Path, *, for_colleague: bool = False) -> None:
        """Write a copy of what the window shows."""
        if self.window is None or self.window.is_locked:
            return
        autosave, keeper = self.window.session.autosave, self._keeper
        failed = autosave.state.stage is SaveStage.FAILED
        if keeper.shield is Shield.NOT_CHOSEN and not failed and self.window.guard is not None:
            # The copy may be for someone else.
            self.window.guard.choose(then=lambda: self.save_copy(path, for_colleague=for_colleague))
            return
        try:
            written = save_copy(path, self.window.session.draft, passphrase=keeper.passphrase)
        except RespondentError as error:
            self._say(error)
            return
        if failed:
            # The copy is now the only file with the newest words: go on in it.
            autosave.give_up()
            self._replace(open_draft(written, self.settings, keeper.passphrase))
        if for_colleague:
            self.window.tell_sent(written, protected=keeper.passphrase is not None)
        else:
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
        geometry = self.window.geometry() if self.window is not None else None
        self.window = MainWindow(session, self.appearance, self._file_actions())
        self._keeper = opened.keeper
        self._protect(opened, session)
        self.appearance.apply()
        session.setParent(self.window)
        if geometry is not None:
            self.window.setGeometry(geometry)
        if opened.shared is not None:
            self._publish(opened.shared, self.window)
        self.window.closed.connect(opened.keeper.close)
        self.window.show()
        self.settings.last_draft = opened.keeper.path
        if opened.note:
            messages.note(opened.note)
        for problem in opened.problems:
            messages.problem(problem)

    def _publish(self, shared: SharedCopy, window: MainWindow) -> None:
        """Keep a draft on a share in step with what others see; at the end before its working copy is closed."""
        from respondent_app.session.publishing import Publishing

        window.session.publishing = publishing = Publishing(window.session, shared)
        window.show_publishing(publishing)
        window.closed.connect(publishing.finish)

    def _protect(self, opened: Opened, session: Session) -> None:
        keeper, shared = opened.keeper, opened.shared
        protection = Protection(session, keeper)
        session.passphrases = keeper.passphrases
        session.read_only = keeper.file is not None and keeper.file.read_only
        if shared is not None:
            protection.changed.connect(lambda: shared.change_passphrase(keeper.passphrase))
        if self.window is not None:
            self.window.protect(protection)
            self.window.closed.connect(protection.stop)
        if opened.remember:
            protection.remember()

    def _ask_to_open(self, path: Path) -> None:
        """Ask in front of the window for the passphrase of a draft; what is open stays until it opens."""
        from respondent_app.opening import AskingToOpen

        if self.window is not None:
            AskingToOpen(self.window, path, self.settings.person, self._unlocked)

    def _unlocked(self, asking: AskingToOpen, unlocked: Unlocked) -> None:
        try:
            opened = _opened(unlocked.found, self.settings, unlocked.passphrase)
        except RespondentError as error:
            unlocked.found.file.close()
            asking.leave()
            self._say(error)
        else:
            self._replace(replace(opened, remember=unlocked.remember))

    def _file_actions(self) -> FileActions:
        return FileActions(self.open_draft, self.new_draft, self.save_copy, self.send_copy, _consultations)

    def _say(self, error: RespondentError) -> None:
        if self.window is not None:
            self.window.session.messages.problem(error)


def first_draft(file: Path | None, settings: Settings) -> Opened:
    """Open `file`, or the last draft, or else start an empty one. What could not be opened is told in the window."""
    last = settings.last_draft
    wanted = file or (last if last is not None and can_be_opened(last) else None)
    if wanted is not None:
        try:
            return _open_first(wanted, settings)
        except RespondentError as error:
            return _with_problem(new_draft(_default_pack(), settings), error)
    return new_draft(_default_pack(), settings)


def _open_first(path: Path, settings: Settings) -> Opened:
    """Open a draft; one whose passphrase this computer does not know is asked for in front of an empty response."""
    try:
        return open_draft(path, settings)
    except PassphraseNeededError:
        from respondent_app.opening import without_asking

        unlocked = without_asking(path, settings, settings.person)
    if unlocked is None:
        return replace(new_draft(_default_pack(), settings), asks_for=path)
    return _opened(unlocked.found, settings, unlocked.passphrase)


def open_draft(path: Path, settings: Settings, passphrase: str | None = None) -> Opened:
    """Open a draft for a window; the errors of `DraftFile.open`."""
    from respondent_app.session.draft_place import open_file

    found = open_file(path, author=settings.person, passphrase=passphrase)
    try:
        return _opened(found, settings, passphrase)
    except BaseException:
        found.file.close()
        raise


def _opened(found: OpenedFile, settings: Settings, passphrase: str | None) -> Opened:
    from respondent_app.drafts.draft import Draft
    from respondent_app.drafts.own_keys import find

    path, file = found.path, found.file
    consultation = library.load(file.consultation)
    draft = Draft.load(file.id, file.consultation, file.events(), author=settings.person)
    read_only = (f"{path.name} can only be read. Save a copy to work on it.",) if file.read_only else ()
    used = passphrase if file.protected else None
    own = Shield.NOT_CHOSEN if used is not None and find(file.id) == used else None
    keeper = DraftKeeper(path, file, passphrase=used, shield=own)
    return Opened(
        consultation, draft.response, keeper, draft, shared=found.shared, note=" ".join(read_only + found.notes)
    )


def new_draft(pack_id: str, settings: Settings) -> Opened:
    """Start an empty response; its file is made with the first word, protected unless the person wants none to be."""
    shield = Shield.NONE if settings.new_unprotected else Shield.NOT_CHOSEN
    return Opened(library.load(pack_id), Response(pack_id), DraftKeeper(free_path(pack_id), shield=shield))


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
