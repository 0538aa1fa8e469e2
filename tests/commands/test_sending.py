"""Sending on the command line: to a real server, with a package of the sample draft."""

from __future__ import annotations

import io
import json
import shutil
import ssl
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring.core
import pytest
import trustme
from keyring.backend import KeyringBackend

from respondent_app import cli
from respondent_app.drafts.saved_response import edit_saved
from respondent_app.model.edits import with_mark
from respondent_app.model.response import Mark, Scope
from respondent_app.sending import account as accounts
from respondent_app.sending import sent_log
from respondent_app.sending.sent_log import State
from tests.command_line import made_draft, refused
from tests.commands.test_passphrases import in_terminal
from tests.sending.mail_server import PASSWORD, SENDER, USER, Server, Wishes, running

Said = pytest.CaptureFixture[str]


class Memory(KeyringBackend):
    """A keyring that works."""

    priority = 1  # the library's is a property of the class

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        assert username
        return self.kept.get(service)

    def set_password(self, service: str, username: str, password: str) -> None:
        assert username
        self.kept[service] = password

    def delete_password(self, service: str, username: str) -> None:
        assert username
        self.kept.pop(service, None)


@pytest.fixture
def ring() -> Iterator[Memory]:
    ring = Memory()
    keyring.core.set_keyring(ring)
    yield ring
    keyring.core._keyring_backend = None


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    draft = made_draft(folder)
    assert cli.main(["export", str(draft), "--out", str(folder / "package")]) == 0
    return folder


@pytest.fixture
def folder(exported: Path, tmp_path: Path) -> Path:
    shutil.copytree(exported, tmp_path / "work")
    return tmp_path / "work"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Run a server whose authority this computer trusts, and set up an account on it."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv(ssl.get_default_verify_paths().openssl_cafile_env, str(tmp_path / "authority.pem"))
    with running(authority, Wishes()) as server:
        set_account(server)
        yield server


def set_account(server: Server, *more: str) -> int:
    words = ("--server", "localhost", "--port", str(server.port), "--from", SENDER, "--user", USER)
    return cli.main(["mail-account", "set", *words, *more])


def send(folder: Path, *more: str) -> int:
    return cli.main(["send", str(folder / "package"), "--against", str(folder / "our.response"), *more])


@pytest.fixture
def _given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESPONDENT_MAIL_PASSWORD", PASSWORD)


