"""What the window expects of a page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from respondent_app.ui.desk import Desk, Destination


class Page(QWidget):
    """One step of the rail. It listens to the session only while it is shown, and refreshes when it is shown again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.session = desk.session
        self.setObjectName("page")

    def open_at(self, destination: Destination) -> None:
        """Show what `destination` names; pages that have only one view do nothing."""

    def refresh(self) -> None:
        """Bring the page up to date; called each time it comes to the front."""


def scrolling(content: QWidget) -> QScrollArea:
    """Return `content` in an area that scrolls when the window is small or the text large."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content.setObjectName("page")
    area.setWidget(content)
    return area
