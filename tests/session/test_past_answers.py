"""The library of past answers as a window has it: opened, asked, filled, and its answers put into a response."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from pytestqt.qtbot import QtBot

from respondent_app.drafts.saved_response import save_response
from respondent_app.model import edits
from respondent_app.model.consultation import Consultation
from respondent_app.model.errors import WrongPassphraseError
from respondent_app.model.past_answer import PastAnswer, PastHit, PastMark, PastResponse
from respondent_app.model.place import Part, Place
from respondent_app.model.response import Answer, ClauseComment, Mark, Reason, ReasonCategory, Response, Scope
from respondent_app.session import reviewing
from respondent_app.session.messages import Message
from respondent_app.session.past_answers import Added, Door, PastAnswers
from respondent_app.session.past_sources import source_line
from respondent_app.session.putting_in import PuttingIn
from respondent_app.session.session import Session
from respondent_app.storage import cipher, folders

PASSPHRASE = "four plain words here"
ANSWER = Place("Q2", Part.ANSWER)
SOURCE = PastResponse("d9", "made-up-1", "A made-up consultation", "Made-up", "Example Energy", 1_700_000_000_000)
SAID = PastAnswer(
    SOURCE, "Q4", Part.RATIONALE, "Each visit costs £41 and is late.",
    marks=(PastMark(0, 34 - 1, ReasonCategory.COMMERCIAL), PastMark(17, 20, ReasonCategory.CONTRACT)),
)  # fmt: skip


class Memory(KeyringBackend):
    """A keyring that works."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@pytest.fixture(autouse=True)
def _quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    for figure, value in (("PASSES", 1), ("MEMORY", 8), ("LANES", 1)):
        monkeypatch.setattr(cipher, figure, value)


@pytest.fixture
def ring() -> Iterator[Memory]:
    made = Memory()
    keyring.core.set_keyring(made)
    yield made
    keyring.core._keyring_backend = None


@pytest.fixture
def windows(
    make_session: Callable[[Response | None], Session], consultation: Consultation
) -> Iterator[Callable[..., Session]]:
    """Open a window on a response with one answer."""
    opened: list[Session] = []

    def make(text: str = "The hubs come late.") -> Session:
        session = make_session(Response(consultation.id))
        session.edit(lambda r: r.with_answer("Q1", Answer(text)))
        opened.append(session)
        return session

    yield make
    for session in opened:
        session.stop_reading()


@pytest.fixture
def session(windows: Callable[..., Session]) -> Session:
    return windows()


def refused(error: Exception) -> None:
    raise AssertionError("not opened") from error


def begun(session: Session, qtbot: QtBot, *, remember: bool = False) -> PastAnswers:
    past = session.past_answers
    past.begin(PASSPHRASE, remember=remember, failed=refused)
    qtbot.waitUntil(lambda: past.door is Door.OPEN)
    return past


def found(past: PastAnswers, qtbot: QtBot, typed: str) -> list[str]:
    told: list[tuple[PastHit, ...]] = []
    past.find(typed, told.append)
    qtbot.waitUntil(lambda: bool(told))
    return [hit.answer.text for hit in told[0]]


def test_nothing_is_kept_before_the_person_begins_a_library(session: Session) -> None:
    past = session.past_answers
    past.package_made(session.response)
    assert past.door is Door.NONE
    assert not folders.past_answers().exists()


def test_answers_kept_in_one_window_are_found_in_the_next(windows: Callable[..., Session], qtbot: QtBot) -> None:
    first, second = windows(), windows("Hubs, but of another response.")
    kept = begun(first, qtbot)
    with qtbot.waitSignal(kept.changed):
        kept.keep()
    assert found(kept, qtbot, "hubs") == []  # one's own answers stand beside anyway
    past = second.past_answers
    past.open(PASSPHRASE, remember=False, failed=refused)
    qtbot.waitUntil(lambda: past.door is Door.OPEN)
    assert found(past, qtbot, "hubs") == ["The hubs come late."]


def test_a_wrong_passphrase_is_told_and_changes_nothing(session: Session, qtbot: QtBot) -> None:
    begun(session, qtbot).close()
    told: list[Exception] = []
    session.past_answers.open("another", remember=False, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], WrongPassphraseError)
    assert session.past_answers.door is Door.CLOSED


