"""What this program is, and which version."""

from __future__ import annotations

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QWidget

import respondent_app
from respondent_app.ui.widgets.buttons import button
from respondent_app.ui.widgets.layouts import column, row
from respondent_app.ui.widgets.text import label


class About(QDialog):
    """Version, licence, and the promise that nothing is sent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Respondent")
        versions = f"Version {respondent_app.__version__} · Qt {qVersion()} · Python {platform.python_version()}"
        close = button("Close", self.accept, primary=True)
        self.setLayout(
            column(
                label("Respondent", "heading"),
                label(versions, "muted"),
                label("Works offline. It never sends anything by itself and never looks for updates."),
                label("Apache License 2.0. Qt is used under the LGPL 3."),
                row(None, close),
                margins=(24, 20, 24, 20),
                spacing=10,
            )
        )
        self.setMinimumWidth(420)
