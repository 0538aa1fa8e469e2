"""A whole process: how long it took and how much memory it needed at most.

Run as a program, this measures one command. A small process has to do that: Linux counts what the parent holds when a
child begins as the child's.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

APP = [str(Path(sys.executable).with_name("respondent-app"))]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a process took: seconds on the clock, and megabytes of memory at the peak."""

    seconds: float
    megabytes: float


def run(command: Sequence[str], rounds: int = 3) -> Cost:
    """Run a command a few times and return the medians. Its output goes nowhere; it must end with 0 or 1."""
    costs = [_once(command) for _ in range(rounds)]
    return Cost(statistics.median(c.seconds for c in costs), statistics.median(c.megabytes for c in costs))


def _once(command: Sequence[str]) -> Cost:
    told = subprocess.run([sys.executable, "-S", __file__, *command], check=True, capture_output=True, text=True)
    seconds, megabytes = told.stdout.split()
    return Cost(float(seconds), float(megabytes))


def _measure(command: Sequence[str]) -> str:
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise subprocess.CalledProcessError(process.returncode, command)
    return f"{time.perf_counter() - begin} {usage.ru_maxrss / 1024}"


if __name__ == "__main__":
    print(_measure(sys.argv[1:]))
