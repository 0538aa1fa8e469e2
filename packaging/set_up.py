"""Make .venv ready: the locked dependencies, and this checkout installed so that `respondent-app` is there.

    python packaging/set_up.py          .venv, to work in
    python packaging/set_up.py build    build/venv, to make installers in: nothing but what they need

Standard library only, for Python 3.11 to 3.13 on every system. Does nothing if all is ready already.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ((3, 11), (3, 13))


@dataclass(frozen=True)
class Environment:
    """A virtual environment, the lock it is made from, and whether this checkout is installed in it."""

    folder: Path
    lock: Path
    with_checkout: bool

    @property
    def ready(self) -> Path:
        """The file that tells what the environment was made from."""
        return self.folder / ".ready"


WORK = Environment(ROOT / ".venv", ROOT / "requirements" / "development.lock", with_checkout=True)
BUILD = Environment(ROOT / "build" / "venv", ROOT / "requirements" / "bundle.lock", with_checkout=False)


def main() -> int:
    """Set up, saying what happens; the exit status is 0 if the environment is ready."""
    if not PYTHONS[0] <= sys.version_info[:2] <= PYTHONS[1]:
        print(f"Respondent needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}.", file=sys.stderr)
        print("Install one of them, or name one: make PYTHON=/path/to/python3.13", file=sys.stderr)
        return 1
    wanted = BUILD if sys.argv[1:] == ["build"] else WORK
    fingerprint = _fingerprint(wanted)
    if wanted.ready.exists() and wanted.ready.read_text() == fingerprint:
        wanted.ready.touch()
        return 0
    name = wanted.folder.relative_to(ROOT).as_posix()
    print(f"Setting up {name} with the locked dependencies. This takes a minute, once.", flush=True)
    try:
        _install(wanted)
    except subprocess.CalledProcessError as error:
        print("The dependencies could not be installed; what pip said stands above.", file=sys.stderr)
        print("Check that this machine reaches its package index, then run the same command again.", file=sys.stderr)
        return error.returncode
    wanted.ready.write_text(fingerprint)
    return 0


def _fingerprint(wanted: Environment) -> str:
    """What the environment must have been made from to be ready."""
    parts = [wanted.lock.read_bytes(), sys.version.encode(), str(ROOT).encode()]
    if wanted.with_checkout:
        parts.append((ROOT / "pyproject.toml").read_bytes())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _install(wanted: Environment) -> None:
    wanted.ready.unlink(missing_ok=True)
    python = _made(wanted.folder)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "--requirement", str(wanted.lock)], check=True)
    if wanted.with_checkout:
        subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], check=True)
        # pip compiles what it copies; an editable install copies nothing, and Python may be forbidden to do it later.
        subprocess.run([str(python), "-m", "compileall", "-q", str(ROOT / "respondent_app")], check=True)


def _made(folder: Path) -> Path:
    """Return the Python of an environment, making it anew if it belongs to another version or place."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if _version(python) != sys.version:
        venv.create(folder, with_pip=True, clear=True, symlinks=sys.platform != "win32")
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
