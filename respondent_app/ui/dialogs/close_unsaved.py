"""Asked only when the newest words could not be saved and the person wants to close the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


class CloseUnsaved:
    """One question: stay, or close and lose the newest words, or find them in another file."""

    @classmethod
    def ask(cls, parent: QWidget, kept_in: Path | None = None) -> bool:
        """Return whether the person wants to close all the same. `kept_in` is where the newest words are."""
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Not saved")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText("The newest words could not be saved in the draft.")
        kept = f"They are kept in {kept_in}, which opens like any response.\n\n" if kept_in is not None else ""
        box.setInformativeText(f"{kept}Stay, and use Menu › Save a copy… to keep them where you like.")
        stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
        close = box.addButton("Close" if kept else "Close and lose them", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is close
