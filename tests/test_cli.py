from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from respondent_app import __version__, cli
from respondent_app.drafts.draft_file import DraftFile
from respondent_app.model.response import Answer, Response
from respondent_app.storage import folders

PACK = "dcc-tmad-v1.4-moc-mds"
SAMPLE = folders.resources() / "samples" / f"{PACK}.answers.toml"
SECRET = "seventeen ferrets"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "our.response"
    assert cli.main(["new", "--pack", PACK, "--out", str(path), "--answers", str(SAMPLE)]) == 0
    return path


def run(*words: str | Path, **surroundings: str) -> subprocess.CompletedProcess[str]:
    """Run the app as its own process, as a script would."""
    return subprocess.run(
        [sys.executable, "-m", "respondent_app", *map(str, words)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, **surroundings},
        cwd=Path(__file__).parents[1],
    )


def refused(*words: str | Path, **surroundings: str) -> str:
    """Run a command that cannot work; return the one line it says."""
    done = run(*words, **surroundings)
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert done.stderr.startswith("respondent-app: ")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"respondent-app {__version__}\n"


def test_version_imports_nothing_heavy() -> None:
    program = (
        "import sys; from respondent_app import cli; cli.main(['--version']);"
        "print(*(name for name in ('PySide6', 'docx', 'openpyxl', 'lxml', 'filelock', 'tomllib', 'email')"
        " if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1:] == [""]


@pytest.mark.parametrize(
    "words", [[], ["demo"], ["pack"], ["pack", "list"], ["pack", "show"], ["pack", "check"], ["new"], ["show"],
              ["check"], ["export"]]
)  # fmt: skip
def test_every_command_has_help_with_an_example(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*words, "--help"]) == 0
    said = capsys.readouterr().out
    assert "xample:" in said
    assert "respondent-app " in said.lower().split("xample:")[1]


def test_examples_of_the_help_are_commands_that_can_be_read() -> None:
    for words in ([], ["new"], ["show"], ["check"], ["export"], ["demo"]):
        done = run(*words, "--help")
        example = done.stdout.split("xample:")[1].split("\n  " if words else " ", 1)[1].strip()
        assert example.startswith("respondent-app ")
        cli._commands().parse_args(example.split()[1:])


