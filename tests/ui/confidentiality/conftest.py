"""A page on a made-up response with emoji in it, so that Qt's positions and the model's part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, ClauseComment, Mark, Reason, Response, Scope
from respondent_app.session.messages import Messages
from respondent_app.session.session import Session
from respondent_app.session.settings import Settings
from respondent_app.ui.confidentiality.page import ConfidentialityPage
from respondent_app.ui.desk import Desk, Destination
from respondent_app.ui.theme import Appearance
from tests import samples

Q1, Q2, Q3 = (Place(question, Part.ANSWER) for question in ("Q1", "Q2", "Q3"))
SECRET = "61 % of our 412,000 meters 🏠 are with one SMSO"
TEXT = f"Thank you 😀👩‍👩‍👧. We tell you that {SECRET}, as you know.\n\nAnd that is all 🙂 there is."
COMMENT = ClauseComment("c1", "4.2", comment="Too wide.", proposed="Narrower.")
PROPOSED = Place("Q2", Part.PROPOSED, "c1")

OpenPage = Callable[[Response], ConfidentialityPage]


def response() -> Response:
    return replace(
        samples.response(),
        answers={
            "Q1": Answer(TEXT),
            "Q2": Answer("See below.", comments=(COMMENT,)),
            "Q3": Answer("We agree."),
        },
        marks=(),
    )


def passage(words: str, mark_id: str = "m1", reason: Reason | None = None) -> Mark:
    """Mark words of the answer to Q1."""
    start = TEXT.index(words)
    return Mark(mark_id, Scope.PASSAGE, reason or Reason(), "Q1", start=start, end=start + len(words))


@pytest.fixture
def visits() -> list[Destination]:
    """Collect the places that the page leads to."""
    return []


@pytest.fixture
def open_page(qapp: QApplication, qtbot: QtBot, tmp_path: Path, visits: list[Destination]) -> OpenPage:
    """Open the page on a response."""

    def opened(response: Response) -> ConfidentialityPage:
        settings = Settings()
        settings.colour_scheme = "light"
        appearance = Appearance(qapp, settings)
        appearance.apply()
        session = Session(
            samples.consultation(), response,
            path=tmp_path / "made-up.response", save=lambda _: None, settings=settings, messages=Messages(),
        )  # fmt: skip
        page = ConfidentialityPage(Desk(session, appearance, visits.append))
        page.resize(1070, 610)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.refresh()
        return page

    return opened


@pytest.fixture
def page(open_page: OpenPage) -> ConfidentialityPage:
    """Open the page on a response in which nothing is marked."""
    return open_page(response())
