"""What the menu offers about earlier copies, and about the file that others see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from respondent_app.model.errors import RespondentError

if TYPE_CHECKING:
    from respondent_app.session.earlier import EarlierCopy
    from respondent_app.ui.main_window import MainWindow


def entries(window: MainWindow, open_draft: Callable[[Path], None]) -> Mapping[str, Callable[[], None]]:
    """Return the entries, each with what it does."""
    return {"Earlier copies…": lambda: show_earlier(window, open_draft)}


def show_earlier(window: MainWindow, open_draft: Callable[[Path], None]) -> None:
    """List the earlier copies in front of the window."""
    from respondent_app.session import earlier
    from respondent_app.ui.earlier.earlier_card import EarlierCard

    session = window.session

    def chosen(copy: EarlierCopy) -> None:
        window.uncover(card)
        try:
            path = earlier.bring_back(session, copy)
        except RespondentError as error:
            session.messages.problem(error)
            return
        open_draft(path)

    card = EarlierCard(earlier.earlier_copies(session), chosen, lambda: window.uncover(card))
    window.cover(card)
