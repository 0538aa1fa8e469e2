"""The window keeps a draft on a share in step with what others see, and says so when it cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from respondent_app.app import Desktop
from respondent_app.drafts.draft import Draft
from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.keeping.shared_copy import SharedCopy
from respondent_app.model import edits
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Response
from respondent_app.session import publishing as module
from respondent_app.session.messages import Message
from respondent_app.session.publishing import Publishing, PublishStage
from respondent_app.session.settings import Settings
from tests.desk_fixtures import TMAD

ANSWER = Place("Q2", Part.ANSWER)


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    draft = Draft.begin(edits.with_text(Response(TMAD), ANSWER, "Beginning."), author="Author A")
    path = tmp_path / "Dropbox" / "team.response"
    DraftFile.create(
        path, id=draft.id, consultation=TMAD, events=draft.events, author="Author A", passphrase=None
    ).close()
    return path


@pytest.fixture
def desktop(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    monkeypatch.setattr(module, "_PAUSE_MS", 50)
    made = Desktop(qapp, Settings())
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()


def opened(desktop: Desktop, shared: Path) -> Publishing:
    desktop.start(shared)
    assert desktop.window is not None
    publishing = desktop.window.session.publishing
    assert publishing is not None
    return publishing


def words(shared: Path) -> str:
    contents = DraftFile.read(shared)
    return Draft.load(contents.id, contents.consultation, contents.events, author="x").response.text_at(ANSWER)


def type_text(desktop: Desktop, text: str) -> None:
    assert desktop.window is not None
    desktop.window.session.edit_text(ANSWER, lambda r: edits.with_text(r, ANSWER, text))


def colleague_writes(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    with monkeypatch.context() as other:
        other.setenv("XDG_DATA_HOME", str(tmp_path / "colleague"))
        copy = SharedCopy.begin(shared, author="Reviewer B")
    draft = Draft.load(copy.file.id, copy.file.consultation, copy.file.events(), author="Reviewer B")
    draft.record(edits.with_text(draft.response, ANSWER, text))
    copy.file.append(draft.unsaved())
    copy.publish()
    copy.file.close()


def settled(publishing: Publishing, stage: PublishStage) -> Callable[[], bool]:
    return lambda: publishing.state.stage is stage


def test_what_is_typed_is_published_after_a_pause(desktop: Desktop, shared: Path, qtbot: QtBot) -> None:
    publishing = opened(desktop, shared)
    qtbot.waitUntil(settled(publishing, PublishStage.PUBLISHED))
    type_text(desktop, "Beginning. More.")
    qtbot.waitUntil(lambda: words(shared) == "Beginning. More.", timeout=10_000)
    qtbot.waitUntil(settled(publishing, PublishStage.PUBLISHED))
    assert "in the shared file" in publishing.state.text


def test_what_a_colleague_published_shows_up(
    desktop: Desktop, shared: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing = opened(desktop, shared)
    assert desktop.window is not None
    session = desktop.window.session
    said: list[Message] = []
    session.messages.posted.connect(said.append)
    qtbot.waitUntil(settled(publishing, PublishStage.PUBLISHED))
    colleague_writes(shared, tmp_path, monkeypatch, "Beginning. Theirs.")
    publishing.now()
    qtbot.waitUntil(lambda: session.response.text_at(ANSWER) == "Beginning. Theirs.", timeout=10_000)
    assert any("Reviewer B" in message.text for message in said)
    type_text(desktop, "Beginning. Theirs. Ours.")
    desktop.window.close()
    assert words(shared) == "Beginning. Theirs. Ours."


def test_closing_publishes_and_lets_go_of_everything(desktop: Desktop, shared: Path, qtbot: QtBot) -> None:
    opened(desktop, shared)
    type_text(desktop, "Beginning. The last words.")
    assert desktop.window is not None
    desktop.window.close()
    assert words(shared) == "Beginning. The last words."
    assert sorted(path.name for path in shared.parent.iterdir()) == ["team.response"]
    DraftFile.open(shared, author="x").close()


def test_a_share_that_is_away_is_told_once_and_caught_up_with(desktop: Desktop, shared: Path, qtbot: QtBot) -> None:
    publishing = opened(desktop, shared)
    assert desktop.window is not None
    said: list[Message] = []
    desktop.window.session.messages.posted.connect(said.append)
    qtbot.waitUntil(settled(publishing, PublishStage.PUBLISHED))
    away = shared.parent.rename(shared.parent.with_name("away"))
    type_text(desktop, "Beginning. More.")
    qtbot.waitUntil(settled(publishing, PublishStage.AWAY), timeout=10_000)
    publishing.now()
    qtbot.waitUntil(settled(publishing, PublishStage.AWAY), timeout=10_000)
    assert sum("safe on this computer" in message.text for message in said) == 1
    away.rename(shared.parent)
    publishing.now()
    qtbot.waitUntil(settled(publishing, PublishStage.PUBLISHED), timeout=10_000)
    assert words(shared) == "Beginning. More."


def test_the_draft_opens_while_the_share_is_away(desktop: Desktop, shared: Path, qtbot: QtBot) -> None:
    publishing = opened(desktop, shared)
    qtbot.waitUntil(settled(publishing, PublishStage.PUBLISHED))
    assert desktop.window is not None
    desktop.window.close()
    away = shared.parent.rename(shared.parent.with_name("away"))
    desktop.start(None)
    assert desktop.window.session.response.text_at(ANSWER) == "Beginning."
    type_text(desktop, "Beginning. On the train.")
    desktop.window.close()
    away.rename(shared.parent)
    publishing = opened(desktop, shared)
    qtbot.waitUntil(lambda: words(shared) == "Beginning. On the train.", timeout=10_000)


def test_a_draft_of_ones_own_is_not_published(desktop: Desktop, shared: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.response"
    own.write_bytes(shared.read_bytes())
    desktop.start(own)
    assert desktop.window is not None
    assert desktop.window.session.publishing is None
