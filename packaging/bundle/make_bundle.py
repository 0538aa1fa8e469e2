"""Make the folder that runs without Python, for the system this is, and try it.

python packaging/bundle/make_bundle.py [DIST]        with the Python of build/venv, after prepare.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from product import PROGRAM, ROOT, read_commit

_PYTHONS_OWN = ("libpython3*.so*", "python3*/lib-dynload/*.so", "lib-dynload/*.so")


def main() -> int:
    """Make the bundle and say what came of it; 1 if something is wrong with it."""
    folder = bundle(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "dist")
    if sys.platform == "linux":
        slim(folder)
        missing = missing_libraries(folder)
        if missing:
            print("Libraries that neither the bundle nor this system has:", *missing, sep="\n  ", file=sys.stderr)
            return 1
    return subprocess.run([folder / PROGRAM, "--self-test"], check=False).returncode


def bundle(dist: Path) -> Path:
    """Run PyInstaller on build.spec and return the folder; what differs only by chance is the same in each run."""
    started = time.monotonic()
    work = ROOT / "build" / "pyinstaller"
    words = ["--noconfirm", "--log-level", "WARN", "--distpath", str(dist), "--workpath", str(work)]
    surroundings = os.environ | {"SOURCE_DATE_EPOCH": str(read_commit().epoch), "PYTHONHASHSEED": "0"}
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", *words, str(ROOT / "build.spec")], check=True, env=surroundings, cwd=ROOT
    )
    folder = dist / "respondent"
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files)
    print(f"{folder}: {len(files)} files, {size / 1e6:.0f} MB, after {time.monotonic() - started:.0f} s", flush=True)
    return folder


def slim(folder: Path) -> None:
    """Take the names for debuggers out of Python's own libraries; where Python was built from source they are large."""
    for pattern in _PYTHONS_OWN:
        for path in (folder / "_internal").glob(pattern):
            subprocess.run(["strip", "--strip-unneeded", path], check=True)


def missing_libraries(folder: Path) -> list[str]:
    """Return which file asks for a library that is not found, in the bundle or on this system."""
    missing = []
    for path in sorted(folder.rglob("*.so*")):
        if path.is_symlink():
            continue
        answer = subprocess.run(["ldd", path], capture_output=True, text=True, check=False)
        lost = [line.split()[0] for line in answer.stdout.splitlines() if "not found" in line]
        missing += [f"{path.relative_to(folder)}: {', '.join(lost)}"] * bool(lost)
    return missing


if __name__ == "__main__":
    sys.exit(main())
