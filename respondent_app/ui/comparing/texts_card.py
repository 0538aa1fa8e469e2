"""The card with the texts: side by side or in one column, with find, copy, and the list of changes as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton

from respondent_app.model.comparison import Comparison
from respondent_app.session.compared import Compared
from respondent_app.session.comparing import Comparing
from respondent_app.session.publisher_files import Way
from respondent_app.ui.comparing.find_bar import FindInTexts
from respondent_app.ui.comparing.texts_view import TextsView
from respondent_app.ui.comparing.unsure import UnsureNotice
from respondent_app.ui.desk import Desk
from respondent_app.ui.widgets.buttons import button, link
from respondent_app.ui.widgets.card import Card
from respondent_app.ui.widgets.notice import Notice
from respondent_app.ui.widgets.rows import choice_field, name_field

_WAYS = {Way.REDLINE: "Publisher's marks", Way.PAIR: "Current and clean"}
_SIDES = (("sides", "Side by side"), ("one", "One column"))
_FORMATS = ((".xlsx", "Excel workbook"), (".docx", "Word document"))


class TextsCard(Card):
    """`stepping` asks for the next (1) or previous (-1) change."""

    stepping = Signal(int)

    def __init__(self, desk: Desk, comparing: Comparing) -> None:
        self._comparing = comparing
        self.view = TextsView(desk.appearance)
        self.finder = FindInTexts(self.view)
        self.way = choice_field([], "")
        name_field(self.way, "What is compared")
        self.way.setMinimumContentsLength(max(map(len, _WAYS.values())))
        self.layout_choice = choice_field(list(_SIDES), "sides")
        name_field(self.layout_choice, "How the texts are shown")
        self.layout_choice.setMinimumContentsLength(len("Side by side"))
        self.save = _save_button(self._save)
        super().__init__(
            "The texts",
            self.way,
            self.layout_choice,
            button("‹ F7", lambda: self.stepping.emit(-1), name="Previous change", help_text="Previous change (F7)"),
            button("F8 ›", lambda: self.stepping.emit(1), name="Next change", help_text="Next change (F8)"),
            button("Find", self.finder.open, name="Find in the texts", help_text="Find (Ctrl+F)"),
            button("Copy", self.view.copy, name="Copy the chosen clauses", help_text="As text (Ctrl+C in the texts)"),
            self.save,
        )
        self.unsure = UnsureNotice(comparing)
        self.notes = _Notes()
        self.add(self.finder)
        self.add(self.notes)
        self.add(self.unsure)
        self.add(self.view, 1)
        self._comparison: Comparison | None = None
        self.layout_choice.activated.connect(lambda n: self.view.be_one_column(_SIDES[n][0] == "one"))
        self.way.activated.connect(lambda _: comparing.prefer(Way(self.way.currentData())))
        self.finder.went.connect(self.view.go_to)

    def show_found(self, found: Compared, titles: tuple[str, str]) -> None:
        """Show the texts of a comparison."""
        self._comparison = found.comparison
        self.view.show_comparison(found.comparison, titles)
        self.notes.say_notes(found.comparison.notes)
        self.way.clear()
        for source in self._comparing.sources:
            self.way.addItem(_WAYS[source.way], source.way.value)
        self.way.setCurrentIndex(self.way.findData(found.source.way.value))
        self.way.setVisible(self.way.count() > 1)
        self.unsure.hide()

    def look_at(self, position: int) -> None:
        """Ask what there is to be asked about the clause at a position."""
        if self._comparison is not None and position < len(self._comparison.changes):
            self.unsure.look_at(self._comparison.changes[position], self._comparison)

    def _save(self, ending: str, name: str) -> None:
        suggested = str(Path.home() / f"Changes{ending}")
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the list of changes", suggested, f"{name} (*{ending})")
        if chosen:
            # What stands after a full stop may be part of the name: "Changes in V1.4".
            named = chosen if chosen.lower().endswith(ending) else f"{chosen}{ending}"
            self._comparing.save_list(Path(named))


class _Notes(Notice):
    """What could not be read for certain: the first of it, and the rest when asked for."""

    def __init__(self) -> None:
        self.more = link("Show all", self._show_all)
        super().__init__("", self.more, kind="info")
        self._notes: tuple[str, ...] = ()
        self.hide()

    def say_notes(self, notes: tuple[str, ...]) -> None:
        """Show notes about how the files were read."""
        self._notes = notes
        self.setVisible(bool(notes))
        self.more.setVisible(len(notes) > 1)
        self.more.setText(f"Show all {len(notes)} notes")
        self.more.setAccessibleName(self.more.text())
        if notes:
            self.say(notes[0], "info")

    def _show_all(self) -> None:
        self.say("\n".join(self._notes), "info")
        self.more.hide()


def _save_button(save: Callable[[str, str], object]) -> QToolButton:
    made = QToolButton()
    made.setText("Save the list ▾")
    made.setAccessibleName("Save the list of changes")
    made.setAccessibleDescription("As an Excel workbook or a Word document")
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    menu = QMenu(made)
    for ending, name in _FORMATS:
        menu.addAction(f"{name}…").triggered.connect(partial(_call, save, ending, name))
    made.setMenu(menu)
    return made


def _call(save: Callable[[str, str], object], ending: str, name: str, _checked: object = None) -> None:
    save(ending, name)
