"""What the window knows of passphrases: whether they fit, how good they are, whether the computer remembers them."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Iterator
from pathlib import Path

import keyring.core
import pytest
from keyring.backend import KeyringBackend
from pytestqt.qtbot import QtBot

from respondent_app.session.messages import Messages
from respondent_app.session.passphrases import Fingerprint, KnownDrafts, Remembered, strength
from respondent_app.session.settings import Settings

PLANTED = "planted pässphrase 😀"


class Waiting(KeyringBackend):
    """A keyring that answers when it is let."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.answer = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
        self.answer.wait(20)
        return PLANTED

    def set_password(self, service: str, username: str, password: str) -> None:
        """Take it, and keep nothing."""


@pytest.fixture
def waiting() -> Iterator[Waiting]:
    ring = Waiting()
    keyring.core.set_keyring(ring)
    yield ring
    ring.answer.set()
    keyring.core._keyring_backend = None


@pytest.fixture
def remembered(qtbot: QtBot) -> Iterator[Remembered]:
    made = Remembered(Messages())
    yield made
    made.stop()
    made._background.wait()


def test_a_fingerprint_fits_the_same_passphrase_only() -> None:
    fingerprint = Fingerprint(PLANTED)
    assert fingerprint.fits(PLANTED)
    assert not fingerprint.fits(PLANTED + " ")
    assert not fingerprint.fits("")


def test_a_fingerprint_fits_however_letters_are_composed() -> None:
    assert Fingerprint("caf\u00e9").fits("cafe\u0301")


def test_a_fingerprint_holds_no_passphrase_and_differs_each_time() -> None:
    held = pickle.dumps(vars(Fingerprint(PLANTED)))
    assert PLANTED.encode() not in held
    assert held != pickle.dumps(vars(Fingerprint(PLANTED)))


@pytest.mark.parametrize(
    ("passphrase", "begins"),
    [
        ("", ""),
        ("aaaaaaaaaaaaaaaaaaaaaa", "Too few"),
        ("Sesame7!", "Short"),
        ("123456789012345678", "Only digits"),
        ("correct horse", "Fair"),
        ("correct horse battery staple", "Good"),
    ],
)
def test_strength_is_said_in_words(passphrase: str, begins: str) -> None:
    said = strength(passphrase)
    assert said.startswith(begins)
    assert bool(said) is bool(passphrase)
    assert not passphrase or passphrase not in said


def test_a_keyring_that_waits_does_not_hold_up_the_window(
    remembered: Remembered, waiting: Waiting, qtbot: QtBot
) -> None:
    told: list[str | None] = []
    remembered.recall("a", told.append)
    qtbot.wait(50)
    assert told == []
    waiting.answer.set()
    qtbot.waitUntil(lambda: told == [PLANTED])


def test_who_types_instead_hears_nothing_more(remembered: Remembered, waiting: Waiting, qtbot: QtBot) -> None:
    told: list[str | None] = []
    remembered.recall("a", told.append)
    remembered.stop()
    waiting.answer.set()
    qtbot.wait(100)
    assert told == []
    assert remembered._background.wait(2000)


def test_without_a_keyring_the_answer_is_no(remembered: Remembered, qtbot: QtBot) -> None:
    told: list[object] = []
    remembered.find_out(told.append)
    qtbot.waitUntil(lambda: told == [False])
    remembered.keep("a", PLANTED, told.append)
    qtbot.waitUntil(lambda: told == [False, False])


def test_where_a_remembered_draft_lies_is_kept_without_its_name(tmp_path: Path) -> None:
    settings = Settings()
    known = KnownDrafts(settings.draft_number, settings.note_draft)
    path = tmp_path / "takeover of Example Energy.response"
    known.learn(path, "number")
    assert known.id_of(path) == "number"
    assert known.id_of(tmp_path / "other.response") == ""
    settings._store.sync()
    assert b"takeover" not in Path(settings._store.fileName()).read_bytes()
    known.learn(path, "")
    assert known.id_of(path) == ""
