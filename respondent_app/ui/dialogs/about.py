"""What this program is, which version, and what it is made of."""

from __future__ import annotations

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QWidget

import respondent_app
from respondent_app.session import this_app
from respondent_app.ui.dialogs.notices import Notices
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.layouts import column, row
from respondent_app.ui.widgets.text import label


class About(QDialog):
    """Version, build, licences, and the promise that nothing is sent."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Respondent")
        built = this_app.build()
        made_with = f"Qt {qVersion()} · Python {platform.python_version()}"
        close = button("Close", self.accept, primary=True)
        self.setLayout(
            column(
                label("Respondent", "heading"),
                label(f"Version {respondent_app.__version__}, {built or 'from source'}"),
                label(made_with, "muted"),
                label("Works offline. It never sends anything by itself and never looks for updates."),
                label("Apache License 2.0. Qt is used under the LGPL 3."),
                row(link("Licences of the parts", self.show_notices), None),
                row(None, close),
                margins=(24, 20, 24, 20),
                spacing=10,
            )
        )
        self.setMinimumWidth(420)
        close.setFocus()

    def show_notices(self) -> None:
        """Show what the program is made of, and under which licences."""
        Notices(self).open()
