"""The command line as tests call it: a made-up draft, and the app as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from respondent_app import cli
from respondent_app.storage import folders

PACK = "dcc-tmad-v1.4-moc-mds"
SAMPLE = folders.resources() / "samples" / f"{PACK}.answers.toml"
SECRET = "seventeen ferrets"


def made_draft(folder: Path) -> Path:
    """Make a draft from the sample answers."""
    path = folder / "our.response"
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
