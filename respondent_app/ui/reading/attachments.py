"""The attachments of the consultation, and where the person keeps them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from respondent_app.model.consultation import Attachment
from respondent_app.session.session import Change
from respondent_app.ui.desk import Desk
from respondent_app.ui.widgets.buttons import link
from respondent_app.ui.widgets.layouts import WrappingRow, clear, column
from respondent_app.ui.widgets.text import label, rule


class Attachments(QWidget):
    """A line for each attachment. `inline_chosen` asks to show one that stands in the consultation's own text."""

    changed = Signal()
    inline_chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._session = desk.session
        self._lines: QVBoxLayout = column(margins=(16, 12, 16, 14), spacing=10)
        self.setLayout(self._lines)
        self._session.changed.connect(self._follow)
        self._show()

    def file_of(self, number: int) -> str:
        """Return where the person keeps an attachment, empty if they have not said."""
        return self._session.response.attachment_files.get(str(number), "")

    def ask_for(self, number: int) -> None:
        """Let the person point to the file of an attachment."""
        known = self.file_of(number)
        folder = str(Path(known).parent) if known else ""
        name, _ = QFileDialog.getOpenFileName(self, f"Where is Attachment {number}?", folder)
        if name:
            self.remember(number, name)

    def remember(self, number: int, path: str) -> None:
        """Remember with the response where an attachment is."""
        self._session.edit(lambda r: replace(r, attachment_files={**r.attachment_files, str(number): path}))

    def open_file(self, number: int) -> None:
        """Open an attachment in the program the computer has for it."""
        path = Path(self.file_of(number))
        if not path.is_file():
            self._session.messages.note(f"{path.name} is not where it was.", "Say again where it is.")
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._session.messages.note(f"No program opened {path.name}.", f"It is in {path.parent}.")

    def _follow(self, change: Change) -> None:
        if change.reading:
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        clear(self._lines)
        for attachment in self._session.consultation.attachments:
            self._lines.addWidget(self._line(attachment))
            self._lines.addWidget(rule())
        self._lines.addStretch(1)

    def _line(self, attachment: Attachment) -> QWidget:
        line = QWidget()
        number = attachment.number
        known = self.file_of(number)
        name = f"Attachment {number}"
        actions = WrappingRow()
        if attachment.inline:
            heading = link("Show it in the text", lambda: self.inline_chosen.emit(name), name=f"Show {name}")
            actions.addWidget(heading)
        else:
            if known:
                actions.addWidget(link("Open", lambda: self.open_file(number), name=f"Open {name}"))
            ask = "Somewhere else…" if known else "Where is this file?"
            actions.addWidget(link(ask, lambda: self.ask_for(number), name=f"{ask} {name}"))
        state = (
            Path(known).name if known else ("in the consultation itself" if attachment.inline else "not pointed to yet")
        )
        line.setLayout(
            column(label(f"{number}. {attachment.title}", "label"), label(state, "muted"), actions, spacing=2)
        )
        return line
