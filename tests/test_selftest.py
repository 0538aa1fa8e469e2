"""The self-test passes where all is well, and fails where something is missing."""

from __future__ import annotations

import subprocess
import sys
import types
from pathlib import Path

import pytest

from respondent_app import selftest
from respondent_app.packs import library


def test_all_is_well_here() -> None:
    words = [sys.executable, "-m", "respondent_app", "--self-test"]
    answer = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")
    lines = answer.stdout.splitlines()
    assert [line for line in lines if line.startswith("ok")] == lines[:-2]
    assert len(lines) == len(selftest.STEPS) + 5
    assert lines[-1] == "Everything works."


def test_a_step_that_fails_is_told_and_the_others_go_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: selftest.Trial) -> str:
        raise ImportError("secret words")

    monkeypatch.setattr(selftest, "STEPS", {"Broken": broken, "Spelling": selftest.STEPS["Spelling"]})
    assert selftest.run() == selftest.FAILED
    said = capsys.readouterr().out
    assert "FAILED  Broken: Something unexpected went wrong (ImportError" in said
    assert "secret words" not in said
    assert "ok      Spelling" in said
    assert said.endswith("1 of the steps failed.\n")


def test_without_a_consultation_nothing_else_can_be_tried(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "first_shipped", lambda: "not-there")
    assert selftest.run() == selftest.FAILED
    assert "FAILED  Consultation" in capsys.readouterr().out


def test_a_module_that_is_loaded_twice_is_noticed() -> None:
    one, other = types.ModuleType("respondent_app.one"), types.ModuleType("__main__")
    one.__file__ = other.__file__ = str(Path("one.py"))
    assert selftest._loaded_once({"respondent_app.one": one}).startswith("1 of ours")
    with pytest.raises(selftest.SelfTestError, match=r"one\.py"):
        selftest._loaded_once({"respondent_app.one": one, "__main__": other})
