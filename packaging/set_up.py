"""Make .venv ready: the locked dependencies, and this checkout installed so that `respondent-app` is there.

    python packaging/set_up.py

Standard library only, for Python 3.11 to 3.13 on every system. Does nothing if .venv is ready already.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
READY = VENV / ".ready"
LOCK = ROOT / "requirements" / "development.lock"
PYTHONS = ((3, 11), (3, 13))


def main() -> int:
    """Set up, saying what happens; the exit status is 0 if .venv is ready."""
    if not PYTHONS[0] <= sys.version_info[:2] <= PYTHONS[1]:
        print(f"Respondent needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}.", file=sys.stderr)
        print("Install one of them, or name one: make PYTHON=/path/to/python3.13", file=sys.stderr)
        return 1
    wanted = _fingerprint()
    if READY.exists() and READY.read_text() == wanted:
        READY.touch()
        return 0
    print("Setting up .venv with the locked dependencies. This takes a minute, once.", flush=True)
    try:
        _install()
    except subprocess.CalledProcessError as error:
        print("The dependencies could not be installed; what pip said stands above.", file=sys.stderr)
        print("Check that this machine reaches its package index, then run the same command again.", file=sys.stderr)
        return error.returncode
    READY.write_text(wanted)
    return 0


def _fingerprint() -> str:
    """What .venv must have been made from to be ready."""
    parts = [LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), sys.version.encode(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _install() -> None:
    READY.unlink(missing_ok=True)
    python = _environment()
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "--requirement", str(LOCK)], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], check=True)
    # pip compiles what it copies; an editable install copies nothing, and some systems forbid Python to do it later.
    subprocess.run([str(python), "-m", "compileall", "-q", str(ROOT / "respondent_app")], check=True)


def _environment() -> Path:
    """Return the Python of .venv, making .venv anew if it belongs to another version or place."""
    python = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if _version(python) != sys.version:
        venv.create(VENV, with_pip=True, clear=True, symlinks=sys.platform != "win32")
    return python


def _version(python: Path) -> str:
    if not python.exists():
        return ""
    answer = subprocess.run(
        [str(python), "-c", "import sys; print(sys.version)"], capture_output=True, text=True, check=False
    )
    return answer.stdout.rstrip("\n")


if __name__ == "__main__":
    sys.exit(main())
