"""Passphrases in the keyring of the operating system: a real one, none, and ones that misbehave."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import keyring.core
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import PasswordDeleteError

from respondent_app.drafts import secrets
from tests.drafts.keyring_session import LONG, PLANTED

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
real = pytest.mark.skipif(
    sys.platform != "linux" or not all(shutil.which(name) for name in NEEDED),
    reason=f"needs {' and '.join(NEEDED)}, which make test installs if it may",
)


class Memory(KeyringBackend):
    """A keyring that works, unless `meet` hinders it."""

    priority = 1  # the library's is a property of the class

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.asked: list[str] = []

    def meet(self, question: str) -> None:
        self.asked.append(question)

    def get_password(self, service: str, username: str) -> str | None:
        self.meet("get")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.meet("set")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.meet("delete")
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("no such password")


class Locked(Memory):
    """As on Windows and elsewhere: errors that are no `KeyringError`, and some that are no `Exception`."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error

    def meet(self, question: str) -> None:
        super().meet(question)
        raise self.error


class Other(Memory):
    """It keeps what nobody gave it."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:8])


class Forgetful(Memory):
    """It takes what it is given, and fails when asked for it."""

    def meet(self, question: str) -> None:
        if question == "get":
            raise OSError("the bus is gone")


class Hanging(Memory):
    """It waits for a person who is not there."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = threading.Event()

    def meet(self, question: str) -> None:
        super().meet(question)
        self.answer.wait()


@pytest.fixture
def ring() -> Memory:
    ring = Memory()
    use(ring)
    return ring


@pytest.fixture(autouse=True)
def _own_ring() -> Iterator[None]:
    yield
    forget_ring()


def use(ring: KeyringBackend) -> None:
    keyring.core.set_keyring(ring)


def forget_ring() -> None:
    keyring.core._keyring_backend = None


def questions() -> tuple[object, ...]:
    """Ask everything; this must never raise."""
    secrets.forget("a")
    return secrets.available(), secrets.remember("a", PLANTED), secrets.recall("a")


@real
def test_a_real_keyring_keeps_one_passphrase_for_each_draft(tmp_path: Path) -> None:
    assert session(tmp_path, "a password") == {
        "available": True,
        "nothing yet": None,
        "remembered": True,
        "recalled": PLANTED,
        "of another draft": None,
        "replaced": True,
        "recalled again": LONG,
        "forgotten": None,
        "the other": PLANTED,
    }


@real
def test_a_real_keyring_that_nobody_can_unlock_is_as_good_as_none(tmp_path: Path) -> None:
    found = session(tmp_path, "")
    assert found["remembered"] is False
    assert {key for key, value in found.items() if value} <= {"available"}


def session(folder: Path, password: str) -> dict[str, object]:
    """Run `keyring_session` on a bus and with a keyring of its own."""
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", "tests.drafts.keyring_session", str(folder), password],
        capture_output=True, text=True, timeout=60, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert PLANTED not in done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_without_any_backend_the_person_is_asked() -> None:
    """As on a server: the library finds none and takes the one that always fails."""
    surroundings = {
        k: v for k, v in os.environ.items() if k not in {"PYTHON_KEYRING_BACKEND", "DBUS_SESSION_BUS_ADDRESS"}
    }
    program = (
        "from respondent_app.drafts import secrets as s;"
        "print(s.available(), s.remember('a', 'b'), s.recall('a'), s.forget('a'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=surroundings, capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.split() == ["False", "False", "None", "None"]
    assert done.stderr == ""


@pytest.mark.parametrize("kind", [null.Keyring, fail.Keyring])
def test_a_keyring_that_keeps_nothing_counts_as_none(kind: type[KeyringBackend]) -> None:
    use(kind())
    assert questions() == (False, False, None)


def test_a_backend_that_is_named_but_not_there_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.Keyring")
    assert questions() == (False, False, None)


def test_a_keyring_that_anyone_can_read_is_not_used() -> None:
    """Some write plain files; the library itself does not recommend those, by their priority."""

    class Plain(Memory):
        priority = 0.5  # type: ignore[assignment]

    ring = Plain()
    use(ring)
    assert questions() == (False, False, None)
    assert ring.kept == {}


@pytest.mark.parametrize(
    "error",
    [RuntimeError("1783, 'CredWrite'"), ValueError(), SystemExit(3), KeyboardInterrupt(), BaseException("panic")],
)
def test_odd_errors_never_reach_the_caller(error: BaseException, capfd: pytest.CaptureFixture[str]) -> None:
    ring = Locked(error)
    use(ring)
    assert secrets.remember("a", PLANTED) is False
    assert len(ring.asked) == 1, "a locked keyring asks the person each time"
    secrets.forget("a")
    assert secrets.recall("a") is None
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("kind", [Other, Forgetful])
def test_what_was_not_kept_as_given_is_not_kept_at_all(kind: type[Memory]) -> None:
    ring = kind()
    use(ring)
    assert secrets.remember("a", PLANTED) is False
    assert ring.kept == {}


def test_each_draft_has_a_service_of_its_own_and_stays_on_this_computer(ring: Memory) -> None:
    assert secrets.remember("a", "one")
    assert secrets.remember("b", "two")
    assert set(ring.kept) == {("Respondent/a", "passphrase"), ("Respondent/b", "passphrase")}
    assert (secrets.recall("a"), secrets.recall("b")) == ("one", "two")


def test_on_windows_the_passphrase_stays_on_this_computer() -> None:
    class Vault(Memory):
        persist = "enterprise"

    ring = Vault()
    use(ring)
    secrets.remember("a", "one")
    assert ring.persist == "local machine"


@pytest.mark.parametrize(
    ("passphrase", "kept"),
    [("x" * 1280, True), ("x" * 1281, False), ("😀" * 640, True), ("😀" * 641, False), ("", False), ("\ud800", True)],
)
def test_no_more_is_kept_than_windows_takes(ring: Memory, passphrase: str, kept: bool) -> None:  # noqa: FBT001
    assert secrets.remember("a", passphrase) is kept
    assert bool(ring.kept) is kept


def test_a_keyring_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "PATIENCE_S", 0.2)
    ring = Hanging()
    use(ring)
    start = time.monotonic()
    assert secrets.recall("a") is None
    assert time.monotonic() - start < 5
    ring.answer.set()


def test_a_person_who_types_need_not_wait_for_the_keyring() -> None:
    class StoppedError(Exception):
        pass

    def stop(_step: str) -> None:
        raise StoppedError

    ring = Hanging()
    use(ring)
    with pytest.raises(StoppedError):
        secrets.recall("a", step=stop)
    ring.answer.set()


def test_nothing_secret_is_logged(ring: Memory, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secrets.remember("a", PLANTED)
    secrets.recall("a")
    use(Locked(RuntimeError(PLANTED)))
    questions()
    assert PLANTED not in caplog.text


def test_the_keyring_is_imported_only_when_it_is_asked() -> None:
    program = "import respondent_app.drafts.secrets, sys; print('keyring' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "False"
