from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from respondent_app import __version__, cli
from respondent_app.commands import packs
from respondent_app.drafts.draft_file import DraftFile
from respondent_app.drafts.saved_response import edit_saved
from respondent_app.model.response import Answer, Response
from tests.command_line import PACK, SECRET, made_draft, refused, run


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return made_draft(tmp_path)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"respondent-app {__version__} (from source)\n"


def test_version_imports_nothing_heavy() -> None:
    program = (
        "import sys; from respondent_app import cli; cli.main(['--version']);"
        "print(*(name for name in ('PySide6', 'docx', 'openpyxl', 'lxml', 'rapidfuzz', 'pypdfium2', 'filelock',"
        " 'tomllib', 'email')"
        " if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1:] == [""]


@pytest.mark.parametrize(
    "words", [[], ["demo"], ["pack"], ["pack", "list"], ["pack", "show"], ["pack", "check"], ["new"], ["show"],
              ["check"], ["export"], ["read"], ["compare"], ["audit"], ["lint"]]
)  # fmt: skip
def test_every_command_has_help_with_an_example(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*words, "--help"]) == 0
    said = capsys.readouterr().out
    assert "xample:" in said
    assert "respondent-app " in said.lower().split("xample:")[1]


def test_examples_of_the_help_are_commands_that_can_be_read() -> None:
    for words in ([], *([name] for name in cli.COMMANDS)):
        done = run(*words, "--help")
        example = done.stdout.split("xample:")[1].split("\n  " if words else " ", 1)[1].strip()
        assert example.startswith("respondent-app ")
        cli._commands().parse_args(example.split()[1:])


def test_the_window_gets_the_file(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Path | None, bool]] = []

    def show_window(file: Path | None, *, quit_when_shown: bool) -> int:
        asked.append((file, quit_when_shown))
        return 0

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert cli.main([], show_window=show_window) == 0
    assert cli.main([str(draft), "--quit-when-shown"], show_window=show_window) == 0
    assert asked == [(None, False), (draft, True)]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_without_a_screen_the_window_is_refused_in_words() -> None:
    assert "no screen" in refused(QT_QPA_PLATFORM="")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["chek", "x.response"], "nrecognized"),
        (["chek"], "Did you mean “check”?"),
        (["show"], "required: R"),
        (["show", "{missing}"], "not there"),
        (["check", "{folder}"], "folder, not a file"),
        (["check", "{garbage}"], "not a draft"),
        (["check", "{newer}"], "later version"),
        (["export", "{garbage}", "--out", "{folder}"], "not a draft"),
        (["export", "{draft}", "--out", "{folder}/p", "--template", "t.docx"], "t.docx” is not there"),
        (["export", "{draft}", "--out", "-"], "standard output"),
        (["export", "{draft}"], "--out"),
        (["new", "--pack", "dcc-tmad-v1.4-moc-mdx", "--out", "{folder}/n.response"], f"Did you mean “{PACK}”?"),
        (["new", "--pack", PACK, "--out", "{draft}"], "already there"),
        (["new", "--pack", PACK, "--out", "{draft}/n.response"], "is a file, not a folder"),
        (["new", "--pack", PACK, "--out", "/proc/n.response"], "respondent-app: "),
        (["new", "--pack", PACK, "--out", "{folder}/" + "n" * 300], "too long"),
        (["new", "--pack", PACK, "--out", "{folder}/n.response", "--answers", "{missing}"], "not there"),
        (["new", "--pack", PACK, "--out", "{folder}/n.response", "--answers", "{garbage}"], "line 1: this is not TOML"),
        (
            ["new", "--pack", PACK, "--out", "{folder}/n.response", "--answers", "{surrogate}"],
            "line 2: this is not TOML",
        ),
        (["new", "--pack", PACK, "--out", "{folder}/n.response", "--answers", "{faulty}"], "line 4: "),
        (["pack", "show", "nothing"], "no consultation pack"),
        (["pack", "show", "../../etc"], "no consultation pack"),
        (["pack", "check", "{missing}"], "no pack"),
        (["pack"], "required: ACTION"),
        (["demo"], "--out"),
    ],
)
def test_unusable_input_is_refused_in_one_line(words: list[str], says: str, draft: Path, tmp_path: Path) -> None:
    files = {
        "garbage": f"{SECRET} \0".encode(),
        "newer": json.dumps({"format": "respondent-draft", "version": 99}).encode(),
        "surrogate": b'[answers.Q1]\nanswer = "\\uD800"\n',
        "faulty": f'[answers.Q1]\nanswer = "{SECRET}"\n[answers.Q2]\nanswr = 1\n[answers.Q8]\n'.encode(),
    }
    places = {"missing": tmp_path / "missing.response", "folder": tmp_path, "draft": draft}
    for name, content in files.items():
        places[name] = tmp_path / f"{name}.response"
        places[name].write_bytes(content)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    said = refused(*(word.format(**places) for word in words))
    assert says in said
    assert SECRET not in said
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_said(draft: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "respondent_app", "show", str(draft)],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "disk is full" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of this kind are Unix's")
def test_a_reader_that_leaves_early_is_no_error(draft: Path) -> None:
    many = Response(PACK, answers={"Q1": Answer("word " * 20_000)})  # more than a pipe holds
    edit_saved(draft, lambda _: many, author="Author A")
    with subprocess.Popen(
        [sys.executable, "-m", "respondent_app", "show", str(draft)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
    ) as done:
        assert done.stdout is not None
        assert done.stderr is not None
        done.stdout.read(10)
        done.stdout.close()
        assert done.stderr.read() == b""
    assert done.returncode == 141


def test_an_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(_args: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(packs, "_list", interrupt)
    assert cli.main(["pack", "list"]) == 130
    assert capsys.readouterr().err == ""


def test_an_error_nobody_foresaw_shows_no_words(
    draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_path: Path, _passphrase: str | None) -> Response:
        raise LookupError(SECRET)

    capsys.readouterr()
    monkeypatch.setattr(DraftFile, "read", staticmethod(fail))
    assert cli.main(["show", str(draft)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "LookupError in saved_response.py, line" in said
    assert SECRET not in said