def test_packs_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["pack", "list"]) == 0
    assert PACK in capsys.readouterr().out
    assert cli.main(["pack", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert listed["version"] == 1
    assert PACK in [pack["id"] for pack in listed["packs"]]


def test_a_pack_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["pack", "show", PACK, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["version"] == 1
    assert cli.main(["pack", "show", PACK]) == 0
    assert "Monday 4th October 2019" in capsys.readouterr().out


def test_a_pack_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["pack", "check", str(folders.resources() / "consultations" / PACK)]) == 0
    capsys.readouterr()
    (tmp_path / "consultation.toml").write_text("format = 1\nid = = 3\n")
    assert cli.main(["pack", "check", str(tmp_path)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert any(f"{tmp_path / 'consultation.toml'}:2: " in line for line in told)


def test_a_draft_is_made_shown_and_checked(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli.main(["show", str(draft), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["version"] == 1
    assert {"respondent", "answers", "reasons", "review_comments", "sign_offs"} <= shown.keys()
    assert set(shown["answers"]) == {"Q1", "Q2", "Q3"}
    assert shown["answers"]["Q3"]["stance"] == {"date": "agree", "direction": "agree", "fallback": "disagree"}
    assert cli.main(["check", str(draft)]) == 0
    assert capsys.readouterr().out == "Nothing is missing.\n"
    assert cli.main(["check", str(draft), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"version": 1, "findings": []}


def test_marks_are_shown_as_ranges_of_code_points(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    cli.main(["show", str(draft), "--json"])
    shown = json.loads(capsys.readouterr().out)
    (comment,) = [comment for comment in shown["answers"]["Q2"]["comments"] if comment["marks"]]
    (mark,) = comment["marks"]
    assert comment["clause"] == "4.2"
    assert comment["comment"][mark["start"] : mark["end"]].startswith("We plan to migrate 18,400")
    reasons = {reason["number"]: reason for reason in shown["reasons"]}
    assert reasons[mark["reason"]]["category"] == "commercial"
    assert [mark["scope"] for mark in shown["answers"]["Q3"]["marks"]] == ["question"]


def test_the_same_answers_look_the_same(draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = tmp_path / "again.response"
    cli.main(["new", "--pack", PACK, "--out", str(again), "--answers", str(SAMPLE)])
    capsys.readouterr()
    cli.main(["show", str(draft), "--json"])
    first = capsys.readouterr().out
    cli.main(["show", str(again), "--json"])
    assert capsys.readouterr().out == first


def test_a_draft_is_shown_as_text(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli.main(["show", str(draft)]) == 0
    said = capsys.readouterr().out
    assert "«We plan to migrate 18,400" in said
    assert "until January.»[1]" in said
    assert "Organisation: Example Energy (made-up sample)" in said


def test_findings_give_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.response"
    assert cli.main(["new", "--pack", PACK, "--out", str(empty)]) == 0
    capsys.readouterr()
    assert cli.main(["check", str(empty)]) == 1
    assert "“No comment” is an answer" in capsys.readouterr().out
    assert cli.main(["check", str(empty), "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {finding["question"] for finding in findings if finding["id"].startswith("unanswered")} == {"Q1", "Q2", "Q3"}


def test_an_open_draft_can_be_looked_at(draft: Path) -> None:
    with DraftFile.open(draft):
        assert cli.main(["show", str(draft)]) == 0
        assert cli.main(["check", str(draft)]) == 0


def test_author_is_taken_before_and_after_the_command(tmp_path: Path) -> None:
    first, second = tmp_path / "a.response", tmp_path / "b.response"
    assert cli.main(["--author", "Jo Sample", "new", "--pack", PACK, "--out", str(first)]) == 0
    assert cli.main(["new", "--pack", PACK, "--out", str(second), "--author", "Jo Sample"]) == 0
    for path in (first, second):
        assert json.loads(path.read_text("utf-8"))["author"] == "Jo Sample"


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
        (["export", "{draft}", "--out", "{folder}/p", "--template", "t.docx"], "its own template"),
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
    table = json.loads(draft.read_text("utf-8"))
    files = {
        "garbage": f"{SECRET} \0".encode(),
        "newer": json.dumps({**table, "version": 99}).encode(),
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


def test_a_passphrase_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    said = refused("new", "--pack", PACK, "--out", tmp_path / "n.response", RESPONDENT_PASSPHRASE=SECRET)
    assert "passphrase" in said
    assert SECRET not in said
    assert list(tmp_path.iterdir()) == []


def test_a_draft_of_a_consultation_that_is_gone_is_shown_but_not_checked(tmp_path: Path) -> None:
    path = tmp_path / "old.response"
    DraftFile.create(path, Response("gone-consultation", answers={"Q1": Answer("Words.")})).close()
    assert run("show", path).returncode == 0
    assert "gone-consultation" in refused("check", path)


def test_odd_texts_come_through(tmp_path: Path) -> None:
    answers = tmp_path / "odd.toml"
    odd = "שלום \\u202Eabc\\u202C 👩‍👩‍👧 \\u0000\\u0007é " + "long " * 200_000
    answers.write_text(f'[answers.Q1]\nanswer = "{odd}"\n', "utf-8")
    path = tmp_path / "odd.response"
    assert run("new", "--pack", PACK, "--out", path, "--answers", answers).returncode == 0
    done = run("show", path, "--json", PYTHONIOENCODING="latin-1", LC_ALL="C")
    text = json.loads(done.stdout)["answers"]["Q1"]["text"]
    assert text.startswith("שלום \u202eabc\u202c 👩‍👩‍👧 é long")
    assert len(text) > 1_000_000
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="names of bytes are Unix's")
def test_a_name_that_is_not_utf8_is_no_trouble(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/od\xffd.response")
    done = run("new", "--pack", PACK, "--out", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert run("show", name).returncode == 0
    assert "already there" in refused("new", "--pack", PACK, "--out", name)


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
    with DraftFile.open(draft) as opened:
        opened.save(Response(PACK, answers={"Q1": Answer("word " * 2_000_000)}))  # more than a pipe holds
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

    monkeypatch.setattr(cli, "_pack_list", interrupt)
    assert cli.main(["pack", "list"]) == 130
    assert capsys.readouterr().err == ""


def test_an_error_nobody_foresaw_shows_no_words(
    draft: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_path: Path) -> Response:
        raise LookupError(SECRET)

    capsys.readouterr()
    monkeypatch.setattr(DraftFile, "read", staticmethod(fail))
    assert cli.main(["show", str(draft)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "LookupError in cli.py, line" in said
    assert SECRET not in said


def test_the_package_is_exported(draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert cli.main(["export", str(draft), "--out", str(tmp_path / "package")]) == 0
    listed = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert {path.parent for path in listed} == {tmp_path / "package"}
    assert {path.name for path in listed} == {path.name for path in (tmp_path / "package").iterdir()}
    endings = {path.name.removeprefix("Example_Energy_made-up_sample_TMAD_V1_4_MOC_MDS_") for path in listed}
    assert endings == {
        "Response_PUBLIC_v1_0.docx", "Response_CONFIDENTIAL_v1_0.docx", "Comments_PUBLIC_v1_0.xlsx",
        "Comments_CONFIDENTIAL_v1_0.xlsx", "Response_v1_0.eml", "manifest.json",
    }  # fmt: skip


def test_a_public_package_holds_nothing_else(draft: Path, tmp_path: Path) -> None:
    assert cli.main(["export", str(draft), "--out", str(tmp_path / "package"), "--public-only"]) == 0
    names = [path.name for path in (tmp_path / "package").iterdir()]
    assert len(names) == 3
    assert all("PUBLIC" in name or name == "manifest.json" for name in names)


def test_a_leak_is_a_finding_and_nothing_is_written(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with DraftFile.open(draft) as opened:
        answer = opened.response.answer("Q1")
        words = "We plan to migrate 18,400 installations in the first twelve weeks."
        opened.save(opened.response.with_answer("Q1", Answer(words, answer.rationale)))
    capsys.readouterr()
    assert cli.main(["export", str(draft), "--out", str(tmp_path / "package")]) == 1
    told = capsys.readouterr()
    assert "Nothing was written" in told.out
    assert "18,400" not in told.out
    assert told.err == ""
    assert not (tmp_path / "package").exists()


def test_a_package_is_never_written_into_a_file(draft: Path) -> None:
    assert "respondent-app: " in refused("export", draft, "--out", draft)
    assert DraftFile.read(draft).answers


def test_an_export_names_the_marks_that_the_files_could_not_be_searched_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "answers.toml"
    mark = '[[marks]]\nscope = "passage"\nquestion = "Q1"\ntext = "Acme"\n'
    answers.write_text(f'[answers.Q1]\nanswer = "We rely on Acme for it."\n{mark}', encoding="utf-8")
    draft = tmp_path / "our.response"
    assert cli.main(["new", "--pack", PACK, "--out", str(draft), "--answers", str(answers)]) == 0
    capsys.readouterr()
    assert cli.main(["export", str(draft), "--out", str(tmp_path / "package")]) == 0
    printed = capsys.readouterr()
    assert all(Path(line).is_file() for line in printed.out.splitlines())
    (told,) = printed.err.splitlines()
    assert "Confidential 1" in told
    assert "Acme" not in told


def test_a_short_name_that_stands_open_elsewhere_is_told_and_not_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = tmp_path / "answers.toml"
    mark = '[[marks]]\nscope = "passage"\nquestion = "Q2"\ntext = "Acme"\n'
    both = '[answers.Q1]\nanswer = "We use Acme."\n[answers.Q2]\nanswer = "We rely on Acme."\n'
    answers.write_text(both + mark, encoding="utf-8")
    draft = tmp_path / "our.response"
    assert cli.main(["new", "--pack", PACK, "--out", str(draft), "--answers", str(answers)]) == 0
    assert cli.main(["check", str(draft)]) == 1
    assert "also stands in the open in the answer to Q1" in capsys.readouterr().out
    assert cli.main(["export", str(draft), "--out", str(tmp_path / "package")]) == 1
    assert "Confidential 1 in the response, Q1 answer" in capsys.readouterr().out
    assert not (tmp_path / "package").exists()
