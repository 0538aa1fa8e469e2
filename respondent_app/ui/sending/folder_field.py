"""Where the package goes: a field to write in, and a button to choose with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.layouts import column, row
from respondent_app.ui.widgets.rows import line_field, name_field
from respondent_app.ui.widgets.text import label

_HELP = "It is made if it is not there yet. Files that are already in it are never replaced."


class FolderField(QWidget):
    """A folder as text. `chosen` carries the folder that was picked in the dialog."""

    chosen = Signal(Path)

    def __init__(self, pick: Callable[[QWidget, str], str] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pick = pick or _pick
        self.suggestion = ""
        heading = label("Folder for the package", "label")
        self.field = line_field("")
        name_field(self.field, "Folder for the package", _HELP, buddy=heading)
        choose = button("Choose…", self._choose, name="Choose the folder for the package")
        beside = row(spacing=8)
        beside.addWidget(self.field, 1)
        beside.addWidget(choose)
        self.setLayout(column(heading, beside, label(_HELP, "small"), spacing=4))

    @property
    def text(self) -> str:
        """What stands in the field; the suggestion if nothing does."""
        return self.field.text().strip() or self.suggestion

    @property
    def is_own(self) -> bool:
        """Whether the person wrote or chose something else than what was suggested."""
        return self.text != self.suggestion

    def suggest(self, folder: Path) -> None:
        """Propose a folder, in place of an earlier proposal but not of what the person wrote."""
        written = self.is_own
        self.suggestion = QDir.toNativeSeparators(str(folder))
        self.field.setPlaceholderText(self.suggestion)
        if not written:
            self.field.setText(self.suggestion)

    def take(self, folder: Path) -> None:
        """Put a folder into the field."""
        self.field.setText(QDir.toNativeSeparators(str(folder)))

    def _choose(self) -> None:
        picked = self._pick(self, self.text)
        if picked:
            self.chosen.emit(Path(picked))


def _pick(parent: QWidget, start: str) -> str:
    folder = Path(start)
    there = next((path for path in (folder, *folder.parents) if path.is_dir()), Path.home())
    return QFileDialog.getExistingDirectory(parent, "Choose the folder for the package", str(there))
