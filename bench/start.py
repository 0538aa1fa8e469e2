"""Start and idle memory of the window, each as a ratio to a bare window measured in the same run."""

from __future__ import annotations

import compileall
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.table import Figure

ROOT = Path(__file__).resolve().parents[1]
APP = [str(Path(sys.executable).with_name("respondent-app"))]
BARE = [sys.executable, str(Path(__file__).with_name("bare_window.py"))]
QUIT = "--quit-when-shown"
ROUNDS = 15
SETTLED = 2.0  # seconds after which nothing is going on any more


def figures() -> Iterator[Figure]:
    """Measure; nothing else should be running. Compiled first, as an installed app is."""
    compileall.compile_dir(ROOT / "respondent_app", quiet=1)
    yield _start()
    if sys.platform == "linux":
        yield _memory()


def _start() -> Figure:
    """Alternate, so that a slow moment of the machine meets both; the first round only warms up."""
    rounds = [(_seconds(BARE), _seconds(APP)) for _ in range(ROUNDS + 1)][1:]
    bare, app = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(app / bare for bare, app in rounds)
    return Figure(
        "start to first paint",
        ratio,
        2.5,
        "x",
        f"app {app * 1000:.0f} ms, bare window {bare * 1000:.0f} ms, {ROUNDS} rounds",
    )


def _memory() -> Figure:
    bare, app = (statistics.median(_idle_kilobytes(command) for _ in range(3)) for command in (BARE, APP))
    return Figure(
        "idle memory", app / bare, 2.0, "x", f"app {app / 1024:.0f} MB, bare window {bare / 1024:.0f} MB (PSS)"
    )


def _seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run([*command, QUIT], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def _idle_kilobytes(command: list[str]) -> int:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        time.sleep(SETTLED)
        try:
            rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
        finally:
            process.terminate()
    found = re.search(r"^Pss:\s+(\d+) kB$", rollup, re.MULTILINE)
    return int(found[1]) if found else 0
