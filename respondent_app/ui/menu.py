"""The menu: files, the look of the window, help."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from respondent_app.session.settings import COLOUR_SCHEMES, TEXT_SIZES, Settings

if TYPE_CHECKING:
    from respondent_app.session.session import Session
    from respondent_app.ui.file_actions import FileActions

_DRAFTS = "Responses (*.response)"
_SCHEME_NAMES = {"system": "Like the computer", "light": "Light", "dark": "Dark"}


def build_menu(window: QWidget, session: Session, files: FileActions) -> QMenu:
    """Return the window's menu; its shortcuts work without opening it."""
    menu = QMenu(window)
    new = menu.addMenu("New response")
    new.aboutToShow.connect(lambda: _list_consultations(new, files))
    _add(window, menu, "Open…", lambda: _open(window, session, files), "Ctrl+O")
    _add(window, menu, "Save a copy…", lambda: _save_copy(window, session, files), "Ctrl+Shift+S")
    menu.addSeparator()
    _text_size(window, menu.addMenu("Text size"), session.settings)
    _colours(menu.addMenu("Colours"), session.settings)
    menu.addSeparator()
    _add(window, menu, "Keyboard shortcuts", lambda: _show_shortcuts(window), "F1")
    _add(window, menu, "About Respondent", lambda: _show_about(window), "")
    menu.addSeparator()
    _add(window, menu, "Close", window.close, "Ctrl+Q")
    return menu


def _add(window: QWidget, menu: QMenu, text: str, triggered: Callable[[], object], keys: str) -> QAction:
    action = QAction(text, window)
    if keys:
        action.setShortcut(QKeySequence(keys))
        window.addAction(action)
    action.triggered.connect(lambda _=False: triggered())
    menu.addAction(action)
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
    group = QActionGroup(menu)
    for size in TEXT_SIZES:
        action = group.addAction(f"{size} %")
        action.setCheckable(True)
        action.triggered.connect(lambda _=False, chosen=size: setattr(settings, "text_size", chosen))
        menu.addAction(action)
        action.setData(size)
    menu.aboutToShow.connect(lambda: _check(group, settings.text_size))
    menu.addSeparator()
    _add(window, menu, "Larger", lambda: settings.larger_text(1), "Ctrl+Shift++")
    _add(window, menu, "Smaller", lambda: settings.larger_text(-1), "Ctrl+Shift+-")


def _colours(menu: QMenu, settings: Settings) -> None:
    group = QActionGroup(menu)
    for scheme in COLOUR_SCHEMES:
        action = group.addAction(_SCHEME_NAMES[scheme])
        action.setCheckable(True)
        action.setData(scheme)
        action.triggered.connect(lambda _=False, chosen=scheme: setattr(settings, "colour_scheme", chosen))
        menu.addAction(action)
    menu.aboutToShow.connect(lambda: _check(group, settings.colour_scheme))


def _check(group: QActionGroup, chosen: object) -> None:
    for action in group.actions():
        action.setChecked(action.data() == chosen)


def _show_shortcuts(window: QWidget) -> None:
    from respondent_app.ui.dialogs.shortcuts import Shortcuts

    Shortcuts(window).open()


def _show_about(window: QWidget) -> None:
    from respondent_app.ui.dialogs.about import About

    About(window).open()
