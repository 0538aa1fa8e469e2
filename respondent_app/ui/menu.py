"""The menu: files, the look of the window, help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from respondent_app.session.settings import LOCK_MINUTES, TEXT_SIZES, Settings

if TYPE_CHECKING:
    from respondent_app.session.session import Session
    from respondent_app.ui.file_actions import FileActions
    from respondent_app.ui.protecting.guard import Guard

_T = TypeVar("_T")
_DRAFTS = "Responses (*.response)"
ALWAYS = "always"  # what may be done while the window is locked
_AFTER_FILES = "after-files"
_SCHEME_NAMES = {"system": "Like the computer", "light": "Light", "dark": "Dark"}


def build_menu(window: QWidget, session: Session, files: FileActions) -> QMenu:
    """Return the window's menu; its shortcuts work without opening it."""
    menu = QMenu(window)
    new = menu.addMenu("New response")
    new.aboutToShow.connect(lambda: _list_consultations(new, files))
    _add(window, menu, "Open…", lambda: _open(window, session, files), "Ctrl+O")
    _add(window, menu, "Save a copy…", lambda: _save_copy(window, session, files), "Ctrl+Shift+S")
    menu.addSeparator().setObjectName(_AFTER_FILES)
    _text_size(window, menu.addMenu("Text size"), session.settings)
    _choices(menu.addMenu("Colours"), _SCHEME_NAMES, session.settings, "colour_scheme")
    menu.addSeparator()
    _add(window, menu, "Keyboard shortcuts", lambda: _show_shortcuts(window), "F1")
    _add(window, menu, "About Respondent", lambda: _show_about(window), "")
    menu.addSeparator()
    _add(window, menu, "Close", window.close, "Ctrl+Q").setData(ALWAYS)
    return menu


def add_protection(window: QWidget, menu: QMenu, guard: Guard, settings: Settings) -> None:
    """Add what concerns the passphrase, below what concerns files."""
    made = QMenu("Lock when not used", menu)
    _choices(made, {minutes: _after(minutes) for minutes in LOCK_MINUTES}, settings, "lock_minutes")
    end = next(action for action in menu.actions() if action.objectName() == _AFTER_FILES)
    menu.insertSeparator(end)
    for text, triggered, keys in (
        ("Passphrase…", guard.choose, ""),
        ("Lock now", guard.lock_or_say_why_not, "Ctrl+L"),
    ):
        menu.insertAction(end, _action(window, text, triggered, keys))
    menu.insertMenu(end, made)


def add_copies(window: QWidget, menu: QMenu, entries: Mapping[str, Callable[[], None]]) -> None:
    """Add what concerns colleagues' copies, below what concerns files."""
    end = next(action for action in menu.actions() if action.objectName() == _AFTER_FILES)
    menu.insertSeparator(end)
    for text, triggered in entries.items():
        menu.insertAction(end, _action(window, text, triggered, ""))


def _after(minutes: int) -> str:
    return f"After {minutes} minutes" if minutes else "Never"


def _add(window: QWidget, menu: QMenu, text: str, triggered: Callable[[], object], keys: str) -> QAction:
    action = _action(window, text, triggered, keys)
    menu.addAction(action)
    return action


def _action(window: QWidget, text: str, triggered: Callable[[], object], keys: str) -> QAction:
    action = QAction(text, window)
    if keys:
        action.setShortcut(QKeySequence(keys))
        window.addAction(action)
    action.triggered.connect(lambda _=False: triggered())
    return action


def _list_consultations(menu: QMenu, files: FileActions) -> None:
    menu.clear()
    for pack_id, title in files.consultations():
        action = menu.addAction(title)
        action.triggered.connect(lambda _=False, chosen=pack_id: files.new_draft(chosen))


def _open(window: QWidget, session: Session, files: FileActions) -> None:
    name, _ = QFileDialog.getOpenFileName(window, "Open a response", str(session.path.parent), _DRAFTS)
    if name:
        files.open_draft(Path(name))


def _save_copy(window: QWidget, session: Session, files: FileActions) -> None:
    suggested = str(Path.home() / session.path.name)
    name, _ = QFileDialog.getSaveFileName(window, "Save a copy of this response", suggested, _DRAFTS)
    if name:
        files.save_copy(Path(name))


def _text_size(window: QWidget, menu: QMenu, settings: Settings) -> None:
    _choices(menu, {size: f"{size} %" for size in TEXT_SIZES}, settings, "text_size")
    menu.addSeparator()
    _add(window, menu, "Larger", lambda: settings.larger_text(1), "Ctrl+Shift++").setData(ALWAYS)
    _add(window, menu, "Smaller", lambda: settings.larger_text(-1), "Ctrl+Shift+-").setData(ALWAYS)


def _choices(menu: QMenu, options: Mapping[_T, str], settings: Settings, name: str) -> None:
    """List the values that a setting can have; the one in force has a tick."""
    group = QActionGroup(menu)
    for value, text in options.items():
        action = group.addAction(text)
        action.setCheckable(True)
        action.setData(value)
        action.triggered.connect(lambda _=False, chosen=value: setattr(settings, name, chosen))
        menu.addAction(action)
    menu.aboutToShow.connect(lambda: _check(group, getattr(settings, name)))


def _check(group: QActionGroup, chosen: object) -> None:
    for action in group.actions():
        action.setChecked(action.data() == chosen)


def _show_shortcuts(window: QWidget) -> None:
    from respondent_app.ui.dialogs.shortcuts import Shortcuts

    Shortcuts(window).open()


def _show_about(window: QWidget) -> None:
    from respondent_app.ui.dialogs.about import About

    About(window).open()
