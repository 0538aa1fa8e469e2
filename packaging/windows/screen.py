"""A virtual screen with a plain window manager, for programs that are tried where nobody sits."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DISPLAY, _SIZE = ":94", "1440x900x24"


@contextmanager
def screen() -> Iterator[str]:
    """Show it, and yield its name for DISPLAY."""
    shown = subprocess.Popen(["Xvfb", _DISPLAY, "-screen", "0", _SIZE], stderr=subprocess.DEVNULL)
    for _ in range(100):
        if Path(f"/tmp/.X11-unix/X{_DISPLAY[1:]}").exists():  # noqa: S108  where X has its sockets
            break
        time.sleep(0.1)
    surroundings = os.environ | {"DISPLAY": _DISPLAY}
    manager = subprocess.Popen(["openbox"], env=surroundings, stderr=subprocess.DEVNULL)
    time.sleep(1)
    try:
        yield _DISPLAY
    finally:
        for process in (manager, shown):
            process.terminate()
            process.wait()
