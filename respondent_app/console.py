"""How the command line speaks: streams, one-line complaints, and nothing of an answer in either."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from respondent_app.model.errors import PassphraseNeededError

PROGRAM = "respondent-app"
UNUSABLE = 2  # the exit status for input that cannot be used
_WIDTH = 78
_VARIABLE = "RESPONDENT_PASSPHRASE"


def speak_utf8() -> None:
    """Write UTF-8 whatever the console is set to; what it cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def tell(message: str) -> int:
    """Say in one line on standard error what stood in the way, and return the exit status for that."""
    print(f"{PROGRAM}: {' '.join(message.split())}", file=sys.stderr)
    return UNUSABLE


def warn(message: str) -> None:
    """Tell a person something beside what a script reads."""
    print(message, file=sys.stderr)


def passphrases_given() -> tuple[str, ...]:
    """Return the passphrases that the surroundings give: one, or several below one another for several drafts."""
    return tuple(filter(None, os.environ.get(_VARIABLE, "").splitlines()))


def ask_passphrase(what: str, *, twice: bool = False) -> str:
    """Ask for a passphrase on the terminal, without showing it. `PassphraseNeededError` if there is nobody to ask.

    It is never taken from an argument: those can be read by everyone on the computer.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise PassphraseNeededError(
            f"{what} needs a passphrase, and there is no terminal to ask for it on.",
            meaning="Nothing was read or written.",
            advice=f"Set {_VARIABLE}, or run the command in a terminal.",
        )
    first = _typed(f"Passphrase for {what}: ")
    if twice and _typed("The same once more: ") != first:
        raise PassphraseNeededError(
            "The two passphrases differ.", meaning="Nothing was changed.", advice="Try again, a little slower."
        )
    return first


def _typed(prompt: str) -> str:
    import getpass
    import warnings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)  # better not at all than for everyone to see
            typed = getpass.getpass(prompt, sys.stderr)
    except (EOFError, getpass.GetPassWarning):
        typed = ""
    if not typed:
        raise PassphraseNeededError("No passphrase was given.", meaning="Nothing was read or written.")
    return typed


@contextlib.contextmanager
def steps_shown() -> Iterator[Callable[[str], None]]:
    """Give what long work tells its steps to: where a person watches, the last line of the terminal shows them."""
    watched = sys.stderr is not None and sys.stderr.isatty()
    try:
        yield _show_step if watched else _ignore
    finally:
        if watched:
            _show_step("")
            print(end="\r", file=sys.stderr, flush=True)


def _show_step(step: str) -> None:
    print(f"\r{step[:_WIDTH]:<{_WIDTH}}", end="", file=sys.stderr, flush=True)


def _ignore(_step: str) -> None:
    """Nobody watches."""


def stop_writing() -> None:
    """Let Python end without a last attempt to write what nobody takes."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def unexpected(error: Exception) -> str:
    """Name an error nobody foresaw by its kind and place only: its text could hold words of an answer."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    last = next((frame for frame in reversed(frames) if "respondent_app" in frame.filename), frames[-1])
    return (
        f"Something unexpected went wrong ({type(error).__name__} in {Path(last.filename).name}, line {last.lineno}). "
        "Your files are as they were. Please report this line."
    )
