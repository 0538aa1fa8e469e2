"""Buttons. A page has one primary button; what is secondary is plain, what leads elsewhere is a link."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from respondent_app.ui.widgets.text import restyle


def button(
    text: str,
    clicked: Callable[[], object],
    *,
    primary: bool = False,
    name: str = "",
    help_text: str = "",
    shortcut: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """Return a push button; `name` is what a screen reader says where `text` alone would not do."""
    made = QPushButton(text, parent)
    made.setProperty("primary", primary)
    made.setAutoDefault(False)
    made.setAccessibleName(name or text.replace("&", ""))
    made.setAccessibleDescription(help_text)
    made.setToolTip(help_text or name)
    if shortcut:
        # Not the button's own shortcut: that acts 100 ms late, when the next key may have changed the selection.
        QShortcut(QKeySequence(shortcut), made).activated.connect(made.click)
        keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{made.toolTip() or text.replace('&', '')} ({keys})")
    made.clicked.connect(lambda _=False: clicked())
    return made


def link(text: str, clicked: Callable[[], object], *, name: str = "", parent: QWidget | None = None) -> QPushButton:
    """Return a button that looks like a link."""
    made = button(text, clicked, name=name, parent=parent)
    made.setProperty("link", "true")
    return made


def set_primary(made: QPushButton, primary: bool) -> None:  # noqa: FBT001  a state, not an option
    """Make a button the primary one of its page, or no longer."""
    if made.property("primary") != primary:
        made.setProperty("primary", primary)
        restyle(made)