def test_a_package_made_while_the_library_is_closed_is_kept_when_it_opens(
    windows: Callable[..., Session], qtbot: QtBot
) -> None:
    first = windows()
    past = begun(first, qtbot)
    past.close()
    past.package_made(first.response)
    past.open(PASSPHRASE, remember=False, failed=refused)
    qtbot.waitUntil(lambda: past.door is Door.OPEN)
    second = windows("x").past_answers
    second.open(PASSPHRASE, remember=False, failed=refused)
    qtbot.waitUntil(lambda: second.door is Door.OPEN)
    qtbot.waitUntil(lambda: found(second, qtbot, "hubs") == ["The hubs come late."])


def test_making_a_package_keeps_its_answers(windows: Callable[..., Session], qtbot: QtBot, tmp_path: Path) -> None:
    session = windows()
    past = begun(session, qtbot)
    made: list[object] = []
    session.make_package(tmp_path / "package", public_only=True, done=made.append, failed=refused)
    with qtbot.waitSignal(past.changed, timeout=20_000):
        qtbot.waitUntil(lambda: bool(made), timeout=20_000)
    other = windows("x").past_answers
    other.open(PASSPHRASE, remember=False, failed=refused)
    qtbot.waitUntil(lambda: other.door is Door.OPEN)
    assert found(other, qtbot, "hubs") == ["The hubs come late."]


def test_a_remembered_passphrase_opens_it_and_keeps_what_was_sent(
    windows: Callable[..., Session], qtbot: QtBot, ring: Memory
) -> None:
    first = windows()
    past = begun(first, qtbot, remember=True)
    qtbot.waitUntil(lambda: past.is_remembered)
    assert list(ring.kept.values()) == [PASSPHRASE]
    past.close()
    past.package_made(first.response)
    qtbot.waitUntil(lambda: past.door is Door.OPEN)
    past.close()
    past.begin_anew()
    assert (past.door, past.is_remembered) == (Door.NONE, False)
    qtbot.waitUntil(lambda: not ring.kept)
    assert [path.name for path in folders.past_answers().parent.iterdir()] == ["past-answers.set-aside.library"]


def test_a_damaged_library_is_put_aside_and_a_new_one_begun(session: Session, qtbot: QtBot) -> None:
    told: list[Message] = []
    session.messages.posted.connect(told.append)
    begun(session, qtbot).close()
    folders.past_answers().write_bytes(b"not a library any more")
    past = session.past_answers
    past.open(PASSPHRASE, remember=False, failed=refused)
    qtbot.waitUntil(lambda: past.door is Door.OPEN)
    aside = folders.past_answers().with_name("past-answers.set-aside.library")
    assert aside.read_bytes() == b"not a library any more"
    assert "damaged" in told[-1].text
    assert aside.name in told[-1].text


