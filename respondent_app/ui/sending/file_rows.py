"""The files of a package: name, what each is for, and who may read it."""

from __future__ import annotations

import re
from dataclasses import replace

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
    """One row a file, or a planned document and its PDF. The rows are only made anew when the files are others."""

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
        for line, file in enumerate(_with_pdfs_beside(files)):
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


def _with_pdfs_beside(files: tuple[FileMade, ...]) -> list[FileMade]:
    """Put a planned PDF into the row of the document that it is made of, so that the list stays short."""
    rows: list[FileMade] = []
    for file in files:
        document = file.name.removesuffix(".pdf") + ".docx"
        if file.name.endswith(".pdf") and not file.size and rows and rows[-1].name == document:
            purpose = rows[-1].purpose.replace("(Word)", "(Word and PDF)")
            rows[-1] = replace(file, name=f"{document} and .pdf", purpose=purpose)
        else:
            rows.append(file)
    return rows


def _name_and_purpose(file: FileMade) -> QVBoxLayout:
    name = label(_AFTER_UNDERSCORE.sub(_BREAK_HERE, file.name), "label")
    name.setAccessibleName(file.name)
    return column(name, label(file.purpose, "muted"), spacing=2)
