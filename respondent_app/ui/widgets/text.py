"""Labels: the few kinds of text a page has."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

_LONG_WORD = re.compile(r"\S{20}(?=\S)")
MAY_BREAK = "\N{ZERO WIDTH SPACE}"


def label(text: str, role: str = "", *, wrap: bool = True, parent: QWidget | None = None) -> QLabel:
    """Return a label in one of the theme's roles (title, heading, card-title, label, muted, small).

    The text is taken as plain: nothing that a person typed can become markup.
    """
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def badge(text: str, kind: str = "plain", parent: QWidget | None = None) -> QLabel:
    """Return a small coloured label; `kind` is good, attention, bad, confidential, info or plain."""
    made = label(text, wrap=False, parent=parent)
    made.setProperty("badge", kind)
    return made


def set_badge(made: QLabel, text: str, kind: str) -> None:
    """Change what a badge says."""
    made.setText(text)
    if made.property("badge") != kind:
        made.setProperty("badge", kind)
        restyle(made)


def breakable(text: str) -> str:
    """Return text for a label in which even a word as long as a link can go on in the next line."""
    return _LONG_WORD.sub(f"\\g<0>{MAY_BREAK}", text)


def shortened(text: str, most: int) -> str:
    """Return the beginning of a text in one line, for where there is room for `most` characters."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else f"{one_line[:most].rstrip()}…"


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget again after one of its properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def rule(parent: QWidget | None = None) -> QFrame:
    """Return a thin horizontal line."""
    line = QFrame(parent)
    line.setObjectName("rule")
    return line
