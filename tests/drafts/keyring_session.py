"""Run inside a bus session of its own: put a number of questions to the keyring there, and print the answers.

    dbus-run-session -- python -m tests.drafts.keyring_session FOLDER [PASSWORD]

FOLDER takes the keyring; PASSWORD unlocks it, and without one it stays locked with nobody to ask.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

PLANTED = "pässphrase 😀 of the test"
LONG = "x" * 1280


def main(folder: Path, password: str) -> None:
    for name in ("XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        os.environ[name] = str(folder / name.lower())
        Path(os.environ[name]).mkdir(mode=0o700, parents=True)
    del os.environ["PYTHON_KEYRING_BACKEND"]
    how = ["--unlock"] if password else ["--start"]
    subprocess.run(
        ["gnome-keyring-daemon", *how, "--components=secrets"],
        input=password.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    print(json.dumps(answers()))  # noqa: T201  read by the test


def answers() -> dict[str, object]:
    from respondent_app.drafts import secrets

    found: dict[str, object] = {
        "available": secrets.available(),
        "nothing yet": secrets.recall("draft-a"),
        "remembered": secrets.remember("draft-a", PLANTED),
        "recalled": secrets.recall("draft-a"),
        "of another draft": secrets.recall("draft-b"),
        "replaced": secrets.remember("draft-a", LONG),
        "recalled again": secrets.recall("draft-a"),
    }
    secrets.remember("draft-b", PLANTED)
    secrets.forget("draft-a")
    secrets.forget("draft-a")
    return found | {"forgotten": secrets.recall("draft-a"), "the other": secrets.recall("draft-b")}


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
