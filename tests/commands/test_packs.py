from __future__ import annotations

import json
from pathlib import Path

import pytest

from respondent_app import cli
from respondent_app.storage import folders
from tests.command_line import PACK


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
