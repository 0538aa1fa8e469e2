"""What every journey begins with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from respondent_app.app import Desktop
from respondent_app.session.settings import Settings


@pytest.fixture
def desktop(qapp: QApplication) -> Iterator[Desktop]:
    """The whole app, opened without a file."""
    made = Desktop(qapp, Settings())
    made.start(None)
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
