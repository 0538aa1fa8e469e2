"""A release is whole, or the script says what is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import release
from product import read_product

PRODUCT = read_product()


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    for name in release.names(PRODUCT):
        content = json.dumps({"metadata": {"component": {"version": PRODUCT.version}}}) if "sbom" in name else name
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["release.py", *words])
    return release.main()


def test_what_was_written_agrees(dist: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, str(dist)) == 0
    assert run(monkeypatch, str(dist), "--check") == 0
    assert PRODUCT.version in (dist / release.CHECKLIST).read_text(encoding="utf-8").splitlines()[0]


def test_a_file_that_changed_afterwards_is_noticed(
    dist: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, str(dist))
    (dist / release.names(PRODUCT)[0]).write_text("changed", encoding="utf-8")
    assert run(monkeypatch, str(dist), "--check") == 1
    assert "SHA256SUMS does not agree" in capsys.readouterr().err


def test_a_missing_file_a_large_setup_and_another_version_are_told(
    dist: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (dist / release.names(PRODUCT)[1]).unlink()
    assert run(monkeypatch, str(dist)) == 1
    assert f"{release.names(PRODUCT)[1]} is missing" in capsys.readouterr().err
    assert not (dist / release.SUMS).exists()
    (dist / release.names(PRODUCT)[1]).touch()
    (dist / "sbom-linux.cdx.json").write_text('{"metadata": {"component": {"version": "9.9"}}}', encoding="utf-8")
    with (dist / release.names(PRODUCT)[0]).open("wb") as setup:
        setup.truncate(45_000_001)
    assert run(monkeypatch, str(dist)) == 1
    said = capsys.readouterr().err
    assert "of another version" in said
    assert "45.0 MB, more than 45" in said
