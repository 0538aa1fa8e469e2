"""A colleague's copy comes in through the session."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from respondent_app.drafts.draft import Draft
from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.merge import MergeReview
from respondent_app.drafts.saved_response import save_response
from respondent_app.model import edits
from respondent_app.model.errors import ExportError
from respondent_app.model.merge_review import About
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Mark, Response, Scope
from respondent_app.session.messages import Message
from respondent_app.session.session import Session
from tests.desk_fixtures import TMAD

Q1 = Place("Q1", Part.ANSWER)
TEXT = "Our plan assumes 12,500 installations a week."
Edit = Callable[[Response], Response]


def marked(response: Response) -> Response:
    start = TEXT.index("12,500")
    return edits.with_mark(response, Mark("m1", Scope.PASSAGE, question="Q1", start=start, end=start + 6))


def typed(text: str) -> Edit:
    return lambda r: edits.with_text(r, Q1, text)


@pytest.fixture
def colleague(session: Session, tmp_path: Path) -> Callable[..., Path]:
    """Write the copy of a colleague who went on from what the session has just now."""
    numbers = itertools.count()

    def write(*steps: Edit, passphrase: str | None = None) -> Path:
        draft = Draft.load(session.draft.id, TMAD, session.draft.events, author="Author B")
        for step in steps:
            draft.record(step(draft.response))
        path = tmp_path / f"theirs-{next(numbers)}.response"
        DraftFile.create(
            path, id=draft.id, consultation=TMAD, events=draft.events, author="Author B", passphrase=passphrase
        ).close()
        return path

    return write


def take(session: Session, path: Path, qtbot: QtBot, passphrase: str | None = None) -> None:
    session.merges.take(path, passphrase)
    qtbot.waitUntil(lambda: not session.merges.is_working)


def test_a_copy_comes_in_and_what_needs_a_look_is_told(
    session: Session, colleague: Callable[..., Path], qtbot: QtBot
) -> None:
    session.edit(typed(TEXT))
    theirs = colleague(typed(TEXT.replace("12,500", "many more")))
    session.edit(marked)
    before = theirs.read_bytes()
    take(session, theirs, qtbot)
    assert session.response.text_at(Q1) == TEXT.replace("12,500", "many more")
    (item,) = session.merges.left.items
    assert item.about is About.CHANGED
    assert session.merges.summary.endswith("Author B changed Q1; 1 thing needs a look.")
    assert any(finding.id == f"merged:{item.id}" for finding in session.findings())
    assert theirs.read_bytes() == before
    session.merges.leave(item)
    assert session.merges.left.items == ()
    assert not any(finding.id.startswith("merged:") for finding in session.findings())


def test_the_same_copy_again_changes_nothing(session: Session, colleague: Callable[..., Path], qtbot: QtBot) -> None:
    session.edit(typed(TEXT))
    theirs = colleague(typed("Something else."))
    take(session, theirs, qtbot)
    events = session.draft.events
    take(session, theirs, qtbot)
    assert session.draft.events == events
    assert "is here already" in session.merges.summary


def test_sending_waits_until_it_is_settled(
    session: Session, colleague: Callable[..., Path], qtbot: QtBot, tmp_path: Path
) -> None:
    session.edit(typed(TEXT))
    theirs = colleague(typed(TEXT.replace("12,500", "many more")))
    session.edit(marked)
    take(session, theirs, qtbot)
    failed: list[Exception] = []
    session.make_package(tmp_path / "out", public_only=False, done=lambda _: None, failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], ExportError)
    assert "must be settled" in failed[0].what
    assert not (tmp_path / "out").exists()


def test_another_passphrase_is_asked_for(session: Session, colleague: Callable[..., Path], qtbot: QtBot) -> None:
    session.edit(typed(TEXT))
    theirs = colleague(typed("Something else."), passphrase="five made up words")
    asked: list[tuple[Path, bool]] = []
    session.merges.passphrase_wanted.connect(lambda path, wrong: asked.append((path, wrong)))
    take(session, theirs, qtbot)
    take(session, theirs, qtbot, "wrong")
    assert asked == [(theirs, False), (theirs, True)]
    take(session, theirs, qtbot, "five made up words")
    assert session.response.text_at(Q1) == "Something else."


def test_the_passphrase_of_ones_own_file_is_tried(
    session: Session, colleague: Callable[..., Path], qtbot: QtBot
) -> None:
    session.edit(typed(TEXT))
    session.passphrases = lambda: ["five made up words"]
    take(session, colleague(typed("Something else."), passphrase="five made up words"), qtbot)
    assert session.response.text_at(Q1) == "Something else."


def test_a_response_to_another_consultation_is_refused(
    session: Session, said: list[Message], tmp_path: Path, qtbot: QtBot
) -> None:
    session.edit(typed(TEXT))
    save_response(tmp_path / "other.response", Response("another"), author="Author B")
    take(session, tmp_path / "other.response", qtbot)
    assert "other.response answers another" in said[-1].what
    assert session.response.text_at(Q1) == TEXT


def test_what_is_no_response_is_told(session: Session, said: list[Message], tmp_path: Path, qtbot: QtBot) -> None:
    session.edit(typed(TEXT))
    (tmp_path / "no.response").write_bytes(b"anything")
    take(session, tmp_path / "no.response", qtbot)
    assert "not a draft" in said[-1].what
    assert session.response.text_at(Q1) == TEXT


def test_a_stopped_merge_takes_nothing_in(session: Session, colleague: Callable[..., Path], qtbot: QtBot) -> None:
    session.edit(typed(TEXT))
    session.merges.take(colleague(typed("Something else.")))
    session.merges.cancel()
    qtbot.wait(200)
    assert not session.merges.is_working
    assert session.response.text_at(Q1) == TEXT


def test_a_merge_that_is_settled_is_not_looked_into_again(
    session: Session, colleague: Callable[..., Path], qtbot: QtBot
) -> None:
    session.edit(typed(TEXT))
    theirs = colleague(typed(TEXT.replace("12,500", "many more")))
    session.edit(marked)
    take(session, theirs, qtbot)
    assert len(MergeReview().report(session.draft.events, session.response.settled).items) == 1
    session.merges.leave(session.merges.left.items[0])
    assert MergeReview().report(session.draft.events, session.response.settled).items == ()
    assert len(MergeReview().report(session.draft.events).items) == 1
