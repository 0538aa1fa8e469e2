"""The entry: a command does its work without a window, anything else opens one."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from respondent_app.screen import has_screen

_WINDOW_ONLY = {"--quit-when-shown"}


def main() -> int:
    """Run the app with the arguments of the process and return its exit status."""
    words = sys.argv[1:]
    if set(words) <= _WINDOW_ONLY and has_screen():
        # By far the most frequent call: it needs no parser, and starts sooner when Python collects no garbage.
        gc.disable()
        return _show_window(None, quit_when_shown=bool(words))
    from respondent_app import cli

    return cli.main(sys.argv[1:], show_window=_show_window, self_test=_self_test)


def _show_window(file: Path | None, *, quit_when_shown: bool) -> int:
    from respondent_app.app import run_window  # only here: no command needs a screen

    return run_window(file, quit_when_shown=quit_when_shown)


def _self_test() -> int:
    from respondent_app import selftest

    return selftest.run()


if __name__ == "__main__":
    sys.exit(main())
