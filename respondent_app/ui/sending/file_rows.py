"""The files of a package: name, what each is for, and who may read it."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from respondent_app.session.package_view import FileMade, Reader
from respondent_app.ui.widgets.layouts import column
from respondent_app.ui.widgets.text import badge, label

_BREAK_HERE = "\N{ZERO WIDTH SPACE}"
_AFTER_UNDERSCORE = re.compile(r"(?<=_)(?=[A-Za-z])")  # not inside "v1_0"

_TOP = Qt.AlignmentFlag.AlignTop
_BADGES = {
    Reader.PUBLIC: ("May be published", "good"),
    Reader.PUBLISHER: ("Not for publication", "confidential"),
    Reader.YOU: ("Stays with you", "plain"),
}


class FileRows(QWidget):
    """One row a file. The rows are only made anew when the files are others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[FileMade, ...] = ()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        self.setLayout(self._grid)

    @property
    def files(self) -> tuple[FileMade, ...]:
        """The files that are shown."""
        return self._shown

    def show_files(self, files: tuple[FileMade, ...]) -> None:
        """Show these files."""
        if files == self._shown:
            return
        self._shown = files
        self._clear()
        for line, file in enumerate(files):
            self._grid.addLayout(_name_and_purpose(file), line, 0)
            self._grid.addWidget(
                badge(*_BADGES[file.reader]), line, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
            )
            if file.size:
                size = label(file.size_text, "muted", wrap=False)
                self._grid.addWidget(size, line, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)

    def _clear(self) -> None:
        for shown in self.findChildren(QWidget):
            self._grid.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
        while self._grid.count():
            self._grid.takeAt(0)


def _name_and_purpose(file: FileMade) -> QVBoxLayout:
    name = label(_AFTER_UNDERSCORE.sub(_BREAK_HERE, file.name), "label")
    name.setAccessibleName(file.name)
    return column(name, label(file.purpose, "muted"), spacing=2)
