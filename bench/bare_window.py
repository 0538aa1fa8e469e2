"""The floor for the window: PySide6 with a text edit in it and nothing else.

python bench/bare_window.py [--quit-when-shown]
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit


class Window(QMainWindow):
    """A window that ends the program after its first paint, if asked."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint, then leave."""
        super().paintEvent(event)
        if "--quit-when-shown" in sys.argv:
            QTimer.singleShot(0, QApplication.quit)


def main() -> int:
    """Show the window."""
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    window = Window()
    window.setCentralWidget(QTextEdit())
    window.resize(1280, 800)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
