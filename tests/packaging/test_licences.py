"""The gate for licences: what is allowed goes in with its text, anything else stops the making."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from licences import main

ROOT = Path(__file__).resolve().parents[2]
KNOWN = tomllib.loads((ROOT / "packaging" / "licences" / "components.toml").read_text(encoding="utf-8"))


def test_no_strong_copyleft_is_allowed_at_run_time() -> None:
    allowed = [name for name in KNOWN["allowed"] if name.startswith(("GPL", "AGPL"))]
    assert allowed == ["GPL-2.0-or-later WITH Bootloader-exception"]
    assert all(name.startswith("LGPL") for name in KNOWN["allowed-if-replaceable"])


def test_every_text_that_is_named_is_there() -> None:
    named = {text for texts in KNOWN["texts"].values() for text in texts}
    named |= {t for part in KNOWN["part"] for t in part.get("texts", ()) if ": " not in t and t != "python"}
    assert [name for name in sorted(named) if not (ROOT / "packaging" / "licences" / "texts" / name).is_file()] == []


def test_a_missing_package_stops_the_making(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site-packages").mkdir()
    words = [str(tmp_path / "site-packages"), str(tmp_path / "out"), "--system", "linux", "--python", "3.11.2"]
    assert main(words) == 1
    assert "The notices were not made." in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