def test_it_closes_after_the_minutes_without_use(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("respondent_app.session.past_answers._MINUTE_MS", 2)
    session.settings.lock_minutes = 5
    past = begun(session, qtbot)
    qtbot.waitUntil(lambda: past.door is Door.CLOSED)
    past.find("hubs", refused)  # type: ignore[arg-type]


def test_only_the_newest_question_is_answered(session: Session, qtbot: QtBot) -> None:
    past = begun(session, qtbot)
    told: list[str] = []
    past.find("one", lambda _: told.append("one"))
    past.find("two", lambda _: told.append("two"))
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(30)
    assert told == ["two"]


def test_suggestions_come_from_the_clauses_and_words_of_the_question(
    windows: Callable[..., Session], consultation: Consultation, qtbot: QtBot
) -> None:
    first, second = windows(), windows("x")
    comments = (ClauseComment("k", "14.3", comment="Too short."),)
    first.edit(lambda r: r.with_answer("Q3", Answer(comments=comments)))
    past = begun(first, qtbot)
    with qtbot.waitSignal(past.changed):
        past.keep()
    other = second.past_answers
    other.open(PASSPHRASE, remember=False, failed=refused)
    qtbot.waitUntil(lambda: other.door is Door.OPEN)
    told: list[tuple[PastHit, ...]] = []
    other.suggest(consultation.questions[1].id, "14.3", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0].answer.text == "Too short."


def test_a_folder_of_responses_is_kept_as_far_as_it_opens(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    for name, passphrase in (("open", None), ("known", "known"), ("unknown", "unknown")):
        saved = Response("gone-pack", answers={"Q1": Answer(f"Said in the {name} one.")})
        save_response(folder / name / f"{name}.response", saved, author="Author A", passphrase=passphrase)
    (folder / "none.response").write_bytes(b"no draft")
    session.passphrases = lambda: ("known",)
    past = begun(session, qtbot)
    told: list[Added] = []
    past.add_folder(folder, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [Added(2, ("none.response", "unknown.response"))]
    assert set(found(past, qtbot, "said")) == {"Said in the open one.", "Said in the known one."}
    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == [
        "known.response", "none.response", "open.response", "unknown.response",
    ]  # fmt: skip


def test_one_undo_takes_words_marks_and_source_back_and_redo_brings_them_again(session: Session) -> None:
    session.edit_text(ANSWER, lambda r: edits.with_text(r, ANSWER, "We disagree."))
    before = session.response
    start = PuttingIn(session).put_in(SAID, ANSWER)
    text = session.response.text_at(ANSWER)
    assert text == "We disagree.\n\nEach visit costs £41 and is late."
    assert text[start:] == SAID.text
    (mark,) = session.response.passages(ANSWER)
    assert (text[mark.start : mark.end], mark.reason) == (SAID.text, Reason(category=ReasonCategory.COMMERCIAL))
    (remark,) = session.response.review_comments
    assert remark.text == "Taken from: Made-up · Q4, rationale · 14 Nov 2023, Example Energy. Does it still hold?"
    assert remark.found_in(text) == (start, start + len(SAID.text))

    session.undo(ANSWER)
    assert (session.response.text_at(ANSWER), session.response.marks) == ("We disagree.", ())
    assert session.response.review_comments == before.review_comments
    session.redo(ANSWER)
    assert session.response.text_at(ANSWER) == text
    assert [m.scope for m in session.response.marks] == [Scope.PASSAGE]
    assert [c.text for c in session.response.review_comments] == [remark.text]
    session.undo(ANSWER)
    assert session.response.review_comments == ()


def test_a_source_that_a_colleague_answered_stays(session: Session) -> None:
    PuttingIn(session).put_in(SAID, ANSWER)
    reviewing.reply(session, session.response.review_comments[0].id, "Yes.")
    session.undo(ANSWER)
    assert len(session.response.review_comments) == 2


def test_it_goes_in_where_the_cursor_is_and_leaves_other_marks_alone(session: Session) -> None:
    session.edit_text(ANSWER, lambda r: edits.with_text(r, ANSWER, "First. Secret last."))
    mark = Mark("m", Scope.PASSAGE, question="Q2", start=7, end=13)
    session.edit_text(ANSWER, lambda r: edits.with_mark(r, mark))
    plain = PastAnswer(SOURCE, "Q4", Part.ANSWER, "Said before. ")
    PuttingIn(session).put_in(plain, ANSWER, 7)
    text = session.response.text_at(ANSWER)
    assert text == "First. Said before. Secret last."
    (there,) = session.response.passages(ANSWER)
    assert text[there.start : there.end] == "Secret"


def test_a_source_in_words() -> None:
    comment = PastAnswer(PastResponse("d", "pack-id", at=10**17), "Q3", Part.PROPOSED, "x", clause="14.3")
    assert source_line(comment) == "pack-id · Q3, proposed wording on 14.3"


def test_a_clock_that_goes_ahead_does_not_keep_newer_versions_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from respondent_app.session import past_sources

    path = tmp_path / "ahead.response"
    ahead = time.time_ns() + 10**18
    with monkeypatch.context() as patched:
        patched.setattr(time, "time_ns", lambda: ahead)
        save_response(path, Response("c", answers={"Q1": Answer("x")}), author="Author A")
    source, _ = past_sources.taken_from_file(path, ())
    assert source.at <= past_sources.now()
