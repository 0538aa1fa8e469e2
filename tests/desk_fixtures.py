"""A window's surroundings on the real consultation: session, appearance, desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from respondent_app.model.consultation import Consultation
from respondent_app.model.response import Response
from respondent_app.packs import library
from respondent_app.session.messages import Message, Messages
from respondent_app.session.session import Session
from respondent_app.session.settings import Settings
from respondent_app.ui.desk import Desk, Destination
from respondent_app.ui.theme import Appearance

TMAD = "dcc-tmad-v1.4-moc-mds"


@pytest.fixture(scope="session")
def consultation() -> Consultation:
    return library.load(TMAD)


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """The look of the app. At the end the widgets of the test go: each one left would be dressed again for the next."""
    qapp.setStyle("Fusion")
    look = Appearance(qapp, Settings(qapp))
    look.apply()
    yield look
    look.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def saved() -> list[Response]:
    """Every response that autosave wrote, the newest last."""
    return []


@pytest.fixture
def make_session(
    qtbot: QtBot, consultation: Consultation, saved: list[Response], tmp_path: Path
) -> Iterator[Callable[[Response | None], Session]]:
    """Open a response (an empty one by default) as a window would."""
    opened: list[Session] = []

    def make(response: Response | None = None) -> Session:
        session = Session(
            consultation,
            response or Response(consultation.id),
            path=tmp_path / "test.response",
            save=lambda draft: saved.append(draft.response),
            settings=Settings(),
            messages=Messages(),
        )
        opened.append(session)
        return session

    yield make
    for session in opened:
        session.autosave.now()
        session.background.wait()


@pytest.fixture
def session(make_session: Callable[[Response | None], Session]) -> Session:
    return make_session(None)


@pytest.fixture
def went() -> list[Destination]:
    """Where the page under test asked to go."""
    return []


@pytest.fixture
def said(session: Session) -> list[Message]:
    """What the person was told."""
    told: list[Message] = []
    session.messages.posted.connect(told.append)
    return told


@pytest.fixture
def desk(session: Session, appearance: Appearance, went: list[Destination]) -> Desk:
    return Desk(session, appearance, went.append)
