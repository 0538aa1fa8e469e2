"""The attachments of the consultation, and where the person keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from respondent_app.model.consultation import Attachment
from respondent_app.session.session import Change
from respondent_app.ui.desk import Desk
from respondent_app.ui.widgets.buttons import link
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.text import label, rule


class AttachmentFiles(QObject):
    """Knows with the response where the person keeps each attachment. `changed` says that they have told."""

    changed = Signal()

    def __init__(self, desk: Desk, asker: QWidget) -> None:
        super().__init__(asker)
        self._session = desk.session
        self._asker = asker
        self._known: Mapping[str, str] = self._session.response.attachment_files
        self._session.changed.connect(self._follow)

    def of(self, number: int) -> str:
        """Return where the person keeps an attachment, empty if they have not said."""
        return self._session.response.attachment_files.get(str(number), "")

    def ask_for(self, number: int) -> None:
        """Let the person point to the file of an attachment."""
        known = self.of(number)
        folder = str(Path(known).parent) if known else ""
        name, _ = QFileDialog.getOpenFileName(self._asker, f"Where is Attachment {number}?", folder)
        if name:
            self._session.edit(lambda r: replace(r, attachment_files={**r.attachment_files, str(number): name}))

    def open(self, number: int) -> None:
        """Open an attachment in the program the computer has for it, or say that it is not there any more."""
        path = Path(self.of(number))
        if not path.is_file():
            self._session.messages.note(
                f"{path.name} is no longer where it was.", "Say where it is now, if you need it."
            )
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._session.messages.note(f"No program on this computer opened {path.name}.", f"It is in {path.parent}.")

    def _follow(self, change: Change) -> None:
        if change.reading and self._session.response.attachment_files != self._known:
            self._known = self._session.response.attachment_files
            self.changed.emit()


class Attachments(QWidget):
    """A line for each attachment. `inline_chosen` asks to show one that stands in the consultation's own text."""

    inline_chosen = Signal(str)

    def __init__(self, attachments: tuple[Attachment, ...], files: AttachmentFiles) -> None:
        super().__init__()
        self._files = files
        self.lines = tuple(_Line(attachment, files, self.inline_chosen.emit) for attachment in attachments)
        lines = column(margins=(16, 12, 16, 14), spacing=10)
        for line in self.lines:
            lines.addWidget(line)
            lines.addWidget(rule())
        lines.addStretch(1)
        self.setLayout(lines)
        files.changed.connect(self._say)

    def showEvent(self, event: QShowEvent) -> None:
        """Look now whether the files are there: they may have been moved since."""
        super().showEvent(event)
        self._say()

    def _say(self) -> None:
        for line in self.lines:
            line.say(self._files.of(line.number))


class _Line(QWidget):
    """One attachment: its title, where it is, and what can be done about it."""

    def __init__(self, attachment: Attachment, files: AttachmentFiles, show_inline: Callable[[str], object]) -> None:
        super().__init__()
        self.number = number = attachment.number
        self._inline = attachment.inline
        name = f"Attachment {number}"
        self.state = label("", "muted")
        self.show_button = link("Show it in the text", lambda: show_inline(name))
        self.show_button.setAccessibleName(f"Show {name} in the text")
        self.open_button = link("Open", lambda: files.open(number), name=f"Open {name}")
        self.ask_button = link("", lambda: files.ask_for(number))
        actions = WrappingRow(self.show_button, self.open_button, self.ask_button, spacing=12)
        self.setLayout(column(label(f"{number}. {attachment.title}", "label"), self.state, actions, spacing=2))

    def say(self, file: str) -> None:
        """Say where the file is, as far as the person has told."""
        there = bool(file) and Path(file).is_file()
        self.state.setText(self._place(file, there=there))
        self.state.setToolTip(file)
        self.show_button.setVisible(self._inline)
        self.open_button.setVisible(there)
        self.ask_button.setVisible(not self._inline)
        ask = "It is somewhere else…" if file else "Where is this file?"
        self.ask_button.setText(ask)
        self.ask_button.setAccessibleName(f"{ask.rstrip('…')} Attachment {self.number}")

    def _place(self, file: str, *, there: bool) -> str:
        if self._inline:
            return "Stands in the consultation itself."
        if not file:
            return "You have not said yet where you keep it."
        return Path(file).name if there else f"{Path(file).name} is no longer where it was."
