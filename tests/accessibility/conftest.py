"""A whole window to walk through: with the sample answers where a module asks for nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from respondent_app.app import Desktop
from respondent_app.session.settings import Settings
from respondent_app.ui.main_window import MainWindow


@pytest.fixture
def draft() -> Path | None:
    """What the window opens with: a module that wants a response in it says which."""
    return None


@pytest.fixture
def settings(qapp: QApplication) -> Settings:
    return Settings(qapp)


@pytest.fixture
def desktop(qapp: QApplication, settings: Settings, draft: Path | None) -> Iterator[Desktop]:
    made = Desktop(qapp, settings)
    made.start(draft)
    yield made
    assert made.window is not None
    made.window.close()
    made.window.deleteLater()


@pytest.fixture
def window(desktop: Desktop) -> MainWindow:
    assert desktop.window is not None
    desktop.window.resize(1280, 720)
    return desktop.window
