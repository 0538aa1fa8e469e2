"""The attachments of the consultation, and where the person keeps them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from respondent_app.model.consultation import Consultation
from respondent_app.model.response import CURRENT_TEXT
from respondent_app.session.session import Change
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.text import label, rule

_INVITATION = (
    "Drop the publisher's files anywhere on this window. Respondent sees from the content what each is, and holds the "
    "list of changes against the text."
)


class AttachmentFiles(QObject):
    """Knows with the response where the person keeps each attachment. `changed` says that they have told."""

    changed = Signal()

    def __init__(self, desk: Desk, asker: QWidget) -> None:
        super().__init__(asker)
        self._desk = desk
        self._session = desk.session
        self._asker = asker
        self._known: Mapping[str, str] = self._session.response.attachment_files
        self._session.changed.connect(self._follow)

    def of(self, number: int | str) -> str:
        """Return where the person keeps an attachment, or the text of "current"; empty if they have not said."""
        return self._session.response.attachment_files.get(str(number), "")

    def ask_for(self, number: int | str) -> None:
        """Let the person point to the file of an attachment."""
        known = self.of(number)
        folder = str(Path(known).parent) if known else ""
        name, _ = QFileDialog.getOpenFileName(self._asker, f"Where is {name_of(number)}?", folder)
        if name:
            self._session.edit(lambda r: replace(r, attachment_files={**r.attachment_files, str(number): name}))

    def choose_any(self) -> None:
        """Let the person point to any of the publisher's files; what each is, its content says."""
        names, _ = QFileDialog.getOpenFileNames(self._asker, "The publisher's files")
        if names:
            self._desk.go(Destination(Step.READ, files=tuple(map(Path, names))))

    def forget(self, number: int | str) -> None:
        """Attach nothing here any more; the file itself stays where it is."""
        others = {k: v for k, v in self._session.response.attachment_files.items() if k != str(number)}
        self._session.edit(lambda r: replace(r, attachment_files=others))

    def open(self, number: int | str) -> None:
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


def name_of(number: int | str) -> str:
    """Say which file it is: "Attachment 3", or the current text."""
    return "the current text" if number == CURRENT_TEXT else f"Attachment {number}"


class Attachments(QWidget):
    """A line for each attachment, and one for the text as it is today.

    `inline_chosen` asks to show one that stands in the consultation's own text.
    """

    inline_chosen = Signal(str)

    def __init__(self, consultation: Consultation, files: AttachmentFiles) -> None:
        super().__init__()
        self._files = files
        self.choose = button("Choose files…", files.choose_any)
        self.arrived: QVBoxLayout = column(spacing=8)
        self.lines = tuple(
            _Line(a.number, f"{a.number}. {a.title}", files, self.inline_chosen.emit, inline=a.inline)
            for a in consultation.attachments
        )
        today = f"The text as it is today ({consultation.current_version}), to compare with the clean text"
        self.lines += (_Line(CURRENT_TEXT, today, files, self.inline_chosen.emit),)
        lines = column(label(_INVITATION, "muted"), WrappingRow(self.choose), margins=(16, 12, 16, 14), spacing=10)
        lines.addLayout(self.arrived)
        lines.addWidget(rule())
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

    def __init__(
        self,
        number: int | str,
        title: str,
        files: AttachmentFiles,
        show_inline: Callable[[str], object],
        *,
        inline: bool = False,
    ) -> None:
        super().__init__()
        self.number = number
        self._inline = inline
        self._name = name_of(number)
        self.state = label("", "muted")
        self.show_button = link("Show it in the text", lambda: show_inline(self._name))
        self.show_button.setAccessibleName(f"Show {self._name} in the text")
        self.open_button = link("Open", lambda: files.open(number), name=f"Open {self._name}")
        self.ask_button = link("", lambda: files.ask_for(number))
        self.forget_button = link("Remove", lambda: files.forget(number), name=f"Remove {self._name}")
        actions = WrappingRow(self.show_button, self.open_button, self.ask_button, self.forget_button, spacing=12)
        self.setLayout(column(label(title, "label"), self.state, actions, spacing=2))

    def say(self, file: str) -> None:
        """Say where the file is, as far as the person has told."""
        there = bool(file) and Path(file).is_file()
        self.state.setText(self._place(file, there=there))
        self.state.setToolTip(file)
        self.show_button.setVisible(self._inline)
        self.open_button.setVisible(there)
        self.ask_button.setVisible(not self._inline)
        self.forget_button.setVisible(bool(file) and not self._inline)
        ask = "It is somewhere else…" if file else "Where is this file?"
        self.ask_button.setText(ask)
        self.ask_button.setAccessibleName(f"{ask.rstrip('…')} {self._name[:1].upper()}{self._name[1:]}")

    def _place(self, file: str, *, there: bool) -> str:
        if self._inline:
            return "Stands in the consultation itself."
        if not file:
            return "You have not said yet where you keep it."
        return Path(file).name if there else f"{Path(file).name} is no longer where it was."
