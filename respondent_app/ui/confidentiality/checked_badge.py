"""What the search of the public version found, in a word or two; where words stand in the open, the way to them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from respondent_app.ui.widgets.buttons import link
from respondent_app.ui.widgets.layouts import WrappingRow
from respondent_app.ui.widgets.text import badge, set_badge


class CheckedBadge(QWidget):
    """A badge; where there is something to do, a link stands beside it."""

    def __init__(self, go_there: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge = badge("as it will be published")
        self.to_open = link("Go to them", go_there, name="Words in the open: go to them")
        self.to_open.hide()
        self.setLayout(WrappingRow(self._badge, self.to_open, spacing=4))

    def text(self) -> str:
        """Return what is said."""
        return self._badge.text()

    def say(self, text: str, kind: str) -> None:
        """Say that there is nothing to do."""
        set_badge(self._badge, text, kind)
        self.to_open.hide()

    def say_open(self) -> None:
        """Say that confidential words stand in the open, and lead to them."""
        set_badge(self._badge, "words in the open", "attention")
        self.to_open.show()

    def explain(self, text: str) -> None:
        """Say more about what was searched, to the pointer and to a screen reader."""
        self.setToolTip(text)
        self.to_open.setToolTip(text)
        self.to_open.setAccessibleDescription(text)
