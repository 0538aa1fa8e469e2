"""A whole process: how long it took and how much memory it needed at most."""

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
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(time.perf_counter() - begin, usage.ru_maxrss / 1024)
