"""What the menu offers about colleagues' copies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from respondent_app.ui.desk import Destination, Step

if TYPE_CHECKING:
    from respondent_app.ui.main_window import MainWindow

DRAFTS = "Responses (*.response)"


def entries(window: MainWindow, send_copy: Callable[[Path], None]) -> Mapping[str, Callable[[], None]]:
    """Return the entries in their order, each with what it does."""
    return {
        "Merge a colleague’s copy…": lambda: _merge(window),
        "Bring in answers…": lambda: window.go(Destination(Step.REVIEW, bringing_in=True)),
        "Send to a colleague…": lambda: _send(window, send_copy),
        "Copy for someone outside…": lambda: _copy_for_outside(window),
    }


def show_in_folder(path: Path) -> None:
    """Show the folder in which a file lies."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def place_for(parent: QWidget, title: str, suggested: Path) -> Path | None:
    """Let the person choose where a new draft shall lie."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), DRAFTS)
    return Path(name) if name else None


def _merge(window: MainWindow) -> None:
    window.go(Destination(Step.REVIEW, merging=True))


def _send(window: MainWindow, send_copy: Callable[[Path], None]) -> None:
    path = place_for(window, "Save the copy for your colleague", Path.home() / window.session.path.name)
    if path is not None and not window.is_locked:
        send_copy(path)


def _copy_for_outside(window: MainWindow) -> None:
    from respondent_app.session import copies
    from respondent_app.ui.merging.outside_card import OutsideCard, Wanted

    session = window.session

    def save(wanted: Wanted) -> None:
        name = f"{session.path.stem}-outside.response"
        path = place_for(window, "Save the copy for someone outside", Path.home() / name)
        if path is None or window.is_locked:
            return
        window.uncover()
        copies.save_for_outside(session, path, wanted.author, wanted.passphrase, session.messages.problem)

    window.cover(OutsideCard(session.response.respondent.organisation, save, window.uncover))
