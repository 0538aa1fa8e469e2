"""Asked only when the newest words could not be saved and the person wants to close the window."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget


class CloseUnsaved:
    """One question: stay, or close and lose the newest words."""

    @classmethod
    def ask(cls, parent: QWidget) -> bool:
        """Return whether the person wants to close all the same."""
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Not saved")
        box.setText("The newest words could not be saved.")
        box.setInformativeText("Stay, and use Menu › Save a copy… to keep them somewhere else.")
        stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
        close = box.addButton("Close and lose them", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        return box.clickedButton() is close
