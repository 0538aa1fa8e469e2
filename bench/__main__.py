"""Run all measurements, or those that are named, and print them as a table. The exit status is always 0."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile

from bench import table

PARTS = ("start", "exporting", "keystroke", "drafting", "reading", "comparing", "pdf")


def main() -> None:
    """Measure without a screen, with data and settings folders of our own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ.update(
            QT_QPA_PLATFORM="offscreen",
            XDG_DATA_HOME=f"{folder}/data",
            XDG_CONFIG_HOME=f"{folder}/config",
            LC_ALL="C.UTF-8",
        )
        figures: list[table.Figure] = []
        try:
            for part in sys.argv[1:] or PARTS:
                print(f"measuring {part} …", file=sys.stderr, flush=True)
                figures += importlib.import_module(f"bench.{part}").figures()
        finally:
            print(*table.lines(figures), sep="\n")


if __name__ == "__main__":
    main()
