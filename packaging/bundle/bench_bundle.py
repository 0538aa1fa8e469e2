"""Measure the bundle against a bare window of PySide6 that is bundled the same way: its size, and how soon it shows.

python packaging/bundle/bench_bundle.py        with the Python of build/venv, after make_bundle.py

Sizes: at most 1.35 times the bare bundle with the packages that the app needs laid beside it, unpacked. Start, until
the window is painted: at most 2.5 times the bare one's, in turns in one run. The largest files stand with their reason.
"""

from __future__ import annotations

import importlib.metadata
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from components import Source, python_version, read_components
from distributions import this_system
from product import PROGRAM, ROOT

_SIZE_LIMIT, _START_LIMIT, _SETUP_LIMIT = 1.35, 2.5, 45_000_000
_RUNS, _LARGEST = 15, 20
_SITE_PACKAGES = Path(importlib.metadata.distribution("pyinstaller").locate_file(""))  # type: ignore[arg-type]
_BARE = ROOT / "bench" / "bare_window.py"  # the same that the start from source is measured against
_QUIT = "--quit-when-shown"
_SPEC = """\
import sys
sys.path.insert(0, {folder!r})
from parts import UNUSED_MODULES, is_needed
from PyInstaller.archive.writers import ZlibArchiveWriter
analysis = Analysis([{script!r}], excludes=list(UNUSED_MODULES))
analysis.binaries = [entry for entry in analysis.binaries if is_needed(entry[0], entry[1])]
analysis.datas = [entry for entry in analysis.datas if is_needed(entry[0], "")]
ZlibArchiveWriter._COMPRESSION_LEVEL = 0
program = EXE(PYZ(analysis.pure), analysis.scripts, [], exclude_binaries=True, name="bare", console=True, upx=False)
COLLECT(program, analysis.binaries, analysis.datas, name="bare", upx=False)
"""
# Why the largest files are there, by the beginning of their names; what begins otherwise has no reason yet.
REASONS = {
    "_internal/typst/": "makes accessible PDFs; one library with the whole typesetter",
    "_internal/PySide6/Qt/lib/libicu": "Qt's own data about languages; Qt6Core does not start without it",
    "_internal/PySide6/": "Qt: window, text, printing, colours and dialogs of the desktop",
    "_internal/cryptography/": "talks to the desktop's keyring in secret",
    "_internal/pypdfium2_raw/": "reads PDFs, the publisher's and our own for the search",
    "_internal/libpython": "Python",
    "_internal/python3": "Python's own modules in C",
    "_internal/lxml/": "reads and writes Word and Excel files",
    "_internal/apsw/": "the encrypted drafts",
    "_internal/pycrdt/": "merges what several people wrote",
    "_internal/rapidfuzz/": "pairs clauses of two documents; a library for newer processors and one for all",
    "_internal/hunspell/": "spelling",
    "_internal/base_library.zip": "what Python starts with",
    "_internal/resources/": "dictionary, consultation and typefaces",
    PROGRAM: "the program, with all modules in Python",
}


def main() -> int:
    """Print sizes, times and reasons; 1 if a limit is passed or a large file has no reason."""
    ours = ROOT / "dist" / "respondent"
    with tempfile.TemporaryDirectory() as folder:
        bare = _bundle_bare(Path(folder))
        packages = sum(map(_unpacked, _needed()))
        size = _size(ours) / (_size(bare) + packages)
        print(f"size   {_size(ours) / 1e6:6.0f} MB; bare {_size(bare) / 1e6:.0f} + packages {packages / 1e6:.0f} MB; "
              f"ratio {size:.2f} (at most {_SIZE_LIMIT})")  # fmt: skip
        start = _start(ours / PROGRAM, bare / "bare")
    print(f"start  ratio {start:.2f} of {_RUNS} pairs (at most {_START_LIMIT})")
    fine = [size <= _SIZE_LIMIT, start <= _START_LIMIT, _setup_fits(), _all_have_reasons(ours)]
    return 0 if all(fine) else 1


def _bundle_bare(folder: Path) -> Path:
    spec = folder / "bare.spec"
    spec.write_text(_SPEC.format(folder=str(Path(__file__).parent), script=str(_BARE)), encoding="utf-8")
    words = ["--noconfirm", "--log-level", "ERROR", "--distpath", str(folder), "--workpath", str(folder / "work")]
    subprocess.run([sys.executable, "-m", "PyInstaller", *words, str(spec)], check=True)
    from make_bundle import slim

    slim(folder / "bare")
    return folder / "bare"


def _needed() -> list[str]:
    """Return the packages that the app needs beside Qt and its binding, which the bare window has too."""
    source = Source(_SITE_PACKAGES, this_system(), python_version(_SITE_PACKAGES))
    found = {dist.name.lower().replace("_", "-") for dist in importlib.metadata.distributions()}
    named = {component.name.lower() for component in read_components(source)}
    return sorted((found & named) - {"pyside6-essentials", "shiboken6", "pyinstaller"})


def _unpacked(name: str) -> int:
    files = importlib.metadata.distribution(name).files or []
    paths = [Path(str(file.locate())) for file in files if file.suffix != ".pyc"]
    return sum(path.stat().st_size for path in paths if path.is_file())


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _start(program: Path, bare_program: Path) -> float:
    """Return the ratio of the medians; both start in turns, so that whatever else the machine does hits both."""
    with tempfile.TemporaryDirectory() as home:
        own = {"XDG_DATA_HOME": f"{home}/data", "XDG_CONFIG_HOME": f"{home}/config", "QT_QPA_PLATFORM": "offscreen"}
        pairs = [
            (_seconds([str(program), _QUIT], own), _seconds([str(bare_program), _QUIT], own)) for _ in range(_RUNS + 1)
        ][1:]
    first, second = (statistics.median(each) for each in zip(*pairs, strict=True))
    print(f"       {first * 1000:.0f} ms; bare {second * 1000:.0f} ms")
    return statistics.median(ours / bare for ours, bare in pairs)


def _seconds(words: list[str], own: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(words, check=True, env=os.environ | own, capture_output=True)
    return time.perf_counter() - started


def _setup_fits() -> bool:
    setups = sorted((ROOT / "dist").glob("*-setup.exe"))
    for setup in setups:
        print(f"setup  {setup.stat().st_size / 1e6:.1f} MB (at most {_SETUP_LIMIT / 1e6:.0f})")
    return all(setup.stat().st_size <= _SETUP_LIMIT for setup in setups)


def _all_have_reasons(folder: Path) -> bool:
    """List the largest files with why they are there."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    reasons = []
    for path in sorted(files, key=lambda each: -each.stat().st_size)[:_LARGEST]:
        name = path.relative_to(folder).as_posix()
        reason = next((why for beginning, why in REASONS.items() if name.startswith(beginning)), "")
        reasons.append(reason)
        print(f"{path.stat().st_size / 1e6:6.1f} MB  {name}: {reason or 'NO REASON IS KNOWN'}")
    return all(reasons)


if __name__ == "__main__":
    sys.exit(main())
