"""What the search of the public version found, in a word or two; where words stand in the open, the way to them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from respondent_app.ui.widgets.buttons import link
from respondent_app.ui.widgets.layouts import row
from respondent_app.ui.widgets.text import badge, set_badge

_OPEN = "words in the open"


class CheckedBadge(QWidget):
    """A badge while there is nothing to do; a link in its place while there is."""

    def __init__(self, go_there: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge = badge("as it will be published")
        self.to_open = link(f"{_OPEN} →", go_there, name="Words in the open: go to them")
        self.to_open.hide()
        self._is_open = False
        self.setLayout(row(self._badge, self.to_open))

    def text(self) -> str:
        """Return what is said."""
        return _OPEN if self._is_open else self._badge.text()

    def say(self, text: str, kind: str) -> None:
        """Say that there is nothing to do."""
        set_badge(self._badge, text, kind)
        self._show(is_open=False)

    def say_open(self) -> None:
        """Say that confidential words stand in the open, and lead to them."""
        self._show(is_open=True)

    def explain(self, text: str) -> None:
        """Say more about what was searched, to the pointer and to a screen reader."""
        self.setToolTip(text)
        self.to_open.setToolTip(text)
        self.to_open.setAccessibleDescription(text)

    def _show(self, *, is_open: bool) -> None:
        self._is_open = is_open
        self.to_open.setVisible(is_open)
        self._badge.setVisible(not is_open)
