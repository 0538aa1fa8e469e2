"""The list “To look at after the merge”."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from respondent_app.model.merge_review import MergeItem
from respondent_app.session.merging import Merges
from respondent_app.ui.desk import Destination
from respondent_app.ui.merging.item_view import ItemView
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.layouts import clear, column
from respondent_app.ui.widgets.tab_order import holds_focus
from respondent_app.ui.widgets.text import badge, label, rule

_MOST_SHOWN = 30
_EXPLAINED = (
    "You and colleagues changed the same things in different copies. Nothing was lost; what nobody could decide for "
    "you stands here until somebody does, on whichever computer."
)


class LookCard(Card):
    """Hidden while there is nothing to look at. The first thirty are shown, the rest follow as these go."""

    def __init__(self, merges: Merges, go: Callable[[Destination], None]) -> None:
        self._count = badge("", "attention")
        super().__init__("To look at after the merge", badge=self._count)
        self._merges = merges
        self._go = go
        self._shown: tuple[tuple[MergeItem, bool], ...] = ()
        self.views: list[ItemView] = []
        self._body: QVBoxLayout = column(margins=(16, 8, 16, 8), spacing=0)
        self.add(self._body)
        self.hide()

    def refresh(self) -> None:
        """Show what is left; nothing moves if it is what is shown."""
        items = self._merges.left.items
        wanted = tuple((item, self._merges.can_mark(item)) for item in items)
        if wanted == self._shown:
            return
        at = next((number for number, view in enumerate(self.views) if holds_focus(view)), None)
        self._shown = wanted
        self._show_items(items)
        self._count.setText(str(len(items)))
        self.setVisible(bool(items))
        if at is not None and self.views:
            self.views[min(at, len(self.views) - 1)].buttons[0].setFocus()

    def focus_first(self) -> None:
        """Take the keyboard to the first thing to look at, once it lies where it will."""
        if self.views:
            QTimer.singleShot(0, self, lambda: self.views and self.views[0].buttons[0].setFocus())

    def _show_items(self, items: tuple[MergeItem, ...]) -> None:
        clear(self._body)
        self.views = []
        self._body.addWidget(label(_EXPLAINED, "muted"))
        for item in items[:_MOST_SHOWN]:
            if self.views:
                self._append(rule())
            view = ItemView(item, self._merges, self._go)
            self.views.append(view)
            self._append(view)
        if len(items) > _MOST_SHOWN:
            self._append(label(f"… and {len(items) - _MOST_SHOWN} more, shown as these are settled.", "muted"))

    def _append(self, widget: QWidget) -> None:
        self._body.addWidget(widget)
        widget.show()  # at once, so that it can take the focus
