"""The files that just came: what each is by its content, where it was attached, and a choice to correct that."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from respondent_app.model.consultation import AttachmentKind
from respondent_app.model.response import CURRENT_TEXT
from respondent_app.session import publisher_files
from respondent_app.session.arrivals import Arrival, Arrivals
from respondent_app.ui.desk import Desk, Destination, Step
from respondent_app.ui.widgets.announce import announce
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.layouts import WrappingRow, clear, column, holder, row
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.rows import choice_field, name_field
from respondent_app.ui.widgets.text import label
from respondent_app.ui.widgets.work_line import WorkLine

_ANSWERS = "Somebody typed answers to this consultation into it."
_NOWHERE = "Not one of these"
_KINDS = {
    AttachmentKind.DIRECTION: "the direction",
    AttachmentKind.CLEAN: "the clean text",
    AttachmentKind.REDLINE: "the marked-up text",
    AttachmentKind.SCHEMA: "the schema",
    AttachmentKind.TEMPLATE: "the response template",
}


class Arrived(QWidget):
    """Stands above the attachments until it is put away. `rebuilt` says that its controls were made anew."""

    rebuilt = Signal()

    def __init__(self, desk: Desk, show_changes: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)  # shown without a parent it would be a window of its own for a moment
        self._session = desk.session
        self._go = desk.go
        self._arrivals: Arrivals = desk.session.arrivals
        consultation = desk.session.consultation
        self._places = [(wanted.key, _place(wanted)) for wanted in publisher_files.wanted(consultation)]
        self._lines = column(spacing=10)
        self.choices: dict[str, QComboBox] = {}
        self._said: dict[str, QLabel] = {}
        self.work = WorkLine(self._arrivals.cancel, "Looking into the files")
        self.done = link("Done", self._arrivals.put_away, name="Put the list of new files away")
        self.see = button("See what changes", show_changes, primary=True)
        actions = holder(WrappingRow(self.see, self.done, spacing=12))
        self.setLayout(column(self.work, self._lines, actions, spacing=10))
        self._arrivals.changed.connect(self.say)
        self._arrivals.stepped.connect(lambda step: self.work.say(f"{step}…", aloud=False))
        self._shown: tuple[Arrival, ...] = ()
        self.say()

    def say(self) -> None:
        """Show what is there now."""
        files = self._arrivals.files
        if self._arrivals.is_working and self.work.isHidden():
            self.work.begin()
        self.work.setVisible(self._arrivals.is_working)
        self.done.setVisible(bool(files))
        self.see.setVisible(bool(files) and bool(self._session.comparing.sources))
        self.setVisible(bool(files) or self._arrivals.is_working)
        if [file.path for file in files] == [file.path for file in self._shown]:
            self._choose_again(files)
        else:
            self._write(files)
            announce(self, " ".join(f"{file.path.name}: {_told(file)}" for file in files))
        self._shown = files

    def _write(self, files: tuple[Arrival, ...]) -> None:
        clear(self._lines)
        self.choices, self._said = {}, {}
        for file in files:
            self._lines.addWidget(self._line(file))
        self.rebuilt.emit()

    def _choose_again(self, files: tuple[Arrival, ...]) -> None:
        for file in files:
            choice = self.choices.get(str(file.path))
            if choice is not None:
                choice.setCurrentIndex(choice.findData(file.key))
                self._said[str(file.path)].setText(_told(file))

    def _line(self, file: Arrival) -> QWidget:
        if file.problem:
            return Notice(file.problem, kind="problem", title=file.path.name)
        choice = choice_field([("", _NOWHERE), *self._places], file.key)
        choice.setMinimumContentsLength(max(len(name) for _, name in (*self._places, ("", _NOWHERE))))
        name_field(choice, f"What {file.path.name} is", file.what)
        choice.activated.connect(lambda _: self._arrivals.put(file.path, str(choice.currentData())))
        self.choices[str(file.path)] = choice
        self._said[str(file.path)] = label(_told(file), "muted")
        said = column(label(file.path.name, "label"), self._said[str(file.path)], spacing=2)
        lines = column(said, row(choice, None), spacing=4)
        if file.has_answers:
            lines.addLayout(WrappingRow(self._bring_in(file)))
        return holder(lines)

    def _bring_in(self, file: Arrival) -> QPushButton:
        destination = Destination(Step.REVIEW, files=(file.path,))
        name = f"Bring in the answers in {file.path.name}"
        return button("Bring in the answers in it", lambda: self._go(destination), name=name)


def _place(wanted: publisher_files.Wanted) -> str:
    kind = _KINDS.get(wanted.kind, "") if wanted.key != CURRENT_TEXT else ""
    return f"{wanted.name}: {kind}" if kind else wanted.name


def _told(file: Arrival) -> str:
    """Say what a file is; that it took the place of another must not go unnoticed."""
    said = f"{file.what} It takes the place of {file.instead_of}." if file.instead_of else file.what
    return f"{said} {_ANSWERS}" if file.has_answers else said
