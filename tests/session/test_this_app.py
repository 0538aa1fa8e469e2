"""What the program says about itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from respondent_app import __version__, cli
from respondent_app.session import this_app
from respondent_app.session.this_app import Build
from respondent_app.storage import folders


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(folders, "shipped", lambda: tmp_path)
    return tmp_path


def test_a_bundle_knows_what_it_was_built_from(bundle: Path) -> None:
    (bundle / "build.toml").write_text('version = "0.1.0"\ncommit = "0123abcdef+"\ndate = "2026-11-04"\n')
    assert this_app.build() == Build("0123abcdef+", date(2026, 11, 4))
    assert this_app.described() == f"{__version__} (build 0123abcdef+ of 4 November 2026)"


@pytest.mark.parametrize(
    "said",
    [None, "", "commit = 3", "not toml", 'commit = "0123abcdef"\ndate = "yesterday"', b"\xff",
     'commit = "<b>bold</b>"\ndate = "2026-11-04"'],
)  # fmt: skip
def test_without_a_readable_note_it_runs_from_source(bundle: Path, said: str | bytes | None) -> None:
    if said is not None:
        (bundle / "build.toml").write_bytes(said if isinstance(said, bytes) else said.encode())
    assert this_app.build() is None
    assert this_app.described() == f"{__version__} (from source)"


def test_the_command_line_tells_version_and_build(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bundle / "build.toml").write_text('commit = "0123abcdef"\ndate = "2026-11-04"\n')
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"respondent-app {__version__} (build 0123abcdef of 4 November 2026)\n"


def test_the_notices_of_a_bundle_are_found(bundle: Path) -> None:
    (bundle / "licences").mkdir()
    (bundle / "licences" / "NOTICES.txt").write_text("Parts and licences: “MIT”", encoding="utf-8")
    assert this_app.notices() == "Parts and licences: “MIT”"


def test_from_source_the_notices_lie_in_the_packages(bundle: Path) -> None:
    assert this_app.notices_file() is None
    assert "in its own package" in this_app.notices()


def test_notices_that_cannot_be_read_are_told(bundle: Path) -> None:
    (bundle / "licences").mkdir()
    (bundle / "licences" / "NOTICES.txt").write_bytes(b"\xff\xfe\xff")
    assert "cannot be read" in this_app.notices()
