"""A notice in the page: something to look at, with what can be done about it. In place of a dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from respondent_app.ui.widgets.layouts import WrappingRow, column
from respondent_app.ui.widgets.text import label, restyle


class Notice(QFrame):
    """A coloured panel with text and links, under a title if it has one; `kind` is attention, problem, good or info.

    `quote` are words of someone else that the text is about.
    """

    def __init__(
        self,
        text: str,
        *actions: QPushButton,
        kind: str = "attention",
        title: str = "",
        quote: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("notice", kind)
        self._text = label(text)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        content = column(margins=(14, 10, 14, 10), spacing=4)
        if title:
            content.addWidget(label(title, "label"))
        if quote:
            content.addWidget(label(quote, "small"))
        content.addWidget(self._text)
        if actions:
            content.addLayout(WrappingRow(*actions))
        self.setLayout(content)

    @property
    def text(self) -> str:
        """What the notice says."""
        return self._text.text()

    def say(self, text: str, kind: str) -> None:
        """Change what the notice says."""
        self._text.setText(text)
        if self.property("notice") != kind:
            self.setProperty("notice", kind)
            restyle(self)
            for part in self.findChildren(QLabel):
                restyle(part)