@pytest.mark.usefixtures("_given")
def test_a_package_is_sent_and_listed(folder: Path, server: Server, capsys: Said) -> None:
    assert send(folder, "--yes") == 0
    said = capsys.readouterr().out
    (mail,) = server.received
    (noted,) = sent_log.every()
    assert noted.message_id in said
    assert f"to\t{mail.recipients[0]}" in said
    assert said.count("file\t") == len(noted.files) == 7
    assert cli.main(["sent"]) == 0
    assert f"\tsent\t{mail.recipients[0]}\t" in capsys.readouterr().out
    assert cli.main(["sent", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)["sent"]
    assert (listed["state"], listed["sha256"]) == ("sent", sent_log.digest(mail.content))
    assert send(folder, "--yes") == 0
    assert "This very mail was sent before" in capsys.readouterr().err


@pytest.mark.usefixtures("_given")
def test_what_is_confidential_now_is_a_finding(folder: Path, server: Server, capsys: Said) -> None:
    edit_saved(
        folder / "our.response", lambda r: with_mark(r, Mark("late", Scope.QUESTION, question="Q1")), author="Author A"
    )
    assert send(folder, "--yes") == 1
    assert "Something confidential would stand in the open" in capsys.readouterr().out
    assert (server.commands, sent_log.every()) == ([], ())


@pytest.mark.usefixtures("_given")
def test_an_unknown_end_is_a_finding_and_a_refused_one_is_not_usable(
    folder: Path, server: Server, capsys: Said
) -> None:
    server.wishes.hangs_up_at = "END"
    assert send(folder, "--yes") == 1
    assert "not known whether the mail arrived" in capsys.readouterr().out
    server.wishes.hangs_up_at = ""
    server.wishes.answers["RCPT"] = "550 nobody of that name"
    assert send(folder, "--yes") == 2
    assert "nobody of that name" in capsys.readouterr().err
    assert [noted.state for noted in sent_log.every()] in (
        [State.REFUSED, State.UNKNOWN],
        [State.UNKNOWN, State.REFUSED],
    )


@pytest.mark.usefixtures("server")
def test_without_a_terminal_nothing_is_sent_unasked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    for words, says in ((["--yes"], "RESPONDENT_MAIL_PASSWORD"), ([], "--yes")):
        assert send(folder, *words) == 2
        said = capsys.readouterr().err
        assert said.startswith("respondent-app: ")
        assert says in said
    assert sent_log.every() == ()


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("typed", ["", "yes please\n"])
def test_only_a_yes_sends(folder: Path, typed: str, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    terminal = io.StringIO(typed)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", terminal)
    assert send(folder) == 1
    assert "Nothing was sent." in capsys.readouterr().out
    assert sent_log.every() == ()


def test_a_yes_and_the_password_send_it(folder: Path, server: Server) -> None:
    words = ("send", folder / "package", "--against", folder / "our.response")
    status, shown = in_terminal(*words, typed=f"y\n{PASSWORD}\n", asked=(b":", b"]"))
    assert (status, len(server.received)) == (0, 1), shown
    assert PASSWORD not in shown


def test_without_an_account_nothing_is_sent(folder: Path) -> None:
    said = refused("send", folder / "package", "--against", folder / "our.response", "--yes")
    assert "mail-account set" in said
    assert "own mail program" in said


def test_an_account_is_shown_and_removed(server: Server, capsys: Said) -> None:
    capsys.readouterr()
    assert cli.main(["mail-account", "show"]) == 0
    said = capsys.readouterr().out
    assert f"server\tlocalhost, port {server.port}, starttls" in said
    assert cli.main(["mail-account", "show", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["account"]["from"] == SENDER
    assert cli.main(["mail-account", "remove"]) == 0
    assert cli.main(["mail-account", "show"]) == 1


@pytest.mark.usefixtures("_given")
def test_the_keyring_keeps_the_password_for_this_server_only(
    folder: Path, server: Server, ring: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set_account(server, "--remember", "--try") == 0
    assert list(ring.kept.values()) == [PASSWORD]
    assert PASSWORD not in str(accounts.load())
    monkeypatch.delenv("RESPONDENT_MAIL_PASSWORD")
    assert send(folder, "--yes") == 0
    assert len(server.received) == 1
    assert set_account(server, "--name", "Author A") == 0
    assert ring.kept == {}


@pytest.mark.usefixtures("ring")
def test_a_password_that_does_not_fit_is_told_before_it_is_kept(
    server: Server, ring: Memory, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setenv("RESPONDENT_MAIL_PASSWORD", "not this one")
    capsys.readouterr()
    assert set_account(server, "--remember", "--try") == 2
    said = capsys.readouterr()
    assert "does not accept the user name with this password" in said.err
    assert "not this one" not in said.out + said.err
    assert ring.kept == {}


def test_without_a_keyring_it_is_asked_each_time(server: Server, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    monkeypatch.setenv("RESPONDENT_MAIL_PASSWORD", PASSWORD)
    assert set_account(server, "--remember") == 0
    assert "asked for each time" in capsys.readouterr().err
    account = accounts.load()
    assert account is not None
    assert not account.remembered


def test_a_password_is_never_taken_from_an_argument(capsys: Said) -> None:
    for words in (["mail-account", "set"], ["send"]):
        assert cli.main([*words, "--help"]) == 0
        assert "--password" not in capsys.readouterr().out
