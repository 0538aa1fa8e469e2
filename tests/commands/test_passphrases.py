"""Protected drafts on the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from respondent_app import cli
from respondent_app.commands.passphrases import passphrase_for
from respondent_app.drafts import own_keys
from respondent_app.drafts.draft_file import DraftFile, is_protected
from respondent_app.model.errors import PassphraseNeededError
from tests.command_line import PACK, refused, run

PLANTED = "planted pässphrase 😀"
ROOT = Path(__file__).resolve().parents[2]


def made(folder: Path, passphrase: str | None, name: str = "our.response", draft_id: str = "a") -> Path:
    path = folder / name
    DraftFile.create(path, id=draft_id, consultation=PACK, author="Author A", passphrase=passphrase).close()
    return path


def in_terminal(*words: str | Path, typed: str, asked: tuple[bytes, ...] = (b":",)) -> tuple[int, str]:
    """Run a command on a terminal of its own and type into it; return its status and what stands on the screen."""
    pty = pytest.importorskip("pty", reason="a terminal can be made up on Unix only")
    pid, screen = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "respondent_app", *map(str, words)])  # noqa: S606
    shown = b""
    lines = typed.encode().splitlines(keepends=True)
    try:
        while True:
            shown += os.read(screen, 4096)
            if lines and shown.rstrip(b" ").endswith(asked):
                os.write(screen, lines.pop(0))
                shown += b"\n"
    except OSError:
        pass
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown.decode()


def test_the_surroundings_open_a_protected_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path, PLANTED)
    monkeypatch.setenv("RESPONDENT_PASSPHRASE", PLANTED)
    assert passphrase_for(path) == PLANTED


def test_an_unprotected_draft_asks_for_nothing(tmp_path: Path) -> None:
    assert passphrase_for(made(tmp_path, None)) is None


def test_of_several_passphrases_the_fitting_one_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path, PLANTED)
    monkeypatch.setenv("RESPONDENT_PASSPHRASE", f"another\n{PLANTED}\n")
    assert passphrase_for(path) == PLANTED


def test_a_draft_without_a_choice_opens_on_its_own_computer(tmp_path: Path) -> None:
    key = own_keys.make("a")
    assert passphrase_for(made(tmp_path, key)) == key


def test_with_nobody_to_ask_one_sentence_says_so(tmp_path: Path) -> None:
    complaint = refused("passphrase", made(tmp_path, PLANTED))
    assert "RESPONDENT_PASSPHRASE" in complaint


def test_a_wrong_passphrase_is_said_in_a_line_and_not_repeated(tmp_path: Path) -> None:
    path = made(tmp_path, PLANTED)
    before = path.read_bytes()
    complaint = refused("passphrase", path, "--remove", RESPONDENT_PASSPHRASE="quite another")
    assert "quite another" not in complaint
    assert path.read_bytes() == before


def test_a_passphrase_is_typed_twice_and_never_shown(tmp_path: Path) -> None:
    path = made(tmp_path, None)
    status, shown = in_terminal("passphrase", path, typed=f"{PLANTED}\n{PLANTED}\n")
    assert (status, is_protected(path)) == (0, True), shown
    assert PLANTED not in shown
    DraftFile.open(path, author="Author A", passphrase=PLANTED).close()


def test_two_that_differ_change_nothing(tmp_path: Path) -> None:
    path = made(tmp_path, None)
    status, shown = in_terminal("passphrase", path, typed="one\nother\n")
    assert (status, is_protected(path)) == (2, False)
    assert "differ" in shown


def test_the_old_one_is_asked_for_before_it_is_changed(tmp_path: Path) -> None:
    path = made(tmp_path, PLANTED)
    status, shown = in_terminal("passphrase", path, typed=f"{PLANTED}\nnew one\nnew one\n")
    assert status == 0, shown
    DraftFile.open(path, author="Author A", passphrase="new one").close()


def test_protection_is_taken_away_only_with_the_passphrase(tmp_path: Path) -> None:
    path = made(tmp_path, PLANTED)
    done = run("passphrase", path, "--remove", RESPONDENT_PASSPHRASE=PLANTED)
    assert done.returncode == 0, done
    assert not is_protected(path)


def test_the_surroundings_protect_an_unprotected_draft(tmp_path: Path) -> None:
    path = made(tmp_path, None)
    assert run("passphrase", path, RESPONDENT_PASSPHRASE=PLANTED).returncode == 0
    DraftFile.open(path, author="Author A", passphrase=PLANTED).close()


def test_choosing_a_passphrase_drops_the_key_of_the_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path, own_keys.make("a"))
    monkeypatch.setenv("RESPONDENT_PASSPHRASE", PLANTED)
    assert cli.main(["passphrase", str(path)]) == 0
    assert own_keys.every() == ()
    DraftFile.open(path, author="Author A", passphrase=PLANTED).close()


def test_end_of_input_is_no_passphrase(tmp_path: Path) -> None:
    status, shown = in_terminal("passphrase", made(tmp_path, PLANTED), typed="\x04\n")
    assert status == 2
    assert "Traceback" not in shown


def test_a_passphrase_is_never_taken_from_an_argument(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "respondent_app", "passphrase", "--help"], capture_output=True, text=True, check=True
    )
    assert "--passphrase" not in done.stdout


def test_nobody_to_ask_is_an_error_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(PassphraseNeededError):
        passphrase_for(made(tmp_path, PLANTED))
